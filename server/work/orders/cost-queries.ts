import { type Sql, sql } from '../../platform/sql.ts';

/** What a work order has cost so far, and the items whose part of it is another than it was; null: an item bears nothing. */
export interface Counted {
	cost: number | null;
	hours: number;
	/** Whether anything is another than it was. */
	changed: boolean;
	items: { item: number; fault: number | null; cost: number | null }[];
	/** The faults whose cost is to be counted anew: those of the items, and what they are merged into. */
	faults: number[];
}

/**
 * Counts what a work order took: hours at work, and the cost of hours, materials, contractors and the rest (approved invoices, without tax: it is claimed back). Each item that has
 * ended bears its own materials and an equal share of the rest; of an order that was given up, where money was spent all the same, every item does. Until there is one the cost lies
 * with the order alone.
 */
export const countCostSql = (orderId: number): Sql => sql`
	with hours as (
		select round((coalesce(sum(extract(epoch from work_time.ended_at - work_time.began_at)) filter (where work_time.kind = 'work'), 0) / 3600)::numeric, 2) as work,
		       coalesce(sum(extract(epoch from work_time.ended_at - work_time.began_at) / 3600 * work_time.hourly_cost), 0) as cost
		from work_time where work_time.work_order_id = ${orderId} and work_time.ended_at is not null),
	used as (
		select work_material.item_id, sum(work_material.used * work_material.price) as cost from work_material
		where work_material.work_order_id = ${orderId} and work_material.used is not null group by 1),
	invoiced as (
		select coalesce(sum(invoice.net_cents), 0) / 100 as cost from invoice join instruction on instruction.id = invoice.instruction_id
		where instruction.work_order_id = ${orderId} and invoice.state = 'approved'),
	spent as (
		select hours.work, whole.shared, whole.shared + whole.own as cost, work_order.cost as was, work_order.hours as "wasHours",
		       work_order.state = 'cancelled' and whole.shared + whole.own > 0 as "givenUp"
		from hours cross join invoiced join work_order on work_order.id = ${orderId}
		cross join lateral (
			select hours.cost + work_order.other_cost + invoiced.cost + coalesce((select used.cost from used where used.item_id is null), 0) as shared,
			       coalesce((select sum(used.cost) from used where used.item_id is not null), 0) as own) as whole),
	bearing as (
		select work_order_item.id, spent.shared / count(*) over () as cost
		from work_order_item cross join spent
		where work_order_item.work_order_id = ${orderId} and (work_order_item.ended_at is not null or spent."givenUp")),
	items as (
		update work_order_item
		set cost = fresh.cost
		from (
			select it.id, it.cost as was, round((bearing.cost + coalesce((select used.cost from used where used.item_id = it.id), 0))::numeric, 2) as cost
			from work_order_item as it left join bearing on bearing.id = it.id
			where it.work_order_id = ${orderId}) as fresh
		where work_order_item.id = fresh.id
		returning work_order_item.id, work_order_item.fault_id, fresh.cost, fresh.was),
	whole as (
		update work_order
		set hours = spent.work, cost = coalesce((select sum(items.cost) from items), nullif(round(spent.cost::numeric, 2), 0))
		from spent where work_order.id = ${orderId} returning work_order.cost, work_order.hours)
	select whole.cost, whole.hours, changed.items,
	       whole.cost is distinct from spent.was or whole.hours is distinct from coalesce(spent."wasHours", 0) or changed.items <> '[]' as changed,
	       (select coalesce(jsonb_agg(distinct it.id), '[]')
	        from items join fault on fault.id = items.fault_id cross join lateral (values (fault.id), (fault.merged_into)) as it (id)
	        where it.id is not null and (items.cost is not null or items.was is not null)) as faults
	from whole cross join spent
	cross join lateral (
		select coalesce(jsonb_agg(jsonb_build_object('item', items.id, 'fault', items.fault_id, 'cost', items.cost) order by items.id), '[]') as items
		from items where items.cost is distinct from items.was) as changed`;
