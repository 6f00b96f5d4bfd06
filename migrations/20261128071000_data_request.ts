import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create table data_request (
			id         bigint generated always as identity primary key,
			wish       text not null check (wish in ('export', 'erase')),
			contact_id bigint not null references contact,
			token_hash text not null constraint data_request_token unique,
			language   text not null,
			body       text,
			state      text not null default 'due' check (state in ('due', 'sending', 'sent', 'failed', 'kept')),
			attempts   int not null default 0,
			retry_at   timestamptz not null default now(),
			claimed_at timestamptz,
			at         timestamptz not null default now(),
			expires_at timestamptz not null default now() + interval '2 days'
		);
		create index data_request_contact on data_request (contact_id);
		create index data_request_due on data_request (id) where state in ('due', 'sending');
		comment on table data_request is 'Somebody asked for what we hold of them, or to be forgotten; done once they follow the link that was sent to their address. Gone when it has expired.';
		comment on column data_request.token_hash is 'Personal: made of a secret link.';
		comment on column data_request.body is 'Personal: what is written to them, with the secret link; erased once a mail server has taken it.';
	`);

export const down = (db: Knex): Promise<void> => db.raw('drop table data_request');
