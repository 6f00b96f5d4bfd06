import { type Sql, sql } from '../../platform/sql.ts';

/** Projects, newest first, with what is planned and spent. */
export const projectsSql = (limit: number): Sql => sql`
	select work_order.code, work_order.title, work_order.state, work_order.opened_at as "openedAt", work_order.estimate_cost::float8 as planned,
	       case when work_order.state = 'done' or work_order.cost > 0 then work_order.cost::float8 end as actual, line.assets, line.ended
	from work_order
	cross join lateral (
		select count(*)::int as assets, count(item.ended_at)::int as ended from work_order_item as item where item.work_order_id = work_order.id
	) as line
	where work_order.kind = 'project'
	order by work_order.opened_at desc, work_order.id desc
	limit ${limit}`;
