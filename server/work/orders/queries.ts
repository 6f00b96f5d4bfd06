import { every, type Sql, sql } from '../../platform/sql.ts';
import type { OrderKind, OrderState, Outcome } from './contract.ts';

/** A work order without its lines. */
export interface BriefRow {
	id: number;
	code: string;
	kind: OrderKind;
	state: OrderState;
	title: string;
	department: string;
	crew: string | null;
	priority: number;
	openedAt: Date;
	plannedFrom: Date | null;
	plannedUntil: Date | null;
	startedAt: Date | null;
	doneAt: Date | null;
	estimateHours: number | null;
	hours: number | null;
	estimateCost: number | null;
	cost: number | null;
	items: number;
	ended: number;
	reports: number;
	street: string | null;
	mode: string | null;
	class: number | null;
	lon: number | null;
	lat: number | null;
	version: number;
}

export interface OrderRow extends BriefRow {
	departmentId: number;
	instructions: string;
	reason: string | null;
	otherCost: number;
	costCode: string | null;
	permits: string[];
	isolation: unknown;
	madeBy: string | null;
}

const brief = sql`work_order.id, work_order.code, work_order.kind, work_order.state, work_order.title, department.code as department, work_order.crew, work_order.priority,
	work_order.opened_at as "openedAt", work_order.planned_from as "plannedFrom", work_order.planned_until as "plannedUntil", work_order.started_at as "startedAt",
	work_order.done_at as "doneAt", work_order.estimate_hours as "estimateHours", work_order.hours, work_order.estimate_cost as "estimateCost", work_order.cost,
	work_order.version, summary.items, summary.ended, summary.reports, summary.street, summary.mode, summary.class, summary.lon, summary.lat`;

const around = sql`
	join department on department.id = work_order.department_id
	cross join lateral (
		select count(*)::int as items, count(work_order_item.ended_at)::int as ended, coalesce(sum(fault.reports + fault.me_toos), 0)::int as reports,
		       min(coalesce(asset.street, fault.street)) as street, (array_agg(fault.failure_mode order by work_order_item.id) filter (where fault.id is not null))[1] as mode,
		       (array_agg(coalesce(asset.class, fault.class) order by work_order_item.id))[1] as class,
		       avg(st_x(coalesce(fault.geom, st_pointonsurface(asset.geom)))) as lon, avg(st_y(coalesce(fault.geom, st_pointonsurface(asset.geom)))) as lat
		from work_order_item
		left join fault on fault.id = work_order_item.fault_id
		left join asset on asset.id = coalesce(work_order_item.asset_id, fault.asset_id)
		where work_order_item.work_order_id = work_order.id
	) as summary`;

/** What somebody may see of the work: everything, or the departments of her roles. */
export const withinSql = (departments: readonly number[] | undefined): Sql =>
	departments === undefined ? sql`true` : sql`work_order.department_id = any (${departments}::bigint[])`;

export interface OrderFilter {
	state: 'live' | 'all' | OrderState;
	kind?: OrderKind | undefined;
	departmentId?: number | undefined;
	crew?: string | undefined;
	fault?: string | undefined;
	asset?: string | undefined;
	from?: string | undefined;
	until?: string | undefined;
	q?: string | undefined;
}

const statesOf = (state: OrderFilter['state']): Sql | undefined => {
	if (state === 'all') return undefined;
	return state === 'live' ? sql`work_order.state in ('open', 'assigned', 'started', 'waiting')` : sql`work_order.state = ${state}`;
};

/** What is searched for: each side has its index, so that what is rare is looked up and what is common met among the newest. */
const likeQ = (q: string): Sql => {
	const part = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
	return sql`(work_order.code = upper(${q}) or work_order.title ilike ${part} or work_order.id = any (array(
		select work_order_item.work_order_id from fault join work_order_item on work_order_item.fault_id = fault.id where fault.code = upper(${q})
		union all
		select work_order_item.work_order_id from asset join work_order_item on work_order_item.asset_id = asset.id where asset.reference = upper(${q}))))`;
};

const conditions = (it: OrderFilter): (Sql | undefined)[] => [
	statesOf(it.state),
	it.kind && sql`work_order.kind = ${it.kind}`,
	it.departmentId === undefined ? undefined : sql`work_order.department_id = ${it.departmentId}`,
	it.crew === undefined ? undefined : sql`work_order.crew = ${it.crew}`,
	it.fault === undefined
		? undefined
		: sql`work_order.id in (select work_order_item.work_order_id from work_order_item join fault on fault.id = work_order_item.fault_id where fault.code = upper(${it.fault}))`,
	it.asset === undefined
		? undefined
		: sql`work_order.id in (select work_order_item.work_order_id from work_order_item join asset on asset.id = work_order_item.asset_id where asset.reference = upper(${it.asset}))`,
	it.from === undefined ? undefined : sql`work_order.planned_until >= ${it.from}::timestamptz`,
	it.until === undefined ? undefined : sql`work_order.planned_from < ${it.until}::timestamptz`,
	it.q ? likeQ(it.q) : undefined,
];

