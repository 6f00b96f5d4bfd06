import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { listMessages, type Message, messageStates } from '../../../server/notify/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { dateTime } from '../../i18n/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Chips } from '../../ui/chips.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { mail, refresh } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { hrefOf, readRoute, spokenCode } from '../address.ts';
import { channelWords } from '../desk/report-card.tsx';
import { may } from '../session.ts';
import { AccountMail } from './account-mail.tsx';
import { MailLine } from './mail-line.tsx';
import { RoomFrame } from './room-frame.tsx';

type State = Message['state'];

interface Page {
	messages: readonly Message[];
	next: number | null;
}

/** What was told, is to be told, or could not be told to those who report and follow. */
export function Outbox(): JSX.Element {
	const state = useSignal<State | null>(null);
	const page = useSignal<Page | null>(null);
	const problem = useSignal<Problem | null>(null);
	const read = async (before: number | null): Promise<void> => {
		problem.value = null;
		try {
			const got = await call(listMessages, { limit: 50, ...(state.peek() && { state: state.peek() ?? undefined }), ...(before !== null && { before }) });
			const earlier = before === null ? [] : (page.peek()?.messages ?? []);
			page.value = { messages: [...earlier, ...got.messages], next: got.next };
		} catch (thrown) {
			problem.value = asProblem(thrown);
		}
	};
	useEffect(() => {
		page.value = null;
		void read(null);
	}, [state.value]);
	return (
		<RoomFrame
			title={t('outbox.title')}
			hint={t('outbox.hint')}
			actions={
				<Button icon={refresh} onClick={() => void read(null)}>
					{t('queue.refresh')}
				</Button>
			}
		>
			<Chips<State>
				label={t('outbox.state')}
				single
				chips={messageStates.map((value) => ({ value, label: t(`mail.${value}`) }))}
				chosen={state.value ? [state.value] : []}
				onChange={([it]) => (state.value = it ?? null)}
			/>
			{problem.value && <ProblemNotice problem={problem.value} onRetry={() => void read(null)} />}
			{page.value ? <Messages page={page.value} onMore={(before) => void read(before)} /> : !problem.value && <Skeleton kind="rows" count={6} />}
			{may('person.manage') && <AccountMail />}
		</RoomFrame>
	);
}

function Messages({ page: { messages, next }, onMore }: { page: Page; onMore: (before: number) => void }): JSX.Element {
	if (messages.length === 0)
		return (
			<EmptyState icon={mail} title={t('outbox.none')}>
				{t('outbox.noneHint')}
			</EmptyState>
		);
	return (
		<Card title={t('outbox.messages')}>
			<ul class="bare-list">
				{messages.map((it) => (
					<li key={it.id}>
						<MailLine state={it.state} subject={it.subject ?? t('outbox.noSubject')} body={it.body} to={it.to} at={it.sentAt ?? it.at} error={it.error}>
							{it.fault !== null && (
								<a class="code" href={hrefOf({ ...readRoute(''), fault: it.fault })}>
									{spokenCode(it.fault)}
								</a>
							)}
							{it.proposal !== null && (
								<a class="code" href={hrefOf({ ...readRoute(''), view: 'proposals', proposal: it.proposal })}>
									P-{it.proposal}
								</a>
							)}
							<Badge>{channelWords(it.channel)}</Badge>
							<span class="quiet small figures">{dateTime(it.sentAt ?? it.at)}</span>
						</MailLine>
					</li>
				))}
			</ul>
			{next !== null && (
				<Button kind="quiet" onClick={() => onMore(next)}>
					{t('queue.more')}
				</Button>
			)}
		</Card>
	);
}
