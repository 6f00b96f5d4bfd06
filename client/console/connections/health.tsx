import type { JSX } from 'preact';
import { t } from '../../i18n/console.ts';
import { dateTime } from '../../i18n/format.ts';
import { Badge } from '../../ui/badge.tsx';

interface HealthProps {
	wellAt: string | null;
	pausedUntil: string | null;
	trouble: string | null;
}

/** When the other side was reached last, and what was wrong the last time. */
export function Health({ wellAt, pausedUntil, trouble }: HealthProps): JSX.Element {
	return (
		<>
			<span class="quiet small">{wellAt === null ? t('connections.never') : t('connections.well', { when: dateTime(wellAt) })}</span>
			{trouble && <span class="small">{t('connections.trouble', { reason: trouble })}</span>}
			{pausedUntil && <span class="small">{t('connections.rests', { when: dateTime(pausedUntil) })}</span>}
		</>
	);
}

/** That something is switched off or put away; nothing where it works. */
export function Standing({ active, away }: { active: boolean; away: boolean }): JSX.Element | null {
	if (away) return <Badge tone="plain">{t('connections.away')}</Badge>;
	return active ? null : <Badge tone="warn">{t('connections.off')}</Badge>;
}
