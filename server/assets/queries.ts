import { every, join, type Sql, sql } from '../platform/sql.ts';
import { registerAt } from './state-queries.ts';

/** An asset close to a pin, as snapping needs it. Metric coordinates are relative to the pin. */
export interface Near {
	id: number;
	reference: string;
	class: number;
	version: number;
	street: string | null;
	owner: string;
	attributes: Record<string, unknown>;
	factor: number;
	metres: number;
	lon: number;
	lat: number;
	shape: { type: 'Point' | 'LineString' | 'Polygon' | 'MultiPolygon' | 'MultiLineString'; coordinates: never };
}

export interface NearSearch {
	/** Metric geometry of the pin, as SQL. */
	pin: Sql;
	classes: readonly number[];
	/** Metres, or a column that holds them. */
	reach: number | Sql;
	limit: number;
	/** As of when; as it is when not given. */
	at?: string | undefined;
}

/** A list of fixed length whose places past the end are null: the planner then expects the same of it whatever it holds. */
const slots = (numbers: readonly number[], length: number): Sql =>
	join(
		Array.from({ length: Math.max(length, numbers.length) }, (_, i) => sql`${numbers[i] ?? null}::smallint`),
		', ',
	);

/**
 * The assets of some classes within reach of a pin, nearest first: one index scan on (class, geom_m) for each class. Classes are compared as smallint
 * and one by one, or the prepared plan would filter after the scan; they stand in a list of fixed length, or PostgreSQL would plan anew each time, which
 * takes longer than the query. A fragment: faults joins its open faults to it.
 */
export const nearSql = ({ pin, classes, reach, limit, at }: NearSearch): Sql => sql`
	select asset.id, asset.reference, asset.class, asset.version, asset.street, asset.owner, asset.criticality, asset.attributes, asset.rate_factor as factor,
	       st_distance(asset.geom_m, ${pin}) as metres,
	       asset.geom, asset.geom_m
	from unnest(array[${slots(classes, 6)}]) as wanted (class)
	join ${registerAt(at)} as asset on asset.class = wanted.class and asset.status = 'in-service' and st_dwithin(asset.geom_m, ${pin}, ${reach}::float8)
	order by metres
	limit ${limit}`;

/** Metric point of a longitude and latitude, as SQL. */
export const pinSql = (lon: number, lat: number): Sql => sql`metric(st_setsrid(st_makepoint(${lon}::float8, ${lat}::float8), 4326))`;

/** The assets nearest to a place, for a list: with distance and compass bearing from it. */
export const listNearSql = (search: NearSearch & { lon: number; lat: number }): Sql => sql`
	with near as (${nearSql(search)})
	select near.id, near.reference, near.class, near.street, near.owner, near.attributes, near.metres,
	       st_x(spot.p) as lon, st_y(spot.p) as lat,
	       coalesce(degrees(st_azimuth(st_setsrid(st_makepoint(${search.lon}::float8, ${search.lat}::float8), 4326)::geography, spot.p::geography)), 0) as bearing
	from near, lateral (select st_closestpoint(near.geom, st_setsrid(st_makepoint(${search.lon}::float8, ${search.lat}::float8), 4326)) as p) as spot
	order by near.metres`;

export interface AssetRow {
	id: number;
	reference: string;
	key: string;
	class: number;
	version: number;
	owner: string;
	status: string;
	street: string | null;
	zone: string | null;
	ward: string | null;
	attributes: Record<string, unknown>;
	geometry: { type: string; coordinates: unknown };
	lon: number;
	lat: number;
	lengthM: number;
	installedOn: string | null;
	conditionGrade: number | null;
	conditionOn: string | null;
	criticality: number;
}

/** One asset by its public reference or by the register's key, in any case of letters. */
export const assetSql = (where: { reference: string } | { id: number }, at?: string): Sql => sql`
	select asset.id, asset.reference, asset.key, asset.class, asset.version, asset.owner, asset.status, asset.street, asset.zone, ward.name as ward,
	       asset.attributes, st_asgeojson(asset.geom, 7)::jsonb as geometry, st_x(middle.p) as lon, st_y(middle.p) as lat, asset.length_m as "lengthM",
	       asset.installed_on as "installedOn", asset.condition_grade as "conditionGrade", asset.condition_on as "conditionOn", asset.criticality
	from ${registerAt(at)} as asset
	left join ward on ward.id = asset.ward_id
	cross join lateral (select st_pointonsurface(asset.geom) as p) as middle
	where ${'id' in where ? sql`asset.id = ${where.id}` : sql`asset.reference = upper(${where.reference})`}`;

/** Counts, length and area of each class in service: the exposure that snapping weighs by. */
export const refreshTotalsSql = sql`
	update asset_class set assets = coalesce(total.assets, 0), length_m = coalesce(total.length_m, 0), area_m2 = coalesce(total.area_m2, 0)
	from asset_class as class
	left join (
		select asset.class, count(*)::int as assets, sum(asset.length_m) as length_m, sum(st_area(asset.geom_m)) as area_m2
		from asset where asset.status = 'in-service' group by asset.class
	) as total on total.class = class.number
	where class.number = asset_class.number`;

/** Draws the zones of one class or of all anew. */
export const redrawZonesSql = (classNumber: number | null): Sql => sql`select redraw_zones(${classNumber}::smallint)`;

export const totalsSql = sql`select asset_class.number, asset_class.assets, asset_class.length_m as "lengthM", asset_class.area_m2 as "areaM2" from asset_class`;

/** Ids of assets by reference. */
export const idOfSql = (reference: string): Sql => sql`
	select asset.id, asset.class, asset.version from asset where ${every([sql`asset.reference = upper(${reference})`, sql`asset.status = 'in-service'`])}`;

/** Assets in service by reference or key, where a name means one alone, with a point on each. */
export const spotsSql = (names: readonly string[]): Sql => sql`
	with named as (select distinct btrim(name) as name from unnest(${[...names]}::text[]) as name),
	found as (
		select named.name, asset.id from named join asset on asset.reference = upper(named.name) where asset.status = 'in-service'
		union
		select named.name, asset.id
		from named
		cross join asset_class
		join asset on asset.class = asset_class.number and asset.key = named.name
		where asset.status = 'in-service')
	select found.name as named, asset.reference, st_x(spot.p) as lon, st_y(spot.p) as lat
	from (select found.name, min(found.id) as id from found group by found.name having count(*) = 1) as found
	join asset on asset.id = found.id
	cross join lateral (select st_pointonsurface(asset.geom) as p) as spot`;
