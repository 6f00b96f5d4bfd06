import type { Knex } from 'knex';

// What waits is a few of many, and the latest are asked for first: neither is to be found by reading all that ever was.
export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create index invoice_waiting on invoice (id) where state = 'entered';
		create index closing_audit_undecided on closing_audit (id) where verdict is null;
		create index closing_audit_judged on closing_audit (judged_at desc) where verdict is not null;
		create index webhook_delivery_newest on webhook_delivery (webhook_id, id desc);
	`);

export const down = (db: Knex): Promise<void> =>
	db.raw('drop index webhook_delivery_newest; drop index closing_audit_judged; drop index closing_audit_undecided; drop index invoice_waiting');
