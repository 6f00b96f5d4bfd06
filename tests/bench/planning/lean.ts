/** The period of a question, both days included, and the town's day and time zone. */
export interface Span {
	readonly from: string;
	readonly to: string;
	readonly today: string;
}

/** The leanest SQL we know that gives a report's numbers: `key` and the columns of the answer of the same names. */
export interface Lean {
	/** Answers to the report's own questions. */
	readonly raw: Readonly<Record<string, string>>;
	readonly sql: (span: Span) => string;
	/** Columns of the answer that must be the same. */
	readonly numbers: readonly string[];
	/** The answer shows some of the rows only. */
	readonly some?: boolean;
}

const at = (day: string): string => `(date '${day}')::timestamp at time zone 'Africa/Johannesburg'`;
const within = (column: string, { from, to }: Span): string =>
	`${column} >= ${at(from)} and ${column} < (date '${to}' + 1)::timestamp at time zone 'Africa/Johannesburg'`;

const real = "fault.state not in ('rejected', 'no-fault-found', 'not-ours', 'merged')";
const seen = "(fault.first_report_at at time zone 'Africa/Johannesburg')::date";
const inService = `asset.owner = 'municipal' and (asset.status = 'in-service' or asset.retired_on is not null)`;
const whileServing = `${seen} >= greatest(asset.installed_on, asset.in_register_from) and (asset.retired_on is null or ${seen} <= asset.retired_on)`;
const entry = ({ from }: Span): string => `greatest(date '${from}', asset.installed_on, asset.in_register_from)`;
const leave = ({ to }: Span): string => `least(date '${to}' + 1, asset.retired_on)`;
const classNumber = (code: string): string => `(select number from asset_class where code = '${code}')`;

/** Failures of a class on assets while they served. */
const failures = (code: string, span: Span): string => `
	fault join asset on asset.id = fault.asset_id
	where fault.class = ${classNumber(code)} and ${within('fault.first_report_at', span)} and ${real} and asset.class = fault.class and ${inService} and ${whileServing}`;

