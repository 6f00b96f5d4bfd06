import { wrong } from './ast.ts';

const day = /^(\d{4})-(\d{2})-(\d{2})$/;
const instant = /^(\d{4}-\d{2}-\d{2})[Tt]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** Whether a text is a day of the calendar, from year 1 to 9999. */
export function isDate(text: string): boolean {
	const [, year, month, date] = day.exec(text) ?? [];
	if (year === undefined || Number(year) === 0) return false;
	const at = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(at.getTime()) && at.getUTCMonth() + 1 === Number(month) && at.getUTCDate() === Number(date);
}

/** Whether a text is an instant as RFC 3339 writes it. */
export const isTimestamp = (text: string): boolean => isDate(instant.exec(text)?.[1] ?? '');

/** A day or an instant, refused where it is neither. */
export function temporalKind(text: string, place: string): 'date' | 'timestamp' {
	if (isDate(text)) return 'date';
	if (isTimestamp(text)) return 'timestamp';
	throw wrong(place, 'expected a date (2026-11-25) or an instant (2026-11-25T08:00:00Z)');
}
