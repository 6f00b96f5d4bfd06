import { sql } from '../../platform/sql.ts';

/** Takes the noted changes away and adds them to their months, in one statement: a reader sees both before it or neither. */
export const foldSql = sql`
	with taken as (
		delete from fault_month_change
		returning fault_month_change.month, fault_month_change.ward_id, fault_month_change.department_id, fault_month_change.class,
		          fault_month_change.failure_mode, fault_month_change.opened, fault_month_change.ended
	)
	insert into fault_month (month, ward_id, department_id, class, failure_mode, opened, ended)
	select taken.month, taken.ward_id, taken.department_id, taken.class, taken.failure_mode, sum(taken.opened), sum(taken.ended)
	from taken
	group by taken.month, taken.ward_id, taken.department_id, taken.class, taken.failure_mode
	having sum(taken.opened) <> 0 or sum(taken.ended) <> 0
	on conflict (month, ward_id, department_id, class, failure_mode) do update
	set opened = fault_month.opened + excluded.opened, ended = fault_month.ended + excluded.ended`;

/** Counts every month from the faults themselves. */
export const recountSql = sql`select recount_fault_months()`;
