import { type Sql, sql } from '../../platform/sql.ts';
import type { DelayCostWish, DelayPriceWish, WorkTriggerWish } from './contract.ts';

const costVersion = sql`md5(row (
	it.safety_per_day, it.water_kl_per_day, it.people, it.per_person_hour, it.damage_per_day, it.late_per_day, it.hours, it.to_verify)::text)`;
const priceVersion = sql`md5(row (it.tariff_per_kl, it.emergency_per_day, it.criticality_factors, it.to_verify)::text)`;
const triggerVersion = sql`md5((to_jsonb(it) - 'ran_at')::text)`;

/** What waiting costs by failure mode, or of one; what a day and an hour's work come to for a usual asset. */
export const costsSql = (mode: string | null = null): Sql => sql`
	select it.failure_mode as mode, it.safety_per_day as safety, it.water_kl_per_day as "waterKl", it.people, it.per_person_hour as "perPersonHour",
	       it.damage_per_day as damage, it.late_per_day as late, it.hours, it.to_verify as "toVerify", it.learnt_hours as "learntHours", it.learnt_from as "learntFrom",
	       day.cost as "perDay", day.cost / case when it.learnt_from >= 20 then coalesce(it.learnt_hours, it.hours) else it.hours end as "perHour",
	       coalesce(waiting.faults, 0)::int as open, ${costVersion} as version
	from delay_cost as it
	cross join delay_price as price
	cross join lateral (
		select (it.safety_per_day + it.people * it.per_person_hour * 24) * price.criticality_factors[3] + it.water_kl_per_day * price.tariff_per_kl + it.damage_per_day as cost
	) as day
	left join (
		select coalesce(own.failure_mode, '*') as failure_mode, count(*) as faults
		from fault left join delay_cost as own on own.failure_mode = fault.failure_mode
		where fault.open group by 1) as waiting on waiting.failure_mode = it.failure_mode
	where ${mode}::text is null or it.failure_mode = ${mode}
	order by "perHour" desc, it.failure_mode`;

export const pricesSql = sql`
	select it.tariff_per_kl as "tariffPerKl", it.emergency_per_day as "emergencyPerDay", it.criticality_factors::float8[] as factors, it.to_verify as "toVerify", ${priceVersion} as version
	from delay_price as it`;

/** When the register proposes work: all triggers, or one. */
export const triggersSql = (code: string | null = null): Sql => sql`
	select it.code, it.kind, it.class, it.families, it.least, it.days, it.share, it.odds, it.weeks, it.order_kind as "orderKind", it.title, it.active,
	       (select count(*)::int from work_proposal where work_proposal.trigger = it.code and work_proposal.state = 'open') as open, ${triggerVersion} as version
	from work_trigger as it
	where ${code}::text is null or it.code = ${code}
	order by it.active desc, it.class, it.code`;

/** Writes what waiting costs, unless somebody has written it since. */
export const writeCostSql = (wish: DelayCostWish): Sql => sql`
	update delay_cost as it
	set safety_per_day = ${wish.safety}, water_kl_per_day = ${wish.waterKl}, people = ${wish.people}, per_person_hour = ${wish.perPersonHour},
	    damage_per_day = ${wish.damage}, late_per_day = ${wish.late}, hours = ${wish.hours}, to_verify = ${wish.toVerify}, changed_at = now()
	where it.failure_mode = ${wish.mode} and ${costVersion} = ${wish.version} returning true as written`;

/** Writes the prices likewise. */
export const writePricesSql = (wish: DelayPriceWish): Sql => sql`
	update delay_price as it
	set tariff_per_kl = ${wish.tariffPerKl}, emergency_per_day = ${wish.emergencyPerDay}, criticality_factors = ${[...wish.factors]}::numeric[], to_verify = ${wish.toVerify}, changed_at = now()
	where ${priceVersion} = ${wish.version} returning true as written`;

/** Writes a trigger likewise; it is due at once. */
export const writeTriggerSql = (wish: WorkTriggerWish): Sql =>
	wish.version === null
		? sql`
	insert into work_trigger (code, kind, class, families, least, days, share, odds, weeks, order_kind, title, active)
	values (${wish.code}, ${wish.kind}, ${wish.class}, ${[...wish.families]}::text[], ${wish.least}::int, ${wish.days}::int, ${wish.share}::real, ${wish.odds}::float8, ${wish.weeks}::int,
	        ${wish.orderKind}, ${JSON.stringify(wish.title)}::jsonb, ${wish.active})
	on conflict (code) do nothing returning true as written`
		: sql`
	update work_trigger as it
	set kind = ${wish.kind}, class = ${wish.class}, families = ${[...wish.families]}::text[], least = ${wish.least}::int, days = ${wish.days}::int, share = ${wish.share}::real,
	    odds = ${wish.odds}::float8, weeks = ${wish.weeks}::int, order_kind = ${wish.orderKind}, title = ${JSON.stringify(wish.title)}::jsonb, active = ${wish.active}, ran_at = null
	where it.code = ${wish.code} and ${triggerVersion} = ${wish.version} returning true as written`;

/** What a trigger that is out of use has proposed has passed. */
export const letPassSql = (code: string, now: Date): Sql => sql`
	update work_proposal set state = 'passed', decided_at = ${now}::timestamptz where work_proposal.trigger = ${code} and work_proposal.state = 'open' returning work_proposal.id`;
