import type { Knex } from 'knex';

const versioned = (sameChange: string): string => `
	create or replace function asset_versioned() returns trigger language plpgsql as $$
	begin
		if new.version <> old.version or (new.key, new.reference, new.owner, new.status, new.geom, new.attributes, new.zone, new.installed_on,
			new.in_register_from, new.retired_on, new.position_sd_m, new.condition_grade, new.condition_on, new.criticality,
			new.replacement_cost, new.useful_life_years)
			is distinct from (old.key, old.reference, old.owner, old.status, old.geom, old.attributes, old.zone, old.installed_on,
			old.in_register_from, old.retired_on, old.position_sd_m, old.condition_grade, old.condition_on, old.criticality,
			old.replacement_cost, old.useful_life_years)
		then
			if new.valid_from <= old.valid_from then
				new.valid_from := greatest(clock_timestamp(), old.valid_from + interval '1 microsecond');
			end if;
			if new.change_id is not distinct from old.change_id${sameChange} then
				new.change_id := null;
			end if;
			new.version := old.version + 1;
			new.changed_at := new.valid_from;
		else
			new.valid_from := old.valid_from;
			new.change_id := old.change_id;
		end if;
		return new;
	end $$;`;

/** One change may touch an asset several times: as long as its transaction lasts, what it does is still it. */
export const up = (db: Knex): Promise<void> =>
	db.raw(
		versioned(`
				and not exists (select from register_change where register_change.id = new.change_id and register_change.xmin = pg_current_xact_id()::xid)`),
	);

export const down = (db: Knex): Promise<void> => db.raw(versioned(''));
