import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		alter table follower
			add column satisfied    smallint constraint follower_satisfied check (satisfied between 1 and 5),
			add column satisfied_at timestamptz,
			add constraint follower_satisfied_when check ((satisfied is null) = (satisfied_at is null));
		comment on column follower.satisfied is 'Personal: how content they are with how the fault was dealt with, from 1 (very bad) to 5 (very good).';
		comment on column follower.satisfied_at is 'When they said so; it is about the repair before it.';
	`);

export const down = (db: Knex): Promise<void> => db.raw('alter table follower drop column satisfied, drop column satisfied_at;');
