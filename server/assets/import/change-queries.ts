import type { AssetClass } from '../../../gis-layers/index.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import { type Tables, table } from './queries.ts';

/** One import of a class at a time: the difference must hold until it is applied. */
export const lockClassSql = (layer: AssetClass): Sql => sql`select pg_advisory_xact_lock(7021002, ${layer.number}::int)`;

/** Half the diagonal of rounding that reprojection may add, metres: anything below has not moved. */
const still = 0.001;
/** How far from a road an asset may stand to bear its street's name, metres. */
const streetReach = 60;

/** What a file says of a register field, where it says anything; else what the register has. */
const given = (name: string, type: Sql, otherwise: Sql): Sql =>
	sql`case when checked.fields ? ${name}::text then (checked.fields ->> ${name}::text)::${type} else ${otherwise} end`;

/**
 * What the good rows would change, beside what the register has: `added`, `geometry`, `attributes`, `both` or `unchanged`.
 * A line that was turned round has moved, for chainages count from its start. Street and ward are looked up only where a place is new.
 */
export const changeSql = (tables: Tables, layer: AssetClass): Sql => sql`
	create unlogged table ${table(tables.change)} as
	select checked.row, checked.key, asset.id as asset_id, asset.version, moved.metres, next.*,
	       case when moved.fresh and asset.id is not null then checked.geom when asset.id is null then checked.geom else asset.geom end as geom,
	       place.ward_id, coalesce(next.given_street, place.street) as street,
	       asset.status = 'retired' and next.status = 'in-service' as revived,
	       case
		       when asset.id is null then 'added'
		       when moved.fresh and record.changed then 'both'
		       when moved.fresh then 'geometry'
		       when record.changed then 'attributes'
		       else 'unchanged'
	       end as change
	from ${table(tables.checked)} as checked
	cross join (select (now() at time zone municipality.zone)::date as today from municipality) as day
	left join asset on asset.class = ${layer.number}::smallint and asset.key = checked.key
	cross join lateral (
		select coalesce(checked.fields ->> 'owner', asset.owner, 'municipal') as owner,
		       case when checked.fields ->> 'status' is not null then checked.fields ->> 'status'
		            when (checked.fields ->> 'retired_on')::date <= day.today then 'retired' else 'in-service' end as status,
		       ${given('installed_on', sql`date`, sql`asset.installed_on`)} as installed_on,
		       ${given('condition_grade', sql`smallint`, sql`asset.condition_grade`)} as condition_grade,
		       ${given('condition_on', sql`date`, sql`asset.condition_on`)} as condition_on,
		       coalesce((checked.fields ->> 'criticality')::smallint, asset.criticality, 3) as criticality,
		       ${given('zone', sql`text`, sql`asset.zone`)} as zone,
		       checked.fields ->> 'street' as given_street,
		       jsonb_strip_nulls(coalesce(asset.attributes, '{}') || checked.attributes) as attributes
		offset 0
	) as told
	cross join lateral (
		select told.*, case when told.status = 'retired' then coalesce((checked.fields ->> 'retired_on')::date, asset.retired_on,
			case when asset.status = 'in-service' then day.today end) end as retired_on
		offset 0
	) as next
	cross join lateral (
		select case
			when asset.id is null or checked.geom = asset.geom then 0
			when geometrytype(checked.geom) = 'POINT' and geometrytype(asset.geom) = 'POINT' then st_distance(metric(checked.geom), asset.geom_m)
			when geometrytype(checked.geom) = 'LINESTRING' and geometrytype(asset.geom) = 'LINESTRING'
				then greatest(st_hausdorffdistance(metric(checked.geom), asset.geom_m), st_distance(st_startpoint(metric(checked.geom)), st_startpoint(asset.geom_m)))
			else st_hausdorffdistance(metric(checked.geom), asset.geom_m)
		end as metres
		offset 0
	) as distance
	cross join lateral (select distance.metres, asset.id is null or distance.metres > ${still}::float8 as fresh offset 0) as moved
	cross join lateral (
		select case when moved.fresh then (
			       select ward.id from ward where ward.valid @> day.today and st_intersects(ward.geom, st_pointonsurface(checked.geom)) order by ward.id limit 1
		       ) else asset.ward_id end as ward_id,
		       case when moved.fresh and next.given_street is null then coalesce((
			       select road.street from asset as road
			       where road.class = (select asset_class.number from asset_class where asset_class.code = 'roads') and road.class <> ${layer.number}::smallint
			         and road.status = 'in-service' and road.street is not null and st_dwithin(road.geom_m, metric(checked.geom), ${streetReach}::float8)
			       order by st_distance(road.geom_m, metric(checked.geom)), road.id limit 1
		       ), asset.street) else asset.street end as street
		offset 0
	) as place
	cross join lateral (
		select (next.owner, next.status, next.installed_on, next.retired_on, next.condition_grade, next.condition_on, next.criticality, next.zone,
		        coalesce(next.given_street, asset.street), next.attributes)
		       is distinct from
		       (asset.owner, asset.status, asset.installed_on, asset.retired_on, asset.condition_grade, asset.condition_on, asset.criticality, asset.zone,
		        asset.street, jsonb_strip_nulls(asset.attributes)) as changed
		offset 0
	) as record
	where checked.reason is null`;

