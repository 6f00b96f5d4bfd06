import { type Sql, sql } from '../../platform/sql.ts';
import type { Crs } from './crs.ts';

/** A geometry of another system as longitude and latitude. */
export const lonLatSql = (geometry: object, { srid, swapped }: Crs): Sql => {
	const given = sql`st_setsrid(st_geomfromgeojson(${JSON.stringify(geometry)}::text), ${srid}::int)`;
	const turned = swapped ? sql`st_flipcoordinates(${given})` : given;
	return sql`select st_asgeojson(st_transform(${turned}, 4326), 15, 0)::jsonb as geometry`;
};
