import type { AssetClass } from '../../../gis-layers/index.ts';
import { type Sql, sql } from '../../platform/sql.ts';

/** An asset that is about to be changed. */
export interface Held {
	id: number;
	class: number;
	key: string;
	reference: string;
	status: 'in-service' | 'retired' | 'withdrawn';
	version: number;
	owner: string;
	attributes: Record<string, unknown>;
	/** As stored and in metres, with all their digits. */
	stored: { type: string; coordinates: never };
	metric: { type: string; coordinates: never };
	installedOn: string | null;
	criticality: number;
	zone: string | null;
	street: string | null;
}

/** Single edits of a class go side by side, an import of it waits for them and they for it. */
export const shareClassSql = (number: number): Sql => sql`select pg_advisory_xact_lock_shared(7021002, ${number}::int)`;

/** Assets by reference or key, held until the end of the transaction, in the order of their ids. */
export const holdSql = (references: readonly string[]): Sql => sql`
	select asset.id, asset.class, asset.key, asset.reference, asset.status, asset.version, asset.owner, asset.attributes,
	       st_asgeojson(asset.geom, 15)::jsonb as stored, st_asgeojson(asset.geom_m, 15)::jsonb as metric, asset.installed_on as "installedOn", asset.criticality,
	       asset.zone, asset.street
	from asset where asset.reference = any (select upper(given.reference) from unnest(${references}::text[]) as given (reference))
	order by asset.id
	for update of asset`;

export interface Placed {
	reason: string | null;
	/** Extended well-known binary in hexadecimal, WGS84. */
	geom: string;
	wardId: number | null;
	street: string | null;
}

const kindNames = {
	Point: sql`('POINT')`,
	LineString: sql`('LINESTRING')`,
	Polygon: sql`('POLYGON', 'MULTIPOLYGON')`,
} as const;
/** How far outside the boundary an asset may lie, and how far from a road it may stand to bear its street's name, metres. */
const [leeway, streetReach] = [100, 60];

/** Whether a geometry can stand in the register as one of a class; where it then is. */
export const placeSql = (hex: string, home: AssetClass): Sql => sql`
	with given as (select st_setsrid(${hex}::geometry, 4326) as geom),
	single as materialized (select case when st_numgeometries(given.geom) = 1 then st_geometryn(given.geom, 1) else given.geom end as geom from given)
	select single.geom::text as geom,
	       case
		       when st_isempty(single.geom) then 'It is empty.'
		       when geometrytype(single.geom) not in ${kindNames[home.geometry]} then 'It is not of the kind of this layer: ' || ${home.geometry}::text || '.'
		       when not st_isvalid(single.geom) then 'It is not valid: ' || st_isvalidreason(single.geom) || '.'
		       when st_dimension(single.geom) = 1 and st_length(metric(single.geom)) < 0.01 then 'It is a line without length.'
		       when not st_dwithin(metric(single.geom), metric(municipality.boundary), ${leeway}::float8) then 'It lies outside the municipality.'
	       end as reason,
	       (select ward.id from ward where ward.valid @> (now() at time zone municipality.zone)::date and st_intersects(ward.geom, st_pointonsurface(single.geom))
	        order by ward.id limit 1) as "wardId",
	       (select road.street from asset as road
	        where road.class = (select asset_class.number from asset_class where asset_class.code = 'roads') and road.status = 'in-service' and road.street is not null
	          and st_dwithin(road.geom_m, metric(single.geom), ${streetReach}::float8)
	        order by st_distance(road.geom_m, metric(single.geom)), road.id limit 1) as street
	from single cross join municipality`;

export interface NewChange {
	kind: 'edit' | 'proposal' | 'inspection';
	class: number;
	source: string;
	personId: number | null;
	counts: object;
}

export const addChangeSql = (it: NewChange): Sql => sql`
	insert into register_change (kind, class, source, person_id, counts)
	values (${it.kind}, ${it.class}::smallint, ${it.source}, ${it.personId}::bigint, ${JSON.stringify(it.counts)}::jsonb) returning register_change.id`;

export interface NewAsset {
	home: AssetClass;
	key: string | null;
	geom: string;
	owner: string;
	attributes: object;
	zone: string | null;
	street: string | null;
	wardId: number | null;
	installedOn: string | null;
	conditionGrade: number | null;
	conditionOn: string | null;
	criticality: number;
	positionSdM: number;
	changeId: number;
}

