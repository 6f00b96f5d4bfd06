import type { AssetClass } from '../../../gis-layers/index.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import { daySql, nextSql, streetReach } from './judge-queries.ts';
import { type Tables, table } from './tables.ts';

/** One import of a class at a time: the difference must hold until it is applied. */
export const lockClassSql = (number: number): Sql => sql`select pg_advisory_xact_lock(7021002, ${number}::int)`;

/**
 * For this transaction: sorts and hashes of whole editions stay in memory; statements of many small steps are neither compiled, which takes longer than
 * they do, nor is each step's answer kept for a repetition that never comes.
 */
export const roomSql = sql`
	select set_config('work_mem', '64MB', true), set_config('maintenance_work_mem', '256MB', true), set_config('jit', 'off', true),
	       set_config('enable_memoize', 'off', true)`;

/** The class as it stands, in a word: any change of any of its assets gives another. */
export const watermarkSql = (layer: AssetClass): Sql => sql`
	select count(*)::int as assets, count(*) || '/' || coalesce(sum(asset.version), 0) as mark
	from asset where asset.class = ${layer.number}::smallint`;

export const roadsSql = sql`
	select exists (
		select from asset join asset_class on asset_class.number = asset.class
		where asset_class.code = 'roads' and asset.status = 'in-service' and asset.street is not null) as there`;

/** In service in the register and nowhere in the file, not even among the rejects, nor under another key. */
export const missingSql = ({ rows, pairs }: Tables, layer: AssetClass): Sql => sql`
	asset.class = ${layer.number}::smallint and asset.status = 'in-service'
	and not exists (select from ${table(rows)} as staged where staged.key = asset.key)
	and not exists (select from ${table(pairs)} as pair where pair.asset_id = asset.id and pair.verdict = 'confirmed')`;

export const differenceSql = (tables: Tables, layer: AssetClass, farMetres: number): Sql => sql`
	select count(*) filter (where change.kind = 'added')::int as added, count(*) filter (where change.kind = 'geometry')::int as geometry,
	       count(*) filter (where change.kind = 'attributes')::int as attributes, count(*) filter (where change.kind = 'both')::int as both,
	       count(*) filter (where change.kind = 'rekeyed')::int as rekeyed,
	       count(*) filter (where change.kind = 'unchanged')::int as unchanged, count(*) filter (where change.revived)::int as revived,
	       count(*) filter (where change.former_key is not null)::int as renumbered, count(*) filter (where change.metres > ${farMetres}::float8)::int as far,
	       max(change.metres) filter (where change.kind in ('geometry', 'both')) as "largestMove",
	       (select count(*)::int from asset where ${missingSql(tables, layer)}) as missing
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

/** What was withdrawn comes back as something that is there from today on. */
export const updateAssetsSql = ({ rows, change }: Tables, { id, moment }: Run): Sql => sql`
	update asset
	set key = said.key, geom = coalesce(said.geom, asset.geom), owner = said.owner, status = said.status, installed_on = said.installed_on,
	    in_register_from = case when asset.status = 'withdrawn' then said.today else asset.in_register_from end, retired_on = said.retired_on,
	    replaced_by = case when said.status = 'retired' then asset.replaced_by end, condition_grade = said.condition_grade, condition_on = said.condition_on,
	    criticality = said.criticality, zone = said.zone, street = said.street, ward_id = said.ward_id, attributes = said.attributes,
	    version = asset.version + 1, valid_from = ${moment}::timestamptz, change_id = ${id}::bigint
	from (
		select asset.id, staged.key, change.geom, change.street, change.ward_id, day.today, next.*
		from ${table(change)} as change
		join ${table(rows)} as staged on staged.row = change.row
		join asset on asset.id = change.asset_id
		cross join ${daySql}
		${nextSql}
		where change.kind in ('geometry', 'attributes', 'both', 'rekeyed')
	) as said
	where asset.id = said.id`;

/**
 * People read the reference of an asset out on the phone: the class's letters and the key where that is short and plain, else a short code (without the
 * hyphen, so that the two can never be the same). Takes it from new rows where it is taken, or stands twice in the source. Asked before the first new
 * asset goes in: beside it, each row would look through all that went in before it.
 */
export const freeReferencesSql = ({ rows, change }: Tables): Sql[] => [
	sql`
	update ${table(rows)} as staged set spoken = null where staged.spoken in (select asset.reference from asset)
	and exists (select from ${table(change)} as change where change.row = staged.row and change.kind = 'added')`,
	// Which stand twice at all is quickly asked; only of those it matters which are good.
	sql`
	update ${table(rows)} as staged set spoken = null
	from (
		select one.spoken, min(one.row) as first
		from ${table(rows)} as one join ${table(change)} as fresh on fresh.row = one.row and fresh.kind = 'added'
		where one.spoken in (select word.spoken from ${table(rows)} as word group by word.spoken having count(*) > 1)
		group by one.spoken
	) as twice
	where staged.spoken = twice.spoken and staged.row <> twice.first`,
];

/**
 * New assets. The first edition of a class says what has been there since the register began (or since it was built); what later editions add is known
 * from their moment on.
 */
export const insertAssetsSql = ({ rows, change }: Tables, layer: AssetClass, { id, moment, first }: Run): Sql => sql`
	insert into asset (id, class, key, reference, owner, status, geom, attributes, zone, street, ward_id, installed_on, in_register_from, retired_on, condition_grade,
	                   condition_on, criticality, change_id, changed_at, valid_from)
	select staged.id, ${layer.number}::smallint, staged.key, coalesce(staged.spoken, ${layer.prefix}::text || short_code(staged.id)),
	       next.owner, next.status, staged.place, next.attributes, next.zone, staged.known_street, staged.ward_id, next.installed_on,
	       since.day, next.retired_on, next.condition_grade, next.condition_on, next.criticality, ${id}::bigint, ${moment}::timestamptz,
	       case when ${first}::boolean then least(since.day::timestamp at time zone municipality.zone, ${moment}::timestamptz) else ${moment}::timestamptz end
	from municipality
	cross join ${daySql}
	cross join (
		select staged.*, change.geom as place, change.street as known_street, change.ward_id, nextval('asset_id_seq') as id
		from ${table(change)} as change join ${table(rows)} as staged on staged.row = change.row
		where change.kind = 'added'
		offset 0
	) as staged
	cross join lateral (
		select null::text as owner, null::text as status, null::date as installed_on, null::smallint as condition_grade, null::date as condition_on,
		       null::smallint as criticality, null::text as zone, null::jsonb as attributes, null::date as retired_on
	) as asset
	${nextSql}
	cross join lateral (select least(day.today, greatest(municipality.register_from, next.installed_on)) as day) as since`;

/** Retires what the file no longer has: a new version begins, nothing is deleted. */
export const retireSql = (tables: Tables, layer: AssetClass, { id, moment }: Run): Sql => sql`
	update asset
	set status = 'retired', retired_on = (now() at time zone municipality.zone)::date, version = asset.version + 1, valid_from = ${moment}::timestamptz, change_id = ${id}::bigint
	from municipality where ${missingSql(tables, layer)}`;

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
