import { type Sql, sql } from '../../platform/sql.ts';

export interface CrewRow {
	code: string;
	departmentId: number;
	from: Date;
	until: Date;
	x: number | null;
	y: number | null;
}

/** A crew at work with its shift on a day, and where its depot is in the metric system. */
export const crewDaySql = (code: string, day: string): Sql => sql`
	select crew.code, crew.department_id as "departmentId",
	       (${day}::date + make_interval(mins => crew.shift_from)) at time zone municipality.zone as "from",
	       (${day}::date + make_interval(mins => crew.shift_until)) at time zone municipality.zone as until,
	       st_x(metric(crew.depot)) as x, st_y(metric(crew.depot)) as y
	from crew cross join municipality
	where crew.code = ${code} and crew.active`;

export interface JobRow {
	id: number;
	code: string;
	kind: string;
	state: string;
	crew: string | null;
	plannedFrom: Date | null;
	/** Whether it is planned for the day, by this crew. */
	here: boolean;
	hours: number;
	perDay: number;
	x: number;
	y: number;
}

/**
 * Orders that a crew could do on a day: live, of its department, its own or nobody's, not planned for another day to come. Where they are is the middle of what is
 * left to do; hours are as estimated, else the sum of what such repairs take; a day of waiting costs what its faults cost.
 */
export const jobsSql = (crew: Pick<CrewRow, 'code' | 'departmentId' | 'from' | 'until'>): Sql => sql`
	select work_order.id, work_order.code, work_order.kind, work_order.state, work_order.crew, work_order.planned_from as "plannedFrom",
	       coalesce(work_order.crew = ${crew.code} and work_order.planned_from >= ${crew.from}::timestamptz and work_order.planned_from < ${crew.until}::timestamptz, false) as here,
	       coalesce(work_order.estimate_hours, left_over.hours)::float8 as hours, left_over.per_day::float8 as "perDay", left_over.x, left_over.y
	from work_order
	cross join lateral (
		select sum(coalesce(fault.work_hours, 1)) as hours, coalesce(sum(fault.delay_per_day), 0) as per_day,
		       avg(st_x(coalesce(fault.geom_m, st_centroid(asset.geom_m)))) as x, avg(st_y(coalesce(fault.geom_m, st_centroid(asset.geom_m)))) as y
		from work_order_item
		left join fault on fault.id = work_order_item.fault_id
		left join asset on asset.id = coalesce(work_order_item.asset_id, fault.asset_id)
		where work_order_item.work_order_id = work_order.id and work_order_item.ended_at is null) as left_over
	where work_order.state in ('open', 'assigned', 'started') and work_order.department_id = ${crew.departmentId}
	  and (work_order.crew is null or work_order.crew = ${crew.code})
	  and (work_order.planned_from is null or work_order.planned_from < ${crew.until}::timestamptz)
	  and left_over.x is not null
	order by left_over.per_day desc, work_order.id
	limit 300`;

/** Plans the stops of a run: from when to when, and in which order. */
export const planStopsSql = (crew: string, stops: readonly { id: number; from: string; until: string; nth: number }[]): Sql => sql`
	update work_order
	set crew = ${crew}, planned_from = stop.from, planned_until = stop.until, run_order = stop.nth, version = work_order.version + 1, changed_at = now()
	from jsonb_to_recordset(${JSON.stringify(stops)}::jsonb) as stop (id bigint, "from" timestamptz, until timestamptz, nth int)
	where work_order.id = stop.id`;

/** Takes out of a day what a crew had been given and is not in its run any more. */
export const unplanSql = (ids: readonly number[]): Sql => sql`
	update work_order set planned_from = null, planned_until = null, run_order = null, version = work_order.version + 1, changed_at = now()
	where work_order.id = any (${[...ids]}::bigint[])`;
