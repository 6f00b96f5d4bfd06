import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		alter table contact add column sender_hash text, add column network_hash text;
		comment on column contact.sender_hash is 'Personal: a keyed hash of their device.';
		comment on column contact.network_hash is 'Personal: a keyed hash of the network they came from.';

		create table block (
			id         bigint generated always as identity primary key,
			kind       text not null check (kind in ('contact', 'device', 'network')),
			value_hash text not null,
			reason     text not null check (length(reason) between 1 and 500),
			person_id  bigint not null references person,
			made_at    timestamptz not null default now(),
			until      timestamptz not null,
			lifted_at  timestamptz,
			lifted_by  bigint references person,
			constraint block_ends check (until > made_at and until <= made_at + interval '366 days')
		);
		create index block_value on block (value_hash) where lifted_at is null;
		create index block_person on block (person_id);
		create index block_lifted_by on block (lifted_by) where lifted_by is not null;
		comment on table block is 'From whom nothing is taken for a while, why, and who decided it. Gone a month after its end.';
		comment on column block.value_hash is 'Personal: a hash of an address or number, or a keyed hash of a device or network. Outlives the erasure of its person, until the block ends.';
		comment on column block.reason is 'Personal: why, in the words of staff.';
	`);

export const down = (db: Knex): Promise<void> => db.raw('drop table block; alter table contact drop column sender_hash, drop column network_hash');
