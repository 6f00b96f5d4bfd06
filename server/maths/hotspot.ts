import type { Neighbours } from './neighbours.ts';
import { normalBeyond } from './normal.ts';

/** How far the sum around a place is above (or below) what shuffling would give, in standard deviations. */
export interface Hotspot {
	readonly z: number;
	readonly p: number;
}

interface Sums {
	readonly n: number;
	readonly first: number;
	readonly second: number;
}

/** Whether a place and its neighbours together stand above the rest (Gi*, Ord & Getis 1995). Feed it rates with their exposure, not counts. */
export function hotspots(values: readonly number[], neighbours: Neighbours): Hotspot[] {
	const all = sums(values);
	return values.map((own, i) => {
		const around = neighbours[i] ?? [];
		return measured(
			around.reduce((total, j) => total + (values[j] as number), own),
			around.length + 1,
			all,
		);
	});
}

/** The same of the neighbours alone, without the place itself (Gi). */
export function hotSurroundings(values: readonly number[], neighbours: Neighbours): Hotspot[] {
	const all = sums(values);
	return values.map((own, i) => {
		const around = neighbours[i] ?? [];
		const rest = { n: all.n - 1, first: all.first - own, second: all.second - own * own };
		return measured(
			around.reduce((total, j) => total + (values[j] as number), 0),
			around.length,
			rest,
		);
	});
}

function sums(values: readonly number[]): Sums {
	return { n: values.length, first: values.reduce((a, b) => a + b, 0), second: values.reduce((a, b) => a + b * b, 0) };
}

function measured(total: number, count: number, { n, first, second }: Sums): Hotspot {
	const mean = first / n;
	const deviation = Math.sqrt(Math.max(0, second / n - mean * mean));
	const spread = deviation * Math.sqrt((n * count - count * count) / (n - 1));
	const z = spread > 0 ? (total - mean * count) / spread : 0;
	return { z, p: normalBeyond(z) };
}
