import type { Knex } from 'knex';
import type { Town } from '../../municipality/index.ts';
import { type FilterCrs, lonLat } from '../../platform/cql2/index.ts';
import { badField } from '../../platform/problem.ts';
import { all } from '../../platform/sql.ts';
import { type SystemRow, systemsSql } from './queries.ts';

/** A coordinate reference system in which features are given and boxes are taken. */
export interface Crs extends FilterCrs {
	readonly uri: string;
	/** Digits after the point: tenths of a millimetre. */
	readonly digits: number;
}

export const crs84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';
const epsg = (srid: number): string => `http://www.opengis.net/def/crs/EPSG/0/${srid}`;

const degrees = 9;
const world = 20_037_508.342789244;
const common: readonly Crs[] = [
	{ ...lonLat, uri: crs84, digits: degrees },
	{ ...lonLat, uri: epsg(4326), swapped: true, digits: degrees },
	{ srid: 3857, uri: epsg(3857), swapped: false, box: [-world, -world, world, world], round: true, digits: 4 },
];

type Bounds = Town['municipality']['bounds'];

/** The bands of the South African system (Hartebeesthoek94 Lo15 to Lo33) that a municipality lies in or beside. Their axes point west and south. */
function bands([west, south, east, north]: Bounds): number[] {
	if (west < 14 || east > 34 || south < -36 || north > -21) return [];
	return Array.from({ length: 10 }, (_, i) => 15 + 2 * i).flatMap((middle, i) => (west < middle + 1.5 && east > middle - 1.5 ? [2046 + i] : []));
}

/** Degrees around a municipality within which its own systems are used. */
const margin = 2;

const known = new Map<string, Promise<readonly Crs[]>>();

/** The systems that can be asked for: longitude and latitude first, then the municipality's own and those of its country. */
export function systemsOf(db: Knex, { municipality }: Town): Promise<readonly Crs[]> {
	const { bounds, srid, systems } = municipality;
	const wanted = [...new Set([srid, ...systems.map((it) => it.srid), ...bands(bounds)])].filter((it) => it !== 4326 && it !== 3857);
	const key = JSON.stringify([bounds, wanted]);
	const reading = known.get(key) ?? read(db, wanted, bounds);
	known.set(key, reading);
	reading.catch(() => known.delete(key));
	return reading;
}

async function read(db: Knex, wanted: readonly number[], [west, south, east, north]: Bounds): Promise<readonly Crs[]> {
	const around: Bounds = [Math.max(-180, west - margin), Math.max(-85, south - margin), Math.min(180, east + margin), Math.min(85, north + margin)];
	const rows = await all<SystemRow>(db, systemsSql(wanted, around));
	const own = rows.map(({ srid, swapped, geographic, box }) => ({ srid, uri: epsg(srid), swapped, box, round: false, digits: geographic ? degrees : 4 }));
	return [...common, ...own.sort((a, b) => wanted.indexOf(a.srid) - wanted.indexOf(b.srid))];
}

/** The system that a parameter names, which must be among those that are offered. */
export function crsNamed(uri: string | undefined, systems: readonly Crs[], parameter: string): Crs {
	const found = uri === undefined ? systems[0] : systems.find((it) => it.uri === uri);
	if (!found) throw badField(parameter, `Not one of ${systems.map((it) => it.uri).join(', ')}.`);
	return found;
}
