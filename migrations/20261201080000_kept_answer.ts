import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create table kept_answer (
			id         bigint generated always as identity primary key,
			person_id  bigint not null references person,
			report     text not null constraint kept_answer_report check (report ~ '^[a-z0-9-]{1,80}$'),
			params     jsonb not null,
			title      text not null constraint kept_answer_title check (length(title) between 1 and 120),
			note       text not null default '' constraint kept_answer_note check (length(note) <= 2000),
			shared     boolean not null default false,
			answer     jsonb not null,
			as_of      timestamptz not null,
			removed_at timestamptz,
			changed_at timestamptz not null default now()
		);
		create index kept_answer_person on kept_answer (person_id) where removed_at is null;
		create index kept_answer_shared on kept_answer (as_of desc) where shared and removed_at is null;
		comment on table kept_answer is 'An answer of the planner as it was at a moment, under a title: somebody''s own, or shared with all who plan.';
		comment on column kept_answer.params is 'What was asked that is not usual; all of it stands in the answer.';
		comment on column kept_answer.answer is 'The whole answer as it was then: it is never counted again.';
		comment on column kept_answer.note is 'Personal: what somebody wrote to the answer.';

		create table pinned_answer (
			person_id      bigint not null references person,
			kept_answer_id bigint not null references kept_answer,
			place          integer not null constraint pinned_answer_place check (place between 1 and 24),
			primary key (person_id, kept_answer_id)
		);
		create index pinned_answer_kept on pinned_answer (kept_answer_id);
		comment on table pinned_answer is 'What stands on somebody''s board, in her order; it is asked anew each time the board is looked at.';
	`);

export const down = (db: Knex): Promise<void> => db.raw('drop table pinned_answer; drop table kept_answer');
