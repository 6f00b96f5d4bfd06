import { type Sql, sql } from '../../platform/sql.ts';
import { type Tables, table } from './tables.ts';

/** Unlogged: it need not outlive a crash of the database, after which the source is read again; and costs half. */
export const createTablesSql = (it: Tables): Sql[] => [
	sql`create unlogged table ${table(it.rows)} (
		row int primary key, line int not null, key text not null, spoken text, geom geometry, reason text, repair text, said smallint not null,
		owner text, status text, installed_on date, retired_on date, condition_grade smallint, condition_on date, criticality smallint, zone text, street text,
		attributes jsonb not null
	) with (autovacuum_enabled = false)`,
	sql`create unlogged table ${table(it.change)} (
		row int primary key, asset_id bigint, former_key text, geom geometry, kind text, metres double precision, ward_id bigint, street text,
		revived boolean not null default false, reason text, repair text
	) with (autovacuum_enabled = false)`,
	sql`create unlogged table ${table(it.pairs)} (
		id int generated always as identity primary key, row int not null, asset_id bigint not null, former_key text not null, score double precision not null,
		by text not null, metres double precision not null, verdict text not null, touched boolean not null default false, unique (row), unique (asset_id)
	)`,
	sql`create unlogged table ${table(it.area)} as
		select st_transform(st_simplifypreservetopology(st_buffer(metric(municipality.boundary), ${leeway}::float8), ${leeway / 5}::float8), 4326) as geom
		from municipality`,
	sql`create unlogged table ${table(it.cells)} (i int, j int, ward_id bigint, primary key (i, j))`,
];

/** Who looks through what is missing, page by page, asks for each asset whether the source has its key. */
export const keyIndexSql = ({ rows }: Tables): Sql => sql`create index on ${table(rows)} (key)`;

export const dropSql = (name: string): Sql => sql`drop table if exists ${table(name)}`;
/** Statistics of the columns by which tables are joined; those of geometries cost more than they give. */
export const analyzeSql = ({ rows, change }: Tables): Sql[] => [
	sql`analyze ${table(rows)} (row, key)`,
	sql`analyze ${table(change)} (row, asset_id, kind, reason)`,
];

/** Staging tables that nobody waits for: of imports that ended more than a day ago without clearing up, because the process was killed. */
export const leftBehindSql = sql`
	select pg_class.relname as name from pg_class
	where pg_class.relkind = 'r' and pg_class.relname ~ '^import_staged_[0-9]+_[a-z0-9]+_(rows|change|pairs|area|cells)$'
	  and substring(pg_class.relname from '[0-9]+')::bigint < extract(epoch from now()) - 86400
	  and not exists (select from import_request where starts_with(pg_class.relname, import_request.staged || '_'))`;

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
/** Cells along each side of the boundary's box. */
const cellsAcross = 64;

/** Where the first cell begins and how large each is, degrees. */
export interface Grid {
	west: number;
	south: number;
	width: number;
	height: number;
}

export const gridSql = ({ area }: Tables): Sql => sql`
	select st_xmin(area.geom) as west, st_ymin(area.geom) as south,
	       (st_xmax(area.geom) - st_xmin(area.geom)) / ${cellsAcross}::int as width, (st_ymax(area.geom) - st_ymin(area.geom)) / ${cellsAcross}::int as height
	from ${table(area)} as area`;

/**
 * Cells that lie wholly inside, each with its ward where it lies wholly in one: what has its place in such a cell needs no look at the boundary or at
 * wards. A large file's rows are nearly all of that kind.
 */
export const fillCellsSql = ({ area, cells }: Tables, { west, south, width, height }: Grid): Sql => sql`
	insert into ${table(cells)} (i, j, ward_id)
	select across.i, up.j, one.ward_id
	from generate_series(0, ${cellsAcross - 1}::int) as across (i)
	cross join generate_series(0, ${cellsAcross - 1}::int) as up (j)
	cross join (select (now() at time zone municipality.zone)::date as today from municipality) as day
	cross join lateral (
		select st_makeenvelope(${west}::float8 + across.i * ${width}::float8, ${south}::float8 + up.j * ${height}::float8,
		                       ${west}::float8 + (across.i + 1) * ${width}::float8, ${south}::float8 + (up.j + 1) * ${height}::float8, 4326) as geom
	) as cell
	cross join lateral (
		select case when count(*) = 1 and bool_and(st_containsproperly(ward.geom, cell.geom)) then min(ward.id) end as ward_id
		from ward where ward.valid @> day.today and st_intersects(ward.geom, cell.geom)
	) as one
	where st_containsproperly((select area.geom from ${table(area)} as area), cell.geom)`;

export interface Tally {
	rows: number;
	accepted: number;
	repaired: number;
	rejected: number;
}

export const tallySql = ({ change }: Tables): Sql => sql`
	select count(*)::int as rows, count(*) filter (where change.reason is null and change.repair is null)::int as accepted,
	       count(*) filter (where change.reason is null and change.repair is not null)::int as repaired,
	       count(*) filter (where change.reason is not null)::int as rejected
	from ${table(change)} as change`;

/** How many rows wait in the tables: none after a crash of the database, which empties them. */
export const waitingSql = ({ rows }: Tables): Sql => sql`select count(*)::int as count from ${table(rows)} as staged`;
export const thereSql = ({ rows }: Tables): Sql => sql`select to_regclass(${rows}::text) is not null as there`;

/** Reasons and repairs with their numbers, commonest first; what differs from row to row (keys, lines, values) is told apart only in the file of rejects. */
export const countsSql = ({ change }: Tables, column: 'reason' | 'repair'): Sql => {
	const it = column === 'reason' ? sql`change.reason` : sql`change.repair`;
	const among = column === 'reason' ? sql`true` : sql`change.reason is null`;
	return sql`
	select regexp_replace(${it}, '^its key .* already stands on line \\d+$', 'its key already stands on another line') as what, count(*)::int as count
	from ${table(change)} as change where ${it} is not null and ${among} group by 1 order by 2 desc, 1 limit 20`;
};

export interface Reject {
	row: number;
	line: number;
	key: string;
	reason: string;
}

/** The next page of what is rejected, in the order of the file. */
export const rejectsSql = ({ rows, change }: Tables, { after, limit = 5000 }: { after: number; limit?: number }): Sql => sql`
	select change.row, staged.line, staged.key, change.reason
	from ${table(change)} as change join ${table(rows)} as staged on staged.row = change.row
	where change.reason is not null and change.row > ${after} order by change.row limit ${limit}`;

/** Places of rows that lie outside, as the file gives them. */
export const strayedSql = ({ rows, change }: Tables): Sql => sql`
	select (st_xmin(staged.geom) + st_xmax(staged.geom)) / 2 as x, (st_ymin(staged.geom) + st_ymax(staged.geom)) / 2 as y
	from ${table(change)} as change join ${table(rows)} as staged on staged.row = change.row
	where change.reason like 'outside the municipality%' limit 101`;

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
