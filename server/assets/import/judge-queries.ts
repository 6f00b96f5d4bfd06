import type { AssetClass } from '../../../gis-layers/index.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import type { Box, Grid } from './queries.ts';
import { type RegisterField, saidBit } from './said.ts';
import { type Tables, table } from './tables.ts';

/** Half the diagonal of rounding that reprojection may add, metres: anything below has not moved. */
const still = 0.001;
/** How far from a road an asset may stand to bear its street's name, metres. */
export const streetReach = 60;

const partsSql = { Point: 1, LineString: 2, Polygon: 3 } as const;
const kindWords = { Point: 'points', LineString: 'lines', Polygon: 'areas' } as const;
const kindNames = {
	Point: sql`('POINT')`,
	LineString: sql`('LINESTRING', 'MULTILINESTRING')`,
	Polygon: sql`('POLYGON', 'MULTIPOLYGON')`,
} as const;

/** What of a geometry is of the class's kind: the one point of a multipoint, lines joined where they meet, the areas of a repaired area. */
const asKindSql = (geometry: AssetClass['geometry']): Sql => {
	if (geometry === 'LineString') return sql`case when geometrytype(placed.geom) = 'MULTILINESTRING' then st_linemerge(placed.geom) else placed.geom end`;
	return sql`case when geometrytype(placed.geom) like 'MULTI%' and st_numgeometries(placed.geom) = 1 then st_geometryn(placed.geom, 1) else placed.geom end`;
};

/** What a file says of a register field, where it says anything; else what the register has. */
const given = (name: RegisterField, otherwise: Sql): Sql =>
	sql`case when staged.said & ${saidBit(name)}::smallint <> 0 then ${columns[name]} else ${otherwise} end`;

const columns: Readonly<Record<RegisterField, Sql>> = {
	owner: sql`staged.owner`,
	status: sql`staged.status`,
	installed_on: sql`staged.installed_on`,
	retired_on: sql`staged.retired_on`,
	condition_grade: sql`staged.condition_grade`,
	condition_on: sql`staged.condition_on`,
	criticality: sql`staged.criticality`,
	street: sql`staged.street`,
	zone: sql`staged.zone`,
};

/** The day it is in the municipality. */
export const daySql = sql`(select (now() at time zone municipality.zone)::date as today from municipality) as day`;

/**
 * What the register would say after a row (`staged`) has been taken in beside what it has (`asset`, which may be nothing). Each lateral is fenced
 * (offset 0), or it would be computed once for each time it is named.
 */
export const nextSql = sql`
	cross join lateral (
		select coalesce(staged.owner, asset.owner, 'municipal') as owner,
		       case when staged.status is not null then staged.status when staged.retired_on <= day.today then 'retired' else 'in-service' end as status,
		       ${given('installed_on', sql`asset.installed_on`)} as installed_on,
		       ${given('condition_grade', sql`asset.condition_grade`)} as condition_grade,
		       ${given('condition_on', sql`asset.condition_on`)} as condition_on,
		       coalesce(staged.criticality, asset.criticality, 3) as criticality,
		       ${given('zone', sql`asset.zone`)} as zone,
		       jsonb_strip_nulls(coalesce(asset.attributes, '{}') || staged.attributes) as attributes
		offset 0
	) as told
	cross join lateral (
		select told.*, case when told.status = 'retired' then coalesce(staged.retired_on, asset.retired_on, case when asset.status = 'in-service' then day.today end) end as retired_on
		offset 0
	) as next`;

export interface Judging {
	tables: Tables;
	layer: AssetClass;
	srid: number;
	/** Where coordinates can be put without an error: around the boundary, in the file's own system. */
	box: Box;
	grid: Grid;
	/** There is nothing of this class yet. */
	first: boolean;
	/** Whether there are roads whose names can be lent. */
	roads: boolean;
}

/** The rows of one piece of the file, or those of which somebody has judged whether they were renumbered. */
export type Piece = { after: number; to: number } | 'touched';

const pieceSql = ({ pairs }: Tables, piece: Piece): Sql =>
	piece === 'touched'
		? sql`staged.row in (select pair.row from ${table(pairs)} as pair where pair.touched)`
		: sql`staged.row > ${piece.after}::int and staged.row <= ${piece.to}::int`;

