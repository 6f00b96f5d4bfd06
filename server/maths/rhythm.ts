import { type DayNumber, dayIn, momentOf, weekdayOf } from './zones.ts';

/** When something comes again and again. */
export interface Rhythm {
	readonly every: 'week' | 'month' | 'quarter';
	/** Of the week: 1 for Monday to 7 for Sunday. Of the month, or of the first month of the quarter: 1 to 31; shorter months end sooner. */
	readonly day: number;
	/** The hour that the clocks show, 0 to 23. */
	readonly hour: number;
}

/** Where it comes. */
export interface RhythmPlace {
	/** The IANA name of the zone whose clocks count. */
	readonly zone: string;
	/** The month in which the financial year begins, 1 to 12: quarters are those of that year. */
	readonly yearMonth: number;
}

const DAY = 86_400_000;

/** The day of a month that has it; of a shorter month its last. Months beyond December are those of the next year. */
function dayOfMonth(year: number, month: number, day: number): DayNumber {
	const last = Date.UTC(year, month, 0) / DAY;
	return Math.min(Date.UTC(year, month - 1, day) / DAY, last);
}

const weekly = (today: DayNumber, day: number): DayNumber => today + ((day - 1 - weekdayOf(today) + 7) % 7);

/** Days on which it may come: those around today, in their order. */
function candidates({ every, day }: Rhythm, today: DayNumber, yearMonth: number): DayNumber[] {
	if (every === 'week') return [weekly(today, day), weekly(today, day) + 7];
	const date = new Date(today * DAY);
	const months = every === 'month' ? [0, 1] : [0, 1, 2, 3];
	return months
		.map((ahead) => [date.getUTCFullYear(), date.getUTCMonth() + 1 + ahead] as const)
		.filter(([, month]) => every === 'month' || (month - yearMonth + 24) % 3 === 0)
		.map(([year, month]) => dayOfMonth(year, month, day));
}

/**
 * The first moment after another at which a rhythm comes. An hour that is skipped in spring comes an hour later by the clock, one that is there twice in autumn counts
 * the first time.
 */
export function nextTurn(rhythm: Rhythm, { zone, yearMonth }: RhythmPlace, after: Date): Date {
	const today = dayIn(zone, after.getTime());
	for (const day of candidates(rhythm, today, yearMonth)) {
		const moment = momentOf(zone, day, rhythm.hour * 60);
		if (moment > after.getTime()) return new Date(moment);
	}
	throw new RangeError('A rhythm needs a day of the week from 1 to 7 or of the month from 1 to 31.');
}