export interface Difference {
	added: number;
	geometry: number;
	attributes: number;
	both: number;
	unchanged: number;
	revived: number;
	/** The farthest that an asset has moved, metres. */
	largestMove: number | null;
	/** In service in the register and nowhere in the file, not even among the rejects. */
	missing: number;
}

const missing = ({ rows }: Tables, layer: AssetClass): Sql => sql`
	asset.class = ${layer.number}::smallint and asset.status = 'in-service'
	and not exists (select from ${table(rows)} as staged where staged.key = asset.key)`;

export const differenceSql = (tables: Tables, layer: AssetClass): Sql => sql`
	select count(*) filter (where change.change = 'added')::int as added, count(*) filter (where change.change = 'geometry')::int as geometry,
	       count(*) filter (where change.change = 'attributes')::int as attributes, count(*) filter (where change.change = 'both')::int as both,
	       count(*) filter (where change.change = 'unchanged')::int as unchanged, count(*) filter (where change.revived)::int as revived,
	       max(change.metres) filter (where change.change in ('geometry', 'both')) as "largestMove",
	       (select count(*)::int from asset where ${missing(tables, layer)}) as missing
	from ${table(tables.change)} as change`;

/** A moment for the new versions: now, and after the last change of this class, so that no version is empty or turned round. */
export const momentSql = (layer: AssetClass): Sql => sql`
	select greatest(clock_timestamp(), max(lower(asset_version.valid)) + interval '1 microsecond')::text as moment
	from asset join asset_version on asset_version.asset_id = asset.id and asset_version.version = asset.version
	where asset.class = ${layer.number}::smallint`;

export const addRunSql = (it: { layer: AssetClass; source: string; personId: number | null; counts: object }): Sql => sql`
	insert into import_run (class, source, person_id, counts)
	values (${it.layer.number}::smallint, ${it.source}, ${it.personId}::bigint, ${JSON.stringify(it.counts)}::jsonb) returning import_run.id`;

/** Ends the present versions of what changes. */
export const closeVersionsSql = ({ change }: Tables, moment: string): Sql => sql`
	update asset_version set valid = tstzrange(lower(asset_version.valid), ${moment}::timestamptz)
	from ${table(change)} as change
	where asset_version.asset_id = change.asset_id and change.change not in ('added', 'unchanged') and upper_inf(asset_version.valid)`;

export const updateAssetsSql = ({ change }: Tables, moment: string): Sql => sql`
	update asset
	set geom = change.geom, owner = change.owner, status = change.status, installed_on = change.installed_on, retired_on = change.retired_on,
	    replaced_by = case when change.status = 'retired' then asset.replaced_by end, condition_grade = change.condition_grade, condition_on = change.condition_on,
	    criticality = change.criticality, zone = change.zone, street = change.street, ward_id = change.ward_id, attributes = change.attributes,
	    version = asset.version + 1, changed_at = ${moment}::timestamptz
	from ${table(change)} as change
	where asset.id = change.asset_id and change.change not in ('added', 'unchanged')`;

/**
 * New assets. People read the reference out on the phone: the class's letters and the key where that is short and plain, else a short code
 * (without the hyphen, so that the two can never be the same). Which references are taken is asked below the window: its sort ends that question
 * before the first row goes in, or each row would look through all that went in before it.
 */
