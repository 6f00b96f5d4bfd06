import type { JSX } from 'preact';
import { endOneSession, endOtherSessions, listSessions, type Seat } from '../../../server/auth/seats/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { dateTime } from '../../i18n/format.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { toast } from '../../ui/toast.tsx';

/** Where somebody is signed in; each of it can be ended but the one at hand. */
export function Seats(): JSX.Element {
	const it = useCall(listSessions, () => ({}));
	const sessions = it.data.value?.sessions;
	const end = async (ending: () => Promise<number>): Promise<void> => {
		try {
			const count = await ending();
			await it.reload();
			toast({ text: t('seats.ended', { count }) });
		} catch (thrown) {
			toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
		}
	};
	const endOne = (id: string): Promise<void> => end(() => call(endOneSession, { id }).then(() => 1));
	const others = (
		<Button onClick={() => void end(async () => (await call(endOtherSessions, {})).ended)} disabled={!sessions || sessions.length < 2}>
			{t('seats.endOthers')}
		</Button>
	);
	return (
		<Card title={t('seats.title')} actions={others}>
			{it.error.value && <ProblemNotice problem={it.error.value} onRetry={() => void it.reload()} />}
			{sessions ? <List sessions={sessions} onEnd={(id) => void endOne(id)} /> : !it.error.value && <Skeleton kind="rows" count={2} />}
		</Card>
	);
}

function List({ sessions, onEnd }: { sessions: readonly Seat[]; onEnd: (id: string) => void }): JSX.Element {
	const columns: Column<Seat>[] = [
		{ key: 'device', title: t('seats.device'), heading: true, cell: ({ device }) => device || t('seats.unknown') },
		{ key: 'network', title: t('seats.network'), cell: ({ network }) => <span class="figures">{network}</span> },
		{ key: 'since', title: t('seats.since'), cell: ({ since }) => (since === null ? '' : dateTime(since)) },
		{ key: 'used', title: t('seats.used'), cell: ({ lastUsed }) => dateTime(lastUsed) },
		{
			key: 'actions',
			title: t('people.actions'),
			cell: ({ id, device, current }) =>
				current ? (
					<Badge tone="good">{t('seats.current')}</Badge>
				) : (
					<Button aria-label={t('seats.endName', { device: device || t('seats.unknown') })} onClick={() => onEnd(id)}>
						{t('seats.end')}
					</Button>
				),
		},
	];
	return <Table caption={t('seats.title')} columns={columns} rows={sessions} keyOf={({ id }) => id} unlinked={sessions.length === 1} />;
}
