import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create table saved_view (
			id            bigint generated always as identity primary key,
			person_id     bigint not null references person,
			title         text not null constraint saved_view_title check (length(title) between 1 and 80),
			filters       jsonb not null,
			department_id bigint references department,
			removed_at    timestamptz,
			changed_at    timestamptz not null default now()
		);
		create index saved_view_person on saved_view (person_id) where removed_at is null;
		create index saved_view_department on saved_view (department_id) where department_id is not null;
		comment on table saved_view is 'A way of looking at the queue under a title: somebody''s own, or shared with a department.';
		comment on column saved_view.filters is 'What the queue is narrowed to and ordered by, as the address of the console says it.';
	`);

export const down = (db: Knex): Promise<void> => db.raw('drop table saved_view');
