/** A position in metres: easting and northing of the town's metric system, or the flat plan it is drawn on. */
export type Point = readonly [number, number];
export type Line = readonly Point[];

/** A place on a line: where it is, which way the line runs there (unit vector). */
export interface Station {
	readonly at: Point;
	readonly heading: Point;
}

export const add = (a: Point, b: Point, times = 1): Point => [a[0] + b[0] * times, a[1] + b[1] * times];
export const dot = (a: Point, b: Point): number => a[0] * b[0] + a[1] * b[1];
export const distance = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1]);
export const between = (a: Point, b: Point, share: number): Point => [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
export const unit = (a: Point, b: Point): Point => {
	const d = distance(a, b) || 1;
	return [(b[0] - a[0]) / d, (b[1] - a[1]) / d];
};
/** The vector turned a quarter to the left. */
export const leftOf = (a: Point): Point => [-a[1], a[0]];

/** The item of a list at an index that is known to be there. */
export function nth<T>(items: readonly T[], index: number): T {
	const item = items[index < 0 ? items.length + index : index];
	if (item === undefined) {
		throw new RangeError(`no item ${index} among ${items.length}`);
	}
	return item;
}

/** The pieces of a line: consecutive pairs. */
export const pieces = (line: Line): [Point, Point][] => line.slice(1).map((b, i) => [nth(line, i), b]);

export const lengthOf = (line: Line): number => pieces(line).reduce((sum, [a, b]) => sum + distance(a, b), 0);

/** Where one is after so many metres along a line. */
export function stationAt(line: Line, metres: number): Station {
	let rest = metres;
	for (let i = 1; i < line.length; i++) {
		const [a, b] = [nth(line, i - 1), nth(line, i)];
		const d = distance(a, b);
		if (rest <= d || i === line.length - 1) {
			return { at: d > 0 ? between(a, b, Math.min(1, Math.max(0, rest / d))) : a, heading: unit(a, b) };
		}
		rest -= d;
	}
	throw new RangeError('a line needs two points');
}

/** A point so many metres along the line and so many to its left. */
export function beside(line: Line, metres: number, left: number): Point {
	const { at, heading } = stationAt(line, metres);
	return add(at, leftOf(heading), left);
}

/** The part of a line between two distances, moved sideways to the left. */
export function strand(line: Line, [from, to]: readonly [number, number], left: number): Point[] {
	const inner: Point[] = [];
	let run = 0;
	for (let i = 1; i < line.length - 1; i++) {
		run += distance(nth(line, i - 1), nth(line, i));
		if (run > from + 1 && run < to - 1) {
			inner.push(beside(line, run, left));
		}
	}
	return [beside(line, from, left), ...inner, beside(line, to, left)];
}

/** Cuts long pieces so that none is longer than `step`; the same piece is cut alike in both directions. */
export function densify(line: Line, step: number): Point[] {
	const out: Point[] = [nth(line, 0)];
	for (const [a, b] of pieces(line)) {
		const n = Math.max(1, Math.ceil(distance(a, b) / step));
		const swap = a[0] > b[0] || (a[0] === b[0] && a[1] > b[1]);
		for (let i = 1; i < n; i++) {
			out.push(swap ? between(b, a, (n - i) / n) : between(a, b, i / n));
		}
		out.push(b);
	}
	return out;
}

/** Twice the signed area of a ring is positive when it runs anticlockwise. */
export function areaOf(ring: Line): number {
	let sum = 0;
	for (let i = 0; i < ring.length; i++) {
		const [a, b] = [nth(ring, i), nth(ring, (i + 1) % ring.length)];
		sum += a[0] * b[1] - b[0] * a[1];
	}
	return sum / 2;
}

export const centreOf = (ring: Line): Point => [ring.reduce((sum, p) => sum + p[0], 0) / ring.length, ring.reduce((sum, p) => sum + p[1], 0) / ring.length];

/** Does the ring (open or closed) hold the point? */
export function holds(ring: Line, [x, y]: Point): boolean {
	let inside = false;
	for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
		const [a, b] = [nth(ring, i), nth(ring, j)];
		if (a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) {
			inside = !inside;
		}
	}
	return inside;
}

/** The longest side of an open ring. */
export function longestSide(ring: Line): readonly [Point, Point] {
	let longest: readonly [Point, Point] = [nth(ring, -1), nth(ring, 0)];
	for (const side of pieces(ring)) {
		if (distance(...side) > distance(...longest)) {
			longest = side;
		}
	}
	return longest;
}

/** The part of an endless line `origin + t·heading` that lies in a convex anticlockwise ring, with the sides it enters and leaves by. */
export function chord(ring: Line, origin: Point, heading: Point): { from: number; to: number; enters: number; leaves: number } | undefined {
	let [from, to, enters, leaves] = [-Infinity, Infinity, -1, -1];
	for (let i = 0; i < ring.length; i++) {
		const { t, speed } = crossing([nth(ring, i), nth(ring, (i + 1) % ring.length)], origin, heading);
		if (speed > 0 && t > from) {
			[from, enters] = [t, i];
		} else if (speed < 0 && t < to) {
			[to, leaves] = [t, i];
		}
	}
	return to > from && enters >= 0 && leaves >= 0 ? { from, to, enters, leaves } : undefined;
}

// Where a line crosses a side, and whether it goes in (above zero) or out. One that runs along outside never gets in.
function crossing([a, b]: readonly [Point, Point], origin: Point, heading: Point): { t: number; speed: number } {
	const inward = leftOf(unit(a, b));
	const [gap, speed] = [dot(add(origin, a, -1), inward), dot(heading, inward)];
	if (Math.abs(speed) < 1e-9) {
		return { t: gap < 0 ? Infinity : -Infinity, speed: 1 };
	}
	return { t: -gap / speed, speed };
}
