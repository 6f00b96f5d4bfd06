import type { Knex } from 'knex';

/** An answer is kept with the rows that were looked at together. */
export const up = (db: Knex): Promise<void> =>
	db.raw(`
		alter table kept_answer add column chosen jsonb not null default '[]' check (jsonb_typeof(chosen) = 'array');
		comment on column kept_answer.chosen is 'The keys of the rows that were looked at together when it was kept.'`);

export const down = (db: Knex): Promise<void> => db.raw('alter table kept_answer drop column chosen');