/** A new asset, under the reference an import would give it; one without a key of its own has its reference for a key. */
export const insertAssetSql = (it: NewAsset): Sql => sql`
	with fresh as (
		select nextval(pg_get_serial_sequence('asset', 'id')) as id,
		       ${`${it.home.prefix}-`}::text || regexp_replace(upper(${it.key}::text), ${`^${it.home.prefix}(-|(?=[0-9]))`}::text, '') as spoken
	),
	called as (
		select fresh.id, case when fresh.spoken ~ '^[A-Z]{2}-[A-Z0-9]([A-Z0-9-]{0,10}[A-Z0-9])?$' and not exists (select from asset where asset.reference = fresh.spoken)
		                      then fresh.spoken else ${it.home.prefix}::text || short_code(fresh.id) end as reference
		from fresh
	)
	insert into asset (id, class, key, reference, owner, geom, attributes, zone, street, ward_id, installed_on, in_register_from, condition_grade, condition_on, criticality,
	                   position_sd_m, change_id, valid_from, changed_at)
	select called.id, ${it.home.number}::smallint, coalesce(${it.key}::text, called.reference), called.reference, ${it.owner}, ${it.geom}::geometry, ${JSON.stringify(it.attributes)}::jsonb,
	       ${it.zone}, ${it.street}, ${it.wardId}::bigint, ${it.installedOn}::date,
	       least((now() at time zone municipality.zone)::date, greatest(municipality.register_from, ${it.installedOn}::date)), ${it.conditionGrade}::smallint, ${it.conditionOn}::date,
	       ${it.criticality}::smallint, ${it.positionSdM}::real, ${it.changeId}::bigint, clock_timestamp(), clock_timestamp()
	from called cross join municipality
	returning asset.id, asset.reference, asset.status, asset.version, asset.class`;

/** Takes an asset out of service; its key goes to a successor that wants it. */
export const retireAssetSql = (it: { id: number; changeId: number; on: string | null; replacedBy: number | null; freeKey: boolean }): Sql => sql`
	update asset
	set status = 'retired', retired_on = coalesce(${it.on}::date, (now() at time zone municipality.zone)::date), replaced_by = ${it.replacedBy}::bigint,
	    key = case when ${it.freeKey}::boolean then asset.key || '~' || asset.id else asset.key end, change_id = ${it.changeId}::bigint, version = asset.version + 1
	from municipality where asset.id = ${it.id}
	returning asset.id, asset.reference, asset.status, asset.version, asset.class`;

export const replacedBySql = (id: number, successor: number): Sql => sql`update asset set replaced_by = ${successor}::bigint where asset.id = ${id}`;

/** Says which assets took the place of which, under the change that made it so. */
export const addLineageSql = (it: {
	from: readonly number[];
	to: readonly number[];
	kind: 'replaced' | 'split' | 'merged' | 'renumbered';
	changeId: number;
}): Sql => sql`
	insert into asset_lineage (asset_id, successor_id, kind, change_id)
	select old.id, new.id, ${it.kind}, ${it.changeId}::bigint from unnest(${it.from}::bigint[]) as old (id), unnest(${it.to}::bigint[]) as new (id)
	on conflict (asset_id, successor_id) do update set kind = excluded.kind, change_id = excluded.change_id, at = now(), undone_at = null`;

/** What lines or areas are together: one line where they meet end to end, else null; areas on a grid of a millimetre. */
export const togetherSql = (ids: readonly number[], home: AssetClass): Sql =>
	home.geometry === 'LineString'
		? sql`
	select case when geometrytype(whole.geom) = 'LINESTRING' then encode(st_asewkb(whole.geom), 'hex') end as geom
	from (select st_linemerge(st_collect(asset.geom)) as geom from asset where asset.id = any (${ids}::bigint[])) as whole`
		: sql`
	select encode(st_asewkb(st_transform(st_unaryunion(st_collect(asset.geom_m), 0.001), 4326)), 'hex') as geom from asset where asset.id = any (${ids}::bigint[])`;

export interface ChangeRow {
	id: number;
	kind: 'import' | 'edit' | 'proposal' | 'inspection' | 'undo';
	class: number;
	source: string;
	by: string | null;
	at: Date;
	counts: Record<string, unknown>;
	undoOf: number | null;
	undoneBy: number | null;
}

