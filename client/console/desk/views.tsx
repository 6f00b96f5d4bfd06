import { signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { changeView, readViews, type SavedView, saveView } from '../../../server/faults/views/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { theTown } from '../../api/town.ts';
import { t } from '../../i18n/console.ts';
import { number } from '../../i18n/format.ts';
import { text } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { trash } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { type Filters, hrefOf, readRoute } from '../address.ts';
import { departmentName } from '../facts.ts';
import { route } from '../route.ts';

/** Whether the saved views are shown. */
export const viewsOpen = signal(false);

const views = signal<readonly SavedView[]>([]);
const problem = signal<Problem | null>(null);

/** Asks for views, or changes them; what comes back is shown. */
async function learn(ask: () => Promise<{ views: SavedView[] }>): Promise<boolean> {
	try {
		views.value = (await ask()).views;
		problem.value = null;
		return true;
	} catch (thrown) {
		problem.value = asProblem(thrown);
		return false;
	}
}

const hrefTo = ({ filters }: SavedView): string => {
	const start = readRoute('');
	const lane = filters.lane === 'all' ? 'open' : filters.lane;
	return hrefOf({ ...start, filters: { ...filters, lane } });
};

async function remove({ id, title }: SavedView): Promise<void> {
	const done = await learn(() => call(changeView, { id, removed: true }));
	if (done)
		toast({
			text: t('views.removed', { title }),
			undo: async () => {
				await learn(() => call(changeView, { id, removed: false }));
			},
		});
}

/** The saved views, one's own and those of one's departments, and the way to save the present one. */
export function Views(): JSX.Element {
	useEffect(() => void learn(() => call(readViews, {})), []);
	return (
		<section class="views stack close" aria-label={t('views.title')}>
			{problem.value && <ProblemNotice problem={problem.value} />}
			{views.value.length === 0 && <p class="quiet small">{t('views.none')}</p>}
			<ul class="bare-list">
				{views.value.map((it) => (
					<li key={it.id} class="row between views-row">
						<a class="grow" href={hrefTo(it)} aria-current={hrefTo(it) === hrefOf({ ...readRoute(''), filters: route.value.filters }) ? 'true' : undefined}>
							{it.title}
							{it.department && <span class="quiet small"> · {departmentName(it.department)}</span>}
						</a>
						<span class="figures quiet">{it.count >= 1000 ? `${number(1000)}+` : number(it.count)}</span>
						{it.mine ? (
							<IconButton path={trash} label={t('views.remove', { title: it.title })} onClick={() => void remove(it)} />
						) : (
							<span class="quiet small">{it.by}</span>
						)}
					</li>
				))}
			</ul>
			<Save filters={route.value.filters} />
		</section>
	);
}

function Save({ filters }: { filters: Filters }): JSX.Element {
	const [title, department] = [useSignal(''), useSignal('')];
	const submit = async (event: Event): Promise<void> => {
		event.preventDefault();
		const saved = title.peek().trim();
		const done = await learn(() => call(saveView, { title: saved, filters, department: department.peek() || null }));
		if (!done) return;
		title.value = '';
		toast({ text: t('views.saved', { title: saved }) });
	};
	const departments = theTown().departments.map((it) => ({ value: it.code, label: t('views.sharedWith', { department: text(it.title) }) }));
	return (
		<form class="queue-choices" aria-label={t('views.save')} onSubmit={(event) => void submit(event)}>
			<TextField label={t('views.saveAs')} maxLength={80} value={title.value} onText={(it) => (title.value = it)} />
			<Select
				label={t('views.for')}
				value={department.value}
				options={[{ value: '', label: t('views.forMe') }, ...departments]}
				onChoose={(it) => (department.value = it)}
			/>
			<Button type="submit" disabled={!title.value.trim()}>
				{t('views.save')}
			</Button>
		</form>
	);
}
