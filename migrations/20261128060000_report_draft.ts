import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create table report_draft (
			id           bigint generated always as identity primary key,
			code         text not null generated always as (short_code(id)) stored constraint report_draft_code unique,
			channel      text not null constraint report_draft_channel check (channel in ('email', 'sms', 'whatsapp', 'ussd')),
			contact_id   bigint references contact,
			language     text not null,
			subject      text,
			words        text not null default '',
			lon          double precision,
			lat          double precision,
			placed       text constraint report_draft_placed check (placed in ('photo', 'asset', 'address')),
			asset        text,
			failure_mode text,
			state        text not null default 'waiting' constraint report_draft_state check (state in ('waiting', 'accepted', 'rejected')),
			reason       text constraint report_draft_reason check (reason in ('no-place', 'not-ours', 'no-fault', 'spam')),
			report_id    bigint references report,
			decided_by   bigint references person,
			decided_at   timestamptz,
			received_at  timestamptz not null default now(),
			answer       text constraint report_draft_answer check (answer in ('due', 'sending', 'sent', 'failed', 'kept')),
			attempts     int not null default 0,
			retry_at     timestamptz,
			constraint report_draft_place check (num_nulls(lon, lat, placed) in (0, 3))
		);
		create index report_draft_waiting on report_draft (id) where state = 'waiting';
		create index report_draft_decided on report_draft (decided_at desc) where state <> 'waiting';
		create index report_draft_contact on report_draft (contact_id) where contact_id is not null;
		create index report_draft_report on report_draft (report_id) where report_id is not null;
		create index report_draft_decided_by on report_draft (decided_by) where decided_by is not null;
		create index report_draft_answer_due on report_draft (id) where answer in ('due', 'sending');
		comment on table report_draft is 'What came by mail or message and waits for staff to make a report of it. Once it is one, nothing of the person stays here; what was rejected goes after a month.';
		comment on column report_draft.subject is 'Personal: what they wrote.';
		comment on column report_draft.words is 'Personal: what they wrote.';
		comment on column report_draft.lon is 'Personal: where their photo was taken, or the place they named.';
		comment on column report_draft.lat is 'Personal: where their photo was taken, or the place they named.';

		create table report_draft_photo (
			id         uuid primary key default gen_random_uuid(),
			draft_id   bigint not null references report_draft on delete cascade,
			hash       text not null,
			thumb_hash text not null,
			bytes      int not null,
			width      int not null,
			height     int not null,
			lon        double precision,
			lat        double precision
		);
		create index report_draft_photo_draft on report_draft_photo (draft_id);
		create index report_draft_photo_hash on report_draft_photo (hash);
		create index report_draft_photo_thumb_hash on report_draft_photo (thumb_hash);
		comment on table report_draft_photo is 'Photos that came with a draft; they go over to its report.';
		comment on column report_draft_photo.hash is 'Personal: the photo they sent, in the store of files.';
		comment on column report_draft_photo.thumb_hash is 'Personal: the same, small.';
		comment on column report_draft_photo.lon is 'Personal: where the camera says it was.';
		comment on column report_draft_photo.lat is 'Personal: where the camera says it was.';

		-- Replies name the mail of ours that they answer.
		create index message_message_id on message (message_id);

		create table inbound_message (
			channel text not null,
			digest  bytea not null,
			outcome text not null constraint inbound_message_outcome check (outcome in ('draft', 'comment', 'ignored', 'unreadable', 'dialogue')),
			at      timestamptz not null default now(),
			constraint inbound_message_once primary key (channel, digest)
		);
		create index inbound_message_at on inbound_message (at);
		comment on table inbound_message is 'That a mail or message was taken, by a hash of its sender''s own id: the same again changes nothing.';
	`);

export const down = (db: Knex): Promise<void> => db.raw('drop index message_message_id; drop table inbound_message, report_draft_photo, report_draft');
