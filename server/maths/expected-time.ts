import { survival } from './time-to-event.ts';

/** How long one thing took, in days: to its end, or so far if it still goes on. */
export interface Took {
	readonly days: number;
	readonly ended: boolean;
}

/** Days by which each share of things has ended: at 2.5 %, 5 %, … 97.5 %; null from where on nobody knows. */
export type Curve = readonly (number | null)[];

const steps = 40;
/** The shares at which a curve is kept. */
export const shares: readonly number[] = Array.from({ length: steps - 1 }, (_, i) => (i + 1) / steps);

/**
 * When things like this end, with those that still go on counted for as long as they have (Kaplan & Meier 1958, by inverse of the curve). Of n
 * things and the next one each is as likely to be the longest, so that a share is sought at (n + 1) / n of it, as in split conformal prediction (Vovk et al. 2005).
 */
export function curveOf(took: readonly Took[]): Curve {
	const ended = took.filter((it) => it.ended).length;
	if (ended === 0) return shares.map(() => null);
	const points = survival(took.map((it) => ({ time: it.days, ended: it.ended ? 1 : 0, waiting: it.ended ? 0 : 1 })));
	const close = 1e-9;
	return shares.map((share) => {
		const wanted = (share * (ended + 1)) / ended;
		if (share < 0.5) return points.findLast((it) => 1 - it.surviving <= wanted + close)?.time ?? 0;
		return points.find((it) => 1 - it.surviving >= wanted - close)?.time ?? null;
	});
}

/** The share that has ended by a day, read from a curve; between its points it goes straight. */
export function shareBy(curve: Curve, days: number): number {
	let [before, was] = [0, 0];
	for (const [i, then] of curve.entries()) {
		const share = shares[i] ?? 1;
		if (then === null) return was;
		if (days <= then) return was + ((share - was) * (days - before)) / Math.max(then - before, 1e-9);
		[before, was] = [then, share];
	}
	return was;
}

/** The day by which a share has ended; null where the curve does not reach so far. */
export function dayOf(curve: Curve, share: number): number | null {
	let [before, was] = [0, 0];
	for (const [i, then] of curve.entries()) {
		const here = shares[i] ?? 1;
		if (then === null) return null;
		if (share <= here + 1e-12) return before + ((then - before) * (share - was)) / (here - was);
		[before, was] = [then, here];
	}
	return null;
}

/** From and until how many days after its beginning something ends. */
export interface Range {
	readonly from: number;
	readonly to: number;
}

/**
 * The middle range in which something ends that has gone on for `age` days already: of those that went on so long, the share `coverage` ended within it, and as
 * many before as after. Null where that is not known, also where nearly all have ended sooner than this one.
 */
export function rangeOf(curve: Curve, { age, coverage }: { age: number; coverage: number }): Range | null {
	const gone = shareBy(curve, age);
	const left = 1 - gone;
	// the last step of a curve holds no more than a few things: nothing is foretold from them
	if (left < 2 / steps) return null;
	const from = dayOf(curve, gone + (left * (1 - coverage)) / 2);
	const to = dayOf(curve, gone + (left * (1 + coverage)) / 2);
	return from === null || to === null ? null : { from: Math.max(from, age), to: Math.max(to, age) };
}

/**
 * The same in whole days, since nobody is told an hour: as narrow as it may be while at least the share `coverage` still ends within it. Rounding both ends outward
 * would promise four in five and keep nine in ten where repairs take days.
 */
export function daysOf(curve: Curve, { age, coverage }: { age: number; coverage: number }): Range | null {
	const range = rangeOf(curve, { age, coverage });
	if (!range) return null;
	let from = Math.floor(range.from);
	let to = Math.max(Math.ceil(range.to), from + 1);
	const gone = (days: number): number => shareBy(curve, Math.max(days, age));
	const wanted = coverage * (1 - gone(age));
	for (let spare = gone(to) - gone(from) - wanted; to - from > 1; ) {
		const [first, last] = [gone(from + 1) - gone(from), gone(to) - gone(to - 1)];
		spare -= Math.min(first, last);
		if (spare < -1e-9) break;
		if (first <= last) from += 1;
		else to -= 1;
	}
	return { from, to };
}
