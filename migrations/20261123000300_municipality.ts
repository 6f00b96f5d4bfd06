import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create table municipality (
			id             smallint primary key default 1 check (id = 1),
			name           text not null,
			slug           text not null check (slug ~ '^[a-z0-9-]+$'),
			prefix         text not null check (prefix ~ '^[A-Z]{2,5}$'),
			boundary       geometry(MultiPolygon, 4326) not null check (st_isvalid(boundary)),
			srid           int not null,
			languages      text[] not null check (cardinality(languages) > 0),
			zone           text not null,
			currency       text not null,
			financial_year_month smallint not null default 1 check (financial_year_month between 1 and 12),
			brand          jsonb not null default '{}',
			emergency      jsonb not null default '{}',
			map            jsonb not null default '{}',
			fixed_window   interval not null default '7 days',
			demo           boolean not null default false,
			register_from  date not null,
			changed_at     timestamptz not null default now()
		);
		comment on table municipality is 'The owner of this deployment; one database each.';

		create table department (
			id    bigint generated always as identity primary key,
			code  text not null constraint department_code unique,
			title jsonb not null,
			email text
		);
		comment on table department is 'Who does the work; every open fault has exactly one.';

		create table ward (
			id     bigint generated always as identity primary key,
			code   text not null,
			name   text not null,
			geom   geometry(MultiPolygon, 4326) not null check (st_isvalid(geom)),
			geom_m geometry not null generated always as (metric(geom)) stored,
			geom_3857 geometry(MultiPolygon, 3857) not null generated always as (st_transform(geom, 3857)) stored,
			valid  daterange not null,
			population int,
			constraint ward_version exclude using gist (code with =, valid with &&)
		);
		create index ward_geom on ward using gist (geom);
		create index ward_geom_3857 on ward using gist (geom_3857);
		comment on table ward is 'Wards, versioned through redelimitation.';

		create table place (
			id        bigint generated always as identity primary key,
			kind      text not null check (kind in ('street', 'suburb', 'address', 'landmark')),
			name      text not null,
			suburb    text,
			number    int,
			plain     text not null generated always as (plain(name || coalesce(' ' || suburb, ''))) stored,
			geom      geometry(Point, 4326) not null,
			geom_3857 geometry(Point, 3857) not null generated always as (st_transform(geom, 3857)) stored,
			importance real not null default 0
		);
		create index place_plain on place using gin (plain gin_trgm_ops);
		create index place_geom_3857 on place using gist (geom_3857);
		comment on table place is 'The gazetteer: suburbs, streets, addresses, landmarks. The name is what people see, with the house number where they write it.';

		create table calendar (
			id      bigint generated always as identity primary key,
			code    text not null constraint calendar_code unique,
			title   jsonb not null,
			windows jsonb not null
		);
		comment on column calendar.windows is 'Seven lists, Monday first, of [from, to] in minutes after local midnight.';
		comment on table calendar is 'When the clocks of service standards run.';

		create table holiday (
			day        date primary key,
			name       text not null,
			proclaimed boolean not null default false
		);
		comment on table holiday is 'Days on which office calendars stand still; editable.';

		create table service (
			id            bigint generated always as identity primary key,
			failure_mode  text not null,
			valid         tstzrange not null default tstzrange(now(), null),
			enabled       boolean not null default true,
			department_id bigint not null references department,
			calendar_id   bigint not null references calendar,
			respond_minutes int not null check (respond_minutes > 0),
			resolve_minutes int not null check (resolve_minutes > 0),
			texts         jsonb not null default '{}',
			changed_by    bigint references person,
			constraint service_version exclude using gist (failure_mode with =, valid with &&)
		);
		create index service_department on service (department_id);
		create index service_calendar on service (calendar_id);
		create index service_changed_by on service (changed_by);
		comment on table service is 'A failure mode as offered to residents, in versions: department, service standard, texts.';

		alter table person_role
			add constraint person_role_department foreign key (department_id) references department,
			add constraint person_role_ward foreign key (ward_id) references ward;
		create index person_role_department on person_role (department_id);
		create index person_role_ward on person_role (ward_id);
	`);

export const down = (db: Knex): Promise<void> =>
	db.raw(`
		alter table person_role drop constraint person_role_department, drop constraint person_role_ward;
		drop table service, holiday, calendar, place, ward, department, municipality`);
