import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		alter table token
			add column public_id uuid not null default gen_random_uuid() constraint token_public_id unique,
			add column read_only boolean not null default false,
			add column last_used_on date;
		comment on column token.read_only is 'An API key that opens what its person may read, and nothing that changes anything.';
		comment on column token.last_used_on is 'The last day on which an API key was used: what nobody uses can be revoked.';
	`);

export const down = (db: Knex): Promise<void> => db.raw('alter table token drop column last_used_on, drop column read_only, drop column public_id');
