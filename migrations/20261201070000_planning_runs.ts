import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create table planning_run (
			id          bigint generated always as identity primary key,
			code        text not null generated always as (short_code(id)) stored constraint planning_run_code unique,
			report      text not null check (length(report) between 1 and 80),
			edition     smallint not null,
			asked       jsonb not null,
			question    text not null,
			state       text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
			progress    real not null default 0 check (progress between 0 and 1),
			attempts    smallint not null default 0,
			held_until  timestamptz,
			fingerprint text,
			figures     jsonb,
			same_as     bigint constraint planning_run_same references planning_run,
			trouble     text check (trouble in ('interrupted', 'too-long', 'too-large', 'error')),
			asked_by    bigint constraint planning_run_person references person,
			asked_at    timestamptz not null default now(),
			as_of       timestamptz,
			ended_at    timestamptz,
			constraint planning_run_answered check (state <> 'done' or (num_nonnulls(figures, same_as) = 1 and fingerprint is not null and as_of is not null)),
			constraint planning_run_ended check ((state in ('done', 'failed', 'cancelled')) = (ended_at is not null)),
			constraint planning_run_troubled check ((state = 'failed') = (trouble is not null))
		);
		create unique index planning_run_once on planning_run (question) where state in ('waiting', 'running');
		create index planning_run_latest on planning_run (question, id desc);
		create index planning_run_due on planning_run (id) where state in ('waiting', 'running');
		create index planning_run_fingerprint on planning_run (fingerprint) where state = 'done' and same_as is null;
		create index planning_run_same_as on planning_run (same_as) where same_as is not null;
		create index planning_run_asked_by on planning_run (asked_by) where asked_by is not null;
		comment on table planning_run is 'A question that takes a while, and its figures. What has ended never changes.';
		comment on column planning_run.question is 'Report, edition and what was asked, in one line: the same question has the same.';
		comment on column planning_run.fingerprint is 'Of the question and everything that was read to answer it: the same has the same figures.';
		comment on column planning_run.same_as is 'The run whose inputs were the same, and so its figures are.';
		comment on column planning_run.as_of is 'When its inputs were read.';

		create function planning_run_stands() returns trigger language plpgsql as $$
		begin
			raise exception 'run % has ended: it does not change', old.code using errcode = 'check_violation', constraint = 'planning_run_stands';
		end $$;
		create trigger planning_run_stands before update on planning_run for each row when (old.ended_at is not null) execute function planning_run_stands();
	`);

export const down = (db: Knex): Promise<void> => db.raw('drop table planning_run; drop function planning_run_stands');
