import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create table approval (
			id         bigint generated always as identity constraint approval_pkey primary key,
			public_id  uuid not null default gen_random_uuid() constraint approval_public_id unique,
			kind       text not null constraint approval_kind check (kind in ('end', 'merge')),
			payload    jsonb not null,
			digest     text not null,
			reason     text not null,
			asked_by   bigint not null references person,
			asked_at   timestamptz not null default now(),
			expires_at timestamptz not null,
			decided_by bigint references person,
			decided_at timestamptz,
			outcome    text constraint approval_outcome check (outcome in ('approved', 'refused', 'withdrawn')),
			constraint approval_decided check ((outcome is null) = (decided_at is null) and (outcome is null) = (decided_by is null)),
			constraint approval_two_people check (outcome is distinct from 'approved' or decided_by <> asked_by)
		);
		create index approval_asked_by on approval (asked_by);
		create index approval_decided_by on approval (decided_by);
		create index approval_waiting on approval (asked_at) where outcome is null;
		comment on table approval is 'Changes of many faults at once that wait for the yes of a second person, and what became of them.';
		comment on column approval.payload is 'Which faults, and what is to become of them: done as it stands here, whole or not at all.';
		comment on column approval.digest is 'SHA-256 of kind, payload and reason: whoever decides says which they have read.';
		comment on column approval.reason is 'Personal: why, in the words of whoever asks; told to those who reported, where faults end';
	`);

export const down = (db: Knex): Promise<void> => db.raw('drop table approval');
