import type { StandingPause } from '../../maths/pauses.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import type { Clocks } from './story.ts';

/** What the clocks of faults follow from. */
export const clockFactsSql = (ids: readonly number[]): Sql => sql`
	select fault.id, fault.first_report_at as first, fault.failure_mode as mode, fault.family, greatest(coalesce(fault.customers_affected, 1), 1) as customers,
	       coalesce(asset.criticality, 1) as criticality
	from fault left join asset on asset.id = fault.asset_id
	where fault.id = any (${[...ids]}::bigint[]) and fault.state <> 'merged'
	for update of fault`;

/** What happened to faults that their clocks follow from, in order, without what was taken back. */
export const toldSql = (ids: readonly number[]): Sql => sql`
	select event.fault_id as "faultId", event.kind, event.at, (event.details - 'before') || jsonb_build_object('was', event.details -> 'before' -> 'department_id') as details
	from event
	where event.fault_id = any (${[...ids]}::bigint[]) and event.kind in ('fault.moved', 'fault.reopened', 'fault.assigned')
	  and not exists (select from event as undone
	                  where undone.fault_id = event.fault_id and undone.kind = 'fault.undone' and (undone.details ->> 'event')::bigint = event.id)
	order by event.id`;

/**
 * Keeps how clocks stand, and that they are wound. Steps of the ladder that had been passed before a clock was first wound are told nobody; a new
 * promise begins at its foot.
 */
export const keepClocksSql = (clocks: readonly Omit<Clocks, 'pauses'>[]): Sql => sql`
	with clock as (
		select * from jsonb_to_recordset(${JSON.stringify(clocks)}::jsonb) as it (
			id bigint, "from" timestamptz, "crewFrom" timestamptz, "standardId" bigint, respond timestamptz, resolve timestamptz, crew timestamptz, ladder jsonb)
	),
	wound as (
		select clock.*, (select array_agg(step.at::timestamptz order by step.n) from jsonb_array_elements_text(clock.ladder) with ordinality as step (at, n)) as steps
		from clock
	),
	kept as (
		update fault
		set clock_from = wound."from", crew_from = wound."crewFrom", standard_id = wound."standardId", respond_due_at = wound.respond, due_at = wound.resolve,
		    crew_due_at = wound.crew, ladder_at = wound.steps,
		    escalated = case when fault.clock_from is null then (select count(*) from unnest(wound.steps) as step (at) where step.at <= now())
		                     when wound."from" > fault.clock_from then 0 else fault.escalated end
		from wound
		where fault.id = wound.id
	)
	delete from clock_stale using clock where clock_stale.fault_id = clock.id`;

/** Under a common cause that staff have accepted, what is open has the dates of the fault over it. */
export const followClocksSql = (ids: readonly number[]): Sql => sql`
	update fault
	set respond_due_at = parent.respond_due_at, due_at = parent.due_at, crew_due_at = parent.crew_due_at
	from fault as parent join cause_suggestion as cause on cause.fault_id = parent.id and cause.state = 'accepted'
	where fault.parent_id = parent.id and fault.open and parent.open and (fault.id = any (${[...ids]}::bigint[]) or parent.id = any (${[...ids]}::bigint[]))`;

/** Keeps when clocks stood still; what was told of a wait stays told. */
export const keepPausesSql = (ids: readonly number[], pauses: readonly (StandingPause & { faultId: number })[]): Sql => sql`
	with pause as (
		select * from jsonb_to_recordset(${JSON.stringify(pauses)}::jsonb) as it ("faultId" bigint, kind text, "from" timestamptz, "to" timestamptz, until timestamptz)
	),
	gone as (
		delete from clock_pause
		where clock_pause.fault_id = any (${[...ids]}::bigint[])
		  and not exists (select from pause where pause."faultId" = clock_pause.fault_id and pause."from" = lower(clock_pause.span))
	)
	insert into clock_pause (fault_id, kind, span, stands_until)
	select pause."faultId", pause.kind, tstzrange(pause."from", pause."to"), pause.until from pause where pause."to" is null or pause."to" > pause."from"
	on conflict (fault_id, lower(span)) do update set kind = excluded.kind, span = excluded.span, stands_until = excluded.stands_until`;

