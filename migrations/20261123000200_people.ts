import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create table person (
			id            bigint generated always as identity primary key,
			public_id     uuid not null default gen_random_uuid() constraint person_public_id unique,
			email         text not null check (email = lower(email)) constraint person_email unique,
			name          text not null,
			phone         text,
			language      text not null default 'en',
			password_hash text,
			failed_signins int not null default 0,
			locked_until  timestamptz,
			disabled_at   timestamptz,
			created_at    timestamptz not null default now()
		);
		comment on table person is 'Somebody with an account: staff, contractors, and residents who want one.';

		create table person_role (
			person_id     bigint not null references person,
			role          text not null,
			department_id bigint,
			ward_id       bigint,
			constraint person_role_once unique nulls not distinct (person_id, role, department_id, ward_id)
		);
		comment on table person_role is 'Which roles a person holds, for the whole municipality or for one department or ward.';

		create table token (
			hash       text primary key,
			kind       text not null check (kind in ('invitation', 'reset', 'api-key')),
			person_id  bigint not null references person,
			label      text not null default '',
			created_at timestamptz not null default now(),
			expires_at timestamptz,
			used_at    timestamptz
		);
		create index token_person on token (person_id);
		comment on table token is 'Links and keys that open something once or for long; only their SHA-256 is kept.';
	`);

export const down = (db: Knex): Promise<void> => db.raw('drop table token, person_role, person');
