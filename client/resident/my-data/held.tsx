import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type * as z from 'zod/mini';
import { eraseMyData, exportMyDataPath, type Proof, readMyData } from '../../../server/reports/persons/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, type Problem, problemOf } from '../../api/problem.ts';
import { useCall } from '../../api/use-call.ts';
import { date } from '../../i18n/format.ts';
import { t } from '../../i18n/resident-data.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { download } from '../../ui/icons.ts';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { AskForLink } from './ask-for-link.tsx';

/** Tables that a person has a word for. */
const spoken = {
	report: 'have.report',
	comment: 'have.comment',
	media: 'have.media',
	message: 'have.message',
	follower: 'have.follower',
	proposal_voice: 'have.proposal',
	person: 'have.account',
} as const;

/** What is held of whoever came by a link, and what they can do with it. */
export function Held({ proof }: { proof: Proof }): JSX.Element {
	const mine = useCall(readMyData, () => proof);
	const erased = useSignal<Forgotten | null>(null);
	if (erased.value !== null) return <Forgotten it={erased.value} />;
	const problem = mine.error.value;
	if (problem?.status === 404)
		return (
			<>
				<Notice kind="warn" title={t('link.gone')}>
					{t('link.goneHelp')}
				</Notice>
				<AskForLink />
			</>
		);
	if (problem) return <ProblemNotice problem={problem} onRetry={() => void mine.reload()} />;
	const it = mine.data.value;
	if (!it) return <Skeleton kind="rows" count={3} />;
	return (
		<Card title={t('have.title')}>
			<List counts={it.counts} />
			<Kept held={it.held} title={t('held.title')} />
			<Take proof={proof} />
			<Erase proof={proof} open={it.wish === 'erase'} onErased={(it) => (erased.value = it)} />
		</Card>
	);
}

type Forgotten = z.infer<typeof eraseMyData.output>;

/** What was erased, and what could not be yet. */
function Forgotten({ it: { code, held } }: { it: Forgotten }): JSX.Element {
	return (
		<div class="stack">
			{code !== null && (
				<Notice kind="good" title={t('erase.done')}>
					{t('erase.doneHelp', { code })}
				</Notice>
			)}
			<Kept held={held} title={t(code === null ? 'held.all' : 'held.title')} />
		</div>
	);
}

/** What has to be kept although somebody asks to be forgotten: for what, and until when. */
function Kept({ held, title }: { held: Forgotten['held']; title: string }): JSX.Element | null {
	if (held.length === 0) return null;
	return (
		<Notice kind="note" title={title}>
			<p>{t('held.help')}</p>
			<ul class="bare-list stack tight">
				{held.map(({ ticket, ground, until }) => (
					<li key={`${ticket} ${until}`}>{t(`held.${ground}`, { ticket: ticket ?? t('held.without'), date: date(until) })}</li>
				))}
			</ul>
		</Notice>
	);
}

function List({ counts }: { counts: Readonly<Record<string, number>> }): JSX.Element {
	const told = Object.entries(spoken).flatMap(([table, key]) => (counts[table] ? [t(key, { count: counts[table] })] : []));
	if (told.length === 0) return <p>{t('have.nothing')}</p>;
	return (
		<ul class="bare-list stack tight">
			{told.map((it) => (
				<li key={it}>{it}</li>
			))}
			<li class="quiet">{t('have.other')}</li>
		</ul>
	);
}

/** Saves what was answered as a file. */
function save(bytes: Blob): void {
	const link = document.createElement('a');
	link.href = URL.createObjectURL(bytes);
	link.download = 'my-data.zip';
	link.click();
	setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function Take({ proof }: { proof: Proof }): JSX.Element {
	const busy = useSignal(false);
	const problem = useSignal<Problem | null>(null);
	const take = async (): Promise<void> => {
		busy.value = true;
		problem.value = null;
		try {
			const response = await fetch(exportMyDataPath, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(proof) });
			if (!response.ok) throw await problemOf(response);
			save(await response.blob());
		} catch (thrown) {
			problem.value = asProblem(thrown);
		} finally {
			busy.value = false;
		}
	};
	return (
		<div class="stack close">
			<div>
				<Button kind="primary" icon={download} busy={busy.value} onClick={() => void take()}>
					{t('take.button')}
				</Button>
			</div>
			<p class="quiet small">{t('take.help')}</p>
			{problem.value && <ProblemNotice problem={problem.value} />}
		</div>
	);
}

/** What cannot be taken back is asked about: what goes, what stays. */
function Erase({ proof, open, onErased }: { proof: Proof; open: boolean; onErased: (it: Forgotten) => void }): JSX.Element {
	const asking = useSignal(open);
	const busy = useSignal(false);
	const problem = useSignal<Problem | null>(null);
	const erase = async (): Promise<void> => {
		busy.value = true;
		try {
			onErased(await call(eraseMyData, proof));
		} catch (thrown) {
			problem.value = asProblem(thrown);
			busy.value = false;
		}
	};
	if (!asking.value)
		return (
			<div>
				<Button kind="quiet" onClick={() => (asking.value = true)}>
					{t('erase.start')}
				</Button>
			</div>
		);
	return (
		<Notice
			kind="warn"
			title={t('erase.sure')}
			actions={
				<>
					<Button kind="danger" busy={busy.value} onClick={() => void erase()}>
						{t('erase.button')}
					</Button>
					<Button kind="quiet" onClick={() => (asking.value = false)}>
						{t('erase.keep')}
					</Button>
				</>
			}
		>
			<p>{t('erase.goes')}</p>
			<p>{t('erase.stays')}</p>
			{problem.value && <ProblemNotice problem={problem.value} />}
		</Notice>
	);
}
