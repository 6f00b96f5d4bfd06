import type { JSX } from 'preact';
import { offline } from '../api/offline.ts';
import { t } from '../i18n/crew.ts';
import { Button } from '../ui/button.tsx';
import { sync } from './kept/pump.ts';
import { acts } from './kept/run.ts';

/** Above every screen while it matters: that there is no signal, and how much waits to be sent. */
export function Banner(): JSX.Element | null {
	const count = acts.value.length;
	if (!offline.value && count === 0) return null;
	return (
		<div class="crew-banner no-print" role="status">
			{offline.value && <span>{t('waits.offline')}</span>}
			{count > 0 && <strong class="figures">{t('waits.count', { count })}</strong>}
			{count > 0 && !offline.value && (
				<Button kind="quiet" onClick={() => void sync({ read: true })}>
					{t('waits.send')}
				</Button>
			)}
		</div>
	);
}