/** A page of work orders, newest first. */
export const ordersSql = (
	filter: OrderFilter,
	{ within, after, limit }: { within: Sql; after: readonly [string, number] | undefined; limit: number },
): Sql => sql`
	with page as (
		select work_order.id from work_order
		where ${every([within, ...conditions(filter), after && sql`(work_order.opened_at, work_order.id) < (${after[0]}::timestamptz, ${after[1]}::bigint)`])}
		order by work_order.opened_at desc, work_order.id desc
		limit ${limit}
	)
	select ${brief} from page join work_order on work_order.id = page.id ${around}
	order by work_order.opened_at desc, work_order.id desc`;

/** Some work orders by their numbers. */
export const briefsSql = (ids: readonly number[]): Sql => sql`
	select ${brief} from work_order ${around} where work_order.id = any (${[...ids]}::bigint[])`;

/** How many work orders are in each state that is not over. */
export const orderCountsSql = (within: Sql): Sql => sql`
	select work_order.state, count(*)::int as count from work_order
	where work_order.state in ('open', 'assigned', 'started', 'waiting') and ${within} group by 1`;

const wholeOrder = sql`${brief}, work_order.department_id as "departmentId", work_order.instructions, work_order.reason, work_order.other_cost as "otherCost",
	work_order.cost_code as "costCode", work_order.permits, work_order.isolation, person.name as "madeBy"`;

/** One work order. */
export const orderSql = (code: string, within: Sql): Sql => sql`
	select ${wholeOrder} from work_order ${around} left join person on person.id = work_order.made_by where work_order.code = upper(${code}) and ${within}`;

/** The run of somebody's crews, and of those in which they stand in for somebody today, in the order of its stops. */
export const runSql = (personId: number | null): Sql => sql`
	select ${wholeOrder} from work_order ${around} left join person on person.id = work_order.made_by
	where work_order.state in ('assigned', 'started', 'waiting')
	  and work_order.crew in (select crew.code from crew_member join crew on crew.id = crew_member.crew_id where crew_member.person_id in (select works_for(${personId}::bigint)))
	order by (work_order.state = 'waiting'), (work_order.planned_from at time zone (select municipality.zone from municipality))::date nulls last, work_order.run_order nulls last,
	         work_order.priority desc, work_order.planned_from nulls last, work_order.id
	limit 60`;

export interface LineRow {
	id: number;
	orderId: number;
	version: number;
	faultId: number | null;
	fault: string | null;
	faultState: string | null;
	reports: number | null;
	mode: string | null;
	class: number;
	assetId: number | null;
	asset: string | null;
	assetClass: number | null;
	street: string | null;
	lon: number;
	lat: number;
	chainage: number | null;
	outcome: Outcome | null;
	cause: string | null;
	component: string | null;
	foundMode: string | null;
	condition: number | null;
	note: string | null;
	until: string | null;
	endedAt: Date | null;
	endedBy: string | null;
	proof: 'photo' | 'reading' | 'reason' | 'past' | null;
	proofM: number | null;
	proofReason: string | null;
	cost: number | null;
	photos: { id: string; width: number; height: number; video: boolean; moment: 'before' | 'after'; takenM: number | null }[];
}

/** The lines of some work orders. */
export const linesSql = (orderIds: readonly number[]): Sql => sql`
	select work_order_item.id, work_order_item.work_order_id as "orderId", work_order_item.version, fault.id as "faultId", fault.code as fault, fault.state as "faultState",
	       fault.reports + fault.me_toos as reports, fault.failure_mode as mode, coalesce(asset.class, fault.class) as class, asset.id as "assetId", asset.reference as asset,
	       asset.class as "assetClass", coalesce(asset.street, fault.street) as street,
	       st_x(coalesce(fault.geom, st_pointonsurface(asset.geom))) as lon, st_y(coalesce(fault.geom, st_pointonsurface(asset.geom))) as lat,
	       coalesce(work_order_item.chainage_m, fault.chainage_m) as chainage, work_order_item.outcome, work_order_item.cause, work_order_item.component,
	       work_order_item.mode as "foundMode", work_order_item.condition, work_order_item.note, work_order_item.until_day::text as until,
	       work_order_item.ended_at as "endedAt", person.name as "endedBy", work_order_item.proof, work_order_item.proof_m as "proofM",
	       work_order_item.proof_reason as "proofReason", work_order_item.cost,
	       coalesce((select jsonb_agg(jsonb_build_object('id', media.public_id, 'width', media.width, 'height', media.height, 'video', false, 'moment', media.moment,
	                                                     'takenM', media.taken_m) order by media.id)
	                 from media where media.work_item_id = work_order_item.id), '[]') as photos
	from work_order_item
	left join fault on fault.id = work_order_item.fault_id
	left join asset on asset.id = coalesce(fault.asset_id, work_order_item.asset_id)
	left join person on person.id = work_order_item.ended_by
	where work_order_item.work_order_id = any (${orderIds}::bigint[])
	order by work_order_item.id
	limit 5000`;

