import { type Sql, sql } from '../platform/sql.ts';

const inDegrees = (metres: Sql): Sql => sql`st_asgeojson(st_transform(st_setsrid(${metres}, town.srid), 4326), 5)::jsonb`;

/** Suburbs as they are counted. */
const suburbSql = (keys: readonly string[]): Sql => sql`
	select suburb.id::text as key, suburb.name as title, st_asgeojson(suburb.geom, 5)::jsonb as geometry
	from suburb
	where suburb.id = any (${keys}::bigint[]) and suburb.geom is not null`;

/** Hexagons, each with its suburb and the street that most of its assets stand in. */
const hexSql = (keys: readonly string[]): Sql => sql`
	select cell.hex::text as key, nullif(concat_ws(', ', named.street, suburb.name), '') as title, ${inDegrees(sql`hex_ring(cell.hex)`)} as geometry
	from unnest(${keys}::bigint[]) as cell (hex)
	cross join (select municipality.srid from municipality) as town
	left join suburb_hex on suburb_hex.hex = cell.hex
	left join suburb on suburb.id = suburb_hex.suburb_id
	left join lateral (select mode() within group (order by asset.street) as street from asset where asset.hex = cell.hex) as named on true`;

/** Zones of the class; where none is asked for, each of the class in which it has the most assets. */
const zoneSql = (keys: readonly string[], classNumber: number | undefined): Sql => sql`
	select zone.zone as key, zone.zone as title, st_asgeojson(zone.geom, 5)::jsonb as geometry
	from (
		select distinct on (network_zone.zone) network_zone.zone, network_zone.geom
		from network_zone
		where network_zone.zone = any (${keys}::text[]) and network_zone.geom is not null
		  ${classNumber === undefined ? sql`` : sql`and network_zone.class = ${classNumber}::smallint`}
		order by network_zone.zone, network_zone.assets desc, network_zone.class
	) as zone`;

/** The shapes of parts of the town; a part may have none. */
export function partShapesSql(part: 'suburb' | 'hex' | 'zone', keys: readonly string[], classNumber: number | undefined): Sql {
	if (part === 'suburb') return suburbSql(keys);
	return part === 'hex' ? hexSql(keys) : zoneSql(keys, classNumber);
}
