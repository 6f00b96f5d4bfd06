import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { type Roster, readStandby, removeStandby, restoreStandby, type Standby } from '../../../server/notify/standby/contract.ts';
import { call } from '../../api/call.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { date } from '../../i18n/format.ts';
import { language } from '../../i18n/language.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { bell, plus } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { departmentName } from '../facts.ts';
import { RoomFrame } from '../rooms/room-frame.tsx';
import { act } from './act.ts';
import { CallOuts } from './call-outs.tsx';
import { Minutes } from './minutes.tsx';
import { StandbyForm } from './standby-form.tsx';

/** Who stands by after hours, who is called in which turn, and what became of calls. */
export function StandbyRoom(): JSX.Element {
	const read = useCall(readStandby, () => ({ language: language.value }));
	const writing = useSignal(false);
	const it = read.data.value;
	const again = async (): Promise<void> => {
		writing.value = false;
		await read.reload();
	};
	const add = it?.departments.some(({ mine }) => mine) && (
		<Button kind="primary" icon={plus} onClick={() => (writing.value = true)}>
			{t('standby.add')}
		</Button>
	);
	return (
		<div class="room-with-panel">
			<RoomFrame title={t('standby.title')} hint={t('standby.hint')} actions={add}>
				{read.error.value && <ProblemNotice problem={read.error.value} onRetry={() => void read.reload()} />}
				{it ? (
					<>
						<List standbys={it.standbys} departments={it.departments} again={again} />
						<CallOuts callOuts={it.callOuts} again={again} />
						<Minutes departments={it.departments} again={again} />
					</>
				) : (
					!read.error.value && <Skeleton kind="rows" count={4} />
				)}
			</RoomFrame>
			{writing.value && it && (
				<SidePanel title={t('standby.add')} onClose={() => (writing.value = false)}>
					<StandbyForm it={it} onDone={() => void again()} />
				</SidePanel>
			)}
		</div>
	);
}

function List({ standbys, departments, again }: Pick<Roster, 'standbys' | 'departments'> & { again: () => Promise<void> }): JSX.Element {
	const mine = new Set(departments.filter((it) => it.mine).map(({ code }) => code));
	const put = (id: string, back: boolean): Promise<void> =>
		act({
			doing: () => (back ? call(restoreStandby, { id }) : call(removeStandby, { id })),
			said: t(back ? 'standby.restored' : 'standby.removed'),
			again,
			...(!back && { undo: () => put(id, true) }),
		});
	if (standbys.length === 0)
		return (
			<EmptyState icon={bell} title={<h2>{t('standby.none')}</h2>}>
				{t('standby.noneHint')}
			</EmptyState>
		);
	const columns: Column<Standby>[] = [
		{
			key: 'who',
			title: t('standby.who'),
			heading: true,
			cell: ({ person, turn, phone }) => (
				<span class="stack tight">
					<span>{t('standby.turnOf', { turn, name: person.name })}</span>
					{phone && <span class="quiet small">{phone}</span>}
				</span>
			),
		},
		{
			key: 'when',
			title: t('standby.when'),
			cell: ({ department, from, until, now }) => (
				<span class="stack tight">
					<span class="cluster close">
						{departmentName(department)}
						{now && <Badge tone="good">{t('standby.now')}</Badge>}
					</span>
					<span class="quiet small">{t('standby.days', { from: date(from), until: date(until) })}</span>
				</span>
			),
		},
		{
			key: 'actions',
			title: t('people.actions'),
			cell: ({ id, department, person }) =>
				mine.has(department) && (
					<Button aria-label={t('standby.removeName', { name: person.name })} onClick={() => void put(id, false)}>
						{t('standby.remove')}
					</Button>
				),
		},
	];
	return (
		<Card title={t('standby.roster')}>
			<Table caption={t('standby.roster')} columns={columns} rows={standbys} keyOf={({ id }) => id} />
		</Card>
	);
}
