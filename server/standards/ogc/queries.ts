import { every, join, type Sql, sql } from '../../platform/sql.ts';
import type { Source } from './model.ts';

export interface SystemRow {
	srid: number;
	swapped: boolean;
	geographic: boolean;
	box: [number, number, number, number];
}

/**
 * Systems with the box that some longitudes and latitudes fill in them. PostGIS gives x before y; the text of a system names its axes unless its
 * authority has them the other way round (latitude or northing first).
 */
export const systemsSql = (srids: readonly number[], [west, south, east, north]: readonly [number, number, number, number]): Sql => sql`
	select system.srid, system.srtext not like '%AXIS[%' as swapped, system.srtext like 'GEOGCS%' as geographic,
	       array[st_xmin(box.geom), st_ymin(box.geom), st_xmax(box.geom), st_ymax(box.geom)] as box
	from spatial_ref_sys as system
	cross join lateral (
		select st_transform(st_segmentize(st_makeenvelope(${west}::float8, ${south}::float8, ${east}::float8, ${north}::float8, 4326), 0.2), system.srid) as geom
	) as box
	where system.srid = any (${srids}::int[])`;

/** What all transactions together have done so far: as long as it is the same, so is every answer. */
export const momentSql = sql`select pg_current_snapshot()::text as moment`;

export const countSql = ({ from }: Source, conditions: readonly Sql[]): Sql => sql`select count(*)::int as count from ${from} where ${every(conditions)}`;

/** Where a page begins and how long it is. */
export interface Page {
	after: number;
	/** No key beyond this one is looked at. */
	until?: number | undefined;
	limit: number;
}

export interface PageRow {
	walk: number;
	fid: string | number;
	/** GeoJSON text, or well-known binary. */
	geometry: string | Buffer | null;
	[column: string]: unknown;
}

/** How a geometry is given: the system, the digits, and whether as text or as binary. */
export interface Shown {
	srid: number;
	swapped: boolean;
	digits: number;
	binary: boolean;
}

function shownSql(geom: Sql, { srid, swapped, digits, binary }: Shown): Sql {
	// Rings run as RFC 7946 wants them; asked of a line, PostGIS would turn that round.
	const sound = sql`case when st_dimension(${geom}) = 2 then st_forcepolygonccw(${geom}) else ${geom} end`;
	const there = srid === 4326 ? sound : sql`st_transform(${sound}, ${srid}::int)`;
	const turned = swapped ? sql`st_flipcoordinates(${there})` : there;
	return binary ? sql`st_asbinary(${turned}, 'NDR')` : sql`st_asgeojson(${turned}, ${digits}::int, 0)`;
}

/** The next features after a key, in the order of their keys: however deep a walk is, a page costs the same, and nothing new moves what has been seen. */
export const pageSql = ({ from, key, fid, columns, geom }: Source, conditions: readonly Sql[], { after, until, limit, ...shown }: Page & Shown): Sql => sql`
	select ${key} as walk, ${fid} as fid, ${shownSql(geom, shown)} as geometry${columns}
	from ${from}
	where ${every([...conditions, sql`${key} > ${after}::bigint`, until === undefined ? undefined : sql`${key} <= ${until}::bigint`])}
	order by ${key}
	limit ${limit}::int`;

/** One feature. */
export const oneSql = ({ from, key, fid, columns, geom }: Source, conditions: readonly Sql[], shown: Shown): Sql => sql`
	select ${key} as walk, ${fid} as fid, ${shownSql(geom, shown)} as geometry${columns} from ${from} where ${every(conditions)} limit 1`;

const edges = [
	sql`'SRID=3857;LINESTRING(-3e7 -3e7, -3e7 3e7)'::geometry`,
	sql`'SRID=3857;LINESTRING(-3e7 -3e7, 3e7 -3e7)'::geometry`,
	sql`'SRID=3857;LINESTRING(3e7 -3e7, 3e7 3e7)'::geometry`,
	sql`'SRID=3857;LINESTRING(-3e7 3e7, 3e7 3e7)'::geometry`,
] as const;

/** The box around all of a table's rows that meet a condition: the outermost in each direction by the index, however many rows there are. */
export const extentSql = (tables: readonly { from: Sql; mercator: Sql; geom: Sql; where: Sql }[]): Sql => {
	const outermost = tables.flatMap(({ from, mercator, geom, where }) =>
		edges.map((edge) => sql`(select st_envelope(${geom}) as geom from ${from} where ${where} order by ${mercator} <-> ${edge} limit 1)`),
	);
	return sql`
	select st_xmin(box.whole) as west, st_ymin(box.whole) as south, st_xmax(box.whole) as east, st_ymax(box.whole) as north
	from (select st_extent(outermost.geom) as whole from (${join(outermost, ' union all ')}) as outermost) as box`;
};

/** When something began, as text. */
export const beginSql = (begins: Sql): Sql => sql`select ${begins} as begin`;
