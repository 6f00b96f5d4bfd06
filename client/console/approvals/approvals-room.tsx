import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { type Approval, decideApproval, listApprovals, mergesAlone, withdrawApproval } from '../../../server/work/approval/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { dateTime } from '../../i18n/format.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { t as shared } from '../../i18n/shared.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { check, plus } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { people } from '../../ui/staff-icons.ts';
import { toast } from '../../ui/toast.tsx';
import { hrefOf, readRoute, spokenCode } from '../address.ts';
import { RoomFrame } from '../rooms/room-frame.tsx';
import { may } from '../session.ts';
import { AskForm } from './ask-form.tsx';

/** The room in which a second person looks at what is to be done with many faults at once. */
export function ApprovalsRoom(): JSX.Element {
	const it = useCall(listApprovals, () => ({}));
	const asking = useSignal(false);
	const ask = (
		<Button kind="primary" icon={plus} onClick={() => (asking.value = true)}>
			{t('approvals.ask')}
		</Button>
	);
	const done = (): void => {
		asking.value = false;
		void it.reload();
	};
	return (
		<div class="room-with-panel">
			<RoomFrame title={t('approvals.title')} hint={t('approvals.hint', { alone: mergesAlone })} actions={ask}>
				{it.error.value && <ProblemNotice problem={it.error.value} onRetry={() => void it.reload()} />}
				{it.data.value ? <Lists all={it.data.value.approvals} again={it.reload} /> : !it.error.value && <Skeleton kind="rows" count={4} />}
			</RoomFrame>
			{asking.value && (
				<SidePanel title={t('approvals.ask')} onClose={() => (asking.value = false)}>
					<AskForm onDone={done} />
				</SidePanel>
			)}
		</div>
	);
}

function Lists({ all, again }: { all: readonly Approval[]; again: () => Promise<void> }): JSX.Element {
	const waiting = all.filter(({ state }) => state === 'waiting');
	const over = all.filter(({ state }) => state !== 'waiting');
	return (
		<>
			{waiting.length === 0 && (
				<EmptyState icon={people} title={<h2>{t('approvals.none')}</h2>}>
					{t('approvals.noneHint')}
				</EmptyState>
			)}
			{waiting.map((it) => (
				<Card key={it.id} title={titleOf(it)}>
					<What it={it} />
					<Decide it={it} again={again} />
				</Card>
			))}
			{over.length > 0 && (
				<Card title={t('approvals.lately')}>
					<ul class="bare-list stack">
						{over.map((it) => (
							<li key={it.id} class="stack tight">
								<strong>{titleOf(it)}</strong>
								<What it={it} />
							</li>
						))}
					</ul>
				</Card>
			)}
		</>
	);
}

const titleOf = ({ kind, faults, to, into }: Approval): string =>
	kind === 'merge' || to === null
		? t('approvals.merge', { count: faults.length, into: spokenCode(into ?? '') })
		: t('approvals.end', { count: faults.length, state: shared(`state.${to}`) });

const outcomes = {
	waiting: ['approvals.waiting', 'warn'],
	expired: ['approvals.isExpired', 'plain'],
	approved: ['approvals.isApproved', 'good'],
	refused: ['approvals.isRefused', 'bad'],
	withdrawn: ['approvals.isWithdrawn', 'plain'],
} as const;

function What({ it }: { it: Approval }): JSX.Element {
	const [word, tone] = outcomes[it.state];
	const faultHref = (fault: string): string => hrefOf({ ...readRoute(''), fault });
	return (
		<>
			<p class="message-body">{it.reason}</p>
			<p class="cluster close">
				{it.faults.map((fault) => (
					<a key={fault} class="code" href={faultHref(fault)}>
						{spokenCode(fault)}
					</a>
				))}
			</p>
			<p class="cluster small quiet">
				<Badge {...(tone !== 'plain' && { tone })}>{t(word)}</Badge>
				{it.decidedBy !== null && it.decidedAt !== null && t('approvals.decidedBy', { name: it.decidedBy, when: dateTime(it.decidedAt) })}
				<span>{t('approvals.by', { name: it.askedBy, when: dateTime(it.askedAt) })}</span>
				{it.state === 'waiting' && <span>{t('approvals.until', { when: dateTime(it.expiresAt) })}</span>}
			</p>
		</>
	);
}

function Decide({ it: { id, digest, mine }, again }: { it: Approval; again: () => Promise<void> }): JSX.Element | null {
	const busy = useSignal(false);
	const act = async (doing: () => Promise<unknown>, said: string): Promise<void> => {
		busy.value = true;
		try {
			await doing();
			toast({ text: said });
			await again();
		} catch (thrown) {
			const problem = asProblem(thrown);
			toast({ text: problem.code === 'wrong-state' ? t('approvals.stuck') : problemText(problem), kind: 'bad' });
		}
		busy.value = false;
	};
	if (mine)
		return (
			<p class="cluster">
				<span class="quiet">{t('approvals.yours')}</span>
				<Button busy={busy.value} onClick={() => void act(() => call(withdrawApproval, { id }), t('approvals.taken'))}>
					{t('approvals.withdraw')}
				</Button>
			</p>
		);
	if (!may('fault.approve')) return null;
	const decide = (approve: boolean): void => void act(() => call(decideApproval, { id, approve, digest }), t(approve ? 'approvals.done' : 'approvals.refused'));
	return (
		<p class="cluster">
			<Button kind="primary" icon={check} busy={busy.value} onClick={() => decide(true)}>
				{t('approvals.yes')}
			</Button>
			<Button onClick={() => decide(false)}>{t('approvals.no')}</Button>
		</p>
	);
}
