import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		alter table self_test
			add column plots jsonb not null default '[]',
			add constraint self_test_plots check (jsonb_typeof(plots) = 'array');
		comment on column self_test.plots is 'Where a family gives probabilities: list of {id, n, error, bins}, how sure it was against how often it was right.';
	`);

export const down = (db: Knex): Promise<void> => db.raw('alter table self_test drop column plots');
