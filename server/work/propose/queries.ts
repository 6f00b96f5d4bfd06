import { type Sql, sql } from '../../platform/sql.ts';
import type { WorkProposal } from './contract.ts';

export interface Trigger {
	code: string;
	kind: WorkProposal['kind'];
	class: string;
	families: string[];
	least: number | null;
	days: number | null;
	share: number | null;
	odds: number | null;
	weeks: number | null;
}

/** What speaks for work on one asset or in one zone. */
export interface Found {
	assetId: number | null;
	zone: string | null;
	why: object;
	weight: number;
}

/** Takes the triggers that have not been asked for as many hours, each by one worker only. */
export const dueTriggersSql = (hours: number, now: Date): Sql => sql`
	update work_trigger set ran_at = ${now}::timestamptz
	where work_trigger.code in (
		select due.code from work_trigger as due
		where due.active and (due.ran_at is null or due.ran_at < ${now}::timestamptz - make_interval(hours => ${hours}))
		order by due.code for update skip locked)
	returning work_trigger.code, work_trigger.kind, work_trigger.class, work_trigger.families, work_trigger.least, work_trigger.days, work_trigger.share, work_trigger.odds, work_trigger.weeks`;

/** Faults that were real: duplicates are counted with what they were merged into. */
const real = sql`fault.state not in ('merged', 'rejected', 'no-fault-found', 'not-ours')`;

const ofFamilies = (families: readonly string[]): Sql => sql`(${families.length} = 0 or fault.family = any (${[...families]}::text[]))`;

/** Assets with at least so many faults within so many days. */
export const repeatedSql = (number: number, { families, least, days }: Trigger, now: Date): Sql => sql`
	select fault.asset_id as "assetId", null as zone, jsonb_build_object('faults', count(*), 'days', ${days}::int) as why, count(*)::float8 / ${least}::int as weight
	from fault join asset on asset.id = fault.asset_id and asset.status = 'in-service'
	where fault.class = ${number}::smallint and ${real} and ${ofFamilies(families)} and fault.first_report_at > ${now}::timestamptz - make_interval(days => ${days}::int)
	group by fault.asset_id having count(*) >= ${least}::int`;

/** Assets on which repairs did not hold. */
export const reopenedSql = (number: number, { families, least, days }: Trigger, now: Date): Sql => sql`
	select fault.asset_id as "assetId", null as zone, jsonb_build_object('reopened', sum(fault.reopened) + count(fault.repeat_of), 'days', ${days}::int) as why,
	       (sum(fault.reopened) + count(fault.repeat_of))::float8 / ${least}::int as weight
	from fault join asset on asset.id = fault.asset_id and asset.status = 'in-service'
	where fault.class = ${number}::smallint and ${real} and ${ofFamilies(families)} and fault.last_report_at > ${now}::timestamptz - make_interval(days => ${days}::int)
	group by fault.asset_id having sum(fault.reopened) + count(fault.repeat_of) >= ${least}::int`;

/** Zones of which a share is broken at once. */
export const groupSql = (number: number, { families, least, share }: Trigger): Sql => sql`
	with broken as (
		select asset.zone, count(distinct fault.asset_id) as count
		from fault join asset on asset.id = fault.asset_id and asset.status = 'in-service'
		where fault.open and fault.class = ${number}::smallint and ${ofFamilies(families)} and asset.zone is not null
		group by asset.zone having count(distinct fault.asset_id) >= ${least}::int)
	select null::bigint as "assetId", broken.zone, jsonb_build_object('broken', broken.count, 'of', whole.count) as why, broken.count::float8 / whole.count / ${share}::real as weight
	from broken
	cross join lateral (select count(*) from asset where asset.class = ${number}::smallint and asset.zone = broken.zone and asset.status = 'in-service') as whole
	where broken.count >= ${share}::real * whole.count`;

/** Poor assets on which much hangs and that nobody has looked at for so many days. */
export const conditionSql = (number: number, { least, days }: Trigger, now: Date): Sql => sql`
	select asset.id as "assetId", null as zone,
	       jsonb_build_object('grade', asset.condition_grade, 'criticality', asset.criticality, 'lookedAt', asset.condition_on, 'days', ${days}::int) as why,
	       asset.condition_grade * asset.criticality / 16.0 as weight
	from asset
	where asset.class = ${number}::smallint and asset.status = 'in-service' and asset.condition_grade >= ${least}::int and asset.criticality >= ${least}::int
	  and (asset.condition_on is null or asset.condition_on < ${now}::timestamptz::date - ${days}::int)
	order by weight desc, asset.id
	limit 500`;

