import type { Knex } from 'knex';

/** Suburbs beside wards for whoever counts: by the hexagon a fault or an asset is kept with. */
export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create view insight.hexagon as
			select suburb_hex.hex, suburb.name as suburb
			from suburb_hex
			join suburb on suburb.id = suburb_hex.suburb_id;
		comment on view insight.hexagon is 'The suburb of each hexagon of 250 m; what lies in none has no row.';
		do $$ begin
			grant select on insight.hexagon to faultline_reader;
		exception when undefined_object or insufficient_privilege then null;
		end $$;
	`);

export const down = (db: Knex): Promise<void> => db.raw('drop view insight.hexagon');
