import type { Random } from '../../server/maths/random.ts';
import { add, areaOf, centreOf, chord, distance, dot, leftOf, longestSide, nth, type Point, unit } from './geometry.ts';
import type { KindName } from './kinds.ts';

/** How big a town is drawn. Metres. */
export interface Extent {
	readonly width: number;
	readonly height: number;
	/** Farmland between the last houses and the boundary. */
	readonly margin: number;
	readonly river: boolean;
	/** Suburbs near the centre are about so big, in square metres; further out half as big again. */
	readonly suburb: number;
}

/** A straight line along which suburbs meet: it becomes a main road. */
export interface Wall {
	readonly from: Point;
	readonly heading: Point;
	readonly length: number;
	readonly rank: 'main' | 'collector' | 'edge';
}

/** A suburb before streets: a convex anticlockwise ring, and for each side the wall it lies on. */
export interface Cell {
	readonly ring: readonly Point[];
	readonly walls: readonly number[];
	readonly kind: KindName;
	readonly centre: Point;
}

interface Shape {
	readonly ring: readonly Point[];
	readonly walls: readonly number[];
}

export interface Plan {
	readonly walls: readonly Wall[];
	readonly cells: readonly Cell[];
	/** Half the width of the park along the river; the river runs along x = 0. */
	readonly strip: number;
}

/** Cuts the plane of a town into suburbs along main roads; the river keeps a strip of its own. */
export function planTown(extent: Extent, random: Random): Plan {
	const [w, h, strip] = [extent.width / 2, extent.height / 2, extent.river ? 105 : 0];
	const walls: Wall[] = [];
	const sides: readonly (readonly [number, number])[] = strip > 0 ? [[-w, -strip], [strip, w]] : [[-w, w]]; // biome-ignore format: one line reads better
	const shapes = sides.flatMap(([left, right]) => divide(box([left, right], h, walls), { extent, walls, random, depth: 0 }));
	const kept = shapes.filter(({ ring }) => reach(centreOf(ring), extent) < 1 || shapes.length < 6);
	return { walls, strip, cells: kept.map((shape) => ({ ...shape, centre: centreOf(shape.ring), kind: kindAt(centreOf(shape.ring), extent, random) })) };
}

function box([left, right]: readonly [number, number], h: number, walls: Wall[]): Shape {
	const ring: Point[] = [
		[left, -h],
		[right, -h],
		[right, h],
		[left, h],
	];
	return { ring, walls: ring.map((p, i) => wall(walls, [p, nth(ring, (i + 1) % 4)], Math.abs(left) < 200 || Math.abs(right) < 200 ? 'collector' : 'edge')) };
}

function wall(walls: Wall[], [from, to]: readonly [Point, Point], rank: Wall['rank']): number {
	return walls.push({ from, heading: unit(from, to), length: distance(from, to), rank }) - 1;
}

// How far out a place is: 1 is the ragged edge of the built town.
function reach([x, y]: Point, { width, height }: Extent): number {
	const ragged = 1 + 0.1 * Math.sin(3 * Math.atan2(y, x) + 0.7) + 0.06 * Math.sin(7 * Math.atan2(y, x));
	return Math.hypot((x * 2) / width, (y * 2) / height) / (1.02 * ragged);
}

interface Cut {
	readonly extent: Extent;
	readonly walls: Wall[];
	readonly random: Random;
	readonly depth: number;
}

function divide(shape: Shape, cut: Cut): Shape[] {
	const { extent, random, depth } = cut;
	const far = Math.min(1, reach(centreOf(shape.ring), extent));
	if (areaOf(shape.ring) < extent.suburb * (0.75 + 0.85 * far) * random.between(0.85, 1.25)) {
		return [shape];
	}
	const longest = longestSide(shape.ring);
	const tilt = random.normal(0, 0.16);
	const across = leftOf(unit(...longest));
	const heading: Point = [across[0] * Math.cos(tilt) - across[1] * Math.sin(tilt), across[0] * Math.sin(tilt) + across[1] * Math.cos(tilt)];
	const origin = add(centreOf(shape.ring), unit(...longest), random.normal(0, 0.06) * distance(...longest));
	return split(shape, { origin, heading }, cut).flatMap((half) => divide(half, { ...cut, depth: depth + 1 }));
}

function split(shape: Shape, { origin, heading }: { origin: Point; heading: Point }, { walls, depth }: Cut): Shape[] {
	const through = chord(shape.ring, origin, heading);
	if (!through) {
		return [shape];
	}
	const [p, q] = [add(origin, heading, through.from), add(origin, heading, through.to)];
	const line = wall(walls, [p, q], depth < 2 ? 'main' : 'collector');
	const side = (left: boolean): Shape => {
		const [first, last, start, end] = left ? [through.leaves, through.enters, q, p] : [through.enters, through.leaves, p, q];
		const ring: Point[] = [start];
		const on: number[] = [nth(shape.walls, first)];
		for (let i = (first + 1) % shape.ring.length; ; i = (i + 1) % shape.ring.length) {
			ring.push(nth(shape.ring, i));
			on.push(nth(shape.walls, i));
			if (i === last) {
				break;
			}
		}
		return { ring: [...ring, end], walls: [...on, line] };
	};
	return [side(true), side(false)];
}

function kindAt([x, y]: Point, extent: Extent, random: Random): KindName {
	const [u, v] = [(x * 2) / extent.width, (y * 2) / extent.height];
	const middle = Math.hypot(u - 0.3, v);
	if (middle < 0.2) {
		return 'centre';
	}
	if (u < -0.1 && v < -0.2) {
		return u < -0.4 && v < -0.42 ? 'informal' : 'township';
	}
	if (v > 0.5 && u > -0.35 && u < 0.6) {
		return 'industrial';
	}
	if (middle < 0.48) {
		return 'old';
	}
	return dot([u, v], [0.9, -0.35]) > 0.52 ? 'garden' : edgeKind(Math.hypot(u, v), random);
}

const edgeKind = (far: number, random: Random): KindName => (far > 0.88 && random.chance(0.75) ? 'smallholdings' : 'suburb');
