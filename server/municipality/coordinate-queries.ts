import { type Sql, sql } from '../platform/sql.ts';

/** Systems by their numbers, as PROJ's database knows them. */
export const systemsSql = (srids: readonly number[]): Sql => sql`
	select known.srid, substring(known.srtext from '"([^"]+)"') as name, known.proj4text as proj4
	from spatial_ref_sys as known where known.srid = any (${srids}::int[]) and known.srtext like 'PROJCS%'`;

/** A pair in a system, in that system's own order of axes. */
export interface Placed {
	srid: number;
	x: number;
	y: number;
}

/** Longitude and latitude of a pair, by PROJ. */
export const placedSql = ({ srid, x, y }: Placed): Sql => sql`
	select st_x(place.geom) as lon, st_y(place.geom) as lat
	from (select st_transform(st_setsrid(st_makepoint(${x}::float8, ${y}::float8), ${srid}::int), 4326) as geom) as place`;

/** Places in several systems, by PROJ: all systems of the first place, then of the second. */
export const writtenSql = (places: readonly { lon: number; lat: number }[], srids: readonly number[]): Sql => sql`
	select placed.at::int as at, placed.srid, st_x(placed.geom) as x, st_y(placed.geom) as y
	from (
		select place.at, system.nth, system.srid, st_transform(st_setsrid(st_makepoint(place.lon, place.lat), 4326), system.srid) as geom
		from unnest(${places.map((it) => it.lon)}::float8[], ${places.map((it) => it.lat)}::float8[]) with ordinality as place (lon, lat, at)
		cross join unnest(${srids}::int[]) with ordinality as system (srid, nth)
	) as placed
	order by placed.at, placed.nth`;

/** The suburb, landmark or street that somebody names beside a short plus code. */
export const besideSql = (words: string): Sql => sql`
	select st_x(place.geom) as lon, st_y(place.geom) as lat
	from public_place as place
	where place.kind in ('suburb', 'landmark', 'street') and plain(${words}) <% place.plain
	order by similarity(plain(${words}), plain(place.name)) + place.importance * 0.05 desc, place.id
	limit 1`;
