import type { Knex } from 'knex';

/** Counts what faults cost into which others are merged: with or without what those cost. */
const count = (withMerged: boolean): string => `
	with whole as (
		select root.id, sum(item.cost) as cost, round(sum(work_order.hours / beside.many)::numeric, 2) as hours
		from fault as root
		join fault as own on own.id = root.id${withMerged ? ' or own.merged_into = root.id' : ''}
		left join work_order_item as item on item.fault_id = own.id and item.cost is not null
		left join work_order on work_order.id = item.work_order_id
		cross join lateral (
			select count(*) as many from work_order_item as other where other.work_order_id = item.work_order_id and other.cost is not null) as beside
		where root.id in (select gone.merged_into from fault as gone where gone.merged_into is not null and gone.cost is not null)
		group by root.id)
	update fault set cost = whole.cost, hours = whole.hours from whole where fault.id = whole.id`;

/** The money of a fault that was merged into another lay where no report looked; what is spent on open faults is few rows of many. */
export const up = (db: Knex): Promise<void> =>
	db.raw(`
		${count(true)};
		create index fault_spent on fault (id) where open and cost is not null;
	`);

export const down = (db: Knex): Promise<void> => db.raw(`drop index fault_spent; ${count(false)}`);
