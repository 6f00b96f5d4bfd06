import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		alter table media
			add column public_hash       text,
			add column public_thumb_hash text,
			add column blurred           jsonb,
			add column looked_at         timestamptz,
			add column looked_by         bigint references person,
			add constraint media_public_copy check (num_nulls(public_hash, public_thumb_hash, blurred) in (0, 3));
		create index media_looked_by on media (looked_by) where looked_by is not null;
		create index media_public_hash on media (public_hash) where public_hash is not null;
		create index media_public_thumb_hash on media (public_thumb_hash) where public_thumb_hash is not null;
		create index media_to_look_at on media (id) where not shown and looked_at is null;
		comment on column media.public_hash is 'Personal: the copy that the public gets, with faces and plates made unrecognisable; without one it gets the photo itself, if it is shown.';
		comment on column media.public_thumb_hash is 'Personal: the same, small.';
		comment on column media.blurred is 'What was made unrecognisable: list of {x, y, width, height}, parts of the width and height of the photo.';
		comment on column media.looked_at is 'When a moderator decided whether it is shown.';
		update media set looked_at = media.created_at where media.shown;

		alter table comment
			add column public_words text check (length(public_words) between 1 and 2000),
			add column looked_at    timestamptz,
			add column looked_by    bigint references person;
		create index comment_looked_by on comment (looked_by) where looked_by is not null;
		create index comment_held on comment (id) where visibility = 'held';
		comment on column comment.public_words is 'Personal: the words as the public reads them, without what could lead to a person; null: as they were written.';

		create table content_flag (
			id         bigint generated always as identity primary key,
			comment_id bigint references comment on delete cascade,
			media_id   bigint references media on delete cascade,
			fault_id   bigint not null references fault,
			reason     text not null check (reason in ('personal', 'offensive', 'spam', 'wrong')),
			sender     text not null,
			at         timestamptz not null default now(),
			settled_at timestamptz,
			constraint content_flag_about check (num_nonnulls(comment_id, media_id) <= 1),
			constraint content_flag_once unique nulls not distinct (comment_id, media_id, fault_id, sender)
		);
		create index content_flag_media on content_flag (media_id) where media_id is not null;
		create index content_flag_fault on content_flag (fault_id);
		create index content_flag_open on content_flag (id) where settled_at is null;
		comment on table content_flag is 'Somebody says that what the public sees should not be seen. Counted once a device; enough of them hide it until a moderator has looked.';
		comment on column content_flag.sender is 'Personal: a keyed hash of the device or network it comes from.';

		create or replace view public_comment as
			select comment.id, comment.fault_id, coalesce(comment.public_words, comment.words) as words,
			       (comment.at at time zone municipality.zone)::date as on_day, comment.person_id is not null as by_staff
			from comment
			cross join municipality
			where comment.visibility = 'public';

		create or replace view public_media as
			select media.public_id, media.fault_id, media.width, media.height, coalesce(media.public_hash, media.hash) as hash,
			       coalesce(media.public_thumb_hash, media.thumb_hash) as thumb_hash, media.kind
			from media
			where media.shown;
	`);

export const down = (db: Knex): Promise<void> =>
	db.raw(`
		create or replace view public_media as
			select media.public_id, media.fault_id, media.width, media.height, media.hash, media.thumb_hash, media.kind
			from media
			where media.shown;
		create or replace view public_comment as
			select comment.id, comment.fault_id, comment.words, (comment.at at time zone municipality.zone)::date as on_day, comment.person_id is not null as by_staff
			from comment
			cross join municipality
			where comment.visibility = 'public';
		drop table content_flag;
		alter table comment drop column public_words, drop column looked_at, drop column looked_by;
		alter table media drop column public_hash, drop column public_thumb_hash, drop column blurred, drop column looked_at, drop column looked_by;
	`);
