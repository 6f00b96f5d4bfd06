import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create table planning_letter (
			id           bigint generated always as identity primary key,
			public_id    uuid not null default gen_random_uuid() constraint planning_letter_public_id unique,
			person_id    bigint not null references person,
			title        text not null constraint planning_letter_title check (length(title) between 1 and 120),
			what         text not null constraint planning_letter_what check (what in ('report', 'board', 'question')),
			report       text constraint planning_letter_report check (report ~ '^[a-z0-9-]{1,80}$'),
			params       jsonb not null default '{}',
			question_id  bigint references planning_question,
			every        text not null constraint planning_letter_every check (every in ('week', 'month', 'quarter')),
			day          smallint not null,
			hour         smallint not null constraint planning_letter_hour check (hour between 0 and 23),
			language     text not null,
			next_at      timestamptz not null,
			paused_at    timestamptz,
			paused_for   text constraint planning_letter_paused_for check (paused_for in ('wish', 'left')),
			removed_at   timestamptz,
			changed_at   timestamptz not null default now(),
			constraint planning_letter_about check ((what = 'report') = (report is not null) and (what = 'question') = (question_id is not null)),
			constraint planning_letter_day check (day between 1 and case when every = 'week' then 7 else 31 end),
			constraint planning_letter_paused check ((paused_at is null) = (paused_for is null))
		);
		create index planning_letter_person on planning_letter (person_id) where removed_at is null;
		create index planning_letter_question on planning_letter (question_id) where question_id is not null;
		create index planning_letter_due on planning_letter (next_at) where removed_at is null and paused_at is null;
		comment on table planning_letter is 'Answers of the planner that go out by mail again and again.';
		comment on column planning_letter.day is 'Of the week (Monday is 1), of the month, or of the first month of a quarter of the financial year.';
		comment on column planning_letter.paused_for is 'wish: somebody paused it; left: whoever made it works here no more or may no longer plan.';

		create table planning_letter_reader (
			id         bigint generated always as identity primary key,
			letter_id  bigint not null references planning_letter,
			person_id  bigint references person,
			email      text constraint planning_letter_reader_email check (length(email) between 3 and 200),
			removed_at timestamptz,
			stopped_at timestamptz,
			constraint planning_letter_reader_who check (num_nonnulls(person_id, email) = 1)
		);
		create unique index planning_letter_reader_once on planning_letter_reader (letter_id, person_id) where person_id is not null;
		create unique index planning_letter_reader_once_outside on planning_letter_reader (letter_id, lower(email)) where email is not null;
		create index planning_letter_reader_person on planning_letter_reader (person_id) where person_id is not null;
		comment on table planning_letter_reader is 'Who gets it: an account, or an address outside the municipality.';
		comment on column planning_letter_reader.email is 'Personal: where somebody outside is reached.';
		comment on column planning_letter_reader.stopped_at is 'They want no more of it.';

		create table planning_letter_turn (
			id         bigint generated always as identity primary key,
			letter_id  bigint not null references planning_letter,
			due_at     timestamptz not null,
			state      text not null default 'waiting' constraint planning_letter_turn_state check (state in ('waiting', 'written', 'failed')),
			attempts   smallint not null default 0,
			held_until timestamptz not null default now(),
			trouble    text constraint planning_letter_turn_trouble check (trouble in ('gone', 'not-worked-out', 'error')),
			constraint planning_letter_turn_once unique (letter_id, due_at),
			constraint planning_letter_turn_troubled check ((state = 'failed') = (trouble is not null))
		);
		create index planning_letter_turn_due on planning_letter_turn (held_until) where state = 'waiting';
		comment on table planning_letter_turn is 'One time that a letter is due. There is one for each moment, whoever looks and however often.';

		create table planning_letter_paper (
			turn_id  bigint not null references planning_letter_turn,
			audience text not null constraint planning_letter_paper_audience check (audience in ('house', 'public')),
			place    smallint not null,
			file     text not null,
			title    text not null,
			link     text,
			content  bytea not null,
			primary key (turn_id, audience, place)
		);
		comment on table planning_letter_paper is 'What goes along, until everybody has it: all get the same.';

		create table planning_letter_copy (
			id         bigint generated always as identity primary key,
			turn_id    bigint not null references planning_letter_turn,
			reader_id  bigint not null references planning_letter_reader,
			audience   text not null constraint planning_letter_copy_audience check (audience in ('house', 'public')),
			state      text not null default 'due' constraint planning_letter_copy_state check (state in ('due', 'sending', 'sent', 'failed', 'kept')),
			attempts   smallint not null default 0,
			retry_at   timestamptz not null default now(),
			claimed_at timestamptz,
			sent_at    timestamptz,
			trouble    text constraint planning_letter_copy_trouble check (trouble in ('stopped', 'refused', 'unknown')),
			constraint planning_letter_copy_once unique (turn_id, reader_id)
		);
		create index planning_letter_copy_reader on planning_letter_copy (reader_id);
		create index planning_letter_copy_due on planning_letter_copy (retry_at) where state in ('due', 'sending');
		comment on table planning_letter_copy is 'The mail of one turn to one reader: marked as being sent before a word is said to the mail server, and then never sent again.';

		alter table account_mail drop constraint account_mail_kind_check,
			add constraint account_mail_kind_check check (kind in ('invitation', 'reset', 'locked', 'factor-on', 'factor-off', 'letter-paused'));
	`);

export const down = (db: Knex): Promise<void> =>
	db.raw(`
		delete from account_mail where kind = 'letter-paused';
		alter table account_mail drop constraint account_mail_kind_check,
			add constraint account_mail_kind_check check (kind in ('invitation', 'reset', 'locked', 'factor-on', 'factor-off'));
		drop table planning_letter_copy, planning_letter_paper, planning_letter_turn, planning_letter_reader, planning_letter;
	`);
