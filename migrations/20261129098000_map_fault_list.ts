import type { Knex } from 'knex';

/** What is open is listed from what maps draw: in any box in a few milliseconds, whatever the planner knows of the box. */
export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create or replace view public_map_fault as
			select map_fault.fault_id as id, map_fault.x, map_fault.y, map_fault.code, map_fault.state, map_fault.open, map_fault.failure_mode,
			       asset_class.code as class_code, case when asset_class.secrecy = 'public' then map_fault.asset_id end as asset_id, map_fault.reports, map_fault.emergency,
			       map_fault.street, ward.name as ward_name, department.code as department_code,
			       (map_fault.first_report_at at time zone (select municipality.zone from municipality))::date as first_report_on,
			       map_fault.open and map_fault.due_at < (select date_trunc('day', now() at time zone municipality.zone) at time zone municipality.zone from municipality) as overdue,
			       map_fault.ward_id, map_fault.class, map_fault.first_report_at as sort_at
			from map_fault
			left join asset_class on asset_class.number = map_fault.class
			left join ward on ward.id = map_fault.ward_id
			left join department on department.id = map_fault.department_id
			where not map_fault.held
			      and (map_fault.open or map_fault.fixed_at >= (select (date_trunc('day', now() at time zone municipality.zone) - interval '29 days') at time zone municipality.zone
			                                                    from municipality));
	`);

// Columns cannot be taken from a view: they harm nobody.
export const down = (db: Knex): Promise<void> => db.raw('select 1');
