import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create table register_source (
			id           bigint generated always as identity primary key,
			code         text not null generated always as ('RS' || short_code(id)) stored constraint register_source_code unique,
			title        text not null,
			class        smallint not null references asset_class,
			address      text,
			options      jsonb not null default '{}',
			every        interval check (every > interval '0'),
			next_at      timestamptz,
			applies      boolean not null default false,
			limits       jsonb not null default '{}',
			failures     int not null default 0,
			version      int not null default 1,
			person_id    bigint references person,
			made_at      timestamptz not null default now(),
			forgotten_at timestamptz
		);
		create index register_source_class on register_source (class);
		create index register_source_person on register_source (person_id);
		create index register_source_due on register_source (next_at) where next_at is not null and forgotten_at is null;
		comment on table register_source is 'Where editions of a layer come from, how they are read, and how often.';

		create table register_credential (
			source_id bigint primary key references register_source,
			sealed    text not null
		);
		comment on table register_credential is 'How we show services who we are: encrypted, read only to ask them.';

		create table import_request (
			id          bigint generated always as identity primary key,
			code        text not null generated always as ('IM' || short_code(id)) stored constraint import_request_code unique,
			state       text not null default 'uploading'
				check (state in ('uploading', 'reading', 'ready', 'applying', 'applied', 'undoing', 'undone', 'failed', 'discarded')),
			class       smallint references asset_class,
			source_id   bigint references register_source,
			scheduled   boolean not null default false,
			address     text,
			file_name   text,
			file_size   bigint check (file_size > 0),
			received    bigint not null default 0 check (received >= 0 and received <= file_size),
			sha256      text,
			options     jsonb not null default '{}',
			stage       text,
			rows        int not null default 0,
			problem     text,
			reading     jsonb,
			difference  jsonb,
			basis       text,
			staged      text,
			change_id   bigint references register_change,
			undone_id   bigint references register_change,
			person_id   bigint references person,
			begun_at    timestamptz not null default now(),
			ended_at    timestamptz,
			held_until  timestamptz,
			attempts    int not null default 0,
			constraint import_request_from check ((address is null) <> (file_name is null)),
			constraint import_request_file check ((file_name is null) = (file_size is null))
		);
		create index import_request_class on import_request (class, id);
		create index import_request_source on import_request (source_id, id) where source_id is not null;
		create index import_request_change on import_request (change_id) where change_id is not null;
		create index import_request_undone on import_request (undone_id) where undone_id is not null;
		create index import_request_person on import_request (person_id);
		create index import_request_to_do on import_request (id) where state in ('reading', 'applying', 'undoing');
		comment on table import_request is 'An edition of a layer that somebody wants taken into the register: from the first byte to what became of it.';
		comment on column import_request.staged is 'The stem of the tables in which its rows wait.';
	`);

export const down = (db: Knex): Promise<void> => db.raw('drop table import_request, register_credential, register_source');
