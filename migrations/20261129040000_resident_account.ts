import type { Knex } from 'knex';

/** Residents who have shown that an address or a number is theirs: their wishes, where they are signed in, and the codes by which they showed it. */
export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create table resident (
			id          bigint generated always as identity primary key,
			key         text not null constraint resident_key unique,
			forms       text[] not null,
			language    text,
			way         text not null default 'any' constraint resident_way check (way in ('any', 'email', 'phone')),
			hush        text not null default 'night' constraint resident_hush check (hush in ('night', 'always-by-day', 'silent')),
			verified_at timestamptz not null default now(),
			changed_at  timestamptz not null default now()
		);
		create index resident_forms on resident using gin (forms);
		comment on table resident is 'An address or a number that somebody has shown to be theirs, and how they wish to hear. Their reports are those whose contact bears it.';
		comment on column resident.key is 'Personal: the address in small letters, or the number as it is dialled from anywhere.';
		comment on column resident.forms is 'Personal: the address, or the digits of the number in every way in which people write it.';
		comment on column resident.language is 'In which language they are written to; null: as each report says.';
		comment on column resident.way is 'Which of their ways they want to hear by, where they left several.';
		comment on column resident.hush is 'When they may be written to: what rings not at night, nothing at night, or never.';

		create table resident_session (
			id          bigint generated always as identity primary key,
			resident_id bigint not null constraint resident_session_resident references resident on delete cascade,
			token_hash  text not null constraint resident_session_token unique,
			at          timestamptz not null default now(),
			expires_at  timestamptz not null default now() + interval '30 days'
		);
		create index resident_session_resident on resident_session (resident_id);
		create index resident_session_expires on resident_session (expires_at);
		comment on table resident_session is 'A device on which a resident is signed in, for thirty days or until they sign out.';
		comment on column resident_session.token_hash is 'Personal: made of the secret in their cookie.';

		create table resident_code (
			id           bigint generated always as identity primary key,
			key          text not null,
			forms        text[] not null,
			channel      text not null constraint resident_code_channel check (channel in ('email', 'phone')),
			language     text not null,
			code_salt    text not null,
			code_hash    text not null,
			link_hash    text not null constraint resident_code_link unique,
			sender       text not null,
			network_hash text,
			body         text,
			tries        int not null default 0,
			used_at      timestamptz,
			state        text not null default 'due' constraint resident_code_state check (state in ('due', 'sending', 'sent', 'failed', 'kept', 'unknown')),
			attempts     int not null default 0,
			retry_at     timestamptz not null default now(),
			claimed_at   timestamptz,
			at           timestamptz not null default now(),
			expires_at   timestamptz not null default now() + interval '10 minutes'
		);
		create index resident_code_key on resident_code (key, at);
		create index resident_code_sender on resident_code (sender, at);
		create index resident_code_network on resident_code (network_hash, at) where network_hash is not null;
		create index resident_code_due on resident_code (id) where state in ('due', 'sending');
		create index resident_code_at on resident_code (at);
		comment on table resident_code is 'A code of six digits, and a link, by which somebody shows that an address is theirs; good for ten minutes, gone after a day.';
		comment on column resident_code.key is 'Personal: as of a resident.';
		comment on column resident_code.forms is 'Personal: as of a resident.';
		comment on column resident_code.code_hash is 'Personal: made of the code.';
		comment on column resident_code.link_hash is 'Personal: made of the secret of the link.';
		comment on column resident_code.sender is 'Personal: a hash of the device that asked.';
		comment on column resident_code.network_hash is 'Personal: a hash of the network it asked from.';
		comment on column resident_code.body is 'Personal: what is sent, with code and link; erased once it has been handed over.';

		alter table data_request add column forms text[];
		comment on column data_request.forms is 'Personal: the number that whoever holds the link has shown to be theirs, in every way in which people write it; null: the address of the contact.';
	`);

export const down = (db: Knex): Promise<void> =>
	db.raw(`
		alter table data_request drop column forms;
		drop table resident_code;
		drop table resident_session;
		drop table resident;
	`);
