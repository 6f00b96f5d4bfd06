import { calibrationError, conformalQuantile, conformalSet } from './calibration.ts';

/** A report with known truth and what was made of it. */
export interface SnapCase {
	/** Of each compatible asset, and of none of them. */
	readonly probabilities: readonly number[];
	readonly none: number;
	/** Metres from the pin to each. */
	readonly distances: readonly number[];
	/** The right one's index; undefined when none of them is. */
	readonly truth: number | undefined;
}

/** How well reports were put on assets; shares from 0 to 1. */
export interface SnapScores {
	readonly nearestTop1: number;
	readonly nearestTop3: number;
	readonly top1: number;
	readonly top3: number;
	/** Expected calibration error of the likeliest answer. */
	readonly calibrationError: number;
}

/** What a conformal promise came to. */
export interface ConformalScores {
	/** How often the truth (or "none of these", where that is true) was in the set. */
	readonly coverage: number;
	/** Assets a resident would be shown, on average. */
	readonly meanSize: number;
	readonly shareUpTo4: number;
}

/** Compares the likeliest answer (which may be "none of these") with the nearest compatible asset. */
export function snapScores(cases: readonly SnapCase[]): SnapScores {
	const byDistance = cases.map(({ distances, truth }) => rankOf(distances, truth, (a, b) => a - b));
	const byPosterior = cases.map((one) => rankOf(withNone(one), truthIndex(one), (a, b) => b - a));
	return {
		nearestTop1: share(byDistance, (rank) => rank < 1),
		nearestTop3: share(byDistance, (rank) => rank < 3),
		top1: share(byPosterior, (rank) => rank < 1),
		top3: share(byPosterior, (rank) => rank < 3),
		calibrationError: calibrationError(
			cases.map((one) => Math.max(...withNone(one))),
			byPosterior.map((rank) => rank === 0),
		),
	};
}

/** Makes the promise 1 − alpha on the first half of the cases and tries it on the second. */
export function conformalScores(cases: readonly SnapCase[], alpha: number): ConformalScores & { qHat: number } {
	const half = Math.floor(cases.length / 2);
	const qHat = conformalQuantile(
		cases.slice(0, half).map((one) => 1 - (withNone(one)[truthIndex(one)] ?? 0)),
		alpha,
	);
	return { qHat, ...conformalCoverage(cases.slice(half), qHat) };
}

/** Tries a quantile on cases with known truth. */
export function conformalCoverage(cases: readonly SnapCase[], qHat: number): ConformalScores {
	const tried = cases.map((one) => {
		const set = conformalSet(withNone(one), qHat);
		const assets = set.filter((index) => index < one.probabilities.length).length;
		return { covered: set.includes(truthIndex(one)), assets };
	});
	return {
		coverage: share(tried, ({ covered }) => covered),
		meanSize: tried.reduce((sum, { assets }) => sum + assets, 0) / Math.max(1, tried.length),
		shareUpTo4: share(tried, ({ assets }) => assets <= 4),
	};
}

function withNone({ probabilities, none }: SnapCase): number[] {
	return [...probabilities, none];
}

function truthIndex({ truth, probabilities }: SnapCase): number {
	return truth ?? probabilities.length;
}

// How many come before the right one; all of them when it is not there.
function rankOf(values: readonly number[], truth: number | undefined, order: (a: number, b: number) => number): number {
	const own = truth === undefined ? undefined : values[truth];
	return own === undefined ? Number.POSITIVE_INFINITY : values.filter((value) => order(value, own) < 0).length;
}

function share<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
	return items.filter(holds).length / Math.max(1, items.length);
}
