import type { Client } from 'pg';
import type { Staff } from './scribe.ts';

/** So many orders a crew has on a day, and so many days are planned ahead. */
const aDay = 3;
const days = 3;

/**
 * Plans the work of the last days of the town: what crews have before them, from this morning on, a few orders a day each; what is left waits to be planned.
 * A round of maintenance stands there too, and some confirmed faults have an order that nobody has given a crew yet.
 */
export async function planWork(client: Client, { now, staff }: { now: number; staff: Staff }): Promise<void> {
	const at = [new Date(now)];
	await client.query(openSql, [...at, staff.engineer]);
	await client.query(roundSql, [...at, staff.engineer]);
	await client.query(lendSql);
	await client.query(planSql, [...at, aDay, days]);
	await client.query(tasksSql);
	await client.query(storesSql);
}

/** Confirmed faults get an order, a day and a half ago: three a department at most. */
const openSql = `
	with pick as (
		select fault.*, row_number() over (partition by fault.department_id order by fault.priority desc, fault.id) as nth
		from fault
		where fault.state = 'confirmed' and fault.asset_id is not null
		  and not exists (select from work_order_item where work_order_item.fault_id = fault.id)
	),
	made as (
		insert into work_order (kind, state, department_id, priority, opened_at, made_by)
		select case when pick.emergency then 'emergency' else 'corrective' end, 'open', pick.department_id, pick.priority, $1::timestamptz - interval '36 hours', $2::bigint
		from pick where pick.nth <= 3 order by pick.id
		returning work_order.id
	),
	paired as (
		select made.id as order_id, pick.* from (select made.id, row_number() over (order by made.id) as nth from made) as made
		join (select pick.id, pick.asset_id, pick.chainage_m, row_number() over (order by pick.id) as nth from pick where pick.nth <= 3) as pick on pick.nth = made.nth
	),
	items as (
		insert into work_order_item (work_order_id, fault_id, asset_id, chainage_m)
		select paired.order_id, paired.id, paired.asset_id, paired.chainage_m from paired
	)
	insert into event (kind, at, person_id, work_order_id, details, dealt)
	select 'work-order.opened', $1::timestamptz - interval '36 hours', $2::bigint, paired.order_id, jsonb_build_object('kind', 'corrective'), true from paired`;

/** Assets that are looked at together, because their year is over: the nearest of a class to its first. */
const roundSql = `
	with wish as (
		select * from (values
			('hydrants', 'water', 'Water B', 6, 3, 'Yearly round of the hydrants', 'Open each one slowly; note the flow. Tell the desk of any that does not close.'),
			('street-lights', 'electricity', 'Lights A', 4, 2, 'Round of the oldest lamps', 'Note the voltage at each pole and the state of its door.')
		) as wish (class, department, crew, many, hours, title, instructions)
	),
	made as (
		insert into work_order (kind, state, department_id, crew, title, instructions, priority, opened_at, estimate_hours, made_by, cost_code)
		select 'preventive', 'assigned', department.id, wish.crew, wish.title, wish.instructions, 2, $1::timestamptz - interval '3 days', wish.hours, $2::bigint, 'MAINT-PREV-INT'
		from wish join department on department.code = wish.department
		where exists (select from asset join asset_class on asset_class.number = asset.class where asset_class.code = wish.class and asset.status = 'in-service')
		returning work_order.id, work_order.crew
	),
	told as (
		insert into event (kind, at, person_id, work_order_id, details, dealt)
		select 'work-order.opened', $1::timestamptz - interval '3 days', $2::bigint, made.id, jsonb_build_object('kind', 'preventive'), true from made
	)
	insert into work_order_item (work_order_id, asset_id)
	select made.id, near.id from made join wish on wish.crew = made.crew
	join asset_class on asset_class.code = wish.class
	cross join lateral (
		select asset.id from asset
		where asset.class = asset_class.number and asset.status = 'in-service'
		order by asset.geom_m <-> (select other.geom_m from asset as other where other.class = asset_class.number and other.status = 'in-service' order by other.installed_on nulls last, other.id limit 1), asset.id
		limit wish.many
	) as near`;

/** The crew whose run the demo shows has two repairs before it, if its colleagues have any. */
const lendSql = `
	update work_order set crew = 'Lights A'
	where work_order.id in (
		select other.id from work_order as other where other.crew in ('Lights B', 'Lights C') and other.state = 'assigned' and other.kind <> 'preventive'
		order by other.priority desc, other.id limit greatest(0, 2 - (select count(*) from work_order as own where own.crew = 'Lights A' and own.state = 'assigned' and own.kind <> 'preventive')))`;

