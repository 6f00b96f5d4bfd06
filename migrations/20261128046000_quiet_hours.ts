import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		alter table municipality
			add column quiet_from time not null default '21:00',
			add column quiet_until time not null default '07:00';
		comment on column municipality.quiet_from is 'From this local time until quiet_until nothing is sent that rings; the same time twice: never quiet.';
	`);

export const down = (db: Knex): Promise<void> => db.raw('alter table municipality drop column quiet_from, drop column quiet_until');
