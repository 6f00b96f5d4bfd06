import type { Knex } from 'knex';
import proj4 from 'proj4';
import { all, maybeOne, one, type Sql } from '../../platform/sql.ts';
import { SourceError } from '../sources/index.ts';
import { type Box, boundaryBoxSql, likelySystemsSql, type System, sridKnownSql, strayedSql } from './queries.ts';
import type { Tables } from './tables.ts';

/** The number in a name of a coordinate system: `EPSG:2048`, `urn:ogc:def:crs:EPSG::2048`, `http://www.opengis.net/def/crs/EPSG/0/2048`, `2048`. */
export function sridOf(name: string): number | undefined {
	if (name.length > 200) return undefined;
	if (/CRS84h?$/i.test(name.trim())) return 4326;
	const found = /^(?:.*(?:EPSG|ESRI)\b.*?[:/])?(\d{4,6})$/i.exec(name.trim())?.[1];
	return found === undefined ? undefined : Number(found);
}

const grown = ({ west, south, east, north }: Box): Box => {
	const by = Math.max(east - west, north - south);
	return { west: west - by, south: south - by, east: east + by, north: north + by };
};

/** The box around the boundary, once as large again on each side, in the system of a file. Refuses a system in which the boundary has no place. */
export async function boxIn(db: Knex, srid: number): Promise<Box> {
	if (!(await maybeOne(db, sridKnownSql(srid)))) throw new SourceError(`EPSG:${srid} is not known`);
	const box = await quietly<Box>(db, boundaryBoxSql(srid));
	if (!box) throw new SourceError(`EPSG:${srid} is a system of another part of the world: the municipality cannot be drawn in it`);
	return grown(box);
}

/** A row, or undefined where the database cannot say. Not to be used inside a transaction. */
async function quietly<Row extends object>(db: Knex, query: Sql): Promise<Row | undefined> {
	try {
		const row = await one<Row>(db, query);
		return Object.values(row).every(Number.isFinite) ? row : undefined;
	} catch {
		return undefined;
	}
}

const middle = (numbers: number[]): number => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

const ways = [
	{ words: '', turn: (x: number, y: number): [number, number] => [x, y] },
	{ words: ', with x and y in each other’s place', turn: (x: number, y: number): [number, number] => [y, x] },
	{ words: ', with both signs turned', turn: (x: number, y: number): [number, number] => [-x, -y] },
] as const;

/** Whether a place of a system lies in a box of longitudes and latitudes. proj4 knows most systems, and says nothing of those it does not. */
function lies(definition: string, [x, y]: [number, number], box: Box): boolean {
	try {
		const [lon = Number.NaN, lat = Number.NaN] = proj4(definition).inverse([x, y], true);
		return lon >= box.west && lon <= box.east && lat >= box.south && lat <= box.north;
	} catch {
		return false;
	}
}

/**
 * In which systems the rows that lie outside would lie inside, those that need no turning first, at most three. Held against the boundary's box by
 * proj4, which is quick and never wrong by more than some hundred metres: it says what is possible, PostGIS does the work.
 */
export async function systemsThatFit(db: Knex, tables: Tables, srid: number): Promise<string[]> {
	const strays = await all<{ x: number; y: number }>(db, strayedSql(tables));
	if (strays.length === 0) return [];
	const x = middle(strays.map((it) => it.x));
	const y = middle(strays.map((it) => it.y));
	const box = await one<Box>(db, boundaryBoxSql(4326));
	const fits: string[][] = ways.map(() => []);
	for (const system of await all<System>(db, likelySystemsSql)) {
		const way = ways.findIndex(({ turn }) => lies(system.definition, turn(x, y), box));
		if (way >= 0 && !(way === 0 && system.srid === srid)) fits[way]?.push(`${system.name}${ways[way]?.words}`);
	}
	return fits.flat().slice(0, 3);
}
