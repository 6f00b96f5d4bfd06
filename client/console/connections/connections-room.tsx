import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { readSystems } from '../../../server/exchange/outbound/contract.ts';
import { readWebhooks } from '../../../server/exchange/webhooks/contract.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { plus, send } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { link } from '../../ui/staff-icons.ts';
import { RoomFrame } from '../rooms/room-frame.tsx';
import './connections.css';
import { Differences } from './differences.tsx';
import { type Open, open } from './doing.ts';
import { Messages } from './messages.tsx';
import { Secret } from './secret.tsx';
import { SystemCard } from './system-card.tsx';
import { SystemForm } from './system-form.tsx';
import { WebhookCard } from './webhook-card.tsx';
import { WebhookForm } from './webhook-form.tsx';

/** The room that says which programs are told what happens and which work systems are kept in step, and how that goes. */
export function ConnectionsRoom(): JSX.Element {
	const hooks = useCall(readWebhooks, () => ({}));
	const systems = useCall(readSystems, () => ({}));
	const again = (): void => {
		void hooks.reload();
		void systems.reload();
	};
	useEffect(
		() => () => {
			open.value = null;
		},
		[],
	);
	const problem = hooks.error.value ?? systems.error.value;
	const webhooks = hooks.data.value?.webhooks;
	const connected = systems.data.value?.systems;
	const actions = (
		<div class="cluster">
			<Button icon={plus} onClick={() => (open.value = { what: 'webhook', it: null })}>
				{t('connections.addWebhook')}
			</Button>
			<Button icon={plus} onClick={() => (open.value = { what: 'system', it: null })}>
				{t('connections.addSystem')}
			</Button>
		</div>
	);
	return (
		<div class="room-with-panel">
			<RoomFrame title={t('connections.title')} hint={t('connections.hint')} actions={actions}>
				{problem && <ProblemNotice problem={problem} onRetry={again} />}
				{!webhooks && !problem && <Skeleton kind="rows" count={4} />}
				<h2>{t('connections.webhooks')}</h2>
				{webhooks?.length === 0 && (
					<EmptyState icon={send} title={<h3>{t('connections.noWebhooks')}</h3>}>
						{t('connections.noWebhooksHint')}
					</EmptyState>
				)}
				<ul class="bare-list connection-cards" aria-label={t('connections.webhooks')}>
					{webhooks?.map((it) => (
						<li key={it.code}>
							<WebhookCard it={it} again={again} />
						</li>
					))}
				</ul>
				<h2>{t('connections.systems')}</h2>
				{connected?.length === 0 && (
					<EmptyState icon={link} title={<h3>{t('connections.noSystems')}</h3>}>
						{t('connections.noSystemsHint')}
					</EmptyState>
				)}
				<ul class="bare-list connection-cards" aria-label={t('connections.systems')}>
					{connected?.map((it) => (
						<li key={it.code}>
							<SystemCard it={it} again={again} />
						</li>
					))}
				</ul>
			</RoomFrame>
			{open.value && (
				<SidePanel key={keyOf(open.value)} title={titleOf(open.value)} onClose={() => (open.value = null)}>
					<Inside it={open.value} kinds={systems.data.value?.kinds ?? []} again={again} />
				</SidePanel>
			)}
		</div>
	);
}

const keyOf = ({ what, it }: Open): string => `${what} ${it?.code ?? ''} ${it?.version ?? ''}`;

function titleOf(open: Open): string {
	const name = open.it?.title ?? '';
	if (open.what === 'messages') return t('connections.messagesOf', { name });
	if (open.what === 'differences') return t('connections.differencesOf', { name });
	if (open.what === 'secret') return t('connections.secretOf', { name });
	return name || t(open.what === 'webhook' ? 'connections.addWebhook' : 'connections.addSystem');
}

function Inside({ it, kinds, again }: { it: Open; kinds: Parameters<typeof SystemForm>[0]['kinds']; again: () => void }): JSX.Element {
	if (it.what === 'webhook') return <WebhookForm it={it.it} again={again} />;
	if (it.what === 'secret') return <Secret it={it.it} again={again} />;
	if (it.what === 'messages') return <Messages it={it.it} again={again} />;
	if (it.what === 'system') return <SystemForm it={it.it} kinds={kinds} again={again} />;
	return <Differences it={it.it} />;
}
