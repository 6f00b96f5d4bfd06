import type { ReadOptions } from '../index.ts';
import { SourceError } from '../index.ts';

/** Where in a row of a table its place stands. */
export type Place = { kind: 'wkt'; at: number } | { kind: 'xy'; x: number; y: number } | { kind: 'none' };

const wktNames = ['wkt', 'geom', 'geometry', 'the_geom', 'wkb_geometry', 'shape', 'geom_wkt', 'wkt_geom'];
const pairNames = [
	['lon', 'lat'],
	['lng', 'lat'],
	['long', 'lat'],
	['longitude', 'latitude'],
	['x', 'y'],
	['easting', 'northing'],
	['eastings', 'northings'],
	['x_coord', 'y_coord'],
	['xcoord', 'ycoord'],
	['coord_x', 'coord_y'],
	['coordx', 'coordy'],
	['point_x', 'point_y'],
	['x_coordinate', 'y_coordinate'],
	['gps_x', 'gps_y'],
] as const;

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** The place of a column that was asked for by name; refuses a name that is not there. */
export function columnAt(columns: readonly string[], name: string): number {
	const exact = columns.indexOf(name);
	const at = exact >= 0 ? exact : columns.findIndex((it) => same(it, name));
	if (at < 0) throw new SourceError(`there is no column "${name}"; the file has: ${columns.join(', ')}`);
	return at;
}

const guessed = (columns: readonly string[], name: string): number => columns.findIndex((it) => same(it, name));

/** Where the place of a row stands: as asked for, or by the usual names of columns. */
export function placeOf(columns: readonly string[], { x, y, wkt, placeless = false }: ReadOptions): Place {
	if (wkt !== undefined) return { kind: 'wkt', at: columnAt(columns, wkt) };
	if (x !== undefined && y !== undefined) return { kind: 'xy', x: columnAt(columns, x), y: columnAt(columns, y) };
	if (x !== undefined || y !== undefined) throw new SourceError('--x and --y go together');
	const text = wktNames.map((it) => guessed(columns, it)).find((at) => at >= 0);
	if (text !== undefined) return { kind: 'wkt', at: text };
	const pair = pairNames.map(([a, b]) => ({ kind: 'xy' as const, x: guessed(columns, a), y: guessed(columns, b) })).find((it) => it.x >= 0 && it.y >= 0);
	if (pair) return pair;
	if (placeless) return { kind: 'none' };
	throw new SourceError(`which columns hold the place? Say --x COLUMN --y COLUMN, or --wkt COLUMN; the file has: ${columns.join(', ')}`);
}

/** No coordinate is longer; without this, patterns would take minutes over megabytes of digits. */
export const longestNumber = 40;
const thousands = /[ \u00a0\u202f'’]/g;

/** A coordinate as it is written in tables; NaN where there is none that could be meant. */
export function coordinate(field: string | number): number {
	if (typeof field === 'number') return field;
	if (field.length > longestNumber) return Number.NaN;
	const text = field.replaceAll(thousands, '');
	return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
}
