import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create function event_refused() returns trigger language plpgsql as $$
		begin
			-- Whoever is forgotten is forgotten here as well: an exact place gives way to the one that was public beside it.
			if tg_op = 'UPDATE' and (new.id, new.kind, new.at, new.person_id, new.fault_id, new.report_id, new.asset_id, new.work_order_id)
			   is not distinct from (old.id, old.kind, old.at, old.person_id, old.fault_id, old.report_id, old.asset_id, old.work_order_id)
			   and old.details #> '{before,public_geom}' is not null
			   and new.details = jsonb_set(old.details, '{before,geom}', old.details #> '{before,public_geom}') then
				return new;
			end if;
			raise exception 'what happened is never changed' using errcode = '42501';
		end $$;
		comment on function event_refused is 'Refuses to change or delete an event; dealing it out, and forgetting an exact place, are no changes of what happened.';

		create trigger event_never_changed before update on event for each row
			when ((old.id, old.kind, old.at, old.person_id, old.fault_id, old.report_id, old.asset_id, old.work_order_id, old.details)
			      is distinct from (new.id, new.kind, new.at, new.person_id, new.fault_id, new.report_id, new.asset_id, new.work_order_id, new.details))
			execute function event_refused();
		create trigger event_never_deleted before delete on event for each row execute function event_refused();

		-- The audit reads by time, newest first, narrowed by one of these.
		create index event_at on event (at, id);
		create index event_person on event (person_id, at, id) where person_id is not null;
		create index event_whom on event ((details ->> 'person')) where details ->> 'person' is not null;
		create index event_contact_seen on event (at, id) where kind = 'contact.seen';
		create index event_sign_in on event (at, id) where kind ~ '^(person|factor|session|sign-in|key|approval|audit)[.]';
		create index event_register on event (at, id) where kind ~ '^(register|asset|proposal|import|layer|quality)[.]';
		create index event_settings on event (at, id) where kind ~ '^(municipality|notice|rule|webhook|service|authority|sign-in)[.]';
	`);

export const down = (db: Knex): Promise<void> =>
	db.raw(`
		drop index event_at, event_person, event_whom, event_contact_seen, event_sign_in, event_register, event_settings;
		drop trigger event_never_deleted on event;
		drop trigger event_never_changed on event;
		drop function event_refused`);
