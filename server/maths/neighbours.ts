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
export function byDistance(places: Places, from: number, most = places.length): number[] {
	const centre = places[from] ?? [0, 0];
	const distances = places.map((place, i) => (i === from ? -1 : between(centre, place)));
	return places
		.map((_, i) => i)
		.sort((a, b) => (distances[a] as number) - (distances[b] as number) || a - b)
		.slice(0, most);
}
