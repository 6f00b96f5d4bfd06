const DAY = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();
const steadyOffsets = new Map<string, Map<number, number>>();

/** A calendar day as the number of days since 1 January 1970, without any zone. */
export type DayNumber = number;

/** The day a moment (milliseconds since 1970 UTC) falls on in an IANA zone. */
export function dayIn(zone: string, moment: number): DayNumber {
	return Math.floor((moment + offsetAt(zone, moment)) / DAY);
}

/** How many minutes after midnight the clocks of a zone show at a moment. */
export function minuteIn(zone: string, moment: number): number {
	return Math.floor(((((moment + offsetAt(zone, moment)) % DAY) + DAY) % DAY) / 60_000);
}

/**
 * The moment at which the clocks of a zone show so many minutes after midnight of a day (1440 and more: the days after). A time that is skipped in
 * spring is read with the clock before the change; one that comes twice in autumn is its first.
 */
export function momentOf(zone: string, day: DayNumber, minute: number): number {
	const shown = day * DAY + minute * 60_000;
	const before = offsetAt(zone, shown - DAY);
	const after = offsetAt(zone, shown + DAY);
	return before === after || offsetAt(zone, shown - before) === before || offsetAt(zone, shown - after) !== after ? shown - before : shown - after;
}

/** 0 for Monday to 6 for Sunday. */
export function weekdayOf(day: DayNumber): number {
	// day 0 was a Thursday
	return (((day + 3) % 7) + 7) % 7;
}

/** A day as YYYY-MM-DD. */
export function isoDay(day: DayNumber): string {
	return new Date(day * DAY).toISOString().slice(0, 10);
}

// Asking Intl takes microseconds, and a clock asks for every day it passes: days (of UTC) without a change of the clocks are remembered.
function offsetAt(zone: string, moment: number): number {
	let steady = steadyOffsets.get(zone);
	if (!steady) {
		steady = new Map();
		steadyOffsets.set(zone, steady);
	}
	const day = Math.floor(moment / DAY);
	let offset = steady.get(day);
	if (offset === undefined) {
		const first = askOffset(zone, day * DAY);
		offset = first === askOffset(zone, (day + 1) * DAY) ? first : Number.NaN;
		steady.set(day, offset);
	}
	return Number.isNaN(offset) ? askOffset(zone, moment) : offset;
}

function askOffset(zone: string, moment: number): number {
	const parts = new Map(
		formatOf(zone)
			.formatToParts(moment)
			.map(({ type, value }) => [type, Number(value)]),
	);
	const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
	const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
	return shown - Math.floor(moment / 1000) * 1000;
}

function formatOf(zone: string): Intl.DateTimeFormat {
	let format = formats.get(zone);
	if (!format) {
		format = new Intl.DateTimeFormat('en-US', {
			timeZone: zone,
			hourCycle: 'h23',
			year: 'numeric',
			month: 'numeric',
			day: 'numeric',
			hour: 'numeric',
			minute: 'numeric',
			second: 'numeric',
		});
		formats.set(zone, format);
	}
	return format;
}
