import { type Sql, sql } from '../../platform/sql.ts';
import type { Span } from './model.ts';

const from = (it: string): Sql => sql`left(${it}, 10)::date`;

/** Rows whose day lies in a span. */
const within = (day: Sql, { from: first, to: last }: Span): Sql =>
	sql`${day} between ${first === null ? sql`'-infinity'::date` : from(first)} and ${last === null ? sql`'infinity'::date` : from(last)}`;

/** Faults as planners ask by them, from the view that holds nothing private. */
export const insightFaults = {
	from: sql`insight.fault as item`,
	key: sql`item.id`,
	geom: sql`item.geom`,
	mercator: sql`item.geom_3857`,
	where: (at: Span | undefined): Sql[] => (at ? [within(sql`item.reported_on`, at)] : []),
	fields: {
		code: sql`item.code`,
		mode: sql`item.failure_mode`,
		class: sql`item.class`,
		state: sql`item.state`,
		open: sql`item.open`,
		emergency: sql`item.emergency`,
		asset: sql`(select asset.reference from insight.asset as asset where asset.id = item.asset_id)`,
		street: sql`item.street`,
		ward: sql`(select ward.name from insight.ward as ward where ward.id = item.ward_id)`,
		department: sql`item.department`,
		first_report_on: sql`item.reported_on`,
		fixed_on: sql`item.fixed_on`,
		due_on: sql`item.due_on`,
		in_time: sql`item.in_time`,
		is_failure: sql`item.is_failure`,
		reports: sql`item.reports`,
		me_toos: sql`item.me_toos`,
		reopened: sql`item.reopened`,
		days_to_fix: sql`item.days_to_fix::float8`,
		cost: sql`item.cost`,
		hours: sql`item.hours`,
	},
	extent: [{ from: sql`fault`, mercator: sql`fault.public_geom_3857`, geom: sql`fault.public_geom`, where: sql`fault.state <> 'merged'` }],
	begins: sql`(select min(item.reported_on)::text from insight.fault as item)`,
};

/** The same as columns. */
export const insightColumns = sql`, item.code, item.failure_mode as mode, item.class, item.state, item.open, item.emergency, ${insightFaults.fields.asset} as asset, item.street,
	${insightFaults.fields.ward} as ward, item.department, item.reported_on as first_report_on, item.fixed_on, item.due_on, item.in_time, item.is_failure, item.reports,
	item.me_toos, item.reopened, item.days_to_fix::float8 as days_to_fix, item.cost, item.hours`;
