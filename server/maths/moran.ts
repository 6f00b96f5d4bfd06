import type { Neighbours } from './neighbours.ts';
import { normalAbove, normalBeyond } from './normal.ts';

/** How much like their surroundings places are, with what chance would give and how surprising that is. */
export interface Likeness {
	readonly index: number;
	readonly expected: number;
	/** The variance where the values were shuffled over the places, and where they were drawn from a normal distribution. */
	readonly variance: number;
	readonly varianceNormal: number;
	readonly z: number;
	readonly p: number;
}

/** One place's likeness to its neighbours, and what kind it is: high among high, low among low, or unlike. */
export interface LocalLikeness {
	readonly index: number;
	readonly expected: number;
	readonly variance: number;
	readonly z: number;
	readonly p: number;
	readonly kind: 'high-high' | 'low-low' | 'high-low' | 'low-high';
}

/** Whether a place's neighbours weigh one together, however many they are, or one each, so that places with many of them say more. */
export type Weighing = 'together' | 'each';

/** Whether like stands beside like (Moran 1950); p is for clustering. */
export function moran(values: readonly number[], neighbours: Neighbours, weighing: Weighing = 'together'): Likeness {
	const n = values.length;
	const z = centred(values);
	const square = sum(z, (it) => it * it);
	const { s0, s1, s2 } = weightSums(neighbours, weighing);
	const index = (n / s0) * (sum(z, (it, i) => it * lag(z, neighbours[i]) * (weighing === 'each' ? (neighbours[i]?.length ?? 0) : 1)) / square);
	const expected = -1 / (n - 1);
	const kurtosis = (n * sum(z, (it) => it ** 4)) / square ** 2;
	const varianceNormal = (n * n * s1 - n * s2 + 3 * s0 * s0) / (s0 * s0 * (n * n - 1)) - expected ** 2;
	const shuffled = n * ((n * n - 3 * n + 3) * s1 - n * s2 + 3 * s0 * s0) - kurtosis * ((n * n - n) * s1 - 2 * n * s2 + 6 * s0 * s0);
	const variance = shuffled / ((n - 1) * (n - 2) * (n - 3) * s0 * s0) - expected ** 2;
	const score = (index - expected) / Math.sqrt(variance);
	return { index, expected, variance, varianceNormal, z: score, p: normalAbove(score) };
}

/** The same index of rates, each rate first measured by how far it may stray by chance where few are exposed (Assunção & Reis 1999). */
export function moranOfRates(counts: readonly number[], exposures: readonly number[], neighbours: Neighbours): number {
	const exposed = sum(exposures, (it) => it);
	const mean = sum(counts, (it) => it) / exposed;
	const spread = sum(counts, (it, i) => (exposures[i] as number) * (it / (exposures[i] as number) - mean) ** 2) / exposed;
	const between = spread - (mean * counts.length) / exposed;
	const deviations = counts.map((count, i) => {
		const own = exposures[i] as number;
		const variance = between + mean / own;
		return (count / own - mean) / Math.sqrt(variance > 0 ? variance : mean / own);
	});
	return moran(deviations, neighbours).index;
}

/** Each place's likeness to its neighbours (Anselin 1995), its surprise measured with the place's own value held (Sokal 1998); p is two-sided. */
export function localMoran(values: readonly number[], neighbours: Neighbours): LocalLikeness[] {
	const n = values.length;
	const z = centred(values);
	const second = sum(z, (it) => it * it) / n;
	return z.map((own, i) => {
		const around = lag(z, neighbours[i]);
		const count = neighbours[i]?.length ?? 0;
		const [weight, squares] = count > 0 ? [1, 1 / count] : [0, 0];
		const index = (own * around) / second;
		const expected = -(own * own * weight) / ((n - 1) * second);
		const variance = (own / second) ** 2 * (n / (n - 2)) * (squares - weight ** 2 / (n - 1)) * (second - (own * own) / (n - 1));
		const score = variance > 0 ? (index - expected) / Math.sqrt(variance) : 0;
		return { index, expected, variance, z: score, p: normalBeyond(score), kind: kindOf(own, around) };
	});
}

/**
 * How surprising each place's likeness is where all values, its own too, are shuffled over the places (Anselin 1995), in standard deviations: blunter than
 * with the own value held, which is why places are judged by the other.
 */
export function shuffledLikeness(values: readonly number[], neighbours: Neighbours): { expected: number; variance: number; z: number }[] {
	const n = values.length;
	const z = centred(values);
	const second = sum(z, (it) => it * it) / n;
	const kurtosis = sum(z, (it) => it ** 4) / n / second ** 2;
	return localMoran(values, neighbours).map(({ index }, i) => {
		const count = neighbours[i]?.length ?? 0;
		const [weight, squares] = count > 0 ? [1, 1 / count] : [0, 0];
		const expected = -weight / (n - 1);
		const apart = ((2 * kurtosis - n) / ((n - 1) * (n - 2))) * (weight * weight - squares);
		const variance = ((n - kurtosis) / (n - 1)) * squares + apart - expected ** 2;
		return { expected, variance, z: variance > 0 ? (index - expected) / Math.sqrt(variance) : 0 };
	});
}

function kindOf(own: number, around: number): LocalLikeness['kind'] {
	if (own > 0) return around > 0 ? 'high-high' : 'high-low';
	return around > 0 ? 'low-high' : 'low-low';
}

function centred(values: readonly number[]): number[] {
	const mean = sum(values, (it) => it) / values.length;
	return values.map((it) => it - mean);
}

// The mean of the neighbours' values.
function lag(values: readonly number[], around: readonly number[] = []): number {
	return around.length > 0 ? sum(around, (j) => values[j] as number) / around.length : 0;
}

function weightSums(neighbours: Neighbours, weighing: Weighing): { s0: number; s1: number; s2: number } {
	const sets = neighbours.map((it) => new Set(it));
	const weights = neighbours.map((around) => (weighing === 'each' ? 1 : 1 / around.length));
	const into = neighbours.map(() => 0);
	let s1 = 0;
	neighbours.forEach((around, i) => {
		const weight = weights[i] as number;
		for (const j of around) {
			into[j] = (into[j] as number) + weight;
			const back = sets[j]?.has(i) ? (weights[j] as number) : 0;
			// a pair that names each other is met twice, one that doesn't once with both its halves
			s1 += back > 0 ? (weight + back) ** 2 / 2 : weight ** 2;
		}
	});
	const out = neighbours.map((around, i) => (around.length > 0 ? around.length * (weights[i] as number) : 0));
	return { s0: sum(out, (it) => it), s1, s2: sum(into, (it, i) => (it + (out[i] as number)) ** 2) };
}

function sum<T>(values: readonly T[], of: (value: T, i: number) => number): number {
	return values.reduce((all, value, i) => all + of(value, i), 0);
}
