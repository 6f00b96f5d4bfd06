import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create table standby (
			id            bigint generated always as identity primary key,
			public_id     uuid not null default gen_random_uuid() constraint standby_public_id unique,
			department_id bigint not null references department,
			person_id     bigint not null references person,
			from_day      date not null,
			until_day     date not null,
			turn          smallint not null default 1 check (turn between 1 and 9),
			phone         text check (length(phone) <= 24),
			removed_at    timestamptz,
			constraint standby_days check (until_day >= from_day and until_day - from_day <= 366)
		);
		create index standby_department on standby (department_id, until_day) where removed_at is null;
		create index standby_department_fkey on standby (department_id);
		create index standby_person on standby (person_id);
		comment on table standby is 'Who stands by for a department, both days included; turn: who is called first.';
		comment on column standby.phone is 'Personal: where somebody is called at night, if it is another number than that of their account';

		alter table department add column standby_minutes smallint not null default 15 constraint department_standby_minutes check (standby_minutes between 2 and 240);
		comment on column department.standby_minutes is 'After how many minutes without an answer the next who stands by is called.';

		create table call_out (
			id              bigint generated always as identity primary key,
			public_id       uuid not null default gen_random_uuid() constraint call_out_public_id unique,
			fault_id        bigint not null references fault,
			department_id   bigint not null references department,
			state           text not null default 'calling' check (state in ('calling', 'acknowledged', 'unanswered', 'over')),
			started_at      timestamptz not null default now(),
			next_at         timestamptz,
			acknowledged_at timestamptz,
			acknowledged_by bigint references person,
			constraint call_out_acknowledged check ((state = 'acknowledged') = (acknowledged_at is not null))
		);
		create unique index call_out_once on call_out (fault_id) where state = 'calling';
		create index call_out_fault on call_out (fault_id, started_at);
		create index call_out_department on call_out (department_id);
		create index call_out_next on call_out (next_at) where state = 'calling';
		create index call_out_recent on call_out (started_at desc);
		create index call_out_by on call_out (acknowledged_by) where acknowledged_by is not null;
		comment on table call_out is 'An emergency after hours for which whoever stands by is called, one after the other, until somebody says that they go.';

		create table call_out_try (
			id          bigint generated always as identity primary key,
			call_out_id bigint not null references call_out,
			standby_id  bigint not null references standby,
			at          timestamptz not null default now(),
			state       text not null default 'due' check (state in ('due', 'sending', 'sent', 'failed', 'kept')),
			channels    text[] not null default '{}',
			token_hash  text constraint call_out_try_token unique
		);
		create index call_out_try_call_out on call_out_try (call_out_id);
		create index call_out_try_standby on call_out_try (standby_id);
		create index call_out_try_due on call_out_try (id) where state in ('due', 'sending');
		comment on table call_out_try is 'Somebody who stands by was called.';
		comment on column call_out_try.token_hash is 'Personal: what is kept of the link by which somebody answers';
	`);

export const down = (db: Knex): Promise<void> => db.raw('drop table call_out_try, call_out, standby; alter table department drop column standby_minutes');
