import { type Sql, sql } from '../../../platform/sql.ts';
import { figuresSql } from '../../runs/queries.ts';
import { type Asking, questionOf } from '../../runs/question.ts';
import { type Asked, assetsWithin, classOf, failureSql } from '../index.ts';

const allModes = (asked: Asked): Asked => ({ ...asked, values: { ...asked.values, mode: 'all' } });

/** The failures of the period, of every mode. */
export const failuresSql = (asked: Asked): Sql => failureSql(allModes(asked), sql`asset.id`);

/**
 * Each asset of the class in service with its past and what a failure of it costs. The costs are those that order the queue, a day of waiting by failure mode,
 * times the days that such faults of the period were open; the first row brings them.
 */
export const assetsSql = (asked: Asked): Sql => sql`
	with failure as (${failuresSql(asked)}),
	counted as (
		select failure.part as id, count(*)::int as failures, max(fault.customers_affected) as customers
		from failure
		join fault on fault.id = failure.id
		group by failure.part
	),
	ended as (
		select fault.failure_mode, fault.emergency, fault.cost, extract(epoch from (coalesce(fault.fixed_at, fault.closed_at) - fault.first_report_at)) / 86400 as days,
		       extract(epoch from (coalesce(fault.fixed_at, fault.closed_at) - fault.due_at)) / 86400 as late
		from failure
		join fault on fault.id = failure.id
	),
	mode as (
		select ended.failure_mode, count(*)::float8 as failures, avg(ended.emergency::int)::float8 as emergencies, avg(greatest(ended.days, 0))::float8 as days,
		       coalesce(avg(greatest(ended.late, 0)), 0)::float8 as late
		from ended
		group by ended.failure_mode
	),
	priced as (
		select mode.failures, coalesce(mode.days, delay_cost.hours / 24) as days, mode.late, delay_cost.late_per_day, delay_cost.damage_per_day, delay_cost.people,
		       delay_cost.safety_per_day + mode.emergencies * greatest(delay_price.emergency_per_day - delay_cost.safety_per_day, 0) as safety,
		       delay_cost.water_kl_per_day * delay_price.tariff_per_kl as water, delay_cost.per_person_hour * 24 as per_person,
		       delay_cost.to_verify or delay_price.to_verify as to_verify
		from mode
		cross join delay_price
		join delay_cost on delay_cost.failure_mode = coalesce((select own.failure_mode from delay_cost as own where own.failure_mode = mode.failure_mode), '*')
	),
	costs as (
		select (sum(priced.failures * priced.days) / sum(priced.failures))::float8 as days,
		       (sum(priced.failures * priced.days * priced.safety) / sum(priced.failures))::float8 as safety,
		       (sum(priced.failures * priced.days * priced.water) / sum(priced.failures))::float8 as water,
		       (sum(priced.failures * priced.days * priced.per_person * priced.people) / sum(priced.failures))::float8 as people,
		       (sum(priced.failures * priced.days * priced.per_person) / sum(priced.failures))::float8 as "perPerson",
		       (sum(priced.failures * priced.days * priced.damage_per_day) / sum(priced.failures))::float8 as damage,
		       (sum(priced.failures * priced.late * priced.late_per_day) / sum(priced.failures))::float8 as late,
		       bool_or(priced.to_verify) as "toVerify", (select avg(ended.cost)::float8 from ended where ended.cost > 0) as repair
		from priced
	)
	select asset.id, asset.reference, coalesce(asset.street, '') as street,
	       coalesce(asset.attributes ->> 'material', '') || ' ' || coalesce((extract(year from asset.installed_on)::int / 10 * 10)::text, '') as cohort,
	       ${classOf(asked).geometry === 'LineString' ? sql`asset.length_m / 1000` : sql`1::float8`} as km, coalesce(counted.failures, 0) as failures, counted.customers,
	       asset.criticality, delay_price.criticality_factors[asset.criticality]::float8 as factor,
	       greatest(0, (${asked.values['to']}::date + 1 - greatest(${asked.values['from']}::date, asset.installed_on, asset.in_register_from)) / 365.25)::float8 as years,
	       case when row_number() over (order by asset.id) = 1 then (select to_jsonb(costs) from costs) end as costs,
	       st_asgeojson(st_simplify(asset.geom, 0.00003, true), 5)::jsonb as geometry
	from asset
	cross join delay_price
	left join counted on counted.id = asset.id
	where asset.class = ${classOf(asked).number}::smallint and asset.owner = 'municipal' and asset.status = 'in-service' and ${assetsWithin(asked)}
	  ${classOf(asked).geometry === 'LineString' ? sql`and asset.length_m > 0` : sql``}
	order by asset.id`;

/** Failures of the assets that the run of a question put in a cell of the matrix. */
export const cellFailuresSql = (asked: Asked, asking: Asking, cell: string): Sql => sql`
	select failure.id
	from (${failuresSql(asked)}) as failure
	where failure.part in (
		select member.id::bigint
		from (${figuresSql(questionOf(asking, asked.values))}) as kept
		cross join jsonb_array_elements(kept.figures) as figure
		cross join jsonb_array_elements_text(figure.value -> 'ids') as member (id)
		where figure.value ->> 'kind' = 'cell' and figure.value ->> 'key' = ${cell}
	)`;

/** Failures of one asset. */
export const assetFailuresSql = (asked: Asked, id: number): Sql =>
	sql`select failure.id from (${failuresSql(asked)}) as failure where failure.part = ${id}::bigint`;
