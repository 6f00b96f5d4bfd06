/** A stretch of sewer or drain, with the one it drains through. */
export interface Reach {
	/** Number of the reach that all of it drains through, -1: none. */
	readonly before: number;
	/** Metres that the floor of its upper end lies above that of its lower end. */
	readonly rise: number;
	/** Metres from the floor of its lower end to the lowest opening on it through which water gets out (a lid, an inlet); infinite where there is none. */
	readonly opening: number;
}

type Above = readonly (readonly number[])[];

function aboveEach(reaches: readonly Reach[]): Above {
	const above: number[][] = reaches.map(() => []);
	reaches.forEach(({ before }, i) => {
		above[before]?.push(i);
	});
	return above;
}

/** How high the floor of each end lies above where all drains to, metres. */
function levels(reaches: readonly Reach[], above: Above): { lower: Float64Array; upper: Float64Array } {
	const [lower, upper] = [new Float64Array(reaches.length), new Float64Array(reaches.length)];
	const order = reaches.flatMap(({ before }, i) => (before < 0 ? [i] : []));
	for (const at of order) {
		const { before = -1, rise = 0 } = reaches[at] ?? {};
		lower[at] = upper[before] ?? 0;
		upper[at] = (lower[at] as number) + Math.max(0, rise);
		order.push(...(above[at] ?? []));
	}
	return { lower, upper };
}

/**
 * How far it backs up when a reach is blocked: of each reach those at which it ends, which with all above them stay dry. Water stands level behind a blockage
 * and rises until it runs out at the lowest opening above it; what has its floor higher than that is not reached. A first reading of the statics: what a
 * sewer carries while it spills lifts the level a little, so that this is the least that backs up. The blocked reach itself always does.
 */
export function backingUp(reaches: readonly Reach[]): number[][] {
	const above = aboveEach(reaches);
	const { lower, upper } = levels(reaches, above);
	const openingAt = (reach: number): number => (lower[reach] ?? 0) + (reaches[reach]?.opening ?? Number.POSITIVE_INFINITY);
	return reaches.map((_, blocked) => {
		const edge = [...(above[blocked] ?? [])];
		let spill = openingAt(blocked);
		for (;;) {
			const lowest = edge.reduce((best, it, i) => ((upper[it] ?? 0) < (upper[edge[best] ?? -1] ?? Number.POSITIVE_INFINITY) ? i : best), 0);
			const next = edge[lowest];
			if (next === undefined || (upper[next] ?? 0) >= spill) return edge;
			edge.splice(lowest, 1, ...(above[next] ?? []));
			spill = Math.min(spill, openingAt(next));
		}
	});
}
