import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create table person_identity (
			issuer     text not null,
			subject    text not null,
			person_id  bigint not null references person,
			created_at timestamptz not null default now(),
			constraint person_identity_pkey primary key (issuer, subject)
		);
		create index person_identity_person on person_identity (person_id);
		comment on table person_identity is 'Who a person is to the organisation''s own sign-in (OpenID Connect), from the first time they came that way.';
		comment on column person_identity.subject is 'Personal: what the organisation''s sign-in calls somebody';
	`);

export const down = (db: Knex): Promise<void> => db.raw('drop table person_identity');