/** The geometry of a row as the class wants it, and why it cannot be taken. */
const shapedSql = ({ layer: { geometry }, srid, grid, tables: { cells } }: Judging): Sql => sql`
	cross join lateral (
		select case when staged.reason is null and staged.geom @ (select world.box from world) and not st_isempty(staged.geom)
			then ${srid === 4326 ? sql`st_setsrid(staged.geom, 4326)` : sql`st_transform(st_setsrid(staged.geom, ${srid}::int), 4326)`} end as geom offset 0
	) as placed
	cross join lateral (select ${asKindSql(geometry)} as geom offset 0) as single
	cross join lateral (select st_dimension(single.geom) < 2 or st_isvalid(single.geom) as valid offset 0) as whole
	cross join lateral (
		select case when whole.valid then single.geom else st_collectionextract(st_makevalid(single.geom), ${partsSql[geometry]}::int) end as geom offset 0
	) as shape
	cross join lateral (select case when geometrytype(shape.geom) = 'POINT' then shape.geom else st_pointonsurface(shape.geom) end as p offset 0) as spot
	left join ${table(cells)} as cell
	       on cell.i = floor((st_x(spot.p) - ${grid.west}::float8) / ${grid.width}::float8)::int
	      and cell.j = floor((st_y(spot.p) - ${grid.south}::float8) / ${grid.height}::float8)::int
	cross join lateral (
		select case
			when staged.reason is not null then staged.reason
			when staged.geom is null or st_isempty(staged.geom) then 'its geometry is empty'
			when placed.geom is null and st_xmin(staged.geom) = 0 and st_ymin(staged.geom) = 0 and st_xmax(staged.geom) = 0 and st_ymax(staged.geom) = 0
				then 'its coordinates are 0 0'
			when placed.geom is null and st_flipcoordinates(staged.geom) @ (select world.box from world)
				then 'outside the municipality; inside if x and y change places'
			when placed.geom is null and st_scale(staged.geom, -1, -1) @ (select world.box from world)
				then 'outside the municipality; inside if both signs are turned'
			when placed.geom is null then 'outside the municipality'
			when geometrytype(shape.geom) not in ${kindNames[geometry]}
				then 'a ' || lower(geometrytype(staged.geom)) || ${` where the layer has ${kindWords[geometry]}`}::text
			when st_dimension(shape.geom) = 1 and st_length(shape.geom) = 0 then 'a line without length'
			when shape.geom is null or st_isempty(shape.geom) or not st_isvalid(shape.geom) then 'its geometry cannot be repaired'
			when cell.i is null and not st_intersects(shape.geom, (select area.geom from area)) then 'outside the municipality'
		end as reason offset 0
	) as judged`;

/** What the register has of it, and how far it has moved. A line that was turned round has moved, for chainages count from its start. */
const presentSql = ({ layer, tables: { pairs } }: Judging): Sql => sql`
	left join ${table(pairs)} as pair on pair.row = staged.row and pair.verdict = 'confirmed'
	left join asset on asset.class = ${layer.number}::smallint and asset.key = coalesce(pair.former_key, staged.key) and judged.reason is null
	${nextSql}
	cross join lateral (
		select case
			when asset.id is null or shape.geom = asset.geom then 0
			when geometrytype(shape.geom) = 'POINT' and geometrytype(asset.geom) = 'POINT' then st_distance(metric(shape.geom), asset.geom_m)
			when geometrytype(shape.geom) = 'LINESTRING' and geometrytype(asset.geom) = 'LINESTRING'
				then greatest(st_hausdorffdistance(metric(shape.geom), asset.geom_m), st_distance(st_startpoint(metric(shape.geom)), st_startpoint(asset.geom_m)))
			else st_hausdorffdistance(metric(shape.geom), asset.geom_m)
		end as metres
		offset 0
	) as distance
	cross join lateral (select asset.id is null or distance.metres > ${still}::float8 as fresh offset 0) as moved
	cross join lateral (
		select (next.owner, next.status, next.installed_on, next.retired_on, next.condition_grade, next.condition_on, next.criticality, next.zone,
		        coalesce(staged.street, asset.street), next.attributes)
		       is distinct from
		       (asset.owner, asset.status, asset.installed_on, asset.retired_on, asset.condition_grade, asset.condition_on, asset.criticality, asset.zone,
		        asset.street, jsonb_strip_nulls(asset.attributes)) as changed
		offset 0
	) as record`;

/** Where the class is empty there is nothing to compare with. */
const absentSql = sql`
	cross join lateral (select null::bigint as id, null::geometry as geom, null::bigint as ward_id, null::text as street, null::text as status) as asset
	cross join lateral (select null::text as former_key) as pair
	cross join lateral (select null::text as status) as next
	cross join lateral (select 0::float8 as metres) as distance
	cross join lateral (select true as fresh) as moved
	cross join lateral (select true as changed) as record`;

