import type { Knex } from 'knex';
import { systemsAt, utmSrid } from '../maths/coordinate-systems.ts';
import { all, maybeOne, one } from '../platform/sql.ts';
import { catalogue } from './catalogue.ts';
import { insertMunicipalitySql, metricSql, middleSql, sridSql, upsertClass } from './queries.ts';
import type { Emergency } from './town.ts';

/** What is asked when a municipality is set up; all else has defaults or is edited later. */
export interface NewMunicipality {
	name: string;
	slug: string;
	prefix: string;
	/** GeoJSON Polygon or MultiPolygon in WGS84. */
	boundary: { type: string; coordinates: unknown };
	srid?: number | undefined;
	languages: string[];
	zone: string;
	currency: string;
	financialYearMonth: number;
	emergency: Emergency;
	brand: { colour?: string; logo?: string };
	registerFrom: string;
	demo: boolean;
	holidays: { day: string; name: string; proclaimed?: boolean }[];
	departments: { code: string; title: Record<string, string>; email?: string }[];
}

const officeHours = [...Array.from({ length: 5 }, () => [[450, 960]]), [], []];
const dayAndNight = Array.from({ length: 7 }, () => [[0, 1440]]);

/** Brings the asset classes of the shelf into the database; done at every start. */
export async function syncCatalogue(db: Knex): Promise<void> {
	for (const { number, id, secrecy, attributes } of catalogue.classes) {
		const publicAttributes = attributes.filter((it) => it.public).map((it) => it.id);
		await upsertClass(db, { number, code: id, secrecy, public_attributes: publicAttributes });
	}
}

async function metricSrid(db: Knex, { lon, lat }: { lon: number; lat: number }, wish: number | undefined): Promise<number> {
	const srid = wish ?? utmSrid(lon, lat);
	const known = await maybeOne<{ projected: boolean }>(db, sridSql(srid));
	if (!known) throw new Error(`EPSG:${srid} is not known to PROJ.`);
	if (!known.projected || srid === 3857) throw new Error(`EPSG:${srid} does not measure in true metres; choose a projected system such as a UTM zone.`);
	return srid;
}

/** Makes this database the database of a municipality: its row, its metric system, departments, calendars, and every failure mode as a service. */
export async function settle(db: Knex, town: NewMunicipality): Promise<void> {
	const boundary = JSON.stringify(town.boundary);
	const middle = await one<{ lon: number; lat: number }>(db, middleSql(boundary));
	const srid = await metricSrid(db, middle, town.srid);
	await db.raw(metricSql(srid));
	await all(db, insertMunicipalitySql({ ...town, boundary, srid, systems: systemsAt({ ...middle, zone: town.zone, srid }) }));
	await syncCatalogue(db);
	await db('department').insert(town.departments.map((it) => ({ code: it.code, title: JSON.stringify(it.title), email: it.email ?? null })));
	await db('calendar').insert([
		{ code: 'office', title: JSON.stringify({ en: 'Office hours', af: 'Kantoorure', xh: 'Iiyure zeofisi' }), windows: JSON.stringify(officeHours) },
		{ code: 'always', title: JSON.stringify({ en: 'Day and night', af: 'Dag en nag', xh: 'Imini nobusuku' }), windows: JSON.stringify(dayAndNight) },
	]);
	if (town.holidays.length) await db('holiday').insert(town.holidays.map((it) => ({ ...it, proclaimed: it.proclaimed ?? false })));
	await offerServices(db);
}

async function offerServices(db: Knex): Promise<void> {
	const ids = async (table: string) => new Map((await db(table).select('id', 'code')).map((it: { id: number; code: string }) => [it.code, it.id]));
	const departments = await ids('department');
	const calendars = await ids('calendar');
	const fallback = [...departments.values()][0];
	await db('service').insert(
		[...catalogue.modes.values()].map(({ mode }) => ({
			failure_mode: mode.code,
			department_id: departments.get(mode.department) ?? fallback,
			calendar_id: calendars.get(mode.calendar),
			respond_minutes: Math.round(mode.respondHours * 60),
			resolve_minutes: Math.round(mode.resolveHours * 60),
		})),
	);
}
