import type { Knex } from 'knex';
import proj4 from 'proj4';
import { type CoordinateSystem, degreesWritten, isCape, metresWritten, pairsMeant, systemTitle } from '../maths/coordinate-systems.ts';
import { cellOf, isFullPlusCode, middleOf, nearestPlusCode, plusCode } from '../maths/plus-code.ts';
import { positionsRead, type Reading } from '../maths/typed-position.ts';
import { all, maybeOne } from '../platform/sql.ts';
import type { Position } from './contract.ts';
import { besideSql, type Placed, placedSql, systemsSql, writtenSql } from './coordinate-queries.ts';
import type { Municipality } from './town.ts';

type Home = Pick<Municipality, 'bounds' | 'systems'>;

/** A position that a reading can mean: in degrees, or as a pair that PROJ still has to place. */
interface Meant {
	lon: number;
	lat: number;
	system: string;
	pair?: Placed;
	text: string;
	accuracyM: number | null;
}

/** What is typed can lie a little outside the box: pins may stand beyond the boundary. */
const leeway = 0.1;
/** Degrees outside the box beyond which metres of the systems here mean nothing any more. */
const beyond = 5;
const most = 3;
/** What the shift between the Cape datum and WGS84 is good for, metres (EPSG: 9 m in South Africa). */
const capeAccuracy = 9;
/** Metres of a degree of latitude, near enough for the size of a cell. */
const metresOfDegree = 111_320;

function lies({ lon, lat }: { lon: number; lat: number }, [west, south, east, north]: Home['bounds'], by: number): boolean {
	return lon >= west - by && lon <= east + by && lat >= south - by && lat <= north + by;
}

const inside = (it: { lon: number; lat: number }, { bounds }: Home): boolean =>
	lies(it, bounds, leeway * Math.max(bounds[2] - bounds[0], bounds[3] - bounds[1]));

/** Where proj4 has a pair, near enough to choose by; undefined where it has it nowhere. */
function roughly({ proj4: definition }: CoordinateSystem, [x, y]: readonly [number, number]): { lon: number; lat: number } | undefined {
	try {
		const [lon = Number.NaN, lat = Number.NaN] = proj4(definition).inverse([x, y], true);
		return Number.isFinite(lon) && Number.isFinite(lat) ? { lon, lat } : undefined;
	} catch {
		return undefined;
	}
}

async function systemsNamed(db: Knex, readings: readonly Reading[], home: Home): Promise<ReadonlyMap<number, CoordinateSystem>> {
	const wanted = readings.flatMap((it) => (it.kind === 'metres' ? (it.srids ?? []) : []));
	const named = wanted.length ? await all<{ srid: number; name: string; proj4: string }>(db, systemsSql(wanted)) : [];
	return new Map([...home.systems, ...named.map((it) => ({ ...it, title: systemTitle(it.srid, it.name) }))].map((it) => [it.srid, it]));
}

function metresMeant(reading: Extract<Reading, { kind: 'metres' }>, systems: readonly CoordinateSystem[]): Meant[] {
	return systems.flatMap((system) =>
		pairsMeant(system, reading).flatMap((pair) => {
			const place = roughly(system, pair);
			const rough = { system: system.title, text: metresWritten(system, pair), accuracyM: isCape(system.srid) ? capeAccuracy : null };
			return place ? [{ ...place, ...rough, pair: { srid: system.srid, x: pair[0], y: pair[1] } }] : [];
		}),
	);
}

async function codeMeant(db: Knex, { code, beside }: Extract<Reading, { kind: 'plus-code' }>, { bounds: [west, south, east, north] }: Home): Promise<Meant[]> {
	const named = beside ? await maybeOne<{ lon: number; lat: number }>(db, besideSql(beside)) : undefined;
	const from = named ?? { lon: (west + east) / 2, lat: (south + north) / 2 };
	const whole = isFullPlusCode(code) ? code : nearestPlusCode(code, from);
	const cell = cellOf(whole);
	const half = ((cell.north - cell.south) * metresOfDegree) / 2;
	return [{ ...middleOf(cell), system: 'Plus code', text: whole, accuracyM: Math.ceil(half * Math.SQRT2) }];
}

async function meaningsOf(db: Knex, readings: readonly Reading[], home: Home): Promise<Meant[]> {
	const systems = await systemsNamed(db, readings, home);
	const meanings = readings.map((it): Meant[] | Promise<Meant[]> => {
		if (it.kind === 'plus-code') return codeMeant(db, it, home);
		if (it.kind === 'degrees') return [{ lon: it.lon, lat: it.lat, system: 'WGS 84', text: degreesWritten(it.lon, it.lat), accuracyM: null }];
		const those = it.srids?.flatMap((srid) => systems.get(srid) ?? []) ?? home.systems;
		return metresMeant(it, those);
	});
	return (await Promise.all(meanings)).flat();
}

/** Those inside; else the likeliest one that is anywhere, unless it is metres of a system in which nothing near here is said. */
function chosen(meanings: readonly Meant[], home: Home): Meant[] {
	const here = meanings.filter((it) => inside(it, home));
	const different = here.filter((it, at) => here.findIndex((other) => degreesWritten(other.lon, other.lat) === degreesWritten(it.lon, it.lat)) === at);
	if (different.length > 0) return different.slice(0, most);
	return meanings.filter((it) => it.pair === undefined || lies(it, home.bounds, beyond)).slice(0, 1);
}

/**
 * PROJ has the last word on where a pair of metres lies. Some systems that are on its list it cannot calculate with, and ends the statement: in a
 * transaction of its own that is no harm.
 */
async function exact(db: Knex, it: Meant): Promise<Meant[]> {
	const { pair } = it;
	if (!pair) return [it];
	const place = await db.transaction((inner) => maybeOne<{ lon: number; lat: number }>(inner, placedSql(pair))).catch(() => undefined);
	return place ? [{ ...it, ...place }] : [];
}

async function exactly(db: Knex, meant: readonly Meant[]): Promise<Meant[]> {
	const places: Meant[] = [];
	for (const it of meant) places.push(...(await exact(db, it)));
	return places;
}

async function written(db: Knex, places: readonly Meant[], home: Home): Promise<Position[]> {
	const near = places.filter((it) => lies(it, home.bounds, beyond));
	const asked =
		near.length && home.systems.length
			? writtenSql(
					near,
					home.systems.map((it) => it.srid),
				)
			: undefined;
	const rows = asked ? await all<{ at: number; srid: number; x: number; y: number }>(db, asked) : [];
	return places.map((place) => {
		const mine = rows.filter((it) => near[it.at - 1] === place);
		const metres = home.systems.flatMap((system) =>
			mine.filter((it) => it.srid === system.srid).map(({ x, y }) => ({ system: system.title, text: metresWritten(system, [x, y]) })),
		);
		const { lon, lat, system, text, accuracyM } = place;
		const always = [{ system: 'WGS 84', text: degreesWritten(lon, lat) }, ...metres, { system: 'Plus code', text: plusCode(lon, lat, 11) }];
		return { lon, lat, system, text, accuracyM, inside: inside(place, home), written: always };
	});
}

/**
 * The positions that a line of text can mean, likeliest first: in any system, with latitude and longitude, x and y, signs and zones told apart by
 * where the municipality lies. None where the text is no position.
 */
export async function positionsTyped(db: Knex, home: Home, typed: string): Promise<Position[]> {
	const readings = positionsRead(typed);
	if (readings.length === 0) return [];
	return written(db, await exactly(db, chosen(await meaningsOf(db, readings, home), home)), home);
}
