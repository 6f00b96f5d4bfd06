/** A place in metres of the municipality's own projection. */
export type Place = readonly [number, number];

/** The label of places that belong to no cluster. */
export const ALONE = -1;

/**
 * Density clusters (DBSCAN, Ester et al. 1996): a label per place, counted from 0 in the order in which the clusters are met, or ALONE. A place with at
 * least `least` places within `reach` metres (itself counted) is a core; what is within reach of a core belongs to it. Neighbours are found in a grid.
 */
export function cluster(places: readonly Place[], reach: number, least: number): number[] {
	const near = neighbours(places, reach);
	const cores = near.map((it) => it.length >= least);
	const labels: number[] = places.map(() => ALONE);
	let label = 0;
	places.forEach((_, i) => {
		if (cores[i] && labels[i] === ALONE) {
			spread(i, { near, cores, labels, label });
			label++;
		}
	});
	return labels;
}

interface Spreading {
	readonly near: readonly (readonly number[])[];
	readonly cores: readonly boolean[];
	readonly labels: number[];
	readonly label: number;
}

function spread(from: number, { near, cores, labels, label }: Spreading): void {
	const open = [from];
	labels[from] = label;
	for (let i = open.pop(); i !== undefined; i = open.pop()) {
		for (const j of cores[i] ? (near[i] ?? []) : []) {
			if (labels[j] === ALONE) {
				labels[j] = label;
				open.push(j);
			}
		}
	}
}

function neighbours(places: readonly Place[], reach: number): number[][] {
	const cells = new Map<string, number[]>();
	const cellOf = ([x, y]: Place): [number, number] => [Math.floor(x / reach), Math.floor(y / reach)];
	places.forEach((place, i) => {
		const key = cellOf(place).join();
		const cell = cells.get(key);
		if (cell) {
			cell.push(i);
		} else {
			cells.set(key, [i]);
		}
	});
	return places.map((place) => {
		const [column, row] = cellOf(place);
		return around(column, row).flatMap((key) => (cells.get(key) ?? []).filter((j) => within(place, places[j] as Place, reach)));
	});
}

function around(column: number, row: number): string[] {
	const steps = [-1, 0, 1];
	return steps.flatMap((dx) => steps.map((dy) => `${column + dx},${row + dy}`));
}

function within(a: Place, b: Place, reach: number): boolean {
	return Math.hypot(a[0] - b[0], a[1] - b[1]) <= reach;
}
