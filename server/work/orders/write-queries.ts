import { type Sql, sql } from '../../platform/sql.ts';
import type { OrderKind, OrderState } from './contract.ts';

/** A crew at work, by its name. */
export const crewSql = (code: string): Sql => sql`
	select crew.code, crew.department_id as "departmentId", crew.hourly_cost as "hourlyCost" from crew where crew.code = ${code} and crew.active`;

/** Whether costs may be booked there. */
export const costCodeSql = (code: string): Sql => sql`select cost_code.code from cost_code where cost_code.code = ${code} and cost_code.active`;

/** Holds a work order for a change, and says where it stands. */
export const holdOrderSql = (id: number): Sql => sql`
	select work_order.version, work_order.state, to_jsonb(work_order) - array['id', 'code', 'version', 'changed_at'] as before from work_order where work_order.id = ${id} for update`;

/** Opens a work order. */
export const openOrderSql = (it: { kind: OrderKind; departmentId: number; personId: number | null; at: Date }): Sql => sql`
	insert into work_order (kind, department_id, made_by, opened_at)
	values (${it.kind}, ${it.departmentId}::bigint, ${it.personId}::bigint, ${it.at}::timestamptz)
	returning work_order.id, work_order.code`;

export interface FaultFound {
	id: number;
	code: string;
	state: string;
	open: boolean;
	emergency: boolean;
	priority: number;
	departmentId: number;
	mode: string;
	class: number;
	assetId: number | null;
	/** The live work order that it is on already. */
	on: string | null;
}

/** Faults by their codes, as far as somebody may plan work on them, in the order of their ids; held until the transaction ends. */
export const faultsFoundSql = (codes: readonly string[], departments: readonly number[] | undefined): Sql => sql`
	select fault.id, fault.code, fault.state, fault.open, fault.emergency, fault.priority, fault.department_id as "departmentId", fault.failure_mode as mode, fault.class,
	       fault.asset_id as "assetId",
	       (select work_order.code from work_order_item join work_order on work_order.id = work_order_item.work_order_id
	        where work_order_item.fault_id = fault.id and work_order_item.ended_at is null and work_order.state in ('open', 'assigned', 'started', 'waiting')
	        order by work_order.id desc limit 1) as on
	from fault
	where fault.code = any (${codes.map((it) => it.toUpperCase())}::text[])
	  and (${departments ?? null}::bigint[] is null or fault.department_id = any (${departments ?? null}::bigint[]))
	order by fault.id
	for update of fault`;

/** Assets in service by their references. */
export const assetsFoundSql = (references: readonly string[]): Sql => sql`
	select asset.id, asset.reference, asset.class from asset
	where asset.reference = any (${references.map((it) => it.toUpperCase())}::text[]) and asset.status = 'in-service' order by asset.id`;

/** Puts faults and assets on a work order; what is on it already stays once. */
export const addItemsSql = (orderId: number, { faults, assets }: { faults: readonly number[]; assets: readonly number[] }): Sql => sql`
	with faults as (
		insert into work_order_item (work_order_id, fault_id, asset_id, chainage_m)
		select ${orderId}::bigint, fault.id, fault.asset_id, fault.chainage_m from fault
		where fault.id = any (${[...faults]}::bigint[])
		  and not exists (select from work_order_item as known where known.work_order_id = ${orderId} and known.fault_id = fault.id)
		order by fault.first_report_at, fault.id
		returning work_order_item.id, work_order_item.asset_id),
	assets as (
		insert into work_order_item (work_order_id, asset_id)
		select ${orderId}::bigint, asset.id from asset
		where asset.id = any (${[...assets]}::bigint[])
		  and not exists (select from work_order_item as known where known.work_order_id = ${orderId} and known.asset_id = asset.id)
		order by asset.id
		returning work_order_item.id, work_order_item.asset_id)
	select faults.id from faults union all select assets.id from assets`;

/** The tasks that checklists ask for at items of a work order: of the asset's class and the kind of work, the general ones first. */
export const addTasksSql = (orderId: number, itemIds: readonly number[]): Sql => sql`
	insert into work_task (work_order_id, item_id, position, code, title, kind, unit, wanted)
	select ${orderId}::bigint, work_order_item.id, row_number() over (partition by work_order_item.id order by checklist.class nulls first, checklist.id, task.ordinality),
	       task.value ->> 'code', task.value -> 'title', coalesce(task.value ->> 'kind', 'check'), task.value ->> 'unit', coalesce((task.value ->> 'wanted')::boolean, false)
	from work_order_item
	join work_order on work_order.id = work_order_item.work_order_id
	left join fault on fault.id = work_order_item.fault_id
	left join asset on asset.id = work_order_item.asset_id
	join checklist on checklist.active and (checklist.class is null or checklist.class = coalesce(asset.class, fault.class)) and (checklist.kind is null or checklist.kind = work_order.kind)
	cross join lateral jsonb_array_elements(checklist.tasks) with ordinality as task (value, ordinality)
	where work_order_item.id = any (${[...itemIds]}::bigint[])`;

