import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		alter table authority add column version int not null default 1, add column put_away_at timestamptz;
		comment on column authority.put_away_at is 'Since when it is not used any more; what was handed on to it stays.';

		create table authority_server (
			authority_id   bigint primary key references authority on delete cascade,
			endpoint       text not null constraint authority_server_endpoint check ((endpoint like 'http://%' or endpoint like 'https://%') and endpoint like '%/'),
			jurisdiction   text,
			sealed         text,
			office_email   text,
			enabled        boolean not null default true,
			by_itself      boolean not null default false,
			services       jsonb not null default '{}',
			otherwise      text,
			format         text constraint authority_server_format check (format in ('json', 'xml')),
			next_look_at   timestamptz not null default now(),
			looked_at      timestamptz,
			failures       int not null default 0,
			trouble        text,
			seen           jsonb not null default '{}'
		);
		comment on table authority_server is 'The Open311 server of another authority, to which its faults are handed on.';
		comment on column authority_server.sealed is 'The key with which we post there, encrypted; it never leaves the server.';
		comment on column authority_server.office_email is 'The address of the office that they may write to; no resident''s.';
		comment on column authority_server.services is 'What they call our failure modes: their service code by our mode.';
		comment on column authority_server.otherwise is 'Their service code for every other mode.';
		comment on column authority_server.trouble is 'Why we could not ask how things stand, the last time we tried.';
		comment on column authority_server.seen is 'When what we asked for last had changed, by a hash of the question.';

		create table handover (
			id            bigint generated always as identity primary key,
			fault_id      bigint not null references fault,
			authority_id  bigint not null references authority,
			person_id     bigint references person,
			state         text not null default 'due' constraint handover_state
			                  check (state in ('due', 'sending', 'unsure', 'receipt', 'theirs', 'over', 'refused', 'withdrawn')),
			service_code  text not null,
			receipt       text,
			foreign_id    text,
			status        text,
			attempts      int not null default 0,
			due_at        timestamptz not null default now(),
			first_sent_at timestamptz,
			held_until    timestamptz,
			trouble       text,
			made_at       timestamptz not null default now(),
			taken_at      timestamptz,
			over_at       timestamptz
		);
		create unique index handover_one on handover (fault_id) where state not in ('over', 'refused', 'withdrawn');
		create index handover_fault on handover (fault_id);
		create index handover_authority on handover (authority_id, id desc);
		create index handover_theirs on handover (authority_id) where state in ('theirs', 'over') and foreign_id is not null;
		create index handover_person on handover (person_id) where person_id is not null;
		create index handover_due on handover (due_at) where state in ('due', 'sending', 'unsure', 'receipt');
		comment on table handover is 'A fault that is handed on to another authority: the row is there before anything is sent, so that a lost answer is looked for instead of sent again.';
		comment on column handover.receipt is 'What they gave us until there is a number.';
		comment on column handover.foreign_id is 'Their number for it.';
		comment on column handover.status is 'What they say of it, in the words of Open311.';
		comment on column handover.person_id is 'Who handed it on; nobody: it went by itself.';

		create table handover_update (
			id           bigint generated always as identity primary key,
			handover_id  bigint not null references handover on delete cascade,
			foreign_id   text,
			status       text not null,
			words        text,
			public_words text,
			at           timestamptz not null
		);
		create unique index handover_update_foreign on handover_update (handover_id, foreign_id) where foreign_id is not null;
		create index handover_update_handover on handover_update (handover_id, id desc);
		comment on table handover_update is 'What the other authority has said of it since.';
		comment on column handover_update.words is 'Personal: what another authority wrote, as it wrote it.';
		comment on column handover_update.public_words is 'Personal: the same without what names or leads to a person.';

		create view public_handover as
			select handover.id, handover.fault_id, authority.code as authority, authority.name, authority.phone, authority.url, handover.foreign_id,
			       handover.state = 'over' as over, handover.status,
			       (handover.taken_at at time zone municipality.zone)::date as since
			from handover
			join authority on authority.id = handover.authority_id
			cross join municipality
			where handover.state in ('theirs', 'over');
		comment on view public_handover is 'Faults that another authority has taken, as anyone may know.';

		create view public_handover_update as
			select handover_update.id, handover_update.handover_id, handover_update.status, handover_update.public_words,
			       (handover_update.at at time zone municipality.zone)::date as on_day
			from handover_update
			cross join municipality;
		comment on view public_handover_update is 'What other authorities have said, as anyone may read it.';
	`);

export const down = (db: Knex): Promise<void> =>
	db.raw(`
		drop view public_handover_update, public_handover;
		drop table handover_update, handover, authority_server;
		alter table authority drop column version, drop column put_away_at;
	`);
