import type { JSX } from 'preact';
import { pingWebhook, putWebhookAway, type Webhook } from '../../../server/exchange/webhooks/contract.ts';
import { call } from '../../api/call.ts';
import { t } from '../../i18n/console.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { edit, list, lock, send } from '../../ui/icons.ts';
import { toast } from '../../ui/toast.tsx';
import { doing, moveAway, open } from './doing.ts';
import { Health, Standing } from './health.tsx';

const ping = (code: string): Promise<void> =>
	doing(async () => {
		const { reached, status, trouble, milliseconds } = await call(pingWebhook, { code });
		if (reached) toast({ text: t('connections.pinged', { status: status ?? 0, milliseconds }) });
		else toast({ text: t('connections.notPinged', { reason: trouble ?? '' }), kind: 'bad' });
	});

/** One webhook: where it goes, how it does, and what can be done with it. */
export function WebhookCard({ it, again }: { it: Webhook; again: () => void }): JSX.Element {
	const { code, title: name, waiting, dead, away } = it;
	const put = (wish: boolean): Promise<unknown> => call(putWebhookAway, { code, away: wish });
	return (
		<Card title={name} actions={<Standing active={it.active} away={away} />}>
			<div class="stack tight">
				<span class="small connection-url">{it.url}</span>
				<Health wellAt={it.deliveredAt} pausedUntil={it.pausedUntil} trouble={it.trouble} />
				{!it.hasSecret && <span class="small">{t('connections.noSecret')}</span>}
				<span class="cluster">
					{waiting > 0 && <Badge tone="warn">{t('connections.waiting', { count: waiting })}</Badge>}
					{dead > 0 && <Badge tone="bad">{t('connections.dead', { count: dead })}</Badge>}
				</span>
			</div>
			<div class="cluster">
				<Button icon={list} aria-label={t('connections.messagesOf', { name })} onClick={() => (open.value = { what: 'messages', it })}>
					{t('connections.messages')}
				</Button>
				{it.hasSecret && (
					<Button icon={send} aria-label={t('connections.pingOf', { name })} onClick={() => void ping(code)}>
						{t('connections.ping')}
					</Button>
				)}
				<Button icon={edit} aria-label={t('connections.changeOf', { name })} onClick={() => (open.value = { what: 'webhook', it })}>
					{t('connections.change')}
				</Button>
				<Button icon={lock} aria-label={t('connections.secretOf', { name })} onClick={() => (open.value = { what: 'secret', it })}>
					{t('connections.secret')}
				</Button>
				<Button
					kind="quiet"
					aria-label={t(away ? 'connections.bringBackOf' : 'connections.putAwayOf', { name })}
					onClick={() => void moveAway(name, !away, { put, done: again })}
				>
					{t(away ? 'connections.bringBack' : 'connections.putAway')}
				</Button>
			</div>
		</Card>
	);
}
