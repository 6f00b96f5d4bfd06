import { currency, locale, zone } from './locale.ts';

type Moment = Date | string | number;

const cache = new Map<string, Intl.DateTimeFormat>();

const written = (moment: Moment, options: Intl.DateTimeFormatOptions): string => {
	const key = `${locale()} ${zone()} ${JSON.stringify(options)}`;
	const format = cache.get(key) ?? new Intl.DateTimeFormat(locale(), { timeZone: zone(), ...options });
	cache.set(key, format);
	return format.format(new Date(moment));
};

/** "23 Nov 2026", in the municipality's time zone. Dates are absolute: not every language has words for "two days ago" in browsers. */
export const date = (moment: Moment): string => written(moment, { day: 'numeric', month: 'short', year: 'numeric' });

/** "Monday 23 November 2026". */
export const longDate = (moment: Moment): string => written(moment, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

/** "14:05". */
export const time = (moment: Moment): string => written(moment, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** "23 Nov 2026, 14:05". */
export const dateTime = (moment: Moment): string => `${date(moment)}, ${time(moment)}`;

/** A number as the language writes it; `digits` are the decimals shown at most. */
export const number = (value: number, digits = 0): string => new Intl.NumberFormat(locale(), { maximumFractionDigits: digits }).format(value);

/** "42 %" of a share between 0 and 1. */
export const percent = (share: number, digits = 0): string =>
	new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: digits }).format(share);

/** An amount in the municipality's currency, without cents unless asked. */
export const money = (amount: number, digits: 0 | 2 = 0): string =>
	new Intl.NumberFormat(locale(), { style: 'currency', currency: currency(), minimumFractionDigits: digits, maximumFractionDigits: digits }).format(amount);

/** A number with its unit, kept on one line. */
export const quantity = (value: number, unit: string, digits = 0): string => `${number(value, digits)}\u00a0${unit}`;

/** Metres as people say them: "8 m", "1.4 km". */
export const distance = (metres: number): string =>
	metres < 1000 ? quantity(metres < 10 ? metres : Math.round(metres), 'm', metres < 10 ? 1 : 0) : quantity(metres / 1000, 'km', 1);

/** "164 kB", "2.7 MB". */
export const bytes = (count: number): string => (count < 1e6 ? quantity(Math.max(1, count / 1e3), 'kB') : quantity(count / 1e6, 'MB', 1));

/** Sorts words as the language does, numbers in them by value. */
export const collate = (left: string, right: string): number => new Intl.Collator(locale(), { numeric: true }).compare(left, right);
