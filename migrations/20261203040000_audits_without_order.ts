import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		alter table closing_audit
			alter column item_id drop not null,
			add column fault_id bigint references fault on delete cascade,
			add column closed_at timestamptz,
			add constraint closing_audit_of check ((item_id is null) <> (fault_id is null) and (fault_id is null) = (closed_at is null));
		create unique index closing_audit_fault on closing_audit (fault_id) where fault_id is not null and verdict is null;
		create index closing_audit_of_fault on closing_audit (fault_id) where fault_id is not null;
		comment on column closing_audit.fault_id is 'A fault that somebody closed without a work order; null: it is about an item of one.';
	`);

export const down = (db: Knex): Promise<void> =>
	db.raw(`
		delete from closing_audit where item_id is null;
		alter table closing_audit drop column fault_id, drop column closed_at, alter column item_id set not null;
	`);