export const leanest: Readonly<Record<string, Lean>> = {
	backlog: {
		raw: {},
		numbers: ['opened', 'ended', 'open'],
		sql: ({ from, to }) => `
			select * from (
				select to_char(month, 'YYYY-MM') as key, month, sum(opened)::int as opened, sum(ended)::int as ended, (sum(sum(opened) - sum(ended)) over (order by month))::int as open
				from fault_by_month group by month) as months
			where month between date_trunc('month', date '${from}') and '${to}'`,
	},
	'channels-and-languages': {
		raw: { by: 'channel' },
		numbers: ['reports'],
		sql: (span) =>
			`select channel as key, count(*)::int as reports, count(distinct fault_id) as faults from report where withdrawn_at is null and ${within('reported_at', span)} group by channel`,
	},
	'closed-not-done': {
		raw: { by: 'ward' },
		numbers: ['ended', 'undone'],
		sql: (span) => `
			select coalesce(ward_id, 0)::text as key, count(*)::int as ended, count(*) filter (where state in ('no-fault-found', 'not-ours', 'cannot-now'))::int as undone
			from fault
			where state in ('fixed', 'closed', 'no-fault-found', 'not-ours', 'cannot-now') and ${within('coalesce(fixed_at, state_since)', span)}
			group by ward_id`,
	},
	cost: {
		raw: { by: 'class' },
		numbers: ['faults', 'cost'],
		sql: (span) => `
			select spent.class::text as key, spent.faults, spent.cost, served.assets, served.km
			from (select class, count(*)::int as faults, sum(cost)::float8 as cost, sum(hours)::float8 as hours from fault
			      where cost is not null and state in ('fixed', 'closed', 'no-fault-found', 'not-ours', 'cannot-now') and ${within('coalesce(fixed_at, closed_at, state_since)', span)}
			      group by class) as spent
			left join (select class, count(*) as assets, sum(length_m) / 1000 as km from asset where owner = 'municipal' and status = 'in-service' group by class) as served using (class)`,
	},
	'failures-by-class-and-ward': {
		raw: { class: 'street-lights' },
		numbers: ['assets', 'exposure', 'failures'],
		sql: (span) => `
			select exposed.ward_id::text as key, exposed.assets, exposed.exposure, coalesce(failed.failures, 0) as failures
			from (select ward_id, count(*)::int as assets, sum(${leave(span)} - ${entry(span)}) / 365.25::float8 as exposure
			      from asset where class = ${classNumber('street-lights')} and ${inService} and ${leave(span)} > ${entry(span)} group by ward_id) as exposed
			left join (select asset.ward_id, count(*)::int as failures from ${failures('street-lights', span)} group by asset.ward_id) as failed using (ward_id)`,
	},
	'failures-by-street': {
		raw: { class: 'water-pipes' },
		numbers: ['assets', 'exposure', 'failures'],
		some: true,
		sql: (span) => `
			select exposed.street as key, exposed.assets, exposed.exposure, failed.failures
			from (select street, count(*)::int as assets, sum(length_m * (${leave(span)} - ${entry(span)})) / 365.25 / 1000 as exposure
			      from asset where class = ${classNumber('water-pipes')} and ${inService} and ${leave(span)} > ${entry(span)} group by street) as exposed
			join (select asset.street, count(*)::int as failures from ${failures('water-pipes', span)} group by asset.street) as failed using (street)
			where failed.failures >= 3`,
	},
	'first-time-fix': {
		raw: { by: 'ward' },
		numbers: ['fixed', 'again'],
		sql: (span) => `
			select repair.ward_id::text as key, count(*) filter (where again or not young)::int as fixed, count(*) filter (where again)::int as again
			from (select fault.ward_id, reopened > 0 or later.repeat_of is not null as again, fixed_at > ${at(span.today)} - interval '30 days' as young
			      from fault left join (select distinct repeat_of from fault where repeat_of is not null) as later on later.repeat_of = fault.id
			      where state in ('fixed', 'closed') and ${within('fixed_at', span)}) as repair
			group by repair.ward_id`,
	},
	'pipe-failure-rate': {
		raw: { class: 'water-pipes' },
		numbers: ['km', 'exposure', 'failures'],
		sql: (span) => `
			select ':' || exposed.material as key, exposed.km, exposed.exposure, coalesce(failed.failures, 0) as failures
			from (select attributes ->> 'material' as material, sum(length_m) / 1000 as km, sum(length_m * (${leave(span)} - ${entry(span)})) / 365.25 / 1000 as exposure
			      from asset where class = ${classNumber('water-pipes')} and ${inService} and ${leave(span)} > ${entry(span)} group by 1) as exposed
			left join (select attributes ->> 'material' as material, count(*)::int as failures from ${failures('water-pipes', span)} group by 1) as failed using (material)`,
	},
	'time-to-fix': {
		raw: { by: 'ward' },
		numbers: ['faults', 'open'],
		sql: (span) => `
			select ward_id::text as key, sum(number)::int as faults, sum(number) filter (where cause = 0)::int as open
			from (select ward_id, class, case when open then 0 when state in ('fixed', 'closed') then 1 else 2 end as cause, count(*) as number,
			             ceil(date_part('epoch', case when open then now() else coalesce(fixed_at, closed_at, state_since) end - first_report_at) / 86400) as days
			      from fault where state <> 'merged' and ${within('first_report_at', span)} group by 1, 2, 3, 5) as followed
			group by ward_id`,
	},
	'worst-assets': {
		raw: { class: 'street-lights' },
		numbers: ['failures'],
		sql: (span) => `
			select asset_id::text as key, count(*)::int as failures, sum(count(*)) over () as total, count(*) over () as failed
			from ${failures('street-lights', span)} group by asset_id order by failures desc, asset_id limit 25`,
	},
};
