import type pg from 'pg';
import { followIds, withoutIndexes } from '../../../seeds/write/copy.ts';

const crews = `
	insert into crew (code, department_id, hourly_cost, contractor)
	select department.code || ' ' || number.n, department.id, 350 + 50 * number.n, number.n = 3 from department cross join generate_series(1, 3) as number (n)`;

// What has a cost was work, and so is what is planned or under way; one order in eight does two faults of the same department.
const told = `
	create temporary table worked as
	select fault.id - case when fault.id % 8 = 7 and before.id is not null then 1 else 0 end as order_id, fault.id, fault.asset_id, fault.department_id, fault.emergency,
	       fault.state, fault.cost, fault.hours, fault.first_report_at, coalesce(fault.fixed_at, fault.closed_at) as ended_at
	from fault
	left join fault as before on before.id = fault.id - 1 and before.department_id = fault.department_id and before.cost is not null and fault.cost is not null
	where fault.cost is not null or fault.state in ('scheduled', 'in-progress')`;

const orders = `
	insert into work_order (id, kind, state, department_id, crew, title, opened_at, started_at, done_at, outcome, hours, cost, estimate_hours, estimate_cost, cost_code)
	select whole.id, whole.kind, whole.state, whole.department_id, department.code || ' ' || 1 + whole.id % 3, 'Order ' || whole.id, whole.opened_at,
	       case when whole.state <> 'assigned' then coalesce(whole.done_at, now()) - 2 * whole.share * interval '1 hour' end, whole.done_at,
	       case when whole.state = 'done' then 'fixed' end, whole.hours, whole.cost, whole.hours * (0.6 + whole.share), whole.cost * (0.6 + whole.share),
	       case whole.kind when 'emergency' then 'MAINT-CORR-EMERG' else 'MAINT-CORR-PLAN' end
	from (
		select worked.order_id as id, case when bool_or(worked.emergency) then 'emergency' else 'corrective' end as kind,
		       case when bool_and(worked.cost is not null) then 'done' when bool_or(worked.state = 'in-progress') then 'started' else 'assigned' end as state,
		       min(worked.department_id) as department_id, min(worked.first_report_at) + interval '1 hour' as opened_at, max(worked.ended_at) as done_at,
		       sum(worked.hours) as hours, sum(worked.cost) as cost, pg_temp.chance(worked.order_id, 50)::numeric as share
		from worked group by worked.order_id
	) as whole
	join department on department.id = whole.department_id`;

const items = `
	insert into work_order_item (work_order_id, fault_id, asset_id, cost, outcome, ended_at, proof)
	select worked.order_id, worked.id, worked.asset_id, worked.cost, case when worked.cost is not null then 'fixed' end, case when worked.cost is not null then worked.ended_at end,
	       case when worked.cost is not null then (array['photo', 'photo', 'reading', 'reason'])[1 + worked.id % 4] end
	from worked order by worked.id`;

/** The work on the faults of a metro with what it cost, as the faults tell it; `pg_temp.chance` is there. */
export async function putToWork(client: pg.Client): Promise<void> {
	await client.query(crews);
	await client.query(told);
	await withoutIndexes(client, ['work_order', 'work_order_item'], async () => {
		await client.query(orders);
		await client.query(items);
	});
	await followIds(client, ['work_order', 'work_order_item']);
}
