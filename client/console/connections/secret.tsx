import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { newSecret, type Webhook } from '../../../server/exchange/webhooks/contract.ts';
import { call } from '../../api/call.ts';
import { t } from '../../i18n/console.ts';
import { dateTime } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { lock } from '../../ui/icons.ts';
import { Notice } from '../../ui/notice.tsx';
import { CopyLine } from '../rooms/key-form.tsx';
import { doing } from './doing.ts';

/** Gives a webhook a secret and shows it, once. */
export function Secret({ it, again }: { it: Webhook; again: () => void }): JSX.Element {
	const given = useSignal<{ secret: string; beforeUntil: string | null } | null>(null);
	const make = (): Promise<void> =>
		doing(async () => {
			given.value = await call(newSecret, { code: it.code });
			again();
		});
	if (!given.value)
		return (
			<div class="stack">
				<p>{t('connections.secretHint')}</p>
				<Button kind="primary" icon={lock} onClick={() => void make()}>
					{t('connections.secret')}
				</Button>
			</div>
		);
	const { secret, beforeUntil } = given.value;
	return (
		<Notice kind="good" title={t('connections.secretShown')}>
			<p>{t('connections.secretHint')}</p>
			<CopyLine label="" text={secret} button={t('connections.copy')} />
			{beforeUntil && <p>{t('connections.secretBefore', { when: dateTime(beforeUntil) })}</p>}
		</Notice>
	);
}
