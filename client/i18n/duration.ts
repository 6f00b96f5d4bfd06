import { t } from './shared.ts';

/** "3 days", "5 hours", "12 minutes": how long something took or has stood, in its largest unit. */
export function duration(milliseconds: number): string {
	const minutes = Math.max(0, Math.round(milliseconds / 60_000));
	if (minutes < 60) return t('duration.minutes', { count: minutes });
	if (minutes < 48 * 60) return t('duration.hours', { count: Math.round(minutes / 60) });
	return t('duration.days', { count: Math.round(minutes / 1440) });
}

/** "3d", "5h", "12m" in the letters of the language: for dense rows. */
export function shortDuration(milliseconds: number): string {
	const minutes = Math.max(0, Math.round(milliseconds / 60_000));
	if (minutes < 60) return t('duration.short.minutes', { count: minutes });
	if (minutes < 48 * 60) return t('duration.short.hours', { count: Math.round(minutes / 60) });
	return t('duration.short.days', { count: Math.round(minutes / 1440) });
}
