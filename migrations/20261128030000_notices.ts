import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create table notice (
			id         bigint generated always as identity primary key,
			code       text not null generated always as (short_code(id)) stored constraint notice_code unique,
			kind       text not null constraint notice_kind check (kind in ('interruption', 'road-works', 'outage')),
			state      text not null default 'draft' constraint notice_state check (state in ('draft', 'published', 'ended', 'discarded')),
			title      jsonb not null,
			words      jsonb not null default '{}',
			themes     text[] not null default '{}',
			ward_codes text[] not null default '{}',
			area       geometry(MultiPolygon, 4326) not null constraint notice_area_valid check (st_isvalid(area)),
			starts_at  timestamptz not null,
			ends_at    timestamptz not null,
			person_id  bigint references person,
			version    int not null default 1,
			changed_at timestamptz not null default now(),
			constraint notice_span check (ends_at > starts_at)
		);
		create index notice_person on notice (person_id);
		create index notice_area on notice using gist (area) where state = 'published';
		comment on table notice is 'What staff announce: planned interruptions, road works, outages that are known; drawn or by wards, for a time.';
		comment on column notice.themes is 'The services that are touched, by the themes of asset classes; none: all.';
		comment on column notice.ward_codes is 'The wards the area was made of; none where it was drawn.';

		create view public_notice as
			select notice.id, notice.code, notice.kind, notice.title, notice.words, notice.themes, notice.ward_codes, notice.area, notice.starts_at, notice.ends_at
			from notice
			where notice.state = 'published' and notice.ends_at > now();
		comment on view public_notice is 'What is announced and not over.';

		create table authority (
			id       bigint generated always as identity primary key,
			code     text not null constraint authority_code unique,
			name     jsonb not null,
			words    jsonb not null default '{}',
			phone    text,
			email    text,
			url      text constraint authority_url check (url like 'http://%' or url like 'https://%'),
			owners   text[] not null default '{}',
			modes    text[] not null default '{}',
			ward_codes text[] not null default '{}'
		);
		comment on table authority is 'Who else looks after things here: a province, a national road agency, an electricity supplier, owners of private ground.';
		comment on column authority.owners is 'What the register writes as owner of their assets.';
		comment on column authority.modes is 'Failure modes that are theirs whatever the asset; with ward_codes only in those wards.';
	`);

export const down = (db: Knex): Promise<void> => db.raw('drop view public_notice; drop table authority, notice');
