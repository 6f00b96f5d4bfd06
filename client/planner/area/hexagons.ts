import proj4 from 'proj4';
import { hexNumber, hexOf, hexOfNumber, hexOutline } from '../../../server/maths/hex.ts';
import type { Corner } from './drawn.ts';

/** From the middle of one hexagon to that of the next, m. */
const size = 250;

export const mostCells = 200;

/** The hexagon at a place, by the municipality's own metres. */
export function cellAt([lon, lat]: Corner, definition: string): number {
	const [x = 0, y = 0] = proj4('EPSG:4326', definition).forward([lon, lat], true);
	return hexNumber(hexOf(x, y, size));
}

/** The closed ring of a hexagon, in longitude and latitude. */
export function outlineOf(cell: number, definition: string): [number, number][] {
	const system = proj4('EPSG:4326', definition);
	return hexOutline(hexOfNumber(cell), size).map((it) => system.inverse(it, true));
}

/** The middle of a hexagon, in longitude and latitude. */
export function middleOf(cell: number, definition: string): Corner {
	const ring = outlineOf(cell, definition).slice(1);
	const mean = (of: (it: [number, number]) => number): number => ring.reduce((sum, it) => sum + of(it), 0) / ring.length;
	return [mean(([lon]) => lon), mean(([, lat]) => lat)];
}

/** Hexagons as the address says them. */
export const hexText = (cells: readonly number[]): string => `hex:${cells.join(',')}`;

/** The hexagons that the address says; none where it says something else. */
export const cellsIn = (value: string): number[] =>
	value.startsWith('hex:')
		? value
				.slice(4)
				.split(',')
				.map(Number)
				.filter((it) => Number.isSafeInteger(it))
		: [];

/** The cells with one more, or without it where it was among them. */
export const toggled = (cells: readonly number[], cell: number): number[] => (cells.includes(cell) ? cells.filter((it) => it !== cell) : [...cells, cell]);
