import { type Sql, sql } from '../../platform/sql.ts';

/** How long faults of one mode in one ward took in days, and for how long those that are still open have waited. */
export interface HistoryRow {
	mode: string;
	wardId: number | null;
	fixed: number[];
	waiting: number[];
}

/** Days that are learnt from: long enough to know the winter, short enough to follow how the works are doing. */
const days = 730;
/** The latest of each mode and ward: more tell nothing new. */
const most = 800;

/**
 * What is learnt from, as it was known at a moment: a fault that was fixed later still waited then. Ends that are no repair (nothing found, not ours, merged) are
 * left out once they are known: the range says when a repair comes, if one comes.
 */
export const historySql = (at: Date): Sql => sql`
	with known as (
		select
			fault.failure_mode as mode, fault.ward_id,
			fault.fixed_at <= ${at} as fixed,
			extract(epoch from least(fault.fixed_at, ${at}::timestamptz) - fault.first_report_at) / 86400 as days,
			row_number() over (partition by fault.failure_mode, fault.ward_id order by fault.first_report_at desc) as place
		from fault
		where fault.first_report_at > ${at}::timestamptz - make_interval(days => ${days}) and fault.first_report_at < ${at}
			and (fault.fixed_at is not null or fault.open or fault.state_since > ${at} and fault.merged_into is null)
	)
	select
		known.mode, known.ward_id as "wardId",
		coalesce(array_agg(known.days::float8) filter (where known.fixed), '{}') as fixed,
		coalesce(array_agg(known.days::float8) filter (where known.fixed is not true), '{}') as waiting
	from known
	where known.place <= ${most}
	group by known.mode, known.ward_id`;

export const forgetSql = sql`delete from expected_time`;

export interface Learnt {
	mode: string;
	wardId: number | null;
	ended: number;
	curve: readonly (number | null)[];
}

export const keepSql = (learnt: readonly Learnt[]): Sql => sql`
	insert into expected_time (failure_mode, ward_id, ended, curve)
	select it.mode, it."wardId", it.ended, it.curve
	from jsonb_to_recordset(${JSON.stringify(learnt)}::jsonb) as it (mode text, "wardId" bigint, ended int, curve real[])`;

/** Whether it is time to learn anew. */
export const staleSql = sql`
	select not exists (select from expected_time where expected_time.learnt_at > now() - interval '1 day') as stale`;

export interface CurveRow {
	curve: (number | null)[];
	ended: number;
	inWard: boolean;
	/** Days since it was reported first. */
	age: number;
	since: Date;
}

/** The curve for one fault: its ward's where enough was fixed there, else the town's. */
export const curveSql = (faultId: number, { inWard, inTown }: { inWard: number; inTown: number }): Sql => sql`
	select
		found.curve, found.ended, found.ward_id is not null as "inWard", fault.first_report_at as since,
		extract(epoch from now() - fault.first_report_at)::float8 / 86400 as age
	from fault
	cross join lateral (
		select expected_time.curve, expected_time.ended, expected_time.ward_id
		from expected_time
		where expected_time.failure_mode = fault.failure_mode
			and (expected_time.ward_id = fault.ward_id and expected_time.ended >= ${inWard} or expected_time.ward_id is null and expected_time.ended >= ${inTown})
		order by expected_time.ward_id nulls last
		limit 1
	) as found
	where fault.id = ${faultId} and fault.open`;
