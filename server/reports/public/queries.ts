import { type Sql, sql } from '../../platform/sql.ts';

export interface FigureRow {
	id: number;
	code: string;
	name: string;
	open: number;
	overdue: number;
	reported: number;
	fixed: number;
	notDone: number;
	told: number;
	on: string;
}

const today = sql`(select (now() at time zone municipality.zone)::date as day, municipality.zone from municipality)`;
/** Since the beginning of the local day 29 days ago: 30 days with today. */
const lately = sql`((today.day - 29)::timestamp at time zone today.zone)`;

/** Wards of today with the numbers of their public faults: one of them by its code, or all. */
export const figuresSql = (code?: string): Sql => sql`
	with today as ${today},
	wanted as (
		select ward.id, ward.code, ward.name from ward
		where ward.valid @> current_date and (${code ?? null}::text is null or ward.code = ${code ?? null})),
	drawn as (
		select fault.ward_id, (count(*) filter (where fault.open))::int as open, (count(*) filter (where fault.overdue))::int as overdue,
		       (count(*) filter (where fault.state in ('fixed', 'closed')))::int as fixed
		from wanted join public_map_fault as fault on fault.ward_id = wanted.id
		group by fault.ward_id),
	fresh as (
		select fault.ward_id, count(*)::int as reported, sum(fault.reports + fault.me_toos)::int as told
		from wanted cross join today join public_fault as fault on fault.ward_id = wanted.id and fault.sort_at >= ${lately}
		group by fault.ward_id),
	ended as (
		select it.id from wanted cross join today
		join fault as it on it.ward_id = wanted.id and it.state in ('no-fault-found', 'not-ours', 'cannot-now') and it.state_since >= ${lately}),
	otherwise as (
		select fault.ward_id, count(*)::int as not_done from ended join public_fault as fault on fault.id = ended.id group by fault.ward_id)
	select wanted.id, wanted.code, wanted.name, today.day as "on", coalesce(drawn.open, 0) as open, coalesce(drawn.overdue, 0) as overdue,
	       coalesce(fresh.reported, 0) as reported, coalesce(fresh.told, 0) as told, coalesce(drawn.fixed, 0) as fixed, coalesce(otherwise.not_done, 0) as "notDone"
	from wanted
	cross join today
	left join drawn on drawn.ward_id = wanted.id
	left join fresh on fresh.ward_id = wanted.id
	left join otherwise on otherwise.ward_id = wanted.id
	order by length(wanted.code), wanted.code`;

/** Where a ward lies. */
export const boundsSql = (wardId: number): Sql => sql`
	select array[st_xmin(ward.geom), st_ymin(ward.geom), st_xmax(ward.geom), st_ymax(ward.geom)] as bounds from ward where ward.id = ${wardId}::bigint`;

/** How many faults of a ward are open, by class. */
export const classesSql = (wardId: number): Sql => sql`
	select fault.class as number, count(*)::int as open from public_fault as fault
	where fault.open and fault.ward_id = ${wardId}::bigint
	group by fault.class order by open desc, fault.class`;

/** How many days the faults of a ward's last year took, or have taken so far; those that ended without a repair are left out. */
export const waitedSql = (wardId: number): Sql => sql`
	with today as ${today},
	waited as (
		select coalesce(fault.fixed_on, today.day) - fault.first_report_on as days, fault.fixed_on is not null as ended
		from today
		join public_fault as fault on fault.ward_id = ${wardId}::bigint and fault.sort_at >= (today.day - 365)::timestamp at time zone today.zone
		where fault.state not in ('no-fault-found', 'not-ours', 'cannot-now'))
	select waited.days as time, (count(*) filter (where waited.ended))::int as ended, (count(*) filter (where not waited.ended))::int as waiting
	from waited group by waited.days order by waited.days`;

/** Codes of the faults of a ward on which work is planned or going on, the latest first. */
export const plannedSql = (wardId: number, limit: number): Sql => sql`
	select fault.id from public_fault as fault
	where fault.ward_id = ${wardId}::bigint and fault.open and fault.state in ('scheduled', 'in-progress', 'made-safe')
	order by fault.state_since_on desc, fault.id desc limit ${limit}`;

/** Those that were repaired in the last 30 days, the latest first. */
export const latelySql = (wardId: number, limit: number): Sql => sql`
	with today as ${today}
	select fault.id
	from today
	join fault as recent on recent.ward_id = ${wardId}::bigint and recent.fixed_at >= ${lately}
	join public_fault as fault on fault.id = recent.id and fault.state in ('fixed', 'closed')
	order by recent.fixed_at desc, fault.id desc limit ${limit}`;

/** Those that are open, the newest first. */
export const newestSql = (wardId: number, limit: number): Sql => sql`
	select fault.id from public_fault as fault
	where fault.ward_id = ${wardId}::bigint and fault.open
	order by fault.sort_at desc, fault.id desc limit ${limit}`;
