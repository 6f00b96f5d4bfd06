import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type * as z from 'zod/mini';
import { type Absence, cancelAbsence, listAbsences, restoreAbsence } from '../../../server/auth/away/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { date } from '../../i18n/format.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { plus } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { people } from '../../ui/staff-icons.ts';
import { type Column, Table } from '../../ui/table.tsx';
import { toast } from '../../ui/toast.tsx';
import { RoomFrame } from '../rooms/room-frame.tsx';
import { AwayForm } from './away-form.tsx';

type Away = z.infer<typeof listAbsences.output>;

/** Who of staff is away and who stands in: for oneself, and for those whom one supervises. */
export function AwayRoom(): JSX.Element {
	const read = useCall(listAbsences, () => ({}));
	const writing = useSignal(false);
	const it = read.data.value;
	const close = (): void => {
		writing.value = false;
	};
	const say = it && it.people.length > 0 && (
		<Button kind="primary" icon={plus} onClick={() => (writing.value = true)}>
			{t('away.say')}
		</Button>
	);
	return (
		<div class="room-with-panel">
			<RoomFrame title={t('away.title')} hint={t('away.hint')} actions={say}>
				{read.error.value && <ProblemNotice problem={read.error.value} onRetry={() => void read.reload()} />}
				{it ? <List it={it} again={read.reload} /> : !read.error.value && <Skeleton kind="rows" count={4} />}
			</RoomFrame>
			{writing.value && it && (
				<SidePanel title={t('away.say')} onClose={close}>
					<AwayForm
						it={it}
						onDone={() => {
							close();
							void read.reload();
						}}
					/>
				</SidePanel>
			)}
		</div>
	);
}

function List({ it: { absences }, again }: { it: Away; again: () => Promise<void> }): JSX.Element {
	const act = async (doing: () => Promise<unknown>, said: string, undo?: () => Promise<void>): Promise<void> => {
		try {
			await doing();
			await again();
			toast({ text: said, ...(undo && { undo }) });
		} catch (thrown) {
			const problem = asProblem(thrown);
			toast({ text: problem.code === 'conflict' ? t('away.twice') : problemText(problem), kind: 'bad' });
		}
	};
	const cancel = ({ id }: Absence): void =>
		void act(
			() => call(cancelAbsence, { id }),
			t('away.cancelled'),
			() => act(() => call(restoreAbsence, { id }), t('away.restored')),
		);
	if (absences.length === 0)
		return (
			<EmptyState icon={people} title={<h2>{t('away.none')}</h2>}>
				{t('away.noneHint')}
			</EmptyState>
		);
	const columns: Column<Absence>[] = [
		{
			key: 'who',
			title: t('away.who'),
			heading: true,
			cell: ({ person, standIn }) => (
				<span class="stack tight">
					<span>{person.name}</span>
					<span class="quiet small">{standIn ? t('away.standsIn', { name: standIn.name }) : t('away.alone')}</span>
				</span>
			),
		},
		{
			key: 'when',
			title: t('away.when'),
			cell: ({ now, from, until, saidBy }) => (
				<span class="stack tight">
					<span class="cluster close">
						{t('away.days', { from: date(from), until: date(until) })}
						{now && <Badge tone="warn">{t('away.now')}</Badge>}
					</span>
					{saidBy !== null && <span class="quiet small">{t('away.saidBy', { name: saidBy })}</span>}
				</span>
			),
		},
		{
			key: 'actions',
			title: t('people.actions'),
			cell: (absence) =>
				absence.mayChange && (
					<Button aria-label={t('away.cancelName', { name: absence.person.name })} onClick={() => cancel(absence)}>
						{t('away.cancel')}
					</Button>
				),
		},
	];
	return <Table caption={t('away.title')} columns={columns} rows={absences} keyOf={({ id }) => id} />;
}
