/** The three alarms of EARS: the seven periods just before (C1), the seven before the last two (C2), and three periods of C2 together (C3). */
export type EarsAlarm = 'C1' | 'C2' | 'C3';

interface Watching {
	/** How many standard deviations above the mean of its base a count passes C1 or C2. */
	readonly z?: number;
	/** The least standard deviation a base is given, by its mean: seven equal counts by chance must not make the eighth an alarm. */
	readonly leastSpread?: (mean: number) => number;
}

/** What the base of one period leads to expect. */
export interface EarsBound {
	readonly expected: number;
	readonly spread: number;
	/** The count beyond which it is an alarm. */
	readonly limit: number;
}

/** The 99.9 % point of a standard normal draw: the chance R's surveillance gives C1 and C2. */
const usualZ = 3.090232306167813;
const baseLength = 7;
const gap = { C1: 0, C2: 2 } as const;
/** What C2 exceeds one by, over three periods, is an alarm beyond this. */
const mostOfThree = 2;

/** What C1 or C2 expects of a period (counted from 0), in the unit of the counts; undefined with too few periods before it. */
export function earsBound(
	counts: readonly number[],
	period: number,
	{ method, z = usualZ, leastSpread = () => 0 }: Watching & { method: keyof typeof gap },
): EarsBound | undefined {
	const end = period - gap[method];
	if (end < baseLength) return;
	const base = counts.slice(end - baseLength, end);
	const expected = base.reduce((sum, it) => sum + it, 0) / baseLength;
	const own = Math.sqrt(base.reduce((sum, it) => sum + (it - expected) ** 2, 0) / (baseLength - 1));
	const spread = Math.max(own, leastSpread(expected));
	return { expected, spread, limit: expected + z * spread };
}

/** How far the last three periods together lie above what C2 expects of each (C3); undefined with too few periods before them. */
function ofThree(counts: readonly number[], period: number, watching: Watching): number | undefined {
	let sum = 0;
	for (const at of [period - 2, period - 1, period]) {
		const bound = earsBound(counts, at, { ...watching, method: 'C2' });
		if (!bound) return;
		const above = (counts[at] ?? 0) - bound.expected;
		// a base without any spread says nothing of a count that is its own mean
		sum += above > 0 ? Math.max(0, above / bound.spread - 1) : 0;
	}
	return sum;
}

/**
 * Which alarms of EARS a period raises (Hutwagner, Thompson, Seeman & Treadwell 2003): they need no more than seven to eleven periods before it, and know
 * nothing of seasons.
 * @param counts evenly spaced, oldest first
 * @param period which of them, counted from 0
 */
export function earsAlarms(counts: readonly number[], period: number, watching: Watching = {}): EarsAlarm[] {
	const count = counts[period] ?? 0;
	const passes = (method: keyof typeof gap): boolean => count > (earsBound(counts, period, { ...watching, method })?.limit ?? Number.POSITIVE_INFINITY);
	return [
		...(passes('C1') ? (['C1'] as const) : []),
		...(passes('C2') ? (['C2'] as const) : []),
		...((ofThree(counts, period, watching) ?? 0) > mostOfThree ? (['C3'] as const) : []),
	];
}
