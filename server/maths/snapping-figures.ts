import { calibrationError, conformalSet } from './calibration.ts';

/** A confirmed link: the probabilities of its assets, then of whatever else it might have been; which was true; the quantile its set was made with. */
export interface Answered {
	readonly probabilities: readonly number[];
	/** How many of them are assets; they come first. */
	readonly assets: number;
	readonly truth: number;
	readonly quantile: number;
}

/** How well pins were put on assets. */
export interface SnappingFigures {
	readonly n: number;
	/** How often the likeliest answer was right. */
	readonly top1: number;
	/** Expected calibration error of the likeliest answer. */
	readonly error: number;
	/** How often the truth was among those that the promise needs. */
	readonly coverage: number;
	/** Assets somebody would be shown, on average. */
	readonly size: number;
}

/** One bar of a reliability plot: how sure it was on average, and how often it was right. */
export interface ReliabilityBin {
	readonly from: number;
	readonly to: number;
	readonly n: number;
	readonly said: number;
	readonly right: number;
}

const likeliest = ({ probabilities }: Answered): number => probabilities.indexOf(Math.max(...probabilities));

/** Whether the likeliest answer was the true one. */
export const isRight = (it: Answered): boolean => likeliest(it) === it.truth;

/** Whether the truth was in the set that the promise needs. */
export const isCovered = ({ probabilities, truth, quantile }: Answered): boolean => conformalSet(probabilities, quantile).includes(truth);

/** Sums up confirmed links. */
export function snappingFigures(cases: readonly Answered[]): SnappingFigures {
	const n = cases.length;
	const share = (holds: (it: Answered) => boolean): number => cases.filter(holds).length / Math.max(1, n);
	const shown = cases.map((it) => conformalSet(it.probabilities, it.quantile).filter((index) => index < it.assets).length);
	return {
		n,
		top1: share(isRight),
		error: calibrationError(
			cases.map(({ probabilities }) => Math.max(...probabilities)),
			cases.map(isRight),
		),
		coverage: share(isCovered),
		size: shown.reduce((sum, it) => sum + it, 0) / Math.max(1, n),
	};
}

/** Confidence against truth in ten bins of equal width; empty ones are left out. */
export function reliability(cases: readonly Answered[], bins = 10): ReliabilityBin[] {
	const sums = Array.from({ length: bins }, () => ({ n: 0, said: 0, right: 0 }));
	for (const it of cases) {
		const said = Math.max(...it.probabilities);
		const bin = sums[Math.min(bins - 1, Math.floor(said * bins))];
		if (!bin) continue;
		bin.n += 1;
		bin.said += said;
		bin.right += isRight(it) ? 1 : 0;
	}
	return sums.flatMap(({ n, said, right }, i) => (n > 0 ? [{ from: i / bins, to: (i + 1) / bins, n, said: said / n, right: right / n }] : []));
}

/** By how much a figure must differ before it counts as better or worse: shares, and for the size of sets a share of it. */
export const margins = { top1: 0.005, coverage: 0.02, error: 0.01, size: 0.1 } as const;
export type Compared = keyof typeof margins;

export interface Comparison {
	readonly verdict: 'better' | 'equal' | 'worse';
	readonly better: Compared[];
	readonly worse: Compared[];
}

/** By how much coverage falls short of a promise that is kept, in one of twenty cases, when as many links made the threshold as tried it. */
const byChance = (promise: number, n: number): number => 1.645 * Math.sqrt((2 * promise * (1 - promise)) / Math.max(1, n));

/**
 * Compares two ways of weighing on the same links that neither has seen. Coverage counts only where it falls short of the promise by more than chance;
 * larger sets are no fault where the smaller ones broke it. Worse in one figure is worse; better in none is equal.
 */
export function compareFigures(was: SnappingFigures, is: SnappingFigures, promise: number): Comparison {
	const short = (it: SnappingFigures): number => Math.max(0, promise - it.coverage);
	const gains: Record<Compared, number> = {
		top1: is.top1 - was.top1,
		coverage: short(was) - short(is),
		error: was.error - is.error,
		size: short(was) > margins.coverage && is.size > was.size ? 0 : (was.size - is.size) / Math.max(was.size, 1e-9),
	};
	const margin: Record<Compared, number> = { ...margins, coverage: Math.max(margins.coverage, byChance(promise, is.n)) };
	const figures = Object.keys(margins) as Compared[];
	const better = figures.filter((it) => gains[it] > margin[it]);
	const worse = figures.filter((it) => gains[it] < -margin[it]);
	return { verdict: worse.length > 0 ? 'worse' : better.length > 0 ? 'better' : 'equal', better, worse };
}

/** The median of what is given; undefined of nothing. */
export function median(values: readonly number[]): number | undefined {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = sorted.length / 2;
	return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : sorted.length > 0 ? ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2 : undefined;
}

/** The median distance from a point of pins that scatter with one standard deviation along each axis, and from a line. */
const medianMiss = { Point: 1.1774, LineString: 0.6745 } as const;

/** How many times wider pins scatter than was thought: the median of their misses, each in its own thought standard deviation, over what it would be. */
export function spreadOf(misses: readonly { metres: number; sigma: number; from: 'Point' | 'LineString' }[]): number | undefined {
	return median(misses.map(({ metres, sigma, from }) => metres / (sigma * medianMiss[from])));
}
