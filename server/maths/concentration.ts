import type { Neighbours } from './neighbours.ts';
import { normalAbove } from './normal.ts';

/** Whether high values lie together: the share of all products of two values that neighbours have, what chance would give, and how surprising that is. */
export interface Concentration {
	readonly share: number;
	readonly expected: number;
	readonly variance: number;
	readonly z: number;
	/** One-sided, for high values lying together. */
	readonly p: number;
}

/**
 * Whether high values lie beside high ones in the whole (the general G, Getis & Ord 1992, by shuffling), each neighbour counting one. Unlike Moran's index it
 * does not take low among low for the same. Of at least four values above nought; neighbours by their indices, given both ways.
 */
export function concentration(values: readonly number[], neighbours: Neighbours): Concentration {
	const n = values.length;
	const [m1, m2, m3, m4] = [1, 2, 3, 4].map((power) => sum(values, (it) => it ** power)) as [number, number, number, number];
	const all = m1 * m1 - m2;
	const share = sum(values, (it, i) => it * sum(neighbours[i] ?? [], (j) => values[j] as number)) / all;
	const pairs = sum(neighbours, (it) => it.length);
	const [s1, s2] = [2 * pairs, 4 * sum(neighbours, (it) => it.length ** 2)];
	const square = pairs * pairs;
	const second =
		((n * n - 3 * n + 3) * s1 - n * s2 + 3 * square) * m2 ** 2 -
		((n * n - n) * s1 - 2 * n * s2 + 6 * square) * m4 -
		(2 * n * s1 - (n + 3) * s2 + 6 * square) * m1 ** 2 * m2 +
		(4 * (n - 1) * s1 - 2 * (n + 1) * s2 + 8 * square) * m1 * m3 +
		(s1 - s2 + square) * m1 ** 4;
	const expected = pairs / (n * (n - 1));
	const variance = second / (all * all * n * (n - 1) * (n - 2) * (n - 3)) - expected ** 2;
	const z = (share - expected) / Math.sqrt(variance);
	return { share, expected, variance, z, p: normalAbove(z) };
}

function sum<T>(values: readonly T[], of: (value: T, i: number) => number): number {
	return values.reduce((all, value, i) => all + of(value, i), 0);
}
