import { financialYearFrom } from '../../../maths/financial-year.ts';
import { type Sql, sql } from '../../../platform/sql.ts';
import { type Asked, assetsWithin, faultsWithin } from '../index.ts';

/** A quarter, or the whole year as the fifth. */
export interface Period {
	readonly slot: number;
	readonly from: string;
	readonly to: string;
}

/** The quarters of the year that was asked for, 1 to 4, and the whole year, 0; only what has begun, and no further than today. */
export function periodsOf({ values, financialYearMonth, today }: Pick<Asked, 'values' | 'financialYearMonth' | 'today'>): Period[] {
	const year = financialYearFrom(Number(values['year']), financialYearMonth);
	const all = [year, ...year.quarters].map(({ from, to }, slot) => ({ slot, from, to: to < today ? to : today }));
	return all.filter(({ from, to }) => from <= to);
}

const periodSql = (periods: readonly Period[]): Sql => sql`
	select it.slot, it."from"::date as first, it."to"::date + 1 as after
	from jsonb_to_recordset(${JSON.stringify(periods)}::jsonb) as it (slot int, "from" text, "to" text)`;

const momentSql = ({ zone }: Asked, day: string, days: 0 | 1): Sql => sql`((${day}::date + ${days}::int)::timestamp at time zone ${zone})`;

const wantedSql = sql`
	select indicator.*, asset_class.number
	from indicator
	join asset_class on asset_class.code = indicator.class
	where indicator.active`;

/**
 * What each indicator counts between two days, as `counted`: for rates the failures on the municipality's assets while these were in service and recorded; for shares the
 * faults whose verdict has fallen, with it (1 in time, 0 not). Work has begun when a crew set out, or it was fixed.
 */
const countedSql = (asked: Asked, { from, to }: Period): Sql => sql`
	wanted as materialized (${wantedSql}),
	seen as materialized (
		select fault.id, fault.class, fault.failure_mode, fault.asset_id, fault.first_report_at, fault.due_at, (fault.first_report_at at time zone ${asked.zone})::date as day,
		       case when fault.state in ('fixed', 'closed') then coalesce(fault.fixed_at, fault.closed_at, fault.state_since) end as done_at
		from fault
		where fault.first_report_at >= ${momentSql(asked, from, 0)} and fault.first_report_at < ${momentSql(asked, to, 1)}
		  and fault.state not in ('rejected', 'no-fault-found', 'not-ours', 'merged') and ${faultsWithin(asked)}
	),
	failed as (
		select wanted.code, seen.id, seen.day, 1 as verdict
		from wanted
		join seen on seen.class = wanted.number and (wanted.modes = '{}' or seen.failure_mode = any (wanted.modes))
		join asset on asset.id = seen.asset_id
		where wanted.per is not null and asset.owner = 'municipal' and (asset.status = 'in-service' or asset.retired_on is not null) and ${assetsWithin(asked)}
		  and seen.day >= greatest(asset.installed_on, asset.in_register_from) and (asset.retired_on is null or seen.day <= asset.retired_on)
	),
	judged as (
		select wanted.code, seen.id, seen.day, case wanted.kind when 'answered' then least(begun.at, seen.done_at) else seen.done_at end as met_at,
		       case when wanted.hours is null then seen.due_at else seen.first_report_at + make_interval(secs => wanted.hours::float8 * 3600) end as limit_at
		from wanted
		join seen on (wanted.modes = '{}' and seen.class = wanted.number) or seen.failure_mode = any (wanted.modes)
		left join lateral (
			select min(work_order.started_at) as at
			from work_order_item as item
			join work_order on work_order.id = item.work_order_id
			where wanted.kind = 'answered' and item.fault_id = seen.id
		) as begun on true
		where wanted.per is null
	),
	counted as materialized (
		select failed.code, failed.id, failed.day, failed.verdict from failed
		union all
		select judged.code, judged.id, judged.day, case when judged.met_at <= judged.limit_at then 1 else 0 end
		from judged
		where judged.met_at is not null and judged.limit_at is not null or judged.limit_at < now()
	)`;

/** Each indicator in each period: what it counted, how much of it in time, and the kilometres it is divided by. */
export function indicatorsSql(asked: Asked): Sql {
	const periods = periodsOf(asked);
	const [whole] = periods;
	if (!whole) return sql`select indicator.code from indicator where false`;
	return sql`
		with period as materialized (${periodSql(periods)}),
		${countedSql(asked, whole)},
		tally as (
			select counted.code, period.slot, count(*)::int as counted, sum(counted.verdict)::int as met
			from counted
			join period on counted.day >= period.first and counted.day < period.after
			group by counted.code, period.slot
		),
		line as (select distinct wanted.number from wanted where wanted.per is not null),
		service as (
			select line.number as class, own.entry, own.leave, own.km
			from line
			cross join lateral (
				select greatest(asset.installed_on, asset.in_register_from) as entry, asset.retired_on as leave, sum(asset.length_m) / 1000 as km
				from asset
				where asset.class = line.number and asset.owner = 'municipal' and (asset.status = 'in-service' or asset.retired_on is not null) and ${assetsWithin(asked)}
				group by 1, 2
			) as own
		),
		size as (
			select service.class, period.slot,
			       coalesce(sum(service.km) filter (where coalesce(service.entry, '-infinity') < period.after and coalesce(service.leave, 'infinity') >= period.after), 0)::float8 as km,
			       coalesce(sum(service.km * greatest(0, least(period.after, service.leave) - greatest(period.first, service.entry))), 0)::float8 / 365.25 as km_years
			from service
			cross join period
			group by service.class, period.slot
		)
		select wanted.code, wanted.source, wanted.title, wanted.kind, wanted.per::float8 as per, wanted.hours::float8 as hours, wanted.target::float8 as target, wanted.verified,
		       period.slot, coalesce(tally.counted, 0) as counted, coalesce(tally.met, 0) as met, size.km, size.km_years as "kmYears"
		from wanted
		cross join period
		left join tally on tally.code = wanted.code and tally.slot = period.slot
		left join size on size.class = wanted.number and size.slot = period.slot
		order by wanted.source desc, wanted.code, period.slot`;
}

/** What one indicator counted in the period that was asked for. */
export const countedFaultsSql = (asked: Asked, period: Period, code: string): Sql => sql`
	select chosen.id from (with ${countedSql(asked, period)} select counted.id from counted where counted.code = ${code}) as chosen`;
