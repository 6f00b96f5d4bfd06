import { type DayNumber, dayIn, isoDay, momentOf, weekdayOf } from './zones.ts';

/** When the clock of a service standard runs. */
export interface Calendar {
	/** Seven lists, Monday first, of [from, to] in minutes after local midnight; a window past midnight ends above 1440. They do not overlap. */
	readonly windows: readonly (readonly (readonly [number, number])[])[];
	/** Days (YYYY-MM-DD) on which no window opens. */
	readonly holidays: ReadonlySet<string>;
	/** The IANA name of the zone whose clocks count. */
	readonly zone: string;
}

/** A time in which the clock stands still; without an end it still does. */
export interface Pause {
	readonly from: Date;
	readonly to?: Date | null;
}

type Span = readonly [from: number, to: number];

/** No standard reaches further than this many days; a calendar that never opens is given up after them. */
const HORIZON = 20 * 366;

/**
 * The first moment at which the given number of open minutes has wholly elapsed: at closing time rather than at the next opening. Null where the clock
 * never gets there (a pause without an end, a calendar that never opens).
 */
export function dueAt(start: Date, openMinutes: number, calendar: Calendar, pauses: readonly Pause[] = []): Date | null {
	let left = openMinutes * 60_000;
	if (left <= 0) {
		return start;
	}
	const still = pauseSpans(pauses);
	const stops = still.find(([, resume]) => resume === Number.POSITIVE_INFINITY)?.[0];
	const first = dayIn(calendar.zone, start.getTime()) - 1;
	const last = stops === undefined ? first + HORIZON : dayIn(calendar.zone, stops);
	for (let day = first; day <= last; day++) {
		for (const [from, to] of runningSpans(calendar, day, still, [start.getTime(), Number.POSITIVE_INFINITY])) {
			if (to - from >= left) {
				return new Date(from + left);
			}
			left -= to - from;
		}
	}
	return null;
}

/** The open minutes between two moments, pauses left out. */
export function elapsedMinutes(from: Date, to: Date, calendar: Calendar, pauses: readonly Pause[] = []): number {
	const within = [from.getTime(), to.getTime()] as const;
	const still = pauseSpans(pauses);
	const last = dayIn(calendar.zone, within[1]);
	let sum = 0;
	for (let day = dayIn(calendar.zone, within[0]) - 1; day <= last; day++) {
		for (const [start, end] of runningSpans(calendar, day, still, within)) {
			sum += end - start;
		}
	}
	return sum / 60_000;
}

/** Whether the clock runs at a moment. */
export function isOpen(at: Date, calendar: Calendar): boolean {
	const day = dayIn(calendar.zone, at.getTime());
	return [day - 1, day].some((it) => runningSpans(calendar, it, [], [at.getTime(), at.getTime() + 1]).length > 0);
}

// The times of one day's windows in which the clock runs, in order.
function runningSpans(calendar: Calendar, day: DayNumber, still: readonly Span[], within: Span): Span[] {
	if (calendar.holidays.has(isoDay(day))) {
		return [];
	}
	return (calendar.windows[weekdayOf(day)] ?? []).flatMap(([opens, closes]) => {
		const from = Math.max(within[0], momentOf(calendar.zone, day, opens));
		const to = Math.min(within[1], momentOf(calendar.zone, day, closes));
		return from < to ? without([from, to], still) : [];
	});
}

function without([from, to]: Span, still: readonly Span[]): Span[] {
	const running: Span[] = [];
	let start = from;
	for (const [pause, resume] of still) {
		if (pause >= to) {
			break;
		}
		if (pause > start) {
			running.push([start, pause]);
		}
		start = Math.max(start, resume);
	}
	return start < to ? [...running, [start, to]] : running;
}

function pauseSpans(pauses: readonly Pause[]): Span[] {
	return pauses
		.map(({ from, to }): Span => [from.getTime(), to?.getTime() ?? Number.POSITIVE_INFINITY])
		.filter(([from, to]) => from < to)
		.sort((a, b) => a[0] - b[0]);
}
