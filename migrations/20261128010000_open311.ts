import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create table open311_request (
			id           bigint generated always as identity primary key,
			report_id    bigint not null references report constraint open311_request_report unique,
			person_id    bigint not null references person,
			foreign_id   text,
			content_hash text,
			media_urls   text[] not null default '{}',
			notice       text,
			created_at   timestamptz not null default now()
		);
		create unique index open311_request_foreign on open311_request (person_id, foreign_id) where foreign_id is not null;
		create index open311_request_content on open311_request (person_id, content_hash, created_at);
		comment on table open311_request is 'Reports that another system has posted, by the account whose key it used: the same one again is the same report.';
		comment on column open311_request.foreign_id is 'Personal: the number of what they wrote at the system they wrote it to';
		comment on column open311_request.content_hash is 'Personal: made of all that was sent';
		comment on column open311_request.media_urls is 'Personal: where the photos they sent are kept elsewhere';

		create table open311_update (
			id         bigint generated always as identity primary key,
			fault_id   bigint not null references fault,
			person_id  bigint not null references person,
			contact_id bigint references contact,
			foreign_id text,
			status     text not null,
			at         timestamptz not null default now()
		);
		create unique index open311_update_foreign on open311_update (person_id, foreign_id) where foreign_id is not null;
		create index open311_update_fault on open311_update (fault_id);
		create index open311_update_contact on open311_update (contact_id) where contact_id is not null;
		comment on table open311_update is 'What another system has said of a fault since; its words are comments.';
		comment on column open311_update.foreign_id is 'Personal: the number of what they wrote at the system they wrote it to';

		-- Staff work in the open, to the second; what a resident did is told at the next quarter of an hour, so that nobody reads when who was where.
		create function told_at(at timestamptz, by_staff boolean) returns timestamptz language sql immutable parallel safe as $$
			select case when by_staff then date_bin('1 second', at, timestamptz '2000-01-01 00:00:00+00') else date_bin('15 minutes', at, timestamptz '2000-01-01 00:00:00+00') + interval '15 minutes' end
		$$;
		create index event_told on event (told_at(at, person_id is not null))
			where kind in ('fault.moved', 'fault.reopened', 'fault.undone') and fault_id is not null;
		create index comment_told on comment (told_at(at, true)) where visibility = 'public' and person_id is not null;

		create view public_update as
			select 'E' || event.id as update_id, event.fault_id,
			       case event.kind
			           when 'fault.undone' then (select undone.details ->> 'from' from event as undone where undone.id = (event.details ->> 'event')::bigint)
			           else event.details ->> 'to' end as state,
			       told_at(event.at, event.person_id is not null) as at, null::text as words
			from event
			where event.kind in ('fault.moved', 'fault.reopened', 'fault.undone') and event.fault_id is not null
			union all
			select 'C' || comment.id, comment.fault_id, null, told_at(comment.at, true), public_comment.words
			from comment
			join public_comment on public_comment.id = comment.id
			where comment.visibility = 'public' and comment.person_id is not null;
		comment on view public_update is 'What anyone may know of how faults went on: moves, and what staff wrote for everybody.';
	`);

export const down = (db: Knex): Promise<void> =>
	db.raw(`
		drop view public_update;
		drop index comment_told, event_told;
		drop function told_at;
		drop table open311_update, open311_request;
	`);