/** How often assets of a class failed before a window: what the cohort's prior is made of by moments. Exposure in years (kilometre years for lines). */
export interface Cohort {
	assets: number;
	failures: number;
	exposure: number;
	exposure2: number;
	failures2: number;
	both: number;
}

const exposed = (number: number, { days }: Trigger, now: Date): Sql => sql`
	watched as (
		select asset.id, greatest(0, extract(epoch from ${now}::timestamptz - make_interval(days => ${days}::int)
		       - greatest(asset.in_register_from, coalesce(asset.installed_on, asset.in_register_from), (${now}::timestamptz - interval '10 years')::date)) / 31557600)
		       * case when geometrytype(asset.geom) = 'LINESTRING' then asset.length_m / 1000 else 1 end as exposure,
		       case when geometrytype(asset.geom) = 'LINESTRING' then asset.length_m / 1000 else 1 end as size
		from asset where asset.class = ${number}::smallint and asset.status = 'in-service'),
	counted as (
		select fault.asset_id as id, count(*) filter (where fault.first_report_at <= ${now}::timestamptz - make_interval(days => ${days}::int)) as before,
		       count(*) filter (where fault.first_report_at > ${now}::timestamptz - make_interval(days => ${days}::int)) as lately
		from fault
		where fault.class = ${number}::smallint and fault.asset_id is not null and ${real} and fault.first_report_at > ${now}::timestamptz - interval '10 years'
		group by 1)`;

export const cohortSql = (number: number, trigger: Trigger, now: Date): Sql => sql`
	with ${exposed(number, trigger, now)}
	select count(*)::int as assets, coalesce(sum(counted.before), 0)::float8 as failures, coalesce(sum(watched.exposure), 0) as exposure, coalesce(sum(watched.exposure ^ 2), 0) as exposure2,
	       coalesce(sum(counted.before ^ 2), 0) as failures2, coalesce(sum(counted.before * watched.exposure), 0) as both
	from watched left join counted on counted.id = watched.id
	where watched.exposure > 0`;

export interface Watched {
	assetId: number;
	before: number;
	lately: number;
	exposure: number;
	/** Kilometres of a line; 1 of a point. */
	size: number;
}

/** Assets that failed at least so often in the window, with their own history. */
export const watchedSql = (number: number, trigger: Trigger, now: Date): Sql => sql`
	with ${exposed(number, trigger, now)}
	select watched.id as "assetId", counted.before::int as before, counted.lately::int as lately, watched.exposure, watched.size
	from counted join watched on watched.id = counted.id
	where counted.lately >= ${trigger.least}::int`;

/** Faults a week of each zone, the last 104 whole weeks, oldest first; zones with fewer than 26 in the first year are too quiet to watch. */
export const weeklySql = (number: number, { families }: Trigger, now: Date): Sql => sql`
	with counted as (
		select asset.zone, 103 - floor(extract(epoch from ${now}::timestamptz - fault.first_report_at) / 604800)::int as week, count(*) as count
		from fault join asset on asset.id = fault.asset_id
		where fault.class = ${number}::smallint and ${real} and ${ofFamilies(families)} and asset.zone is not null and fault.parent_id is null
		  and fault.first_report_at > ${now}::timestamptz - interval '728 days' and fault.first_report_at <= ${now}::timestamptz
		group by 1, 2),
	busy as (select counted.zone from counted where counted.week < 52 group by 1 having sum(counted.count) >= 26)
	select busy.zone, (select array_agg(coalesce(counted.count, 0)::int order by every.week) from generate_series(0, 103) as every (week)
	                   left join counted on counted.zone = busy.zone and counted.week = every.week) as counts
	from busy`;

/** Keeps what a trigger finds: what is open is brought up to date, what holds no more has passed, what was decided stays quiet. */
export const keepSql = (trigger: string, number: number, { found, now }: { found: readonly Found[]; now: Date }): Sql => sql`
	with found as (select row."assetId" as asset_id, row.zone, row.why, row.weight from jsonb_to_recordset(${JSON.stringify(found)}::jsonb) as row ("assetId" bigint, zone text, why jsonb, weight float8)),
	passed as (
		update work_proposal set state = 'passed', decided_at = ${now}::timestamptz
		where work_proposal.trigger = ${trigger} and work_proposal.state = 'open'
		  and not exists (select from found where found.asset_id is not distinct from work_proposal.asset_id and found.zone is not distinct from work_proposal.zone)
		returning work_proposal.id)
	insert into work_proposal (trigger, class, asset_id, zone, why, weight, since, seen_at)
	select ${trigger}, ${number}::smallint, found.asset_id, found.zone, found.why, found.weight, ${now}::timestamptz, ${now}::timestamptz
	from found
	where (select count(*) from passed) >= 0
	  and not exists (select from work_proposal as quiet
	                  where quiet.trigger = ${trigger} and quiet.asset_id is not distinct from found.asset_id and quiet.zone is not distinct from found.zone and quiet.quiet_until > ${now}::timestamptz)
	on conflict (trigger, coalesce(asset_id, 0), coalesce(zone, '')) where state = 'open'
	do update set why = excluded.why, weight = excluded.weight, seen_at = excluded.seen_at`;

