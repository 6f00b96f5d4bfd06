import { type Sql, sql } from '../../platform/sql.ts';

export interface Around {
	lon: number;
	lat: number;
	family: string;
	/** The trouble that is asked about. */
	mode: string;
	/** Metres. */
	within: number;
	hours: number;
	/** As many faults make one trouble of them. */
	least: number;
}

export interface OutageRow {
	code: string;
	mode: string;
	since: string;
	due: string | null;
	faults: number;
	reports: number;
}

/**
 * A larger trouble about a place: what staff have found to be the common cause there, told as the trouble that is asked about (what failed is nobody's to
 * know); else the open fault that others near by are a part of, else the most reported of several of one family that began in the
 * same hours.
 */
export const outageSql = ({ lon, lat, family, mode, within, hours, least }: Around): Sql => sql`
	with pin as materialized (select metric(st_setsrid(st_makepoint(${lon}::float8, ${lat}::float8), 4326)) as p),
	near as materialized (
		select fault.id, fault.parent_id, fault.code, fault.failure_mode, fault.first_report_at, fault.due_at, fault.reports + fault.me_toos as people
		from pin, fault
		where fault.open and fault.held_at is null and fault.family = ${family} and st_dwithin(fault.geom_m, pin.p, ${within}::float8)
	),
	lately as (select near.* from near where near.first_report_at > now() - make_interval(hours => ${hours}::int)),
	parent as (
		select fault.code, fault.failure_mode, fault.first_report_at, fault.due_at
		from near join fault on fault.id = coalesce(near.parent_id, near.id)
		where fault.open and (near.parent_id is not null or exists (select from fault as part where part.parent_id = near.id and part.open))
		limit 1
	),
	caused as (
		select fault.code, ${mode}::text as failure_mode, least(fault.first_report_at, min(part.first_report_at)) as first_report_at, fault.due_at, -1 as rank,
		       count(part.id)::int as faults, sum(part.reports + part.me_toos)::int as people
		from cause_suggestion as cause
		join fault on fault.id = cause.fault_id and fault.open and fault.held_at is null
		join fault as part on part.parent_id = fault.id and part.family = ${family}
		where cause.state = 'accepted' and st_intersects(cause.area, st_setsrid(st_makepoint(${lon}::float8, ${lat}::float8), 4326))
		group by fault.id
	),
	head as (
		select caused.* from caused
		union all
		select parent.*, 0, (select count(*)::int from near), (select coalesce(sum(near.people), 0)::int from near) from parent
		union all
		(select lately.code, lately.failure_mode, (select min(every.first_report_at) from lately as every), lately.due_at, 1,
		        (select count(*)::int from near), (select coalesce(sum(near.people), 0)::int from near)
		 from lately
		 where (select count(*) from lately) >= ${least} and not exists (select from parent)
		 order by lately.people desc, lately.id limit 1)
	)
	select head.code, head.failure_mode as mode, (case when head.rank < 0 then head.first_report_at else least(head.first_report_at, (select min(lately.first_report_at) from lately)) end at time zone municipality.zone)::date as since,
	       (head.due_at at time zone municipality.zone)::date as due, head.faults, head.people as reports
	from head cross join municipality
	order by head.rank, head.code
	limit 1`;
