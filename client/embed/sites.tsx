import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { readEmbedSites, writeEmbedSites } from '../../server/municipality/embed/contract.ts';
import { call } from '../api/call.ts';
import { asProblem, type Problem } from '../api/problem.ts';
import { useCall } from '../api/use-call.ts';
import { t } from '../i18n/embed.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { trash } from '../ui/icons.ts';
import { Notice, ProblemNotice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { toast } from '../ui/toast.tsx';

/** Which websites may show us: for administrators to change, for others to know that there is such a list. */
export function Sites(): JSX.Element | null {
	const read = useCall(readEmbedSites, () => ({}));
	const problem = read.error.value;
	if (problem) return problem.status === 401 || problem.status === 403 ? <Notice>{t('sites.ask')}</Notice> : <ProblemNotice problem={problem} />;
	const sites = read.data.value?.sites;
	return sites ? <List sites={sites} onChange={read.reload} /> : null;
}

function List({ sites, onChange }: { sites: readonly string[]; onChange: () => Promise<void> }): JSX.Element {
	const typed = useSignal('');
	const problem = useSignal<Problem | null>(null);
	const write = async (wanted: readonly string[]): Promise<void> => {
		problem.value = null;
		try {
			await call(writeEmbedSites, { sites: [...wanted] });
			typed.value = '';
			await onChange();
		} catch (thrown) {
			problem.value = asProblem(thrown);
		}
	};
	const remove = async (site: string): Promise<void> => {
		await write(sites.filter((it) => it !== site));
		toast({ text: t('sites.removed', { site }), undo: () => write(sites) });
	};
	return (
		<section class="stack close" aria-labelledby="sites">
			<h2 id="sites">{t('sites.title')}</h2>
			{sites.length === 0 && <p class="quiet">{t('sites.empty')}</p>}
			<ul class="rows">
				{sites.map((site) => (
					<li key={site} class="row between">
						<code>{site}</code>
						<IconButton path={trash} label={t('sites.remove', { site })} onClick={() => void remove(site)} />
					</li>
				))}
			</ul>
			<form
				class="stack close"
				noValidate
				onSubmit={(event) => {
					event.preventDefault();
					void write([...sites, typed.peek().trim().toLowerCase().replace(/\/+$/, '')]);
				}}
			>
				<TextField
					label={t('sites.site')}
					hint={t('sites.hint')}
					type="url"
					value={typed.value}
					error={problem.value?.status === 400 ? t('sites.hint') : undefined}
					onText={(it) => (typed.value = it)}
				/>
				<div>
					<Button type="submit" disabled={!typed.value.trim()}>
						{t('sites.add')}
					</Button>
				</div>
				{problem.value && problem.value.status !== 400 && <ProblemNotice problem={problem.value} />}
			</form>
		</section>
	);
}
