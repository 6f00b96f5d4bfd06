import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		alter table asset_class
			add column assets   int not null default 0,
			add column length_m double precision not null default 0,
			add column area_m2  double precision not null default 0;
		comment on column asset_class.assets is 'How many are in service; with length and area the exposure that snapping weighs by. Refreshed after every import.';
	`);

export const down = (db: Knex): Promise<void> => db.raw('alter table asset_class drop column assets, drop column length_m, drop column area_m2');
