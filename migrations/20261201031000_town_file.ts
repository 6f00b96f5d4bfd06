import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create table town_file (
			id        bigint generated always as identity primary key,
			before    jsonb not null,
			after     jsonb not null,
			changes   int not null,
			person_id bigint references person,
			at        timestamptz not null default now(),
			undone_at timestamptz,
			undone_by bigint references person
		);
		create index town_file_person on town_file (person_id) where person_id is not null;
		create index town_file_undone_by on town_file (undone_by) where undone_by is not null;
		comment on table town_file is 'A file of all that administrators keep that was taken in: how everything stood before and after it, so that it can be taken back as a whole.';
	`);

export const down = (db: Knex): Promise<void> => db.raw('drop table town_file');
