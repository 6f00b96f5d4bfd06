import type { Knex } from 'knex';

/** Work orders are found by what their title holds; reports that were withdrawn are told apart without reading whole rows. */
export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create index work_order_title on work_order using gin (title gin_trgm_ops);
		drop index report_planning;
		create index report_planning on report (reported_at) include (channel, language, fault_id, withdrawn_at);
	`);

export const down = (db: Knex): Promise<void> =>
	db.raw(`
		drop index work_order_title, report_planning;
		create index report_planning on report (reported_at) include (channel, language, fault_id);
	`);
