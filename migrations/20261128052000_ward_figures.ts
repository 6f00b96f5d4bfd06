import type { Knex } from 'knex';

/** The page of a ward counts its faults without reading those of other years: what is open, since when, repaired lately, ended otherwise. */
export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create index fault_ward_open on fault (ward_id, first_report_at desc) where open;
		create index fault_ward_since on fault (ward_id, first_report_at) include (state, fixed_at, class, reports, me_toos);
		create index fault_ward_fixed on fault (ward_id, fixed_at) where fixed_at is not null;
		create index fault_ward_ended on fault (ward_id, state_since) where state in ('no-fault-found', 'not-ours', 'cannot-now');
	`);

export const down = (db: Knex): Promise<void> => db.raw('drop index fault_ward_open, fault_ward_since, fault_ward_fixed, fault_ward_ended');
