import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create table upload (
			id          text primary key constraint upload_id_random check (id ~ '^[0-9a-f]{32}$'),
			sender      text not null,
			size        int not null constraint upload_size check (size > 0),
			received    int not null default 0 constraint upload_received check (received between 0 and size),
			ready       boolean not null default false,
			hash        text,
			thumb_hash  text,
			kind        text,
			bytes       int,
			width       int,
			height      int,
			seconds     real,
			lon         double precision,
			lat         double precision,
			begun_at    timestamptz not null default now(),
			touched_at  timestamptz not null default now(),
			constraint upload_whole check (not ready or num_nulls(hash, thumb_hash, kind, bytes, width, height) = 0)
		);
		create index upload_sender on upload (sender, begun_at);
		create index upload_touched on upload (touched_at);
		create index upload_hash on upload (hash) where hash is not null;
		create index upload_thumb_hash on upload (thumb_hash) where thumb_hash is not null;
		comment on table upload is 'Photos and videos that come in pieces before the report they belong to. Whoever made its id up may attach it; two days after the last piece it is forgotten.';
		comment on column upload.sender is 'Personal: keyed hash of the device or network it comes from; limits how much one sends.';
		comment on column upload.hash is 'Personal: the file, cleaned of metadata, by its content.';
		comment on column upload.thumb_hash is 'Personal: its small picture, by its content.';
		comment on column upload.lon is 'Personal: where the camera says it was; a second opinion about the pin of the report.';
		comment on column upload.lat is 'Personal: where the camera says it was; a second opinion about the pin of the report.';

		alter table media add column seconds real;
		comment on column media.seconds is 'How long a video is; null for photos.';
		comment on table media is 'Photos, re-encoded without metadata, and videos with nothing left in them but pictures and sound; files are addressed by content. Shown to the public once a moderator says so.';
	`);

export const down = (db: Knex): Promise<void> => db.raw('alter table media drop column seconds; drop table upload');
