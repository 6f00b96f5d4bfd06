import { type Sql, sql } from '../platform/sql.ts';

/** The ward that a place lies in today. */
export const wardAtSql = ({ lon, lat }: { lon: number; lat: number }): Sql => sql`
	select ward.code from ward
	where ward.valid @> current_date and st_covers(ward.geom, st_setsrid(st_makepoint(${lon}::float8, ${lat}::float8), 4326))
	limit 1`;