/** What a work order still holds of faults that wait for it. */
export const waitingFaultsSql = (orderId: number, itemId: number | null = null): Sql => sql`
	select fault.code, fault.state from work_order_item join fault on fault.id = work_order_item.fault_id
	where work_order_item.work_order_id = ${orderId} and work_order_item.ended_at is null and (${itemId}::bigint is null or work_order_item.id = ${itemId}::bigint)
	order by fault.id`;

/** Moves a work order. */
export const moveOrderSql = (id: number, { to, reason, at }: { to: OrderState; reason: string | null; at: Date }): Sql => sql`
	update work_order
	set state = ${to}, reason = ${reason}, started_at = case when ${to} = 'started' then coalesce(work_order.started_at, ${at}::timestamptz) else work_order.started_at end,
	    done_at = case when ${to} in ('done', 'cancelled') then ${at}::timestamptz end, version = work_order.version + 1, changed_at = now()
	where work_order.id = ${id}`;

/** Says that a work order has changed. */
export const touchOrderSql = (id: number): Sql => sql`update work_order set version = work_order.version + 1, changed_at = now() where work_order.id = ${id}`;

/** Takes an item off a work order, if no work has been done on it. */
export const removeItemSql = (orderId: number, itemId: number): Sql => sql`
	delete from work_order_item
	where work_order_item.id = ${itemId} and work_order_item.work_order_id = ${orderId} and work_order_item.ended_at is null
	  and not exists (select from media where media.work_item_id = work_order_item.id)
	returning work_order_item.fault_id as "faultId"`;

/** How many items a work order has. */
export const itemCountSql = (orderId: number): Sql => sql`select count(*)::int as count from work_order_item where work_order_item.work_order_id = ${orderId}`;

/** Plans what is to be taken from the stores; what was planned before and is not named any more is dropped unless it was used. Names what the stores do not know. */
export const planMaterialsSql = (orderId: number, materials: readonly { code: string; planned: number }[]): Sql => sql`
	with wanted as (select row.code, row.planned from jsonb_to_recordset(${JSON.stringify(materials)}::jsonb) as row (code text, planned numeric)),
	known as (select material.id, material.price, wanted.planned from wanted join material on material.code = wanted.code and material.active),
	dropped as (
		delete from work_material where work_material.work_order_id = ${orderId} and work_material.item_id is null and work_material.used is null
		and work_material.material_id not in (select known.id from known)),
	unplanned as (
		update work_material set planned = null where work_material.work_order_id = ${orderId} and work_material.item_id is null and work_material.used is not null
		and work_material.material_id not in (select known.id from known)),
	kept as (
		insert into work_material (work_order_id, material_id, planned, price)
		select ${orderId}::bigint, known.id, known.planned, known.price from known
		on conflict on constraint work_material_once do update set planned = excluded.planned)
	select wanted.code from wanted where not exists (select from material where material.code = wanted.code and material.active)`;

/** Two wrote one field: the one whose word holds. */
export const settleSql = (it: { orderId: number; conflict: number; other: boolean; personId: number | null }): Sql => sql`
	with settled as (
		update work_conflict set resolved_at = now(), resolved_by = ${it.personId}::bigint
		from work_order_item
		where work_conflict.id = ${it.conflict} and work_conflict.resolved_at is null and work_order_item.id = work_conflict.item_id and work_order_item.work_order_id = ${it.orderId}
		returning work_conflict.item_id, work_conflict.field, work_conflict.other),
	written as (
		update work_order_item
		set cause = case when settled.field = 'cause' then settled.other #>> '{}' else work_order_item.cause end,
		    component = case when settled.field = 'component' then settled.other #>> '{}' else work_order_item.component end,
		    mode = case when settled.field = 'mode' then settled.other #>> '{}' else work_order_item.mode end,
		    condition = case when settled.field = 'condition' then (settled.other #>> '{}')::smallint else work_order_item.condition end,
		    note = case when settled.field = 'note' then settled.other #>> '{}' else work_order_item.note end,
		    version = work_order_item.version + 1
		from settled where work_order_item.id = settled.item_id and ${it.other}::boolean)
	select settled.field from settled`;
