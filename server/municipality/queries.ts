import type { Knex } from 'knex';
import { type Sql, sql } from '../platform/sql.ts';

/** The municipality's row with its bounds. */
export const municipalitySql = sql`
	select municipality.name, municipality.slug, municipality.prefix, municipality.srid, municipality.languages, municipality.zone, municipality.currency,
	       municipality.financial_year_month as "financialYearMonth", municipality.brand, municipality.emergency, municipality.map, municipality.demo, municipality.privacy,
	       municipality.embed_sites as "embedSites",
	       extract(epoch from municipality.fixed_window) / 86400 as "fixedWindowDays", municipality.register_from as "registerFrom",
	       array[st_xmin(municipality.boundary), st_ymin(municipality.boundary), st_xmax(municipality.boundary), st_ymax(municipality.boundary)] as bounds,
	       st_area(metric(municipality.boundary)) as "areaM2",
	       (select spatial_ref_sys.proj4text from spatial_ref_sys where spatial_ref_sys.srid = municipality.srid) as proj4,
	       (select coalesce(jsonb_agg(jsonb_build_object('srid', known.srid, 'name', substring(known.srtext from '"([^"]+)"'), 'proj4', known.proj4text)
	                                  order by wanted.at), '[]')
	        from jsonb_array_elements_text(coalesce(municipality.map -> 'systems', jsonb_build_array(municipality.srid))) with ordinality as wanted (srid, at)
	        join spatial_ref_sys as known on known.srid = wanted.srid::int) as systems
	from municipality`;

export const departmentsSql = sql`select department.id, department.code, department.title, department.email from department order by department.id`;

export const authoritiesSql = sql`
	select authority.code, authority.name, authority.words, authority.phone, authority.email, authority.url, authority.owners, authority.modes,
	       authority.ward_codes as wards
	from authority where authority.put_away_at is null order by authority.code`;

export const wardsSql = sql`
	select ward.id, ward.code, ward.name from ward where ward.valid @> current_date order by length(ward.code), ward.code`;

export const suburbsSql = sql`select suburb.id, suburb.name from suburb where suburb.geom is not null order by suburb.name`;

export const servicesSql = sql`
	select service.id, service.failure_mode as mode, service.enabled, service.department_id as "departmentId", calendar.code as calendar,
	       calendar.windows, service.respond_minutes as "respondMinutes", service.resolve_minutes as "resolveMinutes",
	       coalesce(service.crew_minutes, greatest(service.resolve_minutes - service.respond_minutes, 1)) as "crewMinutes", service.verify, service.texts
	from service join calendar on calendar.id = service.calendar_id
	where service.valid @> now()`;

export const calendarsSql = sql`select calendar.code, calendar.windows from calendar order by calendar.id`;

export const holidaysSql = sql`select holiday.day from holiday order by holiday.day`;

/** The version of a tile layer is the number of the last event that changed it. */
export const layerVersionsSql = sql`
	select layer.code as layer, latest.version
	from (select asset_class.code from asset_class union all values ('wards'), ('places')) as layer
	cross join lateral (
		select max(event.id) as version from event where event.kind = 'layer.changed' and event.details ->> 'layer' = layer.code
	) as latest
	where latest.version is not null`;

/** Makes `metric()` the municipality's own: metres in its SRID. The number is checked before it becomes text. */
export function metricSql(srid: number): string {
	if (!Number.isInteger(srid) || srid < 1 || srid > 998_999) throw new Error(`${srid} is not an SRID`);
	return `
		create or replace function metric(geom geometry) returns geometry language sql immutable strict parallel safe
			as 'select public.st_transform($1, ${srid})';
		${['asset', 'fault', 'ward'].map((table) => `alter table ${table} drop constraint if exists ${table}_metric_srid, add constraint ${table}_metric_srid check (st_srid(geom_m) = ${srid});`).join('\n')}`;
}

/** A metric system must give metres: a projected SRID that PROJ knows. */
export const sridSql = (srid: number): Sql => sql`
	select spatial_ref_sys.srtext like 'PROJCS%' as projected from spatial_ref_sys where spatial_ref_sys.srid = ${srid}`;

/** A place in the middle of a boundary. */
export const middleSql = (boundary: string): Sql => sql`
	select st_x(middle.p) as lon, st_y(middle.p) as lat
	from (select st_pointonsurface(st_setsrid(st_geomfromgeojson(${boundary}), 4326)) as p) as middle`;

/** Brings one asset class of the shelf into the database. */
export const upsertClass = (db: Knex, row: { number: number; code: string; secrecy: string; public_attributes: string[] }) =>
	db('asset_class').insert(row).onConflict('number').merge();

export interface MunicipalityRow {
	name: string;
	slug: string;
	prefix: string;
	boundary: string;
	srid: number;
	languages: string[];
	zone: string;
	currency: string;
	financialYearMonth: number;
	brand: object;
	emergency: object;
	demo: boolean;
	registerFrom: string;
	/** The systems of coordinates shown beside longitude and latitude. */
	systems: readonly number[];
}

/** Writes the one row of the municipality. */
export const insertMunicipalitySql = (it: MunicipalityRow): Sql => sql`
	insert into municipality (name, slug, prefix, boundary, srid, languages, zone, currency, financial_year_month, brand, emergency, demo, register_from,
	                          map)
	values (${it.name}, ${it.slug}, ${it.prefix}, st_multi(st_makevalid(st_setsrid(st_geomfromgeojson(${it.boundary}), 4326))), ${it.srid}, ${it.languages}, ${it.zone},
	        ${it.currency}, ${it.financialYearMonth}, ${JSON.stringify(it.brand)}, ${JSON.stringify(it.emergency)}, ${it.demo}, ${it.registerFrom},
	        ${JSON.stringify({ systems: it.systems })})`;