export const insertAssetsSql = ({ change }: Tables, layer: AssetClass, moment: string): Sql => sql`
	with fresh as (
		select change.*, nextval(pg_get_serial_sequence('asset', 'id')) as id,
		       ${`${layer.prefix}-`}::text || regexp_replace(upper(change.key), ${`^${layer.prefix}-`}::text, '') as spoken
		from ${table(change)} as change where change.change = 'added'
	),
	free as (select fresh.*, other.id is null as free from fresh left join asset as other on other.reference = fresh.spoken),
	called as (select free.*, row_number() over (partition by free.spoken order by free.row) as nth from free)
	insert into asset (id, class, key, reference, owner, status, geom, attributes, zone, street, ward_id, installed_on, in_register_from, retired_on, condition_grade,
	                   condition_on, criticality, changed_at)
	select called.id, ${layer.number}::smallint, called.key,
	       case when called.nth = 1 and called.free and called.spoken ~ '^[A-Z]{2}-[A-Z0-9]([A-Z0-9-]{0,10}[A-Z0-9])?$'
	            then called.spoken else ${layer.prefix}::text || short_code(called.id) end,
	       called.owner, called.status, called.geom, called.attributes, called.zone, called.street, called.ward_id, called.installed_on,
	       least((now() at time zone municipality.zone)::date, greatest(municipality.register_from, called.installed_on)), called.retired_on,
	       called.condition_grade, called.condition_on, called.criticality, ${moment}::timestamptz
	from called cross join municipality`;

/** The state of an asset as its history keeps it. */
const recordSql = sql`jsonb_build_object(
	'key', asset.key, 'reference', asset.reference, 'owner', asset.owner, 'status', asset.status, 'zone', asset.zone, 'street', asset.street,
	'installed_on', asset.installed_on, 'retired_on', asset.retired_on, 'condition_grade', asset.condition_grade, 'condition_on', asset.condition_on,
	'criticality', asset.criticality, 'attributes', asset.attributes)`;

interface Run {
	id: number;
	personId: number | null;
	moment: string;
}

/** The new versions: of a new asset from the day since which it counts as part of the register, of a changed one from the moment of the import. */
export const addVersionsSql = ({ change }: Tables, layer: AssetClass, { id, personId, moment }: Run): Sql => sql`
	insert into asset_version (asset_id, version, valid, geom, record, import_id, person_id)
	select asset.id, asset.version,
	       tstzrange(case when change.change = 'added' then least(asset.in_register_from::timestamp at time zone municipality.zone, ${moment}::timestamptz)
	                      else ${moment}::timestamptz end, null),
	       asset.geom, ${recordSql}, ${id}::bigint, ${personId}::bigint
	from ${table(change)} as change
	join asset on asset.class = ${layer.number}::smallint and asset.key = change.key
	cross join municipality
	where change.change <> 'unchanged'
	order by asset.id`;

/** Retires what the file no longer has: its version ends, another begins, nothing is deleted. */
export const retireSql = (tables: Tables, layer: AssetClass, { id, personId, moment }: Run): Sql => sql`
	with gone as (
		update asset
		set status = 'retired', retired_on = (now() at time zone municipality.zone)::date, version = asset.version + 1, changed_at = ${moment}::timestamptz
		from municipality where ${missing(tables, layer)} returning asset.*
	),
	closed as (
		update asset_version set valid = tstzrange(lower(asset_version.valid), ${moment}::timestamptz)
		from gone where asset_version.asset_id = gone.id and upper_inf(asset_version.valid) returning asset_version.id
	),
	ended as (select count(*) as count from closed)
	insert into asset_version (asset_id, version, valid, geom, record, import_id, person_id)
	select asset.id, asset.version, tstzrange(${moment}::timestamptz, null), asset.geom, ${recordSql}, ${id}::bigint, ${personId}::bigint
	from gone as asset, ended where ended.count >= 0
	returning asset_version.asset_id`;

/** Streets for assets that came before the roads did. */
export const nameStreetsSql = (layer: AssetClass): Sql => sql`
	update asset set street = near.street
	from (
		select nameless.id, beside.street from asset as nameless
		cross join lateral (
			select road.street from asset as road
			where road.class = ${layer.number}::smallint and road.status = 'in-service' and road.street is not null
			  and st_dwithin(road.geom_m, nameless.geom_m, ${streetReach}::float8)
			order by st_distance(road.geom_m, nameless.geom_m), road.id limit 1
		) as beside
		where nameless.street is null and nameless.class <> ${layer.number}::smallint and nameless.status = 'in-service'
	) as near
	where near.id = asset.id`;

/** Street names that the search does not know yet, each at the middle of the longest road that bears it. */
export const addStreetsSql = (layer: AssetClass): Sql => sql`
	insert into place (kind, name, geom, importance)
	select distinct on (plain(road.street)) 'street', road.street, st_pointonsurface(road.geom), 1
	from asset as road
	where road.class = ${layer.number}::smallint and road.status = 'in-service' and plain(road.street) <> ''
	  and not exists (select from place where place.kind = 'street' and plain(place.name) = plain(road.street))
	order by plain(road.street), road.length_m desc`;
