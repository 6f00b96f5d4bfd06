import { Sql, sql } from '../../platform/sql.ts';

/** The tables through which one import passes: rows as read, rows as checked, and what they would change. */
export interface Tables {
	readonly rows: string;
	readonly checked: string;
	readonly change: string;
}

const stem = 'import_staged_';

/** Names for the tables of one import; the time in them tells which have been left behind. */
export function newTables(now: Date, word: string): Tables {
	const name = `${stem}${Math.floor(now.getTime() / 1000)}_${word}`;
	return { rows: `${name}_rows`, checked: `${name}_checked`, change: `${name}_change` };
}

/** A table's name as SQL; only names that are made here. */
export function table(name: string): Sql {
	if (!/^import_staged_\d+_[a-z0-9]+_(rows|checked|change)$/.test(name)) throw new Error(`${name} is no staging table`);
	return new Sql(name, []);
}

/** Unlogged: it need not outlive a crash, and costs half. */
export const createRowsSql = (name: string): Sql => sql`
	create unlogged table ${table(name)} (
		row int not null, line int not null, key text not null, geom geometry, reason text, repair text, fields jsonb not null, attributes jsonb not null
	)`;

export const dropSql = (name: string): Sql => sql`drop table if exists ${table(name)}`;
/** Statistics of the keys, by which tables are joined; those of geometries cost more than they give. */
export const analyzeSql = (name: string): Sql => sql`analyze ${table(name)} (row, key)`;

/** Staging tables of imports that ended more than a day ago without clearing up: a process that was killed. */
export const leftBehindSql = sql`
	select pg_class.relname as name from pg_class
	where pg_class.relkind = 'r' and pg_class.relname ~ '^import_staged_[0-9]+_[a-z0-9]+_(rows|checked|change)$'
	  and substring(pg_class.relname from '[0-9]+')::bigint < extract(epoch from now()) - 86400`;

/** The name of the municipality, if there is one yet. */
export const homeSql = sql`select municipality.name from municipality`;

export const sridKnownSql = (srid: number): Sql => sql`select true as known from spatial_ref_sys where spatial_ref_sys.srid = ${srid}`;

export interface Box {
	west: number;
	south: number;
	east: number;
	north: number;
}

/** The boundary's box in another system. Raises an error where the boundary cannot be said in it. */
export const boundaryBoxSql = (srid: number): Sql => sql`
	select st_xmin(placed.geom) as west, st_ymin(placed.geom) as south, st_xmax(placed.geom) as east, st_ymax(placed.geom) as north
	from municipality, lateral (select st_transform(st_segmentize(st_envelope(municipality.boundary), 0.1), ${srid}::int) as geom) as placed`;

/** How far outside the boundary an asset may lie, metres: boundaries are drawn coarsely, and pipes end just behind them. */
const leeway = 100;

export interface Check {
	tables: Tables;
	srid: number;
	/** Where coordinates can be put without an error: around the boundary, in the file's own system. */
	box: Box;
	geometry: 'Point' | 'LineString' | 'Polygon';
}

const partsSql = { Point: 1, LineString: 2, Polygon: 3 } as const;

/** What of a geometry is of the class's kind: the one point of a multipoint, lines joined where they meet, the areas of a repaired area. */
const asKindSql = (geometry: Check['geometry']): Sql => {
	if (geometry === 'Point') return sql`case when st_numgeometries(placed.geom) = 1 then st_geometryn(placed.geom, 1) else placed.geom end`;
	if (geometry === 'LineString') return sql`case when geometrytype(placed.geom) = 'MULTILINESTRING' then st_linemerge(placed.geom) else placed.geom end`;
	return sql`case when st_numgeometries(placed.geom) = 1 then st_geometryn(placed.geom, 1) else placed.geom end`;
};

const kindWords = { Point: 'points', LineString: 'lines', Polygon: 'areas' } as const;

const kindNames = {
	Point: sql`('POINT')`,
	LineString: sql`('LINESTRING', 'MULTILINESTRING')`,
	Polygon: sql`('POLYGON', 'MULTIPOLYGON')`,
} as const;

/**
 * Judges every row. Coordinates are first held against a box around the boundary in the file's own system, so that only places that can be
 * transformed are: one row of nonsense would otherwise stop the whole statement. Each lateral is fenced (offset 0), or it would be computed
 * once for each time it is named.
 */
