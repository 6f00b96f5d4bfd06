import { seasonalAlarm } from '../../../maths/alarm.ts';
import { type EarsAlarm, earsAlarms, earsBound } from '../../../maths/ears.ts';
import { outlying, seasonalTrend } from '../../../maths/seasonal-trend.ts';
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

/** Which further alarms say the same of a week that stands out; null where one has not enough years before it. */
export interface Voices {
	/** The same season of the four years before (Farrington). */
	readonly farrington: boolean | null;
	/** What a season that is the same every year and a trend leave over (robust STL). */
	readonly remainder: boolean;
	/** The weeks just before it (EARS). */
	readonly ears: readonly EarsAlarm[];
}

/** A week that stands out from the seven before it, where there is no history to hold it against. */
export interface Sudden {
	readonly week: number;
	readonly expected: number;
	readonly low: number;
	readonly limit: number;
	readonly ears: readonly EarsAlarm[];
}

/** What the thread makes of a part. */
export interface Figure {
	part: string;
	counts: readonly number[];
	first: string;
	leftOut: number;
	from: number;
	watched: (Watched & { also: readonly Voices[] }) | null;
	/** Of a part with a history too short. */
	sudden: readonly Sudden[];
	refusal: Refusal | null;
	season: readonly MonthOfYear[];
}

/** The chance of a false alarm in a week. */
export const chance = 0.01;
/** A trend and a season cannot be told apart in less. */
export const leastHistory = 104;
const leastFaults = 26;
const leastInFourWeeks = 5;
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

// Counts that come by chance vary by their root at least, however equal seven of them happen to be.
const ears = { leastSpread: Math.sqrt };

/** How far above the rest a remainder lies in one of a hundred weeks. */
const outlyingScore = 2.326;

function voicesOf(counts: readonly number[], alarms: readonly number[]): Voices[] {
	if (alarms.length === 0) return [];
	const { scores } = outlying(seasonalTrend(counts.map(Math.log1p), 52).remainder);
	return alarms.map((week) => ({
		farrington: seasonalAlarm(counts, week, { chance })?.alarm ?? null,
		remainder: (scores[week] ?? 0) > outlyingScore,
		ears: earsAlarms(counts, week, ears),
	}));
}

function watchedOf(counts: readonly number[], from: number): Figure['watched'] {
	const found = watchWeeks(counts, { from, chance });
	return found ? { ...found, also: voicesOf(counts, found.alarms) } : null;
}

/** C3 alone raises a false alarm in one of some twelve weeks: it is named beside the others, and makes no week stand out by itself. */
function suddenOf(counts: readonly number[], from: number): Sudden[] {
	return counts.flatMap((_, week): Sudden[] => {
		const said = week >= from ? earsAlarms(counts, week, ears) : [];
		const method = said.find((it) => it !== 'C3');
		const bound = method && earsBound(counts, week, { ...ears, method });
		if (!bound || total(counts.slice(Math.max(0, week - 3), week + 1)) < leastInFourWeeks) return [];
		return [{ week, expected: bound.expected, low: Math.max(0, 2 * bound.expected - bound.limit), limit: bound.limit, ears: said }];
	});
}

/** Watches one part: its weeks against its history, those that stand out against the same season of earlier years, and the season itself. */
export function figureOf(raws: readonly Raw[], { part, watch }: { part: string; watch: number }): Figure {
	const { first = '', weeks = 0, leftOut = 0 } = raws[0] ?? {};
	const counts = countsOf(raws, { part, weeks });
	const from = weeks - watch;
	const refusal = refusalOf(counts, from);
	const watched = refusal ? null : watchedOf(counts, from);
	const months = counts.map((_, week) => monthOf(first, week));
	return {
		...{ part, counts, first, leftOut, from, watched },
		refusal: watched ? null : (refusal ?? 'few'),
		sudden: refusal === 'short' ? suddenOf(counts, Math.max(0, from)) : [],
		season: watched ? profile(counts, months, watched) : [],
	};
}

/** All of them together. */
export const total = (counts: readonly number[]): number => counts.reduce((all, it) => all + it, 0);
