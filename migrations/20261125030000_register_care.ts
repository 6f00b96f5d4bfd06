import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		alter table municipality add column two_eyes boolean not null default true;
		comment on column municipality.two_eyes is 'A proposal for the register is decided by somebody else than whoever made it.';

		create table asset_proposal (
			id           bigint generated always as identity primary key,
			code         text not null generated always as (short_code(id)) stored constraint asset_proposal_code unique,
			kind         text not null check (kind in ('moved', 'gone', 'missing', 'wrong', 'edit')),
			class        smallint not null references asset_class,
			asset_id     bigint references asset,
			geom         geometry(Point, 4326) not null,
			geom_m       geometry not null generated always as (metric(geom)) stored,
			edit         jsonb,
			state        text not null default 'open' check (state in ('open', 'approved', 'rejected', 'withdrawn')),
			made_at      timestamptz not null default now(),
			decided_at   timestamptz,
			decided_by   bigint references person,
			reason       text check (length(reason) <= 2000),
			change_id    bigint references register_change,
			exported_at  timestamptz,
			constraint asset_proposal_about check (asset_id is not null or kind in ('missing', 'edit')),
			constraint asset_proposal_decided check ((state = 'open') = (decided_at is null))
		);
		create index asset_proposal_class on asset_proposal (class, state, id);
		create index asset_proposal_asset on asset_proposal (asset_id) where asset_id is not null;
		create index asset_proposal_missing on asset_proposal using gist (class, geom_m) where state = 'open' and kind = 'missing';
		create index asset_proposal_change on asset_proposal (change_id) where change_id is not null;
		create index asset_proposal_decided_by on asset_proposal (decided_by) where decided_by is not null;
		create index asset_proposal_handover on asset_proposal (id) where state = 'approved' and exported_at is null;
		comment on table asset_proposal is 'A wished change of the register, reviewed before it is made. Who wishes it and in which words stands in proposal_voice.';
		comment on column asset_proposal.geom is 'Where to look: the place the asset should stand, or where it stands.';
		comment on column asset_proposal.edit is 'The wish as an edit of the register; null: only words say what is wrong.';

		create table proposal_voice (
			id            bigint generated always as identity primary key,
			proposal_id   bigint not null references asset_proposal,
			contact_id    bigint references contact,
			person_id     bigint references person,
			reporter_hash text,
			tracking      uuid not null default gen_random_uuid() constraint proposal_voice_tracking unique,
			language      text not null default 'en',
			words         text not null default '' check (length(words) <= 2000),
			edit          jsonb,
			at            timestamptz not null default clock_timestamp(),
			stopped_at    timestamptz,
			withdrawn_at  timestamptz
		);
		create index proposal_voice_proposal on proposal_voice (proposal_id);
		create index proposal_voice_contact on proposal_voice (contact_id) where contact_id is not null;
		create index proposal_voice_person on proposal_voice (person_id) where person_id is not null;
		comment on table proposal_voice is 'Who wishes a change of the register, in their own words (erasable), and how each wishes it: the first, and those who say the same.';

		create table inspection (
			id            bigint generated always as identity primary key,
			asset_id      bigint not null references asset,
			inspected_on  date not null,
			grade         smallint not null check (grade between 1 and 5),
			inspector     text not null default '' check (length(inspector) <= 200),
			note          text not null default '' check (length(note) <= 2000),
			source        text not null,
			person_id     bigint references person,
			change_id     bigint references register_change,
			recorded_at   timestamptz not null default now()
		);
		create unique index inspection_once on inspection (asset_id, inspected_on, lower(inspector));
		create index inspection_person on inspection (person_id) where person_id is not null;
		create index inspection_change on inspection (change_id) where change_id is not null;
		comment on table inspection is 'Somebody looked at an asset on a day and graded it 1 (very good) to 5 (very poor). One inspector''s second word about one asset on one day corrects the first.';

		create table inspection_defect (
			id            bigint generated always as identity primary key,
			inspection_id bigint not null references inspection on delete cascade,
			code          text not null,
			severity      smallint not null check (severity between 1 and 5),
			words         text not null default '' check (length(words) <= 500),
			constraint inspection_defect_once unique (inspection_id, code)
		);
		comment on table inspection_defect is 'What was found wrong, by a code of the list of defects.';

		-- A photo belongs to a fault, to a proposal or to an inspection.
		alter table media
			alter column fault_id drop not null,
			add column proposal_id bigint references asset_proposal,
			add column inspection_id bigint references inspection,
			add constraint media_of check (num_nonnulls(fault_id, proposal_id, inspection_id) = 1);
		create index media_proposal on media (proposal_id) where proposal_id is not null;
		create index media_inspection on media (inspection_id) where inspection_id is not null;

		-- A message tells of a fault or of a proposal.
		alter table message
			alter column fault_id drop not null,
			add column proposal_id bigint references asset_proposal,
			add constraint message_about check (num_nonnulls(fault_id, proposal_id) = 1);
		create index message_proposal on message (proposal_id) where proposal_id is not null;

		-- Changes are numbered when they are first handed out, so that a number never appears below one that was handed out before: changes do
		-- not commit in the order of their ids.
		create sequence register_change_told as bigint;
		alter table register_change add column told_no bigint constraint register_change_told_once unique;
		create index register_change_untold on register_change (id) where told_no is null;
		comment on column register_change.told_no is 'Its place in the feed of changes; given when it is first asked for after its commit.';
	`);

export const down = (db: Knex): Promise<void> =>
	db.raw(`
		alter table register_change drop column told_no;
		drop sequence register_change_told;
		delete from message where proposal_id is not null;
		alter table message drop column proposal_id, alter column fault_id set not null;
		delete from media where fault_id is null;
		alter table media drop column inspection_id, drop column proposal_id, alter column fault_id set not null;
		drop table inspection_defect, inspection, proposal_voice, asset_proposal;
		alter table municipality drop column two_eyes;
	`);
