import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		-- What maps draw is a small part of all faults: those that are open or were fixed lately. They are kept apart, each in a little room, so that a tile
		-- of the whole municipality reads these and nothing else. Every filter of the map holds of these rows as it does of the faults.
		create table map_fault (
			fault_id        bigint not null primary key references fault on delete cascade,
			first_report_at timestamptz not null,
			due_at          timestamptz,
			fixed_at        timestamptz,
			ward_id         bigint,
			department_id   bigint not null,
			asset_id        bigint,
			x               int not null,
			y               int not null,
			staff_x         int not null,
			staff_y         int not null,
			reports         int not null,
			class           smallint not null,
			priority        smallint not null,
			open            boolean not null,
			emergency       boolean not null,
			needs_look      boolean not null,
			state           text not null,
			failure_mode    text not null,
			code            text not null,
			street          text
		);
		create index map_fault_place on map_fault (x, y);
		create index map_fault_staff_place on map_fault (staff_x, staff_y);
		create index map_fault_fixed on map_fault (fixed_at) where not open;
		comment on table map_fault is 'The faults that maps draw, open or fixed in the last 32 days: follows fault in the transaction of each change, and can be made anew from it.';
		comment on column map_fault.x is 'Where everybody sees it, EPSG:3857, whole centimetres: sums in any order are the same.';
		comment on column map_fault.staff_x is 'Personal: for a fault on no asset the estimate from the pins, centimetres of EPSG:3857';
		comment on column map_fault.staff_y is 'Personal: for a fault on no asset the estimate from the pins, centimetres of EPSG:3857';

		create view fault_on_map as
			select fault.id as fault_id, fault.first_report_at, fault.due_at, fault.fixed_at, fault.ward_id, fault.department_id, fault.asset_id,
			       round(st_x(fault.public_geom_3857) * 100)::int as x, round(st_y(fault.public_geom_3857) * 100)::int as y,
			       round(st_x(fault.geom_3857) * 100)::int as staff_x, round(st_y(fault.geom_3857) * 100)::int as staff_y,
			       fault.reports, fault.class, fault.priority, fault.open, fault.emergency, fault.needs_look, fault.state, fault.failure_mode, fault.code, fault.street
			from fault
			where fault.state not in ('rejected', 'merged') and (fault.open or fault.fixed_at > now() - interval '32 days');
		comment on view fault_on_map is 'What map_fault holds, read from the faults themselves.';

		create function fault_drawn() returns trigger language plpgsql as $$
		begin
			if tg_op = 'UPDATE' then
				delete from map_fault using fresh
				where map_fault.fault_id = fresh.id and not exists (select from fault_on_map where fault_on_map.fault_id = fresh.id);
			end if;
			insert into map_fault
			select fault_on_map.* from fault_on_map where fault_on_map.fault_id in (select fresh.id from fresh)
			on conflict (fault_id) do update
			set first_report_at = excluded.first_report_at, due_at = excluded.due_at, fixed_at = excluded.fixed_at, ward_id = excluded.ward_id,
			    department_id = excluded.department_id, asset_id = excluded.asset_id, x = excluded.x, y = excluded.y, staff_x = excluded.staff_x,
			    staff_y = excluded.staff_y, reports = excluded.reports, class = excluded.class, priority = excluded.priority, open = excluded.open,
			    emergency = excluded.emergency, needs_look = excluded.needs_look, state = excluded.state, failure_mode = excluded.failure_mode,
			    code = excluded.code, street = excluded.street
			where map_fault.* is distinct from excluded.*;
			return null;
		end $$;
		create trigger fault_drawn_by_insert after insert on fault referencing new table as fresh for each statement execute function fault_drawn();
		create trigger fault_drawn_by_update after update on fault referencing new table as fresh for each statement execute function fault_drawn();
		insert into map_fault select fault_on_map.* from fault_on_map;

		create view public_map_fault as
			select map_fault.fault_id as id, map_fault.x, map_fault.y, map_fault.code, map_fault.state, map_fault.open, map_fault.failure_mode,
			       asset_class.code as class_code, case when asset_class.secrecy = 'public' then map_fault.asset_id end as asset_id, map_fault.reports, map_fault.emergency,
			       map_fault.street, ward.name as ward_name, department.code as department_code,
			       (map_fault.first_report_at at time zone (select municipality.zone from municipality))::date as first_report_on,
			       map_fault.open and map_fault.due_at < (select date_trunc('day', now() at time zone municipality.zone) at time zone municipality.zone from municipality) as overdue
			from map_fault
			left join asset_class on asset_class.number = map_fault.class
			left join ward on ward.id = map_fault.ward_id
			left join department on department.id = map_fault.department_id
			where map_fault.open or map_fault.fixed_at >= (select (date_trunc('day', now() at time zone municipality.zone) - interval '29 days') at time zone municipality.zone
			                                               from municipality);
		comment on view public_map_fault is 'What anyone may see of the faults on a map: open, or fixed in the last 30 days; by the day, never by the minute. What a tile does not ask for is not joined.';
	`);

export const down = (db: Knex): Promise<void> =>
	db.raw(`
		drop view public_map_fault;
		drop trigger fault_drawn_by_update on fault;
		drop trigger fault_drawn_by_insert on fault;
		drop function fault_drawn;
		drop view fault_on_map;
		drop table map_fault;
	`);
