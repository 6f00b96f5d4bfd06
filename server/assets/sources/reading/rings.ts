/** A ring of a polygon: numbers x, y, x, y … and where it stands in its record. */
export interface Ring {
	readonly numbers: Float64Array;
	readonly from: number;
	readonly to: number;
}

interface Measured extends Ring {
	/** Twice its area, negative where it runs clockwise. */
	readonly area: number;
	readonly west: number;
	readonly south: number;
	readonly east: number;
	readonly north: number;
	readonly holes: Ring[];
}

/** Rings that are held against each other; beyond that it is no area but an attack. */
const mostPairs = 20_000_000;

const x = (ring: Ring, at: number): number => ring.numbers[2 * at] as number;
const y = (ring: Ring, at: number): number => ring.numbers[2 * at + 1] as number;
const count = (ring: Ring): number => ring.numbers.length / 2;

function measured(ring: Ring): Measured {
	let area = 0;
	let [west, south, east, north] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
	const [x0, y0] = [x(ring, 0), y(ring, 0)];
	for (let at = 0; at < count(ring); at++) {
		const [px, py] = [x(ring, at), y(ring, at)];
		if (at > 0) area += (x(ring, at - 1) - x0) * (py - y0) - (px - x0) * (y(ring, at - 1) - y0);
		[west, south, east, north] = [Math.min(west, px), Math.min(south, py), Math.max(east, px), Math.max(north, py)];
	}
	return { ...ring, area, west, south, east, north, holes: [] };
}

/** Whether a point lies inside a ring: 1 inside, -1 outside, 0 on its edge. */
function side(ring: Ring, px: number, py: number): number {
	let inside = -1;
	for (let at = 1; at < count(ring); at++) {
		const [ax, ay, bx, by] = [x(ring, at - 1), y(ring, at - 1), x(ring, at), y(ring, at)];
		const turn = (bx - ax) * (py - ay) - (px - ax) * (by - ay);
		if (turn === 0 && px >= Math.min(ax, bx) && px <= Math.max(ax, bx) && py >= Math.min(ay, by) && py <= Math.max(ay, by)) return 0;
		if (ay > py !== by > py && turn > 0 === by > ay) inside = -inside;
	}
	return inside;
}

/** Whether a ring lies in another, by the first of its corners that is not on the edge of it. */
function within(inner: Measured, outer: Measured): boolean {
	if (inner.west < outer.west || inner.east > outer.east || inner.south < outer.south || inner.north > outer.north) return false;
	for (let at = 0; at < count(inner); at++) {
		const found = side(outer, x(inner, at), y(inner, at));
		if (found !== 0) return found > 0;
	}
	return true;
}

const size = (ring: Measured): number => Math.abs(ring.area);
const smallest = (rings: readonly Measured[]): Measured | undefined =>
	rings.reduce<Measured | undefined>((a, b) => (a && size(a) <= size(b) ? a : b), undefined);

/** By nesting alone, where no ring runs the way that shells do: every second one in is a hole. */
function nested(rings: readonly Measured[]): { shells: Measured[]; holes: Measured[] } {
	const depth = (ring: Measured): number => rings.filter((it) => it !== ring && size(it) > size(ring) && within(ring, it)).length;
	const depths = rings.map(depth);
	return { shells: rings.filter((_, n) => (depths[n] ?? 0) % 2 === 0), holes: rings.filter((_, n) => (depths[n] ?? 0) % 2 === 1) };
}

/**
 * Sorts the rings of a shapefile's polygon into areas, each a shell with its holes: shells run clockwise, holes the other way, and a hole belongs to
 * the smallest shell around it. A hole without one is a shell that was written the wrong way round. Null where there are too many to tell.
 */
export function areasOf(rings: readonly Ring[]): Ring[][] | null {
	if (rings.length === 1) return [[rings[0] as Ring]];
	if (rings.length ** 2 > mostPairs) return null;
	const all = rings.map(measured);
	const clockwise = all.filter((it) => it.area < 0);
	const { shells, holes } = clockwise.length > 0 ? { shells: clockwise, holes: all.filter((it) => it.area >= 0) } : nested(all);
	const lost = holes.filter((hole) => {
		const around = smallest(shells.filter((shell) => size(shell) >= size(hole) && within(hole, shell)));
		around?.holes.push(hole);
		return around === undefined;
	});
	return [...shells, ...lost].map((shell) => [shell, ...shell.holes]);
}
