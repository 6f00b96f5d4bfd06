import type { Knex } from 'knex';
import { all, maybeOne, one, type Sql } from '../../platform/sql.ts';
import { SourceError } from '../sources/index.ts';
import { type Box, boundaryBoxSql, likelySystemsSql, type System, sridKnownSql, strayedSql, type Tables } from './queries.ts';

/** The number in a name of a coordinate system: `EPSG:2048`, `urn:ogc:def:crs:EPSG::2048`, `http://www.opengis.net/def/crs/EPSG/0/2048`, `2048`. */
export function sridOf(name: string): number | undefined {
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
const holds = (box: Box, x: number, y: number): boolean => x >= box.west && x <= box.east && y >= box.south && y <= box.north;

const ways = [
	{ words: '', turn: (x: number, y: number) => [x, y] as const },
	{ words: ', with x and y in each other’s place', turn: (x: number, y: number) => [y, x] as const },
	{ words: ', with both signs turned', turn: (x: number, y: number) => [-x, -y] as const },
];

/**
 * In which system the rows that lie outside would lie inside: a sentence for each, at most three, those that need no turning first.
 * Held against the boundary's box alone, so it can only say what is possible.
 */
export async function systemsThatFit(db: Knex, tables: Tables, srid: number): Promise<string[]> {
	const strays = await all<{ x: number; y: number }>(db, strayedSql(tables));
	if (strays.length === 0) return [];
	const x = middle(strays.map((it) => it.x));
	const y = middle(strays.map((it) => it.y));
	const fits: string[][] = ways.map(() => []);
	for (const system of await all<System>(db, likelySystemsSql)) {
		const box = await quietly<Box>(db, boundaryBoxSql(system.srid));
		const way = box ? ways.findIndex(({ turn }) => holds(box, ...turn(x, y))) : -1;
		if (way >= 0 && !(way === 0 && system.srid === srid)) fits[way]?.push(`${system.name}${ways[way]?.words}`);
	}
	return fits.flat().slice(0, 3);
}
