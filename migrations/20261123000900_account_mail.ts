import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		alter table person add column demo boolean not null default false;
		comment on column person.demo is 'Came with the demo town, with a password that is no secret: refused in production.';

		-- All sessions of a person end when the password changes or the account is disabled.
		create index session_person on session ((sess #>> '{passport,user}'));

		create table account_mail (
			id         bigint generated always as identity primary key,
			person_id  bigint not null references person,
			kind       text not null check (kind in ('invitation', 'reset')),
			language   text not null,
			subject    text not null,
			body       text,
			state      text not null default 'due' check (state in ('due', 'sending', 'sent', 'failed', 'kept')),
			attempts   int not null default 0,
			retry_at   timestamptz not null default now(),
			claimed_at timestamptz,
			error      text,
			created_at timestamptz not null default now(),
			sent_at    timestamptz
		);
		create index account_mail_person on account_mail (person_id);
		create index account_mail_due on account_mail (id) where state in ('due', 'sending');
		comment on table account_mail is 'Mail that opens an account. The body holds a secret link, so it is erased once a mail server has taken it.';

		alter table message add column retry_at timestamptz not null default now(), add column claimed_at timestamptz;
	`);

export const down = (db: Knex): Promise<void> =>
	db.raw(`
		alter table message drop column retry_at, drop column claimed_at;
		drop table account_mail;
		drop index session_person;
		alter table person drop column demo`);