export interface TaskRow {
	orderId: number;
	id: number;
	item: number | null;
	code: string;
	title: Record<string, string>;
	kind: 'check' | 'reading' | 'photo';
	unit: string | null;
	wanted: boolean;
	answer: string | null;
	doneAt: Date | null;
}

/** The tasks of some work orders, in their order. */
export const tasksSql = (orderIds: readonly number[]): Sql => sql`
	select work_task.work_order_id as "orderId", work_task.id, work_task.item_id as item, work_task.code, work_task.title, work_task.kind, work_task.unit, work_task.wanted,
	       work_task.answer, work_task.done_at as "doneAt"
	from work_task where work_task.work_order_id = any (${orderIds}::bigint[]) order by work_task.work_order_id, work_task.position, work_task.id`;

export interface MaterialRow {
	orderId: number;
	code: string;
	item: number | null;
	title: Record<string, string>;
	unit: string;
	plant: boolean;
	planned: number | null;
	used: number | null;
	price: number;
}

/** The materials of some work orders. */
export const materialsSql = (orderIds: readonly number[]): Sql => sql`
	select work_material.work_order_id as "orderId", material.code, work_material.item_id as item, material.title, material.unit, material.plant, work_material.planned,
	       work_material.used, work_material.price
	from work_material join material on material.id = work_material.material_id
	where work_material.work_order_id = any (${orderIds}::bigint[]) order by material.code, work_material.id`;

export interface TimeRow {
	orderId: number;
	kind: 'work' | 'travel';
	crew: string | null;
	by: string | null;
	from: Date;
	until: Date | null;
}

/** When crews were at some work orders. */
export const timesSql = (orderIds: readonly number[]): Sql => sql`
	select work_time.work_order_id as "orderId", work_time.kind, work_time.crew, person.name as by, work_time.began_at as "from", work_time.ended_at as until
	from work_time left join person on person.id = work_time.person_id
	where work_time.work_order_id = any (${orderIds}::bigint[]) order by work_time.began_at, work_time.id`;

export interface ConflictRow {
	orderId: number;
	id: number;
	item: number;
	field: string;
	kept: unknown;
	other: unknown;
	by: string | null;
	at: Date;
}

/** Fields of some work orders that two wrote, and nobody has said yet who is right. */
export const conflictsSql = (orderIds: readonly number[]): Sql => sql`
	select work_order_item.work_order_id as "orderId", work_conflict.id, work_conflict.item_id as item, work_conflict.field, work_conflict.kept, work_conflict.other,
	       person.name as by, work_conflict.at
	from work_conflict
	join work_order_item on work_order_item.id = work_conflict.item_id
	left join person on person.id = work_conflict.person_id
	where work_order_item.work_order_id = any (${orderIds}::bigint[]) and work_conflict.resolved_at is null
	order by work_conflict.id`;

export interface HistoryRow {
	at: Date;
	kind: string;
	by: string | null;
	details: Record<string, unknown>;
}

/** The logbook of a work order. */
export const orderHistorySql = (orderId: number): Sql => sql`
	select event.at, event.kind, person.name as by, event.details - 'before' as details
	from event left join person on person.id = event.person_id
	where event.work_order_id = ${orderId} order by event.id limit 300`;

/** Crews at work. */
export const crewsSql = sql`
	select crew.code, department.code as department, crew.people, crew.hourly_cost as "hourlyCost", crew.shift_from as "shiftFrom", crew.shift_until as "shiftUntil",
	       st_x(crew.depot) as lon, st_y(crew.depot) as lat, crew.contractor
	from crew join department on department.id = crew.department_id
	where crew.active order by department.id, crew.code`;

/** What the stores hold. */
export const storesSql = sql`select material.code, material.title, material.unit, material.price, material.plant from material where material.active order by material.plant, material.code`;

/** Where costs are booked. */
export const costCodesSql = sql`select cost_code.code, cost_code.title, cost_code.kind, cost_code.verify from cost_code where cost_code.active order by cost_code.code`;
