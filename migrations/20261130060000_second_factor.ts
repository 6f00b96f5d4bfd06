import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create table second_factor (
			person_id    bigint constraint second_factor_pkey primary key references person,
			sealed       text not null,
			last_step    bigint not null,
			confirmed_at timestamptz not null default now()
		);
		comment on table second_factor is 'What a person''s phone makes codes of (RFC 6238), from the moment they have shown that it does.';
		comment on column second_factor.sealed is 'Personal: the secret of somebody''s codes, sealed by the server''s own';
		comment on column second_factor.last_step is 'The latest half minute whose code was taken: none is taken twice.';

		create table second_factor_wish (
			person_id  bigint constraint second_factor_wish_pkey primary key references person,
			sealed     text not null,
			created_at timestamptz not null default now()
		);
		comment on table second_factor_wish is 'A secret that was shown and waits for its first code; what is in use stays in use until then.';
		comment on column second_factor_wish.sealed is 'Personal: the secret of somebody''s codes, sealed by the server''s own';

		create table recovery_code (
			hash       text constraint recovery_code_pkey primary key,
			person_id  bigint not null references person,
			used_at    timestamptz,
			created_at timestamptz not null default now()
		);
		create index recovery_code_person on recovery_code (person_id);
		comment on table recovery_code is 'Codes on paper that take the place of a phone, each once.';
		comment on column recovery_code.hash is 'Personal: made of a secret code';

		create table sign_in_rule (
			single     boolean default true constraint sign_in_rule_pkey primary key constraint sign_in_rule_single check (single),
			code_roles text[] not null default '{}'
		);
		comment on table sign_in_rule is 'How staff sign in: one row. Whoever holds one of code_roles needs a second factor.';

		alter table person add column lockouts int not null default 0;
		comment on column person.lockouts is 'How often in a row wrong tries locked the account: each wait is twice the one before.';

		alter table account_mail drop constraint account_mail_kind_check,
			add constraint account_mail_kind_check check (kind in ('invitation', 'reset', 'locked', 'factor-on', 'factor-off'));
		comment on table account_mail is 'Mail about an account. The body may hold a secret link, so it is erased once a mail server has taken it.';
		comment on column session.sess is 'Personal: who is signed in there, since when, with what program and from what part of the network';
	`);

export const down = (db: Knex): Promise<void> =>
	db.raw(`
		delete from account_mail where kind not in ('invitation', 'reset');
		alter table account_mail drop constraint account_mail_kind_check,
			add constraint account_mail_kind_check check (kind in ('invitation', 'reset'));
		alter table person drop column lockouts;
		drop table sign_in_rule, recovery_code, second_factor_wish, second_factor`);