/** Each crew's orders one after the other: today's, tomorrow's; begun ones first, as they began. */
const planSql = `
	with zone as (select municipality.zone from municipality),
	live as (
		select work_order.id, work_order.state, work_order.started_at, crew.shift_from, coalesce(work_order.estimate_hours, greatest(0.75, least(4, typical.hours))) as hours,
		       pressing.priority, typical.cost,
		       row_number() over (partition by work_order.crew order by work_order.state = 'assigned', pressing.priority desc, work_order.id) - 1 as nth
		from work_order
		join crew on crew.code = work_order.crew
		cross join lateral (
			select max(fault.priority) as priority, (array_agg(fault.failure_mode))[1] as mode from work_order_item
			left join fault on fault.id = work_order_item.fault_id where work_order_item.work_order_id = work_order.id
		) as pressing
		left join lateral (
			select percentile_cont(0.5) within group (order by done.hours) as hours, percentile_cont(0.5) within group (order by done.cost) as cost
			from (
				select other.hours, other.cost from fault join work_order_item on work_order_item.fault_id = fault.id
				join work_order as other on other.id = work_order_item.work_order_id and other.state = 'done'
				where fault.failure_mode = pressing.mode order by fault.id desc limit 40
			) as done
		) as typical on true
		where work_order.state in ('assigned', 'started')
	),
	placed as (
		select live.*, (($1::timestamptz at time zone zone.zone)::date + (live.nth / $2::int)::int) + make_interval(mins => live.shift_from) as morning,
		       sum(coalesce(live.hours, 1) + 0.3) over (partition by live.shift_from, work_order.crew, live.nth / $2::int order by live.nth) - coalesce(live.hours, 1) - 0.3 as after, zone.zone
		from live join work_order on work_order.id = live.id cross join zone
		where live.nth < $2::int * $3::int
	)
	update work_order
	set planned_from = (placed.morning + placed.after * interval '1 hour') at time zone placed.zone,
	    planned_until = (placed.morning + (placed.after + coalesce(placed.hours, 1)) * interval '1 hour') at time zone placed.zone,
	    run_order = placed.nth % $2::int + 1, estimate_hours = round(coalesce(placed.hours, 1)::numeric, 1), estimate_cost = round(placed.cost::numeric, -1),
	    priority = coalesce(placed.priority, work_order.priority),
	    cost_code = coalesce(work_order.cost_code, case work_order.kind when 'emergency' then 'MAINT-CORR-EMERG' else 'MAINT-CORR-PLAN' end)
	from placed where placed.id = work_order.id`;

/** The tasks that the checklists ask for, at what is still to be done. */
const tasksSql = `
	insert into work_task (work_order_id, item_id, position, code, title, kind, unit, wanted)
	select work_order.id, work_order_item.id, row_number() over (partition by work_order_item.id order by checklist.class nulls first, checklist.id, task.ordinality),
	       task.value ->> 'code', task.value -> 'title', task.value ->> 'kind', task.value ->> 'unit', coalesce((task.value ->> 'wanted')::boolean, false)
	from work_order
	join work_order_item on work_order_item.work_order_id = work_order.id
	left join fault on fault.id = work_order_item.fault_id
	left join asset on asset.id = work_order_item.asset_id
	join checklist on (checklist.class is null or checklist.class = coalesce(asset.class, fault.class)) and (checklist.kind is null or checklist.kind = work_order.kind)
	cross join lateral jsonb_array_elements(checklist.tasks) with ordinality as task (value, ordinality)
	where work_order.state in ('open', 'assigned', 'started', 'waiting')`;

/** A lamp crew takes a luminaire and the cherry picker; who mends a pipe, a clamp and the digger. */
const storesSql = `
	insert into work_material (work_order_id, material_id, planned, price)
	select distinct work_order.id, material.id, wish.planned, material.price
	from work_order
	join work_order_item on work_order_item.work_order_id = work_order.id
	join asset on asset.id = work_order_item.asset_id
	join asset_class on asset_class.number = asset.class
	join (values ('street-lights', 'LED-60', 1), ('street-lights', 'CHERRY-PICKER', 1), ('water-pipes', 'CLAMP-110', 1), ('water-pipes', 'TLB', 3),
	             ('sewer-pipes', 'JETTER', 2), ('roads', 'COLDMIX', 4), ('manholes', 'COVER-D400', 1)) as wish (class, code, planned) on wish.class = asset_class.code
	join material on material.code = wish.code
	where work_order.state in ('assigned', 'started') and work_order.kind <> 'preventive'`;
