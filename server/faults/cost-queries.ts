import { type Sql, sql } from '../platform/sql.ts';

/**
 * Counts anew what faults cost and how long work on them took: all that work orders bear for them and for what is merged into them. What is merged away
 * keeps its own beside, as it keeps its reports, so that parting the two gives each exactly what it had.
 */
export const countFaultsSql = (ids: readonly number[]): Sql => sql`
	with whole as (
		select wanted.id, bearing.cost, bearing.hours
		from fault as wanted
		cross join lateral (
			select sum(item.cost) as cost, round(sum(work_order.hours / beside.many)::numeric, 2) as hours
			from fault as own
			join work_order_item as item on item.fault_id = own.id and item.cost is not null
			join work_order on work_order.id = item.work_order_id
			cross join lateral (
				select count(*) as many from work_order_item as other where other.work_order_id = item.work_order_id and other.cost is not null) as beside
			where own.id = wanted.id or own.merged_into = wanted.id) as bearing
		where wanted.id = any (${[...ids]}::bigint[]))
	update fault set cost = whole.cost, hours = whole.hours
	from whole
	where fault.id = whole.id and (fault.cost is distinct from whole.cost or fault.hours is distinct from whole.hours)`;
