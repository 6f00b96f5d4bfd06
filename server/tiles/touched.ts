import type { Box } from '../platform/live.ts';
import { cell, exactFrom, finest, halfWorld, margin } from './address.ts';
import { type Layer, layers } from './layers.ts';

/** Part of a layer that has changed: in these boxes, or, without any, somewhere. */
export interface Change {
	layer: string;
	boxes?: readonly Box[] | undefined;
	/** Nothing that is drawn has changed, only what can be filtered by. */
	filtered?: boolean;
}

/** Tiles of one zoom, first and last columns and rows. */
export interface Range {
	z: number;
	columns: readonly [number, number];
	rows: readonly [number, number];
}

/** Boxes are whole metres rounded outwards; what rounding in other units may add, metres. */
const slack = 0.01;

const reachOf = ({ kind, home }: Layer & { home?: { geometry: string } }, z: number): number =>
	kind === 'assets' && home?.geometry === 'Point' && z < exactFrom ? cell : margin;

/** The tiles of a zoom that can show what lies in a box. */
function rangeOf([west, south, east, north]: Box, z: number, reach: number): Range {
	const side = (2 * halfWorld) / 2 ** z;
	const around = reach * side + slack;
	const last = 2 ** z - 1;
	const at = (metres: number): number => Math.min(last, Math.max(0, Math.floor((metres + halfWorld) / side)));
	return { z, columns: [at(west - around), at(east + around)], rows: [at(-north - around), at(-south + around)] };
}

/** The tiles of all zooms that can show a change. A change without boxes, or of a layer that is not known, has no such end. */
export function rangesOf({ layer: id, boxes }: Change): Range[] | undefined {
	const layer = layers.get(id);
	if (!layer || !boxes) return undefined;
	const ranges: Range[] = [];
	for (let z = layer.minZoom; z <= finest; z += 1) {
		const reach = reachOf(layer, z);
		for (const box of boxes) ranges.push(rangeOf(box, z, reach));
	}
	return ranges;
}

/** How many tiles lie in some ranges. */
export const sizeOf = (ranges: readonly Range[]): number =>
	ranges.reduce((sum, { columns, rows }) => sum + (columns[1] - columns[0] + 1) * (rows[1] - rows[0] + 1), 0);

/** Whether a tile lies in one of the ranges. */
export const within = (ranges: readonly Range[], { z, x, y }: { z: number; x: number; y: number }): boolean =>
	ranges.some((it) => it.z === z && x >= it.columns[0] && x <= it.columns[1] && y >= it.rows[0] && y <= it.rows[1]);
