import { locale, zone } from './locale.ts';
import { t } from './shared.ts';

type Moment = Date | string | number;

const fields = { year: 'numeric', month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const clocks = new Map<string, Intl.DateTimeFormat>();

const clock = (): Intl.DateTimeFormat => {
	const known = clocks.get(zone());
	const it = known ?? new Intl.DateTimeFormat('en', { timeZone: zone(), ...fields });
	clocks.set(zone(), it);
	return it;
};

/** Day, month, year, hour and minute in the municipality's time zone. */
const partsOf = (moment: Moment): Record<string, string> =>
	Object.fromEntries(
		clock()
			.formatToParts(new Date(moment))
			.map(({ type, value }) => [type, value]),
	);

const dayOf = (moment: Moment): { day: string; month: number; year: number } => {
	const { day = '', month = '1', year = '' } = partsOf(moment);
	return { day, month: Number(month), year: Number(year) };
};

const named = (key: 'date.days' | 'date.months' | 'date.longMonths', at: number): string => t(key).split('|')[at] ?? '';

/**
 * "23 Nov 2026", in the municipality's time zone. The names of the months are ours: common browsers know none in isiXhosa.
 * Dates are absolute for the same reason: they have no words for "two days ago" either.
 */
export function date(moment: Moment): string {
	const { day, month, year } = dayOf(moment);
	return `${day} ${named('date.months', month - 1)} ${year}`;
}

/** "Monday 23 November 2026". */
export function longDate(moment: Moment): string {
	const { day, month, year } = dayOf(moment);
	const weekday = new Date(Date.UTC(year, month - 1, Number(day))).getUTCDay();
	return `${named('date.days', weekday)} ${day} ${named('date.longMonths', month - 1)} ${year}`;
}

/** "14:05". */
export function time(moment: Moment): string {
	const { hour = '', minute = '' } = partsOf(moment);
	return `${hour.padStart(2, '0')}:${minute}`;
}

/** "23 Nov 2026, 14:05". */
export const dateTime = (moment: Moment): string => `${date(moment)}, ${time(moment)}`;

/** A number as the language writes it; `digits` are the decimals shown at most. */
export const number = (value: number, digits = 0): string => new Intl.NumberFormat(locale(), { maximumFractionDigits: digits }).format(value);

/** "42 %" of a share between 0 and 1. */
export const percent = (share: number, digits = 0): string =>
	new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: digits }).format(share);

/** A number with its unit, kept on one line. */
export const quantity = (value: number, unit: string, digits = 0): string => `${number(value, digits)}\u00a0${unit}`;

/** Metres as people say them: "8 m", "1.4 km". */
export const distance = (metres: number): string =>
	metres < 1000 ? quantity(metres < 10 ? metres : Math.round(metres), 'm', metres < 10 ? 1 : 0) : quantity(metres / 1000, 'km', 1);

/** "164 kB", "2.7 MB". */
export const bytes = (count: number): string => (count < 1e6 ? quantity(Math.max(1, count / 1e3), 'kB') : quantity(count / 1e6, 'MB', 1));

/** Sorts words as the language does, numbers in them by value. */
export const collate = (left: string, right: string): number => new Intl.Collator(locale(), { numeric: true }).compare(left, right);
