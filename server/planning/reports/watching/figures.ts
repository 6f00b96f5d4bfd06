import { seasonalAlarm } from '../../../maths/alarm.ts';
import { type MonthOfYear, profile, type Watched, watchWeeks } from '../../../maths/weekly-watch.ts';

/** The faults of one week (counted from the first whole week) of one part. */
export interface Raw {
	part: string;
	week: number;
	faults: number;
	/** Monday of the first whole week, how many whole weeks there are, and how many faults of the town stand where nobody put them. */
	first: string;
	weeks: number;
	leftOut: number;
}

type Refusal = 'short' | 'few';

/** What the thread makes of a part. */
export interface Figure {
	part: string;
	counts: readonly number[];
	first: string;
	leftOut: number;
	from: number;
	watched: (Watched & { also: readonly (boolean | null)[] }) | null;
	refusal: Refusal | null;
	season: readonly MonthOfYear[];
}

/** The chance of a false alarm in a week. */
export const chance = 0.01;
/** A trend and a season cannot be told apart in less. */
export const leastHistory = 104;
const leastFaults = 26;
/** A drift is said where chance alone goes as far in one of a hundred histories. */
export const drifting = 0.01;
/** The Monday of a week. */
export const dayOf = (first: string, week: number): string => new Date(Date.parse(first) + week * 7 * 86_400_000).toISOString().slice(0, 10);

/** The month a week lies in: that of its Thursday. */
const monthOf = (first: string, week: number): number => new Date(Date.parse(first) + (week * 7 + 3) * 86_400_000).getUTCMonth();

function countsOf(raws: readonly Raw[], { part, weeks }: { part: string; weeks: number }): number[] {
	const counts = new Array<number>(weeks).fill(0);
	for (const raw of raws) if (raw.part === part) counts[raw.week] = raw.faults;
	return counts;
}

function refusalOf(counts: readonly number[], from: number): Refusal | null {
	if (from < leastHistory) return 'short';
	return total(counts.slice(0, from)) < leastFaults ? 'few' : null;
}

function watchedOf(counts: readonly number[], from: number): Figure['watched'] {
	const found = watchWeeks(counts, { from, chance });
	return found ? { ...found, also: found.alarms.map((week) => seasonalAlarm(counts, week, { chance })?.alarm ?? null) } : null;
}

/** Watches one part: its weeks against its history, those that stand out against the same season of earlier years, and the season itself. */
export function figureOf(raws: readonly Raw[], { part, watch }: { part: string; watch: number }): Figure {
	const { first = '', weeks = 0, leftOut = 0 } = raws[0] ?? {};
	const counts = countsOf(raws, { part, weeks });
	const from = weeks - watch;
	const refusal = refusalOf(counts, from);
	const watched = refusal ? null : watchedOf(counts, from);
	const months = counts.map((_, week) => monthOf(first, week));
	return { part, counts, first, leftOut, from, watched, refusal: watched ? null : (refusal ?? 'few'), season: watched ? profile(counts, months, watched) : [] };
}

/** All of them together. */
export const total = (counts: readonly number[]): number => counts.reduce((all, it) => all + it, 0);
