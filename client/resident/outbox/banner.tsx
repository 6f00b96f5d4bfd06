import type { JSX } from 'preact';
import { offline } from '../../api/offline.ts';
import { t } from '../../i18n/resident-outbox.ts';
import { route } from '../route.ts';
import { waiting } from './waiting.ts';
import './waiting.css';

/** Above every screen while it matters: that there is no connection, and how many reports wait. */
export function Banner(): JSX.Element | null {
	const links = waiting.value > 0 && route.value.path !== '/report/waiting';
	if (!offline.value && !links) return null;
	return (
		<div class="offline-banner no-print" role="status">
			{offline.value && <span>{t('banner.offline')}</span>}
			{links && <a href="/report/waiting">{t('banner.waiting', { count: waiting.value })}</a>}
		</div>
	);
}
