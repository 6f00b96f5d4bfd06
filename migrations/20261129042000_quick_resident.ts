import type { Knex } from 'knex';

/** Residents are found at once by what their contacts bear, also while many sign in; and a message knows itself that it waits for the day. */
export const up = (db: Knex): Promise<void> =>
	db.raw(`
		drop index resident_forms;
		create index resident_forms on resident using gin (forms) with (fastupdate = off);
		alter table message add column by_day boolean not null default false;
		comment on column message.by_day is 'Whoever it is for wants nothing at night, however quietly it comes.';
	`);

export const down = (db: Knex): Promise<void> =>
	db.raw(`
		alter table message drop column by_day;
		drop index resident_forms;
		create index resident_forms on resident using gin (forms);
	`);