/** Holds some faults whose clocks are to be wound anew; those that somebody is changing are left for the next round. */
export const staleSql = (limit: number): Sql => sql`
	select fault.id from clock_stale join fault on fault.id = clock_stale.fault_id limit ${limit} for update of fault skip locked`;

/** Merged faults have no clocks. */
export const unwoundSql = (ids: readonly number[]): Sql => sql`delete from clock_stale where clock_stale.fault_id = any (${[...ids]}::bigint[])`;

/** Every open fault is to be wound anew. */
export const allStaleSql = sql`insert into clock_stale (fault_id) select fault.id from fault where fault.open on conflict do nothing`;

/** The open faults on assets that a change of the register touched. */
export const staleByChangeSql = (changeId: number): Sql => sql`
	insert into clock_stale (fault_id)
	select fault.id from asset join fault on fault.asset_id = asset.id and fault.open where asset.change_id = ${changeId}
	on conflict do nothing`;

/** Says of faults whose time has come that they have climbed the ladder, and how far; nothing is said of a step twice. */
export const escalateSql = (limit: number): Sql => sql`
	with due as materialized (
		select fault.id from fault where fault.escalate_at <= now() order by fault.escalate_at limit ${limit} for update skip locked
	),
	raised as (
		update fault set escalated = (select count(*) from unnest(fault.ladder_at) as step (at) where step.at <= now())
		from due where fault.id = due.id
		returning fault.id, fault.asset_id, fault.escalated
	)
	insert into event (kind, fault_id, asset_id, details)
	select 'fault.escalated', raised.id, raised.asset_id, jsonb_build_object('step', raised.escalated) from raised
	returning event.id`;

/** Says of waits that have used up their limit that the clocks run again. */
export const pausesOverSql = sql`
	with over as (
		update clock_pause set told_at = now()
		where upper_inf(clock_pause.span) and clock_pause.told_at is null and clock_pause.stands_until <= now()
		returning clock_pause.fault_id, clock_pause.kind
	)
	insert into event (kind, fault_id, details)
	select 'clock.pause-over', over.fault_id, jsonb_build_object('pause', over.kind) from over
	returning event.id`;

/** How the clocks of a fault stand, for whoever may see it. */
export const clockRowSql = (code: string, scope: Sql): Sql => sql`
	select fault.id, fault.failure_mode as mode, fault.family, greatest(coalesce(fault.customers_affected, 1), 1) as customers, coalesce(asset.criticality, 1) as criticality,
	       coalesce(fault.clock_from, fault.first_report_at) as "from", fault.respond_due_at as "respondDue", fault.due_at as due, fault.crew_from as "crewFrom",
	       fault.crew_due_at as "crewDue", fault.standard_id as "standardId", fault.ladder_at as "ladderAt", fault.escalated,
	       case when not fault.open then fault.state_since end as ended
	from fault left join asset on asset.id = fault.asset_id
	where fault.code = upper(${code}) and ${scope}`;

/** When the clocks of a fault stood still, and why. */
export const pausesSql = (faultId: number): Sql => sql`
	select clock_pause.kind, lower(clock_pause.span) as "from", upper(clock_pause.span) as "to", coalesce(clock_pause.stands_until, upper(clock_pause.span)) as until
	from clock_pause where clock_pause.fault_id = ${faultId} order by lower(clock_pause.span)`;

export const openCountSql = sql`select count(*)::int as count from fault where fault.open`;

/** The clocks of the latest open faults, with all that their dates follow from. */
export const openClocksSql = (limit: number): Sql => sql`
	with latest as (
		select fault.id, fault.failure_mode, fault.family, fault.customers_affected, fault.asset_id, fault.clock_from, fault.due_at
		from fault where fault.open and fault.clock_from is not null
		order by fault.first_report_at desc, fault.id desc limit ${limit}
	)
	select latest.failure_mode as mode, latest.family, greatest(coalesce(latest.customers_affected, 1), 1) as customers, coalesce(asset.criticality, 1) as criticality,
	       latest.clock_from as "from", latest.due_at as due,
	       (select coalesce(jsonb_agg(jsonb_build_object('kind', clock_pause.kind, 'from', lower(clock_pause.span), 'to', upper(clock_pause.span)) order by lower(clock_pause.span)), '[]')
	        from clock_pause where clock_pause.fault_id = latest.id) as pauses
	from latest left join asset on asset.id = latest.asset_id`;