export const checkSql = ({ tables, srid, box, geometry }: Check): Sql => sql`
	create unlogged table ${table(tables.checked)} as
	with area as materialized (
		select st_transform(st_simplifypreservetopology(st_buffer(metric(municipality.boundary), ${leeway}::float8), ${leeway / 5}::float8), 4326) as geom from municipality
	),
	world as materialized (select st_makeenvelope(${box.west}::float8, ${box.south}::float8, ${box.east}::float8, ${box.north}::float8) as box)
	select staged.row, staged.line, staged.key, kind.geom,
	       case
		       when staged.reason is not null then staged.reason
		       when staged.geom is null or st_isempty(staged.geom) then 'its geometry is empty'
		       when placed.geom is null and st_xmin(staged.geom) = 0 and st_ymin(staged.geom) = 0 and st_xmax(staged.geom) = 0 and st_ymax(staged.geom) = 0
			       then 'its coordinates are 0 0'
		       when placed.geom is null and st_flipcoordinates(staged.geom) @ (select world.box from world)
			       then 'outside the municipality; inside if x and y change places'
		       when placed.geom is null and st_scale(staged.geom, -1, -1) @ (select world.box from world)
			       then 'outside the municipality; inside if both signs are turned'
		       when placed.geom is null then 'outside the municipality'
		       when geometrytype(kind.geom) not in ${kindNames[geometry]}
			       then 'a ' || lower(geometrytype(staged.geom)) || ${` where the layer has ${kindWords[geometry]}`}::text
		       when st_dimension(kind.geom) = 1 and st_length(kind.geom) = 0 then 'a line without length'
		       when kind.geom is null or st_isempty(kind.geom) or not st_isvalid(kind.geom) then 'its geometry cannot be repaired'
		       when not st_intersects(kind.geom, (select area.geom from area)) then 'outside the municipality'
	       end as reason,
	       nullif(concat_ws('; ', staged.repair,
		       case when not whole.valid then 'an invalid geometry was repaired' end,
		       case when st_numgeometries(placed.geom) > 1 and st_numgeometries(kind.geom) = 1 then 'parts were joined to one' end), '') as repair,
	       staged.fields, staged.attributes
	from ${table(tables.rows)} as staged
	cross join lateral (
		select case when staged.reason is null and staged.geom @ (select world.box from world) and not st_isempty(staged.geom)
			then st_transform(st_setsrid(staged.geom, ${srid}::int), 4326) end as geom offset 0
	) as placed
	cross join lateral (select ${asKindSql(geometry)} as geom offset 0) as single
	cross join lateral (select st_dimension(single.geom) < 2 or st_isvalid(single.geom) as valid offset 0) as whole
	cross join lateral (
		select case when whole.valid then single.geom else st_collectionextract(st_makevalid(single.geom), ${partsSql[geometry]}::int) end as geom offset 0
	) as kind`;

/** Of several good rows with one key the first is kept; the others say where it stands. */
export const duplicatesSql = ({ checked }: Tables): Sql => sql`
	update ${table(checked)} as checked
	set reason = 'its key ' || checked.key || ' already stands on line ' || twin.first_line
	from (
		select good.row, row_number() over same as nth, first_value(good.line) over same as first_line
		from ${table(checked)} as good where good.reason is null
		window same as (partition by good.key order by good.row)
	) as twin
	where twin.row = checked.row and twin.nth > 1`;

export interface Tally {
	rows: number;
	accepted: number;
	repaired: number;
	rejected: number;
}

export const tallySql = ({ checked }: Tables): Sql => sql`
	select count(*)::int as rows, count(*) filter (where checked.reason is null and checked.repair is null)::int as accepted,
	       count(*) filter (where checked.reason is null and checked.repair is not null)::int as repaired,
	       count(*) filter (where checked.reason is not null)::int as rejected
	from ${table(checked)} as checked`;

/** Reasons and repairs with their numbers, commonest first; what differs from row to row (keys, lines, values) is told apart only in the file of rejects. */
export const countsSql = ({ checked }: Tables, column: 'reason' | 'repair'): Sql => {
	const it = column === 'reason' ? sql`checked.reason` : sql`checked.repair`;
	const among = column === 'reason' ? sql`true` : sql`checked.reason is null`;
	return sql`
	select regexp_replace(${it}, '^its key .* already stands on line \\d+$', 'its key already stands on another line') as what, count(*)::int as count
	from ${table(checked)} as checked where ${it} is not null and ${among} group by 1 order by 2 desc, 1 limit 20`;
};

export interface Reject {
	row: number;
	line: number;
	key: string;
	reason: string;
}

/** The next page of what is rejected, in the order of the file. */
export const rejectsSql = ({ checked }: Tables, after: number): Sql => sql`
	select checked.row, checked.line, checked.key, checked.reason from ${table(checked)} as checked
	where checked.reason is not null and checked.row > ${after} order by checked.row limit 5000`;

/** Places of rows that lie outside, as the file gives them. */
export const strayedSql = ({ rows, checked }: Tables): Sql => sql`
	select (st_xmin(staged.geom) + st_xmax(staged.geom)) / 2 as x, (st_ymin(staged.geom) + st_ymax(staged.geom)) / 2 as y
	from ${table(checked)} as checked join ${table(rows)} as staged on staged.row = checked.row
	where checked.reason like 'outside the municipality%' limit 101`;

export interface System {
	srid: number;
	name: string;
	definition: string;
}

/**
 * Systems in which somebody near the boundary may have worked: WGS84, the municipality's own, Mercator's, and all whose middle line runs nearby,
 * the nearest first.
 */
export const likelySystemsSql = sql`
	with place as (select st_x(st_centroid(municipality.boundary)) as lon, municipality.srid from municipality),
	known as (
		select spatial_ref_sys.srid, spatial_ref_sys.proj4text, spatial_ref_sys.srtext, spatial_ref_sys.auth_name, spatial_ref_sys.auth_srid,
		       coalesce(
			       substring(spatial_ref_sys.proj4text from '\\+lon_(?:0|c)=([-0-9.]+)')::float8,
			       substring(spatial_ref_sys.proj4text from '\\+zone=(\\d+)')::int * 6 - 183) as lon
		from spatial_ref_sys where spatial_ref_sys.proj4text <> ''
	)
	select known.srid, known.proj4text as definition,
	       known.auth_name || ':' || known.auth_srid || coalesce(' (' || substring(known.srtext from '^[A-Z]+\\["([^"]+)"') || ')', '') as name
	from known, place
	where known.srid in (4326, 3857, place.srid) or abs(known.lon - place.lon) < 4
	order by case when known.srid = 4326 then 0 when known.srid = place.srid then 1 when known.srid = 3857 then 3 else 2 end,
	         round(abs(known.lon - place.lon)), known.auth_name, known.srid`;
