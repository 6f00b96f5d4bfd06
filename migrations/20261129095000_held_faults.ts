import type { Knex } from 'knex';

const publicColumns = `
	fault.id, fault.code, fault.failure_mode, fault.class, fault.state, fault.open, fault.reason, fault.emergency,
	case when asset_class.secrecy = 'public' then fault.asset_id end as asset_id,
	fault.public_geom as geom, fault.public_geom_3857 as geom_3857, fault.street, fault.ward_id,
	fault.reports, fault.me_toos, fault.department_id,
	(fault.first_report_at at time zone municipality.zone)::date as first_report_on,
	(fault.state_since at time zone municipality.zone)::date as state_since_on,
	(fault.fixed_at at time zone municipality.zone)::date as fixed_on,
	(fault.due_at at time zone municipality.zone)::date as due_on,
	fault.first_report_at as sort_at`;

const mapColumns = `
	map_fault.fault_id as id, map_fault.x, map_fault.y, map_fault.code, map_fault.state, map_fault.open, map_fault.failure_mode,
	asset_class.code as class_code, case when asset_class.secrecy = 'public' then map_fault.asset_id end as asset_id, map_fault.reports, map_fault.emergency,
	map_fault.street, ward.name as ward_name, department.code as department_code,
	(map_fault.first_report_at at time zone (select municipality.zone from municipality))::date as first_report_on,
	map_fault.open and map_fault.due_at < (select date_trunc('day', now() at time zone municipality.zone) at time zone municipality.zone from municipality) as overdue,
	map_fault.ward_id`;

const mapTables = `
	map_fault
	left join asset_class on asset_class.number = map_fault.class
	left join ward on ward.id = map_fault.ward_id
	left join department on department.id = map_fault.department_id`;

const lately = `(map_fault.open or map_fault.fixed_at >= (select (date_trunc('day', now() at time zone municipality.zone) - interval '29 days') at time zone municipality.zone
                                                          from municipality))`;

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		alter table fault add column held_at timestamptz;
		create index fault_held on fault (held_at) where held_at is not null;
		comment on column fault.held_at is 'Since when it is kept from the public: what opened it came from a new device of a network from which much was wrong lately. Staff see and work on it.';

		-- Whatever staff do with it says that somebody has looked.
		create function fault_looked_at() returns trigger language plpgsql as $$
		begin
			new.held_at := null;
			return new;
		end $$;
		create trigger fault_looked_at before update of state, confirmed_at, merged_into on fault for each row
			when (old.held_at is not null and (new.state, new.confirmed_at, new.merged_into) is distinct from (old.state, old.confirmed_at, old.merged_into))
			execute function fault_looked_at();

		create index contact_sender on contact (sender_hash, created_at) where sender_hash is not null;
		create index contact_network on contact (network_hash, created_at) where network_hash is not null;

		create or replace view public_fault as
			select ${publicColumns}
			from fault join asset_class on asset_class.number = fault.class cross join municipality
			where fault.state not in ('rejected', 'merged') and fault.held_at is null;
		create view reported_fault as
			select ${publicColumns}
			from fault join asset_class on asset_class.number = fault.class cross join municipality
			where fault.state not in ('rejected', 'merged');
		comment on view reported_fault is 'A fault as everybody sees it, also while it is kept from the public: for whoever holds a link to it.';

		alter table map_fault add column held boolean not null default false;
		create or replace view fault_on_map as
			select fault.id as fault_id, fault.first_report_at, fault.due_at, fault.fixed_at, fault.ward_id, fault.department_id, fault.asset_id,
			       round(st_x(fault.public_geom_3857) * 100)::int as x, round(st_y(fault.public_geom_3857) * 100)::int as y,
			       round(st_x(fault.geom_3857) * 100)::int as staff_x, round(st_y(fault.geom_3857) * 100)::int as staff_y,
			       fault.reports, fault.class, fault.priority, fault.open, fault.emergency, fault.needs_look, fault.state, fault.failure_mode, fault.code, fault.street,
			       fault.held_at is not null as held
			from fault
			where fault.state not in ('rejected', 'merged') and (fault.open or fault.fixed_at > now() - interval '32 days');
		create or replace function fault_drawn() returns trigger language plpgsql as $$
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
			    code = excluded.code, street = excluded.street, held = excluded.held
			where map_fault.* is distinct from excluded.*;
			return null;
		end $$;
		create or replace view public_map_fault as
			select ${mapColumns} from ${mapTables} where not map_fault.held and ${lately};
	`);

export const down = (db: Knex): Promise<void> =>
	db.raw(`
		create or replace view public_map_fault as select ${mapColumns} from ${mapTables} where ${lately};
		create or replace view public_fault as
			select ${publicColumns}
			from fault join asset_class on asset_class.number = fault.class cross join municipality
			where fault.state not in ('rejected', 'merged');
		drop view reported_fault;
		drop index contact_network;
		drop index contact_sender;
		drop trigger fault_looked_at on fault;
		drop function fault_looked_at;
	`);
