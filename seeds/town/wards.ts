import type { Random } from '../../server/maths/random.ts';
import { add, areaOf, between, centreOf, densify, distance, dot, holds, type Line, nth, type Point, unit } from './geometry.ts';
import type { Terrain } from './terrain.ts';

export interface Ward {
	/** Also its id in the database. */
	readonly number: number;
	/** Closed, anticlockwise, in metres of the town's system. */
	readonly ring: readonly Point[];
	readonly centre: Point;
}

/** A convex outline about the origin of the plan: an ellipse that is nearly a rectangle. */
export function outline([a, b]: readonly [number, number], centre: Point = [0, 0]): Point[] {
	return Array.from({ length: 36 }, (_, i) => {
		const angle = (2 * Math.PI * i) / 36;
		const soft = (v: number): number => Math.sign(v) * Math.abs(v) ** (2 / 2.8);
		return [centre[0] + a * soft(Math.cos(angle)), centre[1] + b * soft(Math.sin(angle))];
	});
}

/** A rectangle about the origin of the plan. */
export const rectangle = ([a, b]: readonly [number, number]): Point[] => [
	[-a, -b],
	[a, -b],
	[a, b],
	[-a, b],
];

/** Points so placed that each has about equally many of the homes nearest to it (k-means, fixed number of rounds). */
export function middles(homes: readonly Point[], count: number, random: Random): Point[] {
	let centres = Array.from({ length: count }, (_, i) => nth(homes, Math.floor(((i + random.next()) * homes.length) / count)));
	for (let round = 0; round < 14; round++) {
		const groups: Point[][] = centres.map(() => []);
		for (const home of homes) {
			nth(groups, nearest(centres, home)).push(home);
		}
		centres = centres.map((centre, i) => (nth(groups, i).length > 0 ? centreOf(nth(groups, i)) : centre));
	}
	return centres;
}

function nearest(points: readonly Point[], to: Point): number {
	let best = 0;
	points.forEach((point, i) => {
		if (distance(point, to) < distance(nth(points, best), to)) {
			best = i;
		}
	});
	return best;
}

/** Divides the municipality among wards: each gets what is nearest to its middle. They share their edges exactly, whatever the bends of the land. */
export function divideWards(edge: Line, centres: readonly Point[], land: Terrain): Ward[] {
	const corners = new Corners();
	const rings = centres.map((centre, i) =>
		centres.reduce<Line>((ring, other, k) => (i === k ? ring : clip(ring, between(centre, other, 0.5), unit(other, centre))), edge),
	);
	const shared = rings.map((ring) => ring.map((point) => corners.shared(point)).filter((point, i, all) => point !== nth(all, i - 1)));
	return shared.map((ring, i) => {
		const bent = densify([...ring, nth(ring, 0)], 150).map(land.place);
		return { number: i + 1, ring: areaOf(bent) > 0 ? bent : bent.reverse(), centre: land.place(nth(centres, i)) };
	});
}

// What lies on the side of a line to which `inward` points.
function clip(ring: Line, through: Point, inward: Point): Point[] {
	const gap = (p: Point): number => dot(add(p, through, -1), inward);
	return ring.flatMap((b, i) => {
		const a = nth(ring, i - 1);
		const [ga, gb] = [gap(a), gap(b)];
		const crossing = ga >= 0 !== gb >= 0 ? [between(a, b, ga / (ga - gb))] : [];
		return gb >= 0 ? [...crossing, b] : crossing;
	});
}

// Corners computed from two sides differ in the last digits; those within a centimetre are one.
class Corners {
	readonly #known = new Map<string, Point>();

	shared(point: Point): Point {
		const [x, y] = point.map((v) => Math.round(v / 0.5)) as [number, number];
		for (let i = -1; i <= 1; i++) {
			for (let k = -1; k <= 1; k++) {
				const known = this.#known.get(`${x + i}/${y + k}`);
				if (known && distance(known, point) < 0.01) {
					return known;
				}
			}
		}
		this.#known.set(`${x}/${y}`, point);
		return point;
	}
}

/** The outer edge of all wards together: the sides that only one of them has, as one closed ring. */
export function edgeOf(wards: readonly Ward[]): Point[] {
	const name = ([x, y]: Point): string => `${x}/${y}`;
	const next = new Map<string, { from: Point; to: Point }>();
	for (const { ring } of wards) {
		for (let i = 1; i < ring.length; i++) {
			const [from, to] = [nth(ring, i - 1), nth(ring, i)];
			next.set(`${name(from)}>${name(to)}`, { from, to });
		}
	}
	const outer = new Map([...next.values()].filter(({ from, to }) => !next.has(`${name(to)}>${name(from)}`)).map(({ from, to }) => [name(from), to]));
	const [start] = outer.values();
	const ring: Point[] = [];
	for (let at = start; at && ring.length <= outer.size; at = outer.get(name(at))) {
		ring.push(at);
		if (ring.length > 1 && at === start) {
			break;
		}
	}
	return ring;
}

/** A quick answer to "which ward is this in?". */
export function wardFinder(wards: readonly Ward[]): (point: Point) => number {
	const boxes = wards.map(({ ring }) => [
		Math.min(...ring.map((p) => p[0])),
		Math.min(...ring.map((p) => p[1])),
		Math.max(...ring.map((p) => p[0])),
		Math.max(...ring.map((p) => p[1])),
	]);
	let last = 0;
	const inside = ([x, y]: Point, i: number): boolean => {
		const [w, s, e, n] = nth(boxes, i) as [number, number, number, number];
		return x >= w && x <= e && y >= s && y <= n && holds(nth(wards, i).ring, [x, y]);
	};
	return (point) => {
		if (!inside(point, last)) {
			const found = wards.findIndex((_, i) => inside(point, i));
			last =
				found >= 0
					? found
					: nearest(
							wards.map((ward) => ward.centre),
							point,
						);
		}
		return nth(wards, last).number;
	};
}
