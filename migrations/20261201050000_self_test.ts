import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create table self_test (
			family  text not null,
			ran_at  timestamptz not null,
			took_ms integer not null,
			checks  jsonb not null,
			constraint self_test_pkey primary key (family),
			constraint self_test_took check (took_ms >= 0),
			constraint self_test_checks check (jsonb_typeof(checks) = 'array')
		);
		comment on table self_test is 'How each family of statistics fared when it was last tried in this system against the figures of independent programs: list of {part, values, deviation, tolerance, passed}.';
	`);

export const down = (db: Knex): Promise<void> => db.raw('drop table self_test');
