import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create table webhook (
			id            bigint generated always as identity primary key,
			code          text not null generated always as (short_code(id)) stored constraint webhook_code unique,
			version       int not null default 1,
			title         text not null constraint webhook_title check (length(title) between 1 and 120),
			url           text not null constraint webhook_url check (url like 'http://%' or url like 'https://%'),
			kinds         text[] not null,
			departments   text[] not null default '{}',
			level         text not null default 'public' constraint webhook_level check (level in ('public', 'staff')),
			sealed        text,
			sealed_before text,
			before_until  timestamptz,
			active        boolean not null default true,
			failures      int not null default 0,
			paused_until  timestamptz,
			held_until    timestamptz,
			served_at     timestamptz,
			delivered_at  timestamptz,
			trouble       text,
			person_id     bigint references person,
			made_at       timestamptz not null default now(),
			put_away_at   timestamptz
		);
		create index webhook_person on webhook (person_id) where person_id is not null;
		comment on table webhook is 'An address of another program that is told what happens to faults.';
		comment on column webhook.kinds is 'The kinds of events it is told of.';
		comment on column webhook.departments is 'Codes of the departments of whose faults it is told; none: of all.';
		comment on column webhook.level is 'Whether it is told what anyone may know, or what staff know of the asset; of a person neither.';
		comment on column webhook.sealed is 'What its messages are signed with, encrypted; without it nothing is sent.';
		comment on column webhook.sealed_before is 'The secret before, encrypted: messages bear both signatures for a while.';
		comment on column webhook.paused_until is 'Nothing is tried before: the address did not answer so often in a row as failures say.';
		comment on column webhook.held_until is 'Somebody is sending to it: one message at a time, so that they come in their order.';
		comment on column webhook.person_id is 'Who made it.';

		create table webhook_delivery (
			id         bigint generated always as identity primary key,
			webhook_id bigint not null references webhook,
			event_id   bigint not null references event,
			fault_id   bigint not null references fault,
			state      text not null default 'waiting' constraint webhook_delivery_state check (state in ('waiting', 'delivered', 'dead', 'nothing')),
			attempts   int not null default 0,
			since      timestamptz not null default now(),
			due_at     timestamptz not null default now(),
			done_at    timestamptz,
			payload    jsonb,
			status     int,
			trouble    text,
			constraint webhook_delivery_once unique (webhook_id, event_id)
		);
		create index webhook_delivery_waiting on webhook_delivery (webhook_id, id) where state = 'waiting';
		create index webhook_delivery_order on webhook_delivery (webhook_id, fault_id, id) where state in ('waiting', 'delivered');
		create index webhook_delivery_latest on webhook_delivery (webhook_id, state, id desc);
		create index webhook_delivery_event on webhook_delivery (event_id);
		create index webhook_delivery_fault on webhook_delivery (fault_id);
		create index webhook_delivery_done on webhook_delivery (done_at) where state <> 'waiting';
		comment on table webhook_delivery is 'One event that one webhook is told of: the row is made where the event is dealt, so that it is told however long the other end is away.';
		comment on column webhook_delivery.since is 'Since when it is tried; sent again by hand, from then on.';
		comment on column webhook_delivery.state is 'Dead: given up after a day and a quarter; somebody may send it again. Nothing: at that level there was nothing to tell.';
		comment on column webhook_delivery.payload is 'What is sent, made when it is first tried and the same each time; holds nothing of a person.';
	`);

export const down = (db: Knex): Promise<void> => db.raw('drop table webhook_delivery, webhook');
