import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		drop table calibration;
		create table calibration_version (
			version   int primary key constraint calibration_version_number check (version > 0),
			made_at   timestamptz not null,
			made_by   bigint references person,
			links     int not null,
			first_at  timestamptz not null,
			last_at   timestamptz not null,
			made_of   text not null,
			against   int references calibration_version,
			learnt    jsonb not null,
			compared  jsonb not null,
			verdict   text not null constraint calibration_version_verdict check (verdict in ('better', 'equal', 'worse'))
		);
		create index calibration_version_made_by on calibration_version (made_by) where made_by is not null;
		create index calibration_version_against on calibration_version (against) where against is not null;
		comment on table calibration_version is 'What snapping learnt from confirmed links at one time, and how it did on links it had not seen. Never changed.';
		comment on column calibration_version.made_of is 'SHA-256 of the links it was made of: the same links make the same version.';
		comment on column calibration_version.against is 'The version that was in force then, with which it was compared; null: the numbers that are shipped.';

		create table calibration_live (
			id        bigint generated always as identity primary key,
			version   int references calibration_version,
			at        timestamptz not null,
			person_id bigint references person
		);
		create index calibration_live_version on calibration_live (version) where version is not null;
		create index calibration_live_person on calibration_live (person_id) where person_id is not null;
		comment on table calibration_live is 'Which version snapping went by since when; the last row holds. Only added to.';
		comment on column calibration_live.version is 'Null: the numbers that are shipped.';
		comment on column calibration_live.person_id is 'Who put it in force; null: it went by itself, as the setting says.';

		create table calibration_setting (
			single    boolean primary key default true constraint calibration_setting_single check (single),
			by_itself boolean not null default false
		);
		insert into calibration_setting default values;
		comment on table calibration_setting is 'Whether a version that did no worse than the one in force takes its place without anybody.';

		alter table sighting add column calibration int constraint sighting_calibration references calibration_version;
		create index sighting_calibration on sighting (calibration) where calibration is not null;
		comment on column sighting.calibration is 'The version that weighed its candidates; null: the numbers that are shipped.';
		create index confirmation_lately on confirmation (at desc) where undone_at is null and sighting_id is not null;
		create index event_calibration on event (id) where kind in ('calibration.asked', 'calibration.made');
	`);

export const down = (db: Knex): Promise<void> =>
	db.raw(`
		drop index event_calibration, confirmation_lately;
		alter table sighting drop column calibration;
		drop table calibration_setting, calibration_live, calibration_version;
		create table calibration (
			method     text not null,
			alpha      real not null,
			quantile   double precision not null check (quantile between 0 and 1),
			labels     int not null,
			model      text not null,
			valid_from timestamptz not null default now(),
			primary key (method, alpha, valid_from)
		);
	`);
