import { dot, inverse, lowerRoot, times } from './matrix.ts';
import type { Followed } from './survival.ts';

/** One followed, with the numbers that may explain how soon it ends. */
export interface Explained extends Pick<Followed, 'time' | 'cause' | 'entry'> {
	readonly row: readonly number[];
}

/** How each number of the rows changes the pace at which things end, whatever that pace is at any one time. */
export interface HazardModel {
	/** For one more of it the logarithm of the pace changes by `value`. */
	readonly coefficients: readonly { readonly value: number; readonly standardError: number }[];
	/** The partial likelihood's logarithm where nothing explains anything. */
	readonly logLikelihoodOfNone: number;
	readonly logLikelihood: number;
}

interface Slopes {
	value: number;
	readonly slope: number[];
	readonly information: number[][];
}

/** What those at risk weigh together, and the sums of their rows and of their rows' products. */
interface Sums {
	weight: number;
	readonly first: number[];
	readonly second: number[][];
}

/**
 * Explains how soon things end by proportional hazards (Cox 1972), ends at one time shared as by Efron 1977; those that came in late are at risk from their
 * entry on (R's coxph). Rows of p numbers without a constant, times in any one unit. Undefined where the rows cannot tell the coefficients apart, or where one
 * of them would run off without end.
 */
export function coxRegression(followed: readonly Explained[]): HazardModel | undefined {
	const seen = followed.filter((it) => (it.entry ?? Number.NEGATIVE_INFINITY) < it.time);
	const ends = [...new Set(seen.filter(hasEnded).map((it) => it.time))];
	let beta = new Array<number>(seen[0]?.row.length ?? 0).fill(0);
	const none = slopesAt(seen, ends, beta);
	let here = none;
	for (let round = 0; round < 50; round++) {
		const covariance = lowerRoot(here.information) && inverse(here.information);
		if (!covariance || ranOff(here, none)) return;
		const step = times(covariance, here.slope);
		if (dot(step, here.slope) < 1e-20) return told(beta, covariance, [none.value, here.value]);
		const next = climbed(seen, ends, { beta, step, from: here.value });
		if (!next) return;
		[beta, here] = [next.beta, next.slopes];
	}
	return;
}

// Where one group ends without exception before the other, the further the coefficient goes the flatter it gets.
const ranOff = (here: Slopes, none: Slopes): boolean =>
	here.information.length === 0 || here.information.some((row, k) => (row[k] as number) < 1e-6 * (none.information[k]?.[k] as number));

function told(beta: readonly number[], covariance: readonly (readonly number[])[], [none, best]: readonly [number, number]): HazardModel {
	return {
		coefficients: beta.map((value, k) => ({ value, standardError: Math.sqrt(covariance[k]?.[k] ?? Number.NaN) })),
		logLikelihoodOfNone: none,
		logLikelihood: best,
	};
}

// The whole step, or as much of it as does not lead down.
function climbed(
	seen: readonly Explained[],
	ends: readonly number[],
	{ beta, step, from }: { beta: readonly number[]; step: readonly number[]; from: number },
): { beta: number[]; slopes: Slopes } | undefined {
	for (let part = 1; part > 1e-9; part /= 2) {
		const next = beta.map((it, k) => it + part * (step[k] as number));
		const slopes = slopesAt(seen, ends, next);
		if (slopes.value >= from - 1e-12) return { beta: next, slopes };
	}
	return;
}

function slopesAt(seen: readonly Explained[], ends: readonly number[], beta: readonly number[]): Slopes {
	const zeros = () => beta.map(() => 0);
	const slopes: Slopes = { value: 0, slope: zeros(), information: beta.map(zeros) };
	for (const time of ends) {
		const atRisk = seen.filter((it) => it.time >= time && (it.entry ?? Number.NEGATIVE_INFINITY) < time);
		const ended = atRisk.filter((it) => it.time === time && hasEnded(it));
		addEnds(slopes, { beta, ended, all: sumsOf(atRisk, beta), own: sumsOf(ended, beta) });
	}
	return slopes;
}

// Of those that end at one time the first leaves the risk with all of them in it, the next with its share of them gone, and so on.
function addEnds(slopes: Slopes, { beta, ended, all, own }: { beta: readonly number[]; ended: readonly Explained[]; all: Sums; own: Sums }): void {
	ended.forEach(({ row }, place) => {
		const gone = place / ended.length;
		const weight = all.weight - gone * own.weight;
		const mean = all.first.map((it, a) => (it - gone * (own.first[a] as number)) / weight);
		slopes.value += dot(row, beta) - Math.log(weight);
		mean.forEach((middle, a) => {
			slopes.slope[a] = (slopes.slope[a] as number) + (row[a] as number) - middle;
			const into = slopes.information[a] as number[];
			mean.forEach((other, b) => {
				const product = ((all.second[a]?.[b] as number) - gone * (own.second[a]?.[b] as number)) / weight;
				into[b] = (into[b] as number) + product - middle * other;
			});
		});
	});
}

function sumsOf(some: readonly Explained[], beta: readonly number[]): Sums {
	const zeros = () => beta.map(() => 0);
	const sums: Sums = { weight: 0, first: zeros(), second: beta.map(zeros) };
	for (const { row } of some) {
		const weight = Math.exp(dot(row, beta));
		sums.weight += weight;
		row.forEach((one, a) => {
			sums.first[a] = (sums.first[a] as number) + weight * one;
			const into = sums.second[a] as number[];
			row.forEach((other, b) => {
				into[b] = (into[b] as number) + weight * one * other;
			});
		});
	}
	return sums;
}

const hasEnded = ({ cause = 0 }: Explained): boolean => cause > 0;
