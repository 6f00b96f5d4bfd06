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

/** Under what an edition is recorded: its register change, the moment of the new versions, and whether the class was empty before. */
interface Run {
	id: number;
	moment: string;
	first: boolean;
}

/** A moment for the new versions: now, and after the last change of this class, so that no version is empty or turned round. */
export const momentSql = (layer: AssetClass): Sql => sql`
	select greatest(clock_timestamp(), max(asset.valid_from) + interval '1 microsecond')::text as moment,
	       count(*) = 0 as first
	from asset where asset.class = ${layer.number}::smallint`;

export const addRunSql = (it: { layer: AssetClass; source: string; personId: number | null; counts: object }): Sql => sql`
	insert into register_change (kind, class, source, person_id, counts)
	values ('import', ${it.layer.number}::smallint, ${it.source}, ${it.personId}::bigint, ${JSON.stringify(it.counts)}::jsonb) returning register_change.id`;

export const updateAssetsSql = ({ change }: Tables, { id, moment }: Run): Sql => sql`
	update asset
	set geom = change.geom, owner = change.owner, status = change.status, installed_on = change.installed_on, retired_on = change.retired_on,
	    replaced_by = case when change.status = 'retired' then asset.replaced_by end, condition_grade = change.condition_grade, condition_on = change.condition_on,
	    criticality = change.criticality, zone = change.zone, street = change.street, ward_id = change.ward_id, attributes = change.attributes,
	    version = asset.version + 1, valid_from = ${moment}::timestamptz, change_id = ${id}::bigint
	from ${table(change)} as change
	where asset.id = change.asset_id and change.change not in ('added', 'unchanged')`;

/**
 * New assets. People read the reference out on the phone: the class's letters and the key where that is short and plain, else a short code
 * (without the hyphen, so that the two can never be the same). Which references are taken is asked below the window: its sort ends that question
 * before the first row goes in, or each row would look through all that went in before it. The first edition of a class says what has been there since the
 * register began (or since it was built); what later editions add is known from their moment on.
 */
export const insertAssetsSql = ({ change }: Tables, layer: AssetClass, { id, moment, first }: Run): Sql => sql`
	with fresh as (
		select change.*, nextval(pg_get_serial_sequence('asset', 'id')) as id,
		       ${`${layer.prefix}-`}::text || regexp_replace(upper(change.key), ${`^${layer.prefix}-`}::text, '') as spoken
		from ${table(change)} as change where change.change = 'added'
	),
	free as (select fresh.*, other.id is null as free from fresh left join asset as other on other.reference = fresh.spoken),
	called as (select free.*, row_number() over (partition by free.spoken order by free.row) as nth from free)
	insert into asset (id, class, key, reference, owner, status, geom, attributes, zone, street, ward_id, installed_on, in_register_from, retired_on, condition_grade,
	                   condition_on, criticality, change_id, changed_at, valid_from)
	select called.id, ${layer.number}::smallint, called.key,
	       case when called.nth = 1 and called.free and called.spoken ~ '^[A-Z]{2}-[A-Z0-9]([A-Z0-9-]{0,10}[A-Z0-9])?$'
	            then called.spoken else ${layer.prefix}::text || short_code(called.id) end,
	       called.owner, called.status, called.geom, called.attributes, called.zone, called.street, called.ward_id, called.installed_on,
	       since.day, called.retired_on, called.condition_grade, called.condition_on, called.criticality, ${id}::bigint, ${moment}::timestamptz,
	       case when ${first}::boolean then least(since.day::timestamp at time zone municipality.zone, ${moment}::timestamptz) else ${moment}::timestamptz end
	from called cross join municipality
	cross join lateral (select least((now() at time zone municipality.zone)::date, greatest(municipality.register_from, called.installed_on)) as day) as since`;

/** Retires what the file no longer has: a new version begins, nothing is deleted. */
export const retireSql = (tables: Tables, layer: AssetClass, { id, moment }: Run): Sql => sql`
	update asset
	set status = 'retired', retired_on = (now() at time zone municipality.zone)::date, version = asset.version + 1, valid_from = ${moment}::timestamptz, change_id = ${id}::bigint
	from municipality where ${missing(tables, layer)}`;

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
