import { type Sql, sql } from '../../platform/sql.ts';
import type { ChangedAsset, HandedOver } from './contract.ts';

export interface HandedRow {
	id: number;
	code: string;
	kind: HandedOver['kind'];
	class: number;
	reference: string;
	key: string;
	status: string;
	approvedAt: Date;
	change: number | null;
	attributes: Record<string, unknown>;
	geometry: { type: string; coordinates: unknown };
	projected: { type: string; coordinates: unknown };
}

/** Approved proposals that have not been handed over, with the asset as it stands now, in both systems. */
export const handoverSql = (number: number | null, limit: number): Sql => sql`
	select proposal.id, proposal.code, proposal.kind, proposal.class, asset.reference, asset.key, asset.status, proposal.decided_at as "approvedAt", proposal.change_id as change,
	       asset.attributes, st_asgeojson(asset.geom, 7)::jsonb as geometry, st_asgeojson(asset.geom_m, 3)::jsonb as projected
	from asset_proposal as proposal join asset on asset.id = proposal.asset_id
	where proposal.state = 'approved' and proposal.exported_at is null and (${number}::smallint is null or proposal.class = ${number}::smallint)
	order by proposal.id
	limit ${limit}`;

export const acknowledgeSql = (codes: readonly string[]): Sql => sql`
	update asset_proposal set exported_at = now()
	where asset_proposal.state = 'approved' and asset_proposal.exported_at is null
	  and asset_proposal.code in (select upper(given.code) from unnest(${codes}::text[]) as given (code))
	returning asset_proposal.code`;

/**
 * Gives each committed change that has no place in the feed the next one. One at a time, so that a number never comes after a higher one has been handed out:
 * changes do not commit in the order of their ids.
 */
export const numberSql = sql`
	with turn as materialized (select pg_advisory_xact_lock(7021004)),
	waiting as materialized (select register_change.id from register_change, turn where register_change.told_no is null order by register_change.id),
	fresh as materialized (select waiting.id, nextval('register_change_told') as no from waiting)
	update register_change set told_no = fresh.no from fresh
	where register_change.id = fresh.id and register_change.told_no is null`;

export const unnumberedSql = sql`select exists (select from register_change where register_change.told_no is null) as waiting`;

export interface ChangeRow {
	id: number;
	no: number;
	kind: ChangedAsset['kind'];
	source: string;
	at: Date;
	class: number;
}

/** Changes from a place in the feed on. */
export const changesFromSql = (it: { no: number; class: number | null; limit: number }): Sql => sql`
	select register_change.id, register_change.told_no as no, register_change.kind, register_change.source, register_change.at, register_change.class
	from register_change
	where register_change.told_no >= ${it.no} and (${it.class}::smallint is null or register_change.class = ${it.class}::smallint)
	order by register_change.told_no
	limit ${it.limit}`;

const told = (of: Sql): Sql => sql`
	jsonb_build_object('reference', ${of}.reference, 'key', ${of}.key, 'status', ${of}.status, 'owner', ${of}.owner, 'version', ${of}.version,
	       'attributes', ${of}.attributes, 'zone', ${of}.zone, 'installedOn', ${of}.installed_on, 'retiredOn', ${of}.retired_on,
	       'conditionGrade', ${of}.condition_grade, 'conditionOn', ${of}.condition_on, 'criticality', ${of}.criticality,
	       'geometry', st_asgeojson(${of}.geom, 7)::jsonb, 'projected', st_asgeojson(${of}.geom_m, 3)::jsonb)`;

export interface EntryRow extends Pick<ChangedAsset, 'what' | 'before' | 'after'> {
	id: number;
}

/** What a change did to each asset, in the order of their ids, after one of them. However often it touched one, what it did is told once: before all and after all. */
export const entriesSql = (changeId: number, { after, limit }: { after: number; limit: number }): Sql => sql`
	with those as materialized (
		(select asset.id from asset where asset.change_id = ${changeId} and asset.id > ${after} order by asset.id limit ${limit})
		union
		(select distinct past.asset_id from asset_version as past where past.change_id = ${changeId} and past.asset_id > ${after} order by past.asset_id limit ${limit})
		order by id
		limit ${limit}),
	touched as materialized (
		select those.id, min(state.version) as first, max(state.version) as last
		from those
		cross join lateral (
			select asset.version from asset where asset.id = those.id and asset.change_id = ${changeId}
			union all
			select past.version from asset_version as past where past.asset_id = those.id and past.change_id = ${changeId}) as state
		group by those.id)
	select touched.id, ${told(sql`now_is`)} as after, case when was.asset_id is not null then ${told(sql`was`)} end as before,
	       case when was.asset_id is null then 'added'
	            when was.status <> now_is.status then case now_is.status when 'retired' then 'retired' when 'withdrawn' then 'withdrawn' else 'revived' end
	            when not st_orderingequals(was.geom, now_is.geom) then 'moved'
	            else 'changed' end as what
	from touched
	join asset_state as now_is on now_is.id = touched.id and now_is.version = touched.last
	left join asset_version as was on was.asset_id = touched.id and was.version = touched.first - 1
	order by touched.id`;
