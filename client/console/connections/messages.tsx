import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import {
	type Delivery,
	deliveryStates,
	readDeliveries,
	replayDelivery,
	replaySince,
	toldKinds,
	type Webhook,
} from '../../../server/exchange/webhooks/contract.ts';
import { call } from '../../api/call.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { dateTime } from '../../i18n/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { refresh, send } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { hrefOf, spokenCode } from '../address.ts';
import { route } from '../route.ts';
import { doing } from './doing.ts';

type State = Delivery['state'];

const tones = { waiting: 'warn', delivered: 'good', dead: 'bad', nothing: 'plain' } as const;
const monthAgo = (): string => new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10);

/** What happened, in words. */
const eventWords = (kind: string): string => {
	const known = toldKinds.find((it) => it === kind);
	return known ? t(`connections.event.${known}`) : kind;
};

/** What a webhook was told, and how to tell it again. */
export function Messages({ it: { code }, again }: { it: Webhook; again: () => void }): JSX.Element {
	const state = useSignal<State | ''>('');
	const before = useSignal<number | null>(null);
	const since = useSignal(monthAgo());
	const read = useCall(readDeliveries, () => ({ code, ...(state.value && { state: state.value }), ...(before.value !== null && { before: before.value }) }));
	const reload = (): void => {
		void read.reload();
		again();
	};
	const replay = (wish: { since: string; dead: boolean }): Promise<void> =>
		doing(async () => {
			const { messages } = await call(replaySince, { code, ...wish });
			reload();
			toast({ text: t('connections.goesAgain', { count: messages }) });
		});
	const deliveries = read.data.value?.deliveries;
	const more = read.data.value?.more ?? null;
	const options = [
		{ value: '' as const, label: t('connections.allMessages') },
		...deliveryStates.map((value) => ({ value, label: t(`connections.state.${value}`) })),
	];
	return (
		<div class="stack">
			<Select
				label={t('connections.state')}
				value={state.value}
				options={options}
				onChoose={(chosen) => {
					state.value = chosen;
					before.value = null;
				}}
			/>
			{read.error.value && <ProblemNotice problem={read.error.value} onRetry={reload} />}
			{deliveries?.length === 0 && (
				<EmptyState icon={send} title={<h3>{t('connections.noMessages')}</h3>}>
					{t('connections.noMessagesHint')}
				</EmptyState>
			)}
			<ul class="bare-list" aria-label={t('connections.messages')}>
				{deliveries?.map((it) => (
					<Message key={it.id} it={it} webhook={code} done={reload} />
				))}
			</ul>
			{more !== null && <Button onClick={() => (before.value = more)}>{t('connections.more')}</Button>}
			<Button icon={refresh} onClick={() => void replay({ since: '2000-01-01', dead: true })}>
				{t('connections.sendAgain')}
			</Button>
			<TextField label={t('connections.since')} type="date" value={since.value} onText={(text) => (since.value = text)} />
			<Button icon={refresh} disabled={since.value === ''} onClick={() => void replay({ since: since.value, dead: false })}>
				{t('connections.sinceButton')}
			</Button>
		</div>
	);
}

function Message({ it, webhook, done }: { it: Delivery; webhook: string; done: () => void }): JSX.Element {
	const again = (): Promise<void> =>
		doing(async () => {
			await call(replayDelivery, { code: webhook, id: it.id });
			done();
			toast({ text: t('connections.goesAgain', { count: 1 }) });
		});
	return (
		<li class="connection-line stack tight">
			<span class="cluster between">
				<a href={hrefOf({ ...route.value, view: 'desk', fault: it.fault })}>{spokenCode(it.fault)}</a>
				<Badge tone={tones[it.state]}>{t(`connections.state.${it.state}`)}</Badge>
			</span>
			<span>{eventWords(it.kind)}</span>
			<span class="quiet small">
				{[dateTime(it.happenedAt), it.attempts > 0 && t('connections.tries', { count: it.attempts }), it.status].filter(Boolean).join(' · ')}
			</span>
			{it.trouble && <span class="small">{it.trouble}</span>}
			{it.state === 'waiting' && it.dueAt && it.attempts > 0 && <span class="quiet small">{t('connections.rests', { when: dateTime(it.dueAt) })}</span>}
			{(it.state === 'dead' || it.state === 'delivered') && (
				<span>
					<Button
						kind="quiet"
						icon={refresh}
						aria-label={`${t('connections.again')}: ${spokenCode(it.fault)}, ${eventWords(it.kind)}`}
						onClick={() => void again()}
					>
						{t('connections.again')}
					</Button>
				</span>
			)}
		</li>
	);
}
