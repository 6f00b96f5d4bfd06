import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create table inbound_session (
			channel      text not null constraint inbound_session_channel check (channel in ('sms', 'whatsapp', 'ussd')),
			sender_hash  text not null,
			language     text not null,
			failure_mode text,
			words        text not null default '',
			asked        int not null default 0,
			expires_at   timestamptz not null,
			constraint inbound_session_one primary key (channel, sender_hash)
		);
		create index inbound_session_sender on inbound_session (sender_hash);
		create index inbound_session_expires on inbound_session (expires_at);
		comment on table inbound_session is 'A conversation by text that is not at its end: what was said so far. Forgotten after half an hour of silence.';
		comment on column inbound_session.sender_hash is 'Personal: a hash of their number.';
		comment on column inbound_session.words is 'Personal: what they wrote.';

		alter table inbound_message add column answer jsonb;
		comment on column inbound_message.answer is 'What was answered, so that the same message again gets the same answer.';
	`);

export const down = (db: Knex): Promise<void> => db.raw('alter table inbound_message drop column answer; drop table inbound_session');
