import { chiSquaredAbove } from './chi-squared.ts';
import { dot, inverse, times } from './matrix.ts';
import type { Followed } from './survival.ts';

/** One followed, with the group it is compared in and, where given, the stratum within which alone it is compared. */
export interface Compared extends Followed {
	readonly group: string;
	readonly stratum?: string;
}

/** Whether groups end at the same pace: what ended in each and what would have, had all gone the common pace. */
export interface Comparison {
	readonly groups: readonly string[];
	readonly observed: readonly number[];
	readonly expected: readonly number[];
	readonly chiSquared: number;
	readonly degreesOfFreedom: number;
	readonly p: number;
}

interface Sums {
	readonly observed: number[];
	readonly expected: number[];
	/** Its rows up to the diagonal: it is the same on both sides. */
	readonly variance: readonly Float64Array[];
}

/**
 * The log-rank test, within strata where they are given, so that a ward with more of the slow kinds is not called slow for it. A power of 1 weighs early
 * ends more (Peto & Peto, as R's survdiff has it).
 */
export function logRank(compared: readonly Compared[], power = 0): Comparison {
	const groups = [...new Set(compared.map((it) => it.group))];
	const index = new Map(groups.map((group, i) => [group, i]));
	const zeros = () => groups.map(() => 0);
	const sums: Sums = { observed: zeros(), expected: zeros(), variance: groups.map((_, i) => new Float64Array(i + 1)) };
	for (const stratum of strata(compared)) add(sums, stratum, { index, power });
	const difference = sums.observed.map((own, i) => own - (sums.expected[i] ?? 0)).slice(1);
	const variance = (i: number, j: number): number => (i >= j ? sums.variance[i]?.[j] : sums.variance[j]?.[i]) ?? 0;
	const others = groups.map((_, i) => i).slice(1);
	const back = inverse(others.map((i) => others.map((j) => variance(i, j))));
	const chiSquared = back && difference.length > 0 ? dot(difference, times(back, difference)) : 0;
	const degreesOfFreedom = Math.max(0, groups.length - 1);
	return {
		groups,
		observed: sums.observed,
		expected: sums.expected,
		chiSquared,
		degreesOfFreedom,
		p: chiSquared > 0 ? chiSquaredAbove(chiSquared, degreesOfFreedom) : 1,
	};
}

function strata(compared: readonly Compared[]): Compared[][] {
	const found = new Map<string, Compared[]>();
	for (const one of compared) {
		const together = found.get(one.stratum ?? '');
		if (together) together.push(one);
		else found.set(one.stratum ?? '', [one]);
	}
	return [...found.values()];
}

function add(sums: Sums, stratum: readonly Compared[], { index, power }: { index: Map<string, number>; power: number }): void {
	const followed = stratum.filter(wasThere);
	const byTime = [...followed].sort((a, b) => a.time - b.time);
	const byEntry = followed.some((it) => it.entry !== undefined) ? [...followed].sort((a, b) => start(a) - start(b)) : followed;
	const atRisk = new Float64Array(index.size);
	const change = (one: Compared, sign: number) => {
		const group = index.get(one.group) ?? 0;
		atRisk[group] = (atRisk[group] ?? 0) + sign * (one.count ?? 1);
	};
	let [entered, surviving] = [0, 1];
	for (let at = 0; at < byTime.length; ) {
		const time = (byTime[at] as Compared).time;
		for (; entered < byEntry.length && start(byEntry[entered] as Compared) < time; entered += 1) change(byEntry[entered] as Compared, 1);
		const first = at;
		while (byTime[at]?.time === time) at += 1;
		const leaving = byTime.slice(first, at);
		surviving *= weigh(sums, { atRisk, ended: ends(leaving, index), weight: surviving ** power });
		for (const one of leaving) change(one, -1);
	}
}

function start({ entry }: Compared): number {
	return entry ?? Number.NEGATIVE_INFINITY;
}

function wasThere(one: Compared): boolean {
	return start(one) < one.time;
}

function ends(leaving: readonly Compared[], index: Map<string, number>): number[] {
	const ended = Array.from(index, () => 0);
	for (const { group, cause, count } of leaving) {
		const own = index.get(group) ?? 0;
		if ((cause ?? 0) > 0) ended[own] = (ended[own] ?? 0) + (count ?? 1);
	}
	return ended;
}

// Adds one time's share to the sums; the answer is the share of those at risk that came through it.
function weigh(sums: Sums, { atRisk, ended, weight }: { atRisk: Float64Array; ended: readonly number[]; weight: number }): number {
	const all = atRisk.reduce((a, b) => a + b, 0);
	const gone = ended.reduce((a, b) => a + b, 0);
	if (gone === 0 || all === 0) return 1;
	const spread = all > 1 ? (weight * weight * gone * (all - gone)) / (all - 1) : 0;
	for (let i = 0; i < atRisk.length; i += 1) {
		const own = atRisk[i] ?? 0;
		sums.observed[i] = (sums.observed[i] ?? 0) + weight * (ended[i] ?? 0);
		sums.expected[i] = (sums.expected[i] ?? 0) + (weight * gone * own) / all;
		if (own > 0) vary(sums.variance, i, { atRisk, all, spread });
	}
	return 1 - gone / all;
}

// A row of the variance for a group with somebody at risk; of many groups, by far the most that there is to do.
function vary(variance: readonly Float64Array[], i: number, { atRisk, all, spread }: { atRisk: Float64Array; all: number; spread: number }): void {
	const row = variance[i] as Float64Array;
	const own = atRisk[i] as number;
	const share = (spread * own) / all ** 2;
	for (let j = 0; j <= i; j += 1) row[j] = (row[j] as number) - share * (atRisk[j] as number);
	row[i] = (row[i] as number) + (spread * own) / all;
}
