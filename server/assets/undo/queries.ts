import { type Sql, sql } from '../../platform/sql.ts';

export interface ChangeRow {
	id: number;
	kind: string;
	class: number;
	source: string;
	undoneBy: number | null;
}

/** A register change, held against others who would undo it too. */
export const changeSql = (id: number): Sql => sql`
	select change.id, change.kind, change.class, change.source,
	       (select later.id from register_change as later where later.undo_of = change.id) as "undoneBy"
	from register_change as change where change.id = ${id} for update of change`;

/** Classes of all assets that a change made or changed: an edit may reach over several. */
export const classesOfSql = (id: number): Sql => sql`
	select distinct asset.class as number from asset where asset.change_id = ${id}
	union select distinct past.class from asset_version as past where past.change_id = ${id} order by 1`;

/** The assets of a change, each with the first version that it made: one change may touch an asset several times. */
const touchedSql = (id: number): Sql => sql`
	select state.id, min(state.version) as first
	from (
		select asset.id, asset.version from asset where asset.change_id = ${id}::bigint
		union all
		select past.asset_id, past.version from asset_version as past where past.change_id = ${id}::bigint
	) as state
	group by state.id`;

/** How many assets of a change have been changed since, by another. */
export const changedSinceSql = (id: number): Sql => sql`
	select count(*)::int as count
	from (${touchedSql(id)}) as touched
	join asset on asset.id = touched.id
	where asset.change_id is distinct from ${id}::bigint`;

export const addUndoSql = (it: { of: ChangeRow; personId: number | null }): Sql => sql`
	insert into register_change (kind, class, source, person_id, undo_of)
	values ('undo', ${it.of.class}::smallint, ${it.of.source}, ${it.personId}::bigint, ${it.of.id}::bigint) returning register_change.id`;

export const countUndoSql = (id: number, counts: object): Sql => sql`
	update register_change set counts = ${JSON.stringify(counts)}::jsonb where register_change.id = ${id}`;

/** After the last change of any of its assets, so that no version is empty. */
export const undoMomentSql = (id: number): Sql => sql`
	select greatest(clock_timestamp(), max(asset.valid_from) + interval '1 microsecond')::text as moment from asset where asset.change_id = ${id}`;

interface Run {
	of: number;
	id: number;
	moment: string;
}

/** What the change added never was: it counts on no day and nowhere. Where another goes back to the key that it took, it lets go of it. */
export const withdrawSql = ({ of, id, moment }: Run): Sql => sql`
	with touched as materialized (${touchedSql(of)}),
	withdrawn as (
		update asset
		set status = 'withdrawn', in_register_from = day.today, retired_on = day.today, version = asset.version + 1, valid_from = ${moment}::timestamptz,
		    change_id = ${id}::bigint,
		    key = case when exists (
			    select from touched as other join asset_version as was on was.asset_id = other.id and was.version = other.first - 1
			    where was.class = asset.class and was.key = asset.key
		    ) then asset.key || '~' || asset.id else asset.key end
		from touched cross join (select (now() at time zone municipality.zone)::date as today from municipality) as day
		where asset.id = touched.id and touched.first = 1
		returning asset.id
	)
	select count(*)::int as count from withdrawn`;

/** Each other asset as it was before the change, as a new version. */
export const restoreSql = ({ of, id, moment }: Run): Sql => sql`
	with touched as materialized (${touchedSql(of)}),
	restored as (
		update asset
		set key = was.key, reference = was.reference, owner = was.owner, status = was.status, geom = was.geom, attributes = was.attributes, zone = was.zone,
		    street = was.street, ward_id = was.ward_id, installed_on = was.installed_on, in_register_from = was.in_register_from, retired_on = was.retired_on,
		    replaced_by = was.replaced_by, position_sd_m = was.position_sd_m, condition_grade = was.condition_grade, condition_on = was.condition_on,
		    criticality = was.criticality, replacement_cost = was.replacement_cost, useful_life_years = was.useful_life_years,
		    version = asset.version + 1, valid_from = ${moment}::timestamptz, change_id = ${id}::bigint
		from touched join asset_version as was on was.asset_id = touched.id and was.version = touched.first - 1
		where asset.id = touched.id and touched.first > 1
		returning asset.id
	)
	select count(*)::int as count from restored`;

/** Lineage that the change recorded goes with it. */
export const undoLineageSql = (of: number): Sql => sql`
	update asset_lineage set undone_at = now() where asset_lineage.change_id = ${of} and asset_lineage.undone_at is null`;
