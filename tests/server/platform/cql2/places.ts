import type { Queryables } from '../../../../server/platform/cql2/index.ts';
import { cql2Sql, type FilterCrs, type Language, parseCql2 } from '../../../../server/platform/cql2/index.ts';
import { all, sql } from '../../../../server/platform/sql.ts';
import { db } from '../../../support/database.ts';

// Ten things of a valley: points, a line, squares that share an edge, one on the other side of the world, one of which little is known.
const things = sql`
	(select row.id, row.name, row.people::float8 as people, row.height::float8 as height, row.open::boolean as open, row.founded::date as founded, row.seen::timestamptz as seen,
	        row.until::timestamptz as until, row.tags::text[] as tags, row.sizes::float8[] as sizes, st_geomfromtext(row.wkt, 4326) as geom,
	        case when row.id < 10 then st_transform(st_geomfromtext(row.wkt, 4326), 3857) end as geom_3857
	 from (values
		(1, 'Paarl', 112045, 115, true, '1687-01-01', '2026-01-01T08:00:00Z', '2026-01-03T00:00:00Z', '{wine,town}', '{1,2}', 'POINT(18.96 -33.73)'),
		(2, 'Wellington', 55543, 120, false, '1840-05-20', '2026-01-02T08:00:00Z', '2026-01-02T20:00:00Z', '{town}', '{2}', 'POINT(19 -33.64)'),
		(3, 'Café Müller', null, 99.5, true, null, null, null, '{}', null, 'POINT(18.965 -33.725)'),
		(4, 'ÉLAN', 10, -5, false, '2000-02-29', '2026-01-01T23:59:59Z', '2026-01-05T00:00:00Z', '{wine}', '{3,4}', 'LINESTRING(18.94 -33.73, 19 -33.73)'),
		(5, 'élan vital', 10, 0, true, '2000-03-01', '2025-12-31T23:59:59Z', '2026-01-01T08:00:00Z', null, '{1}', 'POINT(19.1 -33.6)'),
		(6, '100% (a_b)', 7, 3, null, '2026-11-25', '2026-11-25T00:00:00Z', '2026-11-25T12:00:00Z', '{odd}', '{}', 'POINT(19.2 -33.5)'),
		(7, 'Left field', 0, 4, true, '1999-12-31', '2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z', '{green}', '{5}', 'POLYGON((18.95 -33.74, 18.97 -33.74, 18.97 -33.72, 18.95 -33.72, 18.95 -33.74))'),
		(8, 'Right field', 1, 4, false, '1999-12-31', '2026-02-15T00:00:00Z', '2026-03-15T00:00:00Z', '{green,town}', '{5,6}', 'POLYGON((18.97 -33.74, 18.99 -33.74, 18.99 -33.72, 18.97 -33.72, 18.97 -33.74))'),
		(9, 'O''Neill\\', 3, 2, true, '1900-01-01', '2026-03-01T00:00:00Z', '2026-03-01T00:00:00Z', '{far}', '{7}', 'POINT(179.5 -16)'),
		(10, null, null, null, null, null, null, null, null, null, null)
	 ) as row (id, name, people, height, open, founded, seen, until, tags, sizes, wkt)) as thing`;

export const queryables: Queryables = new Map([
	['id', { type: 'number', sql: sql`thing.id` }],
	['name', { type: 'string', sql: sql`thing.name` }],
	['people', { type: 'number', sql: sql`thing.people` }],
	['height', { type: 'number', sql: sql`thing.height` }],
	['open', { type: 'boolean', sql: sql`thing.open` }],
	['founded', { type: 'date', sql: sql`thing.founded` }],
	['seen', { type: 'timestamp', sql: sql`thing.seen` }],
	['until', { type: 'timestamp', sql: sql`thing.until` }],
	['tags', { type: 'strings', sql: sql`thing.tags` }],
	['sizes', { type: 'numbers', sql: sql`thing.sizes` }],
	['geom', { type: 'geometry', sql: sql`thing.geom` }],
	['found', { type: 'geometry', sql: sql`thing.geom`, mercator: sql`thing.geom_3857` }],
]);

/** The ids of the things for which a filter holds. */
export async function matching(filter: string, language: Language = 'cql2-text', crs?: FilterCrs): Promise<number[]> {
	const condition = cql2Sql(parseCql2(filter, language), queryables, crs ? { crs } : {});
	const rows = await all<{ id: number }>(db, sql`select thing.id from ${things} where ${condition} order by thing.id`);
	return rows.map((it) => it.id);
}
