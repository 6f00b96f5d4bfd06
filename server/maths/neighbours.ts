/** Places in metres. */
export type Places = readonly (readonly [number, number])[];

/** For each place the indices of its neighbours, itself not among them. */
export type Neighbours = readonly (readonly number[])[];

/** Neighbours are those at most so far away. */
export function neighboursWithin(places: Places, distance: number): number[][] {
	const cells = new Map<string, number[]>();
	const cellOf = (value: number) => Math.floor(value / distance);
	places.forEach(([x, y], i) => {
		const key = `${cellOf(x)}/${cellOf(y)}`;
		const cell = cells.get(key);
		if (cell) cell.push(i);
		else cells.set(key, [i]);
	});
	return places.map((place, i) => {
		const near = around(cellOf(place[0]), cellOf(place[1])).flatMap((key) => cells.get(key) ?? []);
		return near.filter((j) => j !== i && between(place, places[j]) <= distance).sort((a, b) => a - b);
	});
}

function around(column: number, row: number): string[] {
	return [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => `${column + dx}/${row + dy}`));
}

function between([x, y]: readonly [number, number], other: readonly [number, number] | undefined): number {
	return other ? Math.hypot(other[0] - x, other[1] - y) : Number.POSITIVE_INFINITY;
}

/** The order of all places by their distance from one, itself first; of equally far ones the earlier in the list. */
export function byDistance(places: Places, from: number): Int32Array {
	const centre = places[from] ?? [0, 0];
	const distances = Float64Array.from(places, (place, i) => (i === from ? -1 : between(centre, place)));
	const nearer = (a: number, b: number): number => (distances[a] as number) - (distances[b] as number) || a - b;
	const shelves = shelvesOf(distances);
	for (let shelf = 1; shelf < shelves.first.length; shelf++) {
		const [start, end] = [shelves.first[shelf - 1] as number, shelves.first[shelf] as number];
		if (end - start > 1) shelves.order.subarray(start, end).sort(nearer);
	}
	return shelves.order;
}

// About one place on each shelf, so that next to nothing is left to be compared: a scan asks for this order around every place.
function shelvesOf(distances: Float64Array): { order: Int32Array; first: Int32Array } {
	const count = distances.length;
	const farthest = distances.reduce((most, it) => Math.max(most, it), 0) || 1;
	const shelf = Int32Array.from(distances, (it) => Math.max(0, Math.min(count - 1, Math.floor((it / farthest) * count))));
	const first = new Int32Array(count + 1);
	for (const it of shelf) first[it + 1] = (first[it + 1] as number) + 1;
	for (let i = 0; i < count; i++) first[i + 1] = (first[i + 1] as number) + (first[i] as number);
	const next = first.slice();
	const order = new Int32Array(count);
	shelf.forEach((it, i) => {
		const place = next[it] as number;
		order[place] = i;
		next[it] = place + 1;
	});
	return { order, first };
}
