import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		-- A class is walked from its first asset to its last, page by page: each page begins where the one before ended.
		create index asset_walk on asset (class, id);
	`);

export const down = (db: Knex): Promise<void> => db.raw('drop index asset_walk');
