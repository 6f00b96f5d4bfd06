import { type Sql, sql } from '../../platform/sql.ts';

export interface StandingRow {
	open: boolean;
	safety: number;
	water: number;
	hardship: number;
	damage: number;
	late: number;
	perDay: number;
	hours: number;
	people: number;
	waterKl: number;
	criticality: number;
	learntFrom: number;
	toVerify: boolean;
	place: 'top' | 'bottom' | null;
	reason: string | null;
	until: Date | null;
	at: Date | null;
	by: string | null;
}

/** What the place of a fault in the queue is made of. */
export const standingSql = (id: number): Sql => sql`
	select fault.open, delay.safety, delay.water, delay.hardship, delay.damage, delay.late, delay.per_day as "perDay", delay.hours, delay.people,
	       delay.water_kl as "waterKl", delay.criticality, delay.learnt_from as "learntFrom", delay.to_verify as "toVerify",
	       queue_override.place, queue_override.reason, queue_override.until, queue_override.at, person.name as by
	from fault
	cross join lateral fault_delay(fault) as delay
	left join queue_override on queue_override.id = fault.override_id
	left join person on person.id = queue_override.person_id
	where fault.id = ${id}`;

interface Override {
	faultId: number;
	place: 'top' | 'bottom';
	reason: string;
	until: Date;
	personId: number | null;
}

/** Keeps what somebody put elsewhere in the queue, and puts it there. */
export const overrideSql = ({ faultId, place, reason, until, personId }: Override): Sql => sql`
	with override as (
		insert into queue_override (fault_id, place, reason, until, person_id)
		values (${faultId}, ${place}, ${reason}, ${until}::timestamptz, ${personId}::bigint)
		returning queue_override.id)
	update fault set override_id = override.id, version = fault.version + 1, changed_at = now()
	from override where fault.id = ${faultId}`;

/** Lets the cost of delay decide again. */
export const usualSql = (id: number): Sql => sql`
	update fault set override_id = null, version = fault.version + 1, changed_at = now() where fault.id = ${id}`;

/** Overrides end when their time is over. */
export const endOverridesSql = sql`
	update fault set override_id = null
	from queue_override where queue_override.id = fault.override_id and fault.override_id is not null and queue_override.until <= now()`;

/** Those that have become overdue, or will be within a day, move up; some thousands at a time. */
export const becomeLateSql = sql`
	with late as (
		select fault.id from fault
		where fault.open and fault.late_share < 1 and fault.due_at <= now() + interval '1 day' and fault.late_share <> late_share(fault.due_at, now())
		order by fault.due_at
		limit 2000)
	update fault set late_share = fault.late_share from late where fault.id = late.id returning fault.id`;

/** Weighs again whatever no longer stands where its costs put it: after a change of costs or of an asset's importance. */
export const rankAgainSql = sql`
	update fault set late_share = fault.late_share
	from fault as it cross join lateral fault_delay(it) as delay
	where it.open and fault.id = it.id and (it.delay_per_day, it.work_hours) is distinct from (delay.per_day::numeric(14, 2), delay.hours)`;

/** The hours that repairs of a failure mode took on average in the last two years. Those from fewer than twenty are kept but do not count. */
export const learnHoursSql = sql`
	with taken as (
		select fault.failure_mode, avg(fault.hours)::numeric(8, 2) as hours, count(*)::int as repairs
		from fault
		where fault.state in ('fixed', 'closed') and fault.hours > 0 and fault.fixed_at > now() - interval '2 years'
		group by fault.failure_mode)
	update delay_cost set learnt_hours = taken.hours, learnt_from = taken.repairs
	from taken
	where delay_cost.failure_mode = taken.failure_mode and taken.hours > 0
	  and (delay_cost.learnt_hours, delay_cost.learnt_from) is distinct from (taken.hours, taken.repairs)`;

/** Open faults whose asset is in doubt, by nobody knows how much yet. */
export const unweighedSql = sql`
	select fault.id from fault where fault.open and fault.needs_look and fault.asset_doubt is null order by fault.id limit 500`;

/** Keeps how doubtful the asset of a fault is; what is surer than a billion to one is sure, and no smaller than the column can hold. */
export const doubtSql = (id: number, doubt: number): Sql => sql`update fault set asset_doubt = round(${doubt}::numeric, 9)::real where fault.id = ${id}`;
