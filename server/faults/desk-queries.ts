import { every, type Sql, sql } from '../platform/sql.ts';
import type { QueueOrder } from './contract.ts';
import { mineSql } from './filter-queries.ts';

export interface DeskRow {
	id: number;
	code: string;
	mode: string;
	class: number;
	state: string;
	stateSince: Date;
	reason: string | null;
	open: boolean;
	assetId: number | null;
	assetReference: string | null;
	assetClass: number | null;
	pLink: number | null;
	confirmed: boolean;
	needsLook: boolean;
	emergency: boolean;
	priority: number;
	department: string;
	assignee: string | null;
	ward: string | null;
	street: string | null;
	lon: number;
	lat: number;
	chainage: number | null;
	firstReportAt: Date;
	lastReportAt: Date;
	dueAt: Date | null;
	overdue: boolean;
	escalated: number;
	reports: number;
	meToos: number;
	suggestedMerge: string | null;
	mergedInto: string | null;
	repeatOf: string | null;
	reopened: number;
	delayPerDay: number | null;
	workHours: number | null;
	override: 'top' | 'bottom' | null;
	version: number;
}

export const deskColumns = sql`
	fault.id, fault.code, fault.failure_mode as mode, fault.class, fault.state, fault.state_since as "stateSince", fault.reason, fault.open,
	fault.asset_id as "assetId", asset.reference as "assetReference", asset.class as "assetClass", fault.p_link as "pLink",
	fault.confirmed_at is not null as confirmed, fault.needs_look as "needsLook", fault.emergency, fault.priority, department.code as department,
	person.name as assignee, ward.name as ward, fault.street, st_x(fault.geom) as lon, st_y(fault.geom) as lat, fault.chainage_m as chainage,
	fault.first_report_at as "firstReportAt", fault.last_report_at as "lastReportAt", fault.due_at as "dueAt",
	(fault.open and fault.due_at < now()) as overdue, fault.escalated, fault.reports, fault.me_toos as "meToos",
	(select other.code from fault as other where other.id = fault.suggested_merge and other.open) as "suggestedMerge",
	(select other.code from fault as other where other.id = fault.merged_into) as "mergedInto",
	(select other.code from fault as other where other.id = fault.repeat_of) as "repeatOf",
	fault.reopened, fault.delay_per_day as "delayPerDay", fault.work_hours as "workHours",
	(select queue_override.place from queue_override where queue_override.id = fault.override_id) as override, fault.version`;

const joins = sql`
	join department on department.id = fault.department_id
	left join asset on asset.id = fault.asset_id
	left join ward on ward.id = fault.ward_id
	left join person on person.id = fault.person_id`;

/** One fault for the desk. */
export const deskFaultSql = (code: string, scope: Sql = sql`true`): Sql =>
	sql`select ${deskColumns} from fault ${joins} where fault.code = upper(${code}) and ${scope}`;

export interface QueueFilter {
	conditions: readonly (Sql | undefined)[];
	order: QueueOrder;
	limit: number;
	after: readonly [number, number] | undefined;
}

/** What the queue is ordered by, as one number (small first), so that paging needs one comparison. */
const rank = {
	cost: sql`fault.queue_rank`,
	due: sql`coalesce(extract(epoch from fault.due_at), 9e15)`,
	newest: sql`-extract(epoch from fault.first_report_at)`,
	reports: sql`-(fault.reports + fault.me_toos)::float8`,
	priority: sql`(-fault.priority * 1e11 + extract(epoch from fault.first_report_at))`,
	doubt: sql`-(coalesce(fault.asset_doubt, 1) * fault.priority)::float8`,
} as const;

/** A page of the queue. The ids are chosen first, from fault alone; only the page is joined. */
export const queueSql = ({ conditions, order, limit, after }: QueueFilter): Sql => sql`
	with page as (
		select fault.id, ${rank[order]}::float8 as rank
		from fault
		where ${every([...conditions, after && sql`(${rank[order]}::float8, fault.id) > (${after[0]}::float8, ${after[1]}::bigint)`])}
		order by rank, fault.id
		limit ${limit + 1}
	)
	select ${deskColumns}, page.rank from page join fault on fault.id = page.id ${joins} order by page.rank, page.id`;

/** The numbers beside the lanes. */
export const laneCountsSql = (scope: Sql, personId: number | null): Sql => sql`
	select count(*)::int as open,
	       count(*) filter (where fault.needs_look)::int as "needs-look",
	       count(*) filter (where fault.due_at < now())::int as overdue,
	       count(*) filter (where fault.emergency)::int as emergency,
	       count(*) filter (where ${mineSql(personId)})::int as mine
	from fault where fault.open and ${scope}`;

export interface PublicRow {
	id: number;
	code: string;
	mode: string;
	class: number;
	state: string;
	since: string;
	stateSince: string;
	due: string | null;
	lon: number;
	lat: number;
	street: string | null;
	ward: string | null;
	asset: string | null;
	reports: number;
	meToos: number;
	department: string;
}

export const publicColumns = sql`
	public_fault.id, public_fault.code, public_fault.failure_mode as mode, public_fault.class, public_fault.state, public_fault.first_report_on as since,
	public_fault.state_since_on as "stateSince", public_fault.due_on as due, st_x(public_fault.geom) as lon, st_y(public_fault.geom) as lat,
	public_fault.street, ward.name as ward, public_asset.reference as asset, public_fault.reports, public_fault.me_toos as "meToos",
	department.code as department`;

export const publicJoins = sql`
	join department on department.id = public_fault.department_id
	left join ward on ward.id = public_fault.ward_id
	left join public_asset on public_asset.id = public_fault.asset_id`;

/** Public faults by their ids, newest first. */
export const publicByIdSql = (ids: readonly number[]): Sql =>
	sql`
	select ${publicColumns} from public_fault ${publicJoins} where public_fault.id = any (${ids}::bigint[]) order by public_fault.sort_at desc, public_fault.id desc`.prepared(
		'public faults',
	);

/** One fault as everybody sees it, for whoever holds a link to it: also while it is kept from the public. */
export const reportedFaultSql = (id: number): Sql => sql`
	select ${publicColumns} from reported_fault as public_fault ${publicJoins} where public_fault.id = ${id}`;

/** One public fault. */
export const publicFaultSql = (where: { code: string } | { id: number }): Sql => sql`
	select ${publicColumns} from public_fault ${publicJoins} where ${'id' in where ? sql`public_fault.id = ${where.id}` : sql`public_fault.code = upper(${where.code})`}`;