export const historySql = (it: { class: number | null; before: number | null; limit: number }): Sql => sql`
	select register_change.id, register_change.kind, register_change.class, register_change.source, person.name as by, register_change.at, register_change.counts,
	       register_change.undo_of as "undoOf", undo.id as "undoneBy"
	from register_change
	left join person on person.id = register_change.person_id
	left join register_change as undo on undo.undo_of = register_change.id
	where (${it.class}::smallint is null or register_change.class = ${it.class}::smallint) and (${it.before}::bigint is null or register_change.id < ${it.before}::bigint)
	order by register_change.id desc
	limit ${it.limit}`;

/** Every state of an asset, the oldest first. */
export const versionsSql = (assetId: number): Sql => sql`
	select state.version, lower(state.valid) as from, upper(state.valid) as to, state.status, state.key, state.reference, state.owner,
	       st_asgeojson(state.geom, 7)::jsonb as geometry, state.attributes, state.installed_on as "installedOn", state.retired_on as "retiredOn",
	       state.condition_grade as "conditionGrade", state.condition_on as "conditionOn", state.criticality, state.zone,
	       nullif(st_hausdorffdistance(state.geom_m, lag(state.geom_m) over (order by state.version)), 0) as moved,
	       case when register_change.id is not null then jsonb_build_object('id', register_change.id, 'kind', register_change.kind, 'source', register_change.source,
	            'by', person.name) end as change
	from asset_state as state
	left join register_change on register_change.id = state.change_id
	left join person on person.id = register_change.person_id
	where state.id = ${assetId}
	order by state.version
	limit 500`;

/** What an asset took the place of, through all generations, and what took its place. */
export const lineageSql = (assetId: number): Sql => sql`
	with recursive before as (
		select link.asset_id as id, link.kind, link.at, 1 as generation from asset_lineage as link where link.successor_id = ${assetId} and link.undone_at is null
		union
		select link.asset_id, link.kind, link.at, before.generation + 1 from before join asset_lineage as link on link.successor_id = before.id and link.undone_at is null
		where before.generation < 50
	),
	after as (
		select link.successor_id as id, link.kind, link.at, 1 as generation from asset_lineage as link where link.asset_id = ${assetId} and link.undone_at is null
		union
		select link.successor_id, link.kind, link.at, after.generation + 1 from after join asset_lineage as link on link.asset_id = after.id and link.undone_at is null
		where after.generation < 50
	),
	kin as (select before.*, 'before' as side from before union all select after.*, 'after' as side from after)
	select distinct on (kin.side, asset.id) asset.id, asset.reference, asset.class, asset.status, kin.kind, kin.side, kin.at
	from kin join asset on asset.id = kin.id
	order by kin.side, asset.id, kin.generation`;

export const classesSql = (references: readonly string[]): Sql => sql`
	select distinct asset.class from asset where asset.reference = any (select upper(given.reference) from unnest(${references}::text[]) as given (reference))`;

/** What a change did to the exposure of its class, added to the totals: counting the whole class again would take as long as its size. */
export const addTotalsSql = (changeId: number): Sql => sql`
	update asset_class
	set assets = asset_class.assets + delta.assets, length_m = asset_class.length_m + delta.length_m, area_m2 = asset_class.area_m2 + delta.area_m2
	from (
		select asset.class, sum((asset.status = 'in-service')::int - coalesce((past.status = 'in-service')::int, 0)) as assets,
		       sum(case when asset.status = 'in-service' then asset.length_m else 0 end - case when past.status = 'in-service' then past.length_m else 0 end) as length_m,
		       sum(case when asset.status = 'in-service' then st_area(asset.geom_m) else 0 end - case when past.status = 'in-service' then st_area(past.geom_m) else 0 end) as area_m2
		from asset
		left join asset_version as past on past.asset_id = asset.id and past.version = asset.version - 1
		where asset.change_id = ${changeId}
		group by asset.class
	) as delta
	where delta.class = asset_class.number`;

export const metricPointSql = (lon: number, lat: number): Sql => sql`
	select st_x(place.p) as x, st_y(place.p) as y from (select metric(st_setsrid(st_makepoint(${lon}::float8, ${lat}::float8), 4326)) as p) as place`;