const streetSql = ({ layer, roads }: Judging): Sql =>
	roads && layer.id !== 'roads'
		? sql`case when moved.fresh and staged.street is null and judged.reason is null then coalesce((
			      select road.street from asset as road
			      where road.class = (select asset_class.number from asset_class where asset_class.code = 'roads')
			        and road.status = 'in-service' and road.street is not null and st_dwithin(road.geom_m, metric(shape.geom), ${streetReach}::float8)
			      order by st_distance(road.geom_m, metric(shape.geom)), road.id limit 1
		      ), asset.street) else coalesce(staged.street, asset.street) end`
		: sql`coalesce(staged.street, asset.street)`;

/**
 * Judges rows and says what each good one would change, beside what the register has. Coordinates are first held against a box around the boundary
 * in the file's own system, so that only places that can be transformed are: one row of nonsense would otherwise stop the whole statement.
 * Street and ward are looked up only where a place is new.
 */
export const judgeSql = (it: Judging, piece: Piece): Sql => sql`
	insert into ${table(it.tables.change)} (row, asset_id, former_key, geom, kind, metres, ward_id, street, revived, reason, repair)
	with area as materialized (select area.geom from ${table(it.tables.area)} as area),
	world as materialized (select st_makeenvelope(${it.box.west}::float8, ${it.box.south}::float8, ${it.box.east}::float8, ${it.box.north}::float8) as box)
	select staged.row, asset.id, pair.former_key, case when moved.fresh and judged.reason is null then shape.geom end,
	       case
		       when judged.reason is not null then null
		       when asset.id is null then 'added'
		       when moved.fresh and record.changed then 'both'
		       when moved.fresh then 'geometry'
		       when record.changed then 'attributes'
		       when pair.former_key is not null then 'rekeyed'
		       else 'unchanged'
	       end,
	       distance.metres,
	       case when judged.reason is not null then null when not moved.fresh then asset.ward_id when cell.ward_id is not null then cell.ward_id else (
		       select ward.id from ward where ward.valid @> day.today and st_intersects(ward.geom, spot.p) order by ward.id limit 1
	       ) end,
	       ${streetSql(it)},
	       judged.reason is null and coalesce(asset.status <> 'in-service' and next.status = 'in-service', false),
	       judged.reason,
	       nullif(concat_ws('; ', staged.repair,
		       case when not whole.valid then 'an invalid geometry was repaired' end,
		       case when st_numgeometries(placed.geom) > 1 and st_numgeometries(shape.geom) = 1 then 'parts were joined to one' end), '')
	from ${table(it.tables.rows)} as staged
	cross join ${daySql}
	${shapedSql(it)}
	${it.first ? absentSql : presentSql(it)}
	where ${pieceSql(it.tables, piece)}`;

/** Of several good rows with one key the first is kept; the others say where it stands. */
export const duplicatesSql = ({ rows, change }: Tables): Sql => sql`
	update ${table(change)} as change
	set reason = 'its key ' || twin.key || ' already stands on line ' || twin.first_line, kind = null, asset_id = null, geom = null, revived = false
	from (
		select good.row, staged.key, row_number() over same as nth, first_value(staged.line) over same as first_line
		from ${table(rows)} as staged
		join ${table(change)} as good on good.row = staged.row and good.reason is null
		where staged.key in (select twice.key from ${table(rows)} as twice group by twice.key having count(*) > 1)
		window same as (partition by staged.key order by staged.row)
	) as twin
	where twin.row = change.row and twin.nth > 1`;

/** Takes back what was judged of rows of which somebody has judged whether they were renumbered. */
export const forgetTouchedSql = ({ change, pairs }: Tables): Sql => sql`
	delete from ${table(change)} as change using ${table(pairs)} as pair where pair.row = change.row and pair.touched`;
export const anyTouchedSql = ({ pairs }: Tables): Sql => sql`select exists (select from ${table(pairs)} as pair where pair.touched) as there`;
export const untouchedSql = ({ pairs }: Tables): Sql => sql`update ${table(pairs)} as pair set touched = false where pair.touched`;
export const forgetChangesSql = ({ change }: Tables): Sql => sql`truncate ${table(change)}`;

/** Rows are looked up one by one, for this transaction: joins would go through the whole register for each piece of a file. */
export const nestedSql = sql`select set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)`;