export interface ProposalRow {
	id: number;
	code: string;
	trigger: string;
	kind: WorkProposal['kind'];
	title: Record<string, string>;
	orderKind: 'corrective' | 'preventive' | 'renewal' | 'inspection';
	families: string[];
	state: WorkProposal['state'];
	class: number;
	reference: string | null;
	street: string | null;
	lon: number | null;
	lat: number | null;
	zone: string | null;
	why: WorkProposal['why'];
	since: Date;
	order: string | null;
	beside: number;
}

const shown = sql`
	select work_proposal.id, work_proposal.code, work_proposal.trigger, work_trigger.kind, work_trigger.title, work_trigger.order_kind as "orderKind", work_trigger.families,
	       work_proposal.state, work_proposal.class, asset.reference, asset.street, st_x(st_pointonsurface(asset.geom)) as lon, st_y(st_pointonsurface(asset.geom)) as lat,
	       work_proposal.zone, work_proposal.why, work_proposal.since, work_order.code as order,
	       (select count(*)::int from work_proposal as other join asset as near on near.id = other.asset_id
	        where other.state = 'open' and other.id <> work_proposal.id and near.street = asset.street) as beside
	from work_proposal
	join work_trigger on work_trigger.code = work_proposal.trigger
	left join asset on asset.id = work_proposal.asset_id
	left join work_order on work_order.id = work_proposal.work_order_id`;

/** A page of proposals. */
export const proposalsSql = (it: { state: string; trigger?: string | undefined; offset: number; limit: number }): Sql => sql`
	${shown}
	where work_proposal.state = ${it.state} and (${it.trigger ?? null}::text is null or work_proposal.trigger = ${it.trigger ?? null})
	order by work_proposal.weight desc, work_proposal.id
	limit ${it.limit} offset ${it.offset}`;

export const proposalCountSql = (it: { state: string; trigger?: string | undefined }): Sql => sql`
	select count(*)::int as total from work_proposal where work_proposal.state = ${it.state} and (${it.trigger ?? null}::text is null or work_proposal.trigger = ${it.trigger ?? null})`;

/** One proposal, held where it is to be decided. */
export const proposalSql = (code: string, hold = false): Sql =>
	sql`${shown} where work_proposal.code = upper(${code}) ${hold ? sql`for update of work_proposal` : sql``}`;

/** Whether the same is proposed anew already. */
export const proposedAgainSql = (id: number): Sql => sql`
	select other.code from work_proposal as mine
	join work_proposal as other on other.state = 'open' and other.trigger = mine.trigger and other.asset_id is not distinct from mine.asset_id and other.zone is not distinct from mine.zone
	where mine.id = ${id}`;

/** What is broken in a zone and on no work order yet. */
export const zoneFaultsSql = (it: { class: number; zone: string; families: readonly string[] }): Sql => sql`
	select fault.code from fault join asset on asset.id = fault.asset_id
	where fault.open and fault.class = ${it.class}::smallint and asset.zone = ${it.zone} and ${ofFamilies(it.families)}
	  and not exists (select from work_order_item join work_order on work_order.id = work_order_item.work_order_id
	                  where work_order_item.fault_id = fault.id and work_order_item.ended_at is null and work_order.state in ('open', 'assigned', 'started', 'waiting'))
	order by fault.id limit 500`;

/** Decides a proposal, or takes back that it was put away. */
export const decideSql = (it: {
	id: number;
	state: WorkProposal['state'];
	personId: number | null;
	days: number | null;
	order?: string;
	now: Date;
}): Sql => sql`
	update work_proposal
	set state = ${it.state}, decided_at = case when ${it.state} <> 'open' then ${it.now}::timestamptz end, decided_by = case when ${it.state} <> 'open' then ${it.personId}::bigint end,
	    quiet_until = ${it.now}::timestamptz + make_interval(days => ${it.days}::int), work_order_id = (select work_order.id from work_order where work_order.code = ${it.order ?? null})
	where work_proposal.id = ${it.id}`;
