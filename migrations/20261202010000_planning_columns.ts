import type { Knex } from 'knex';

/**
 * Columns that questions of many years count by, apart from all that is beside them in a row: a question that reads whole rows of a metro reads ten times
 * as much. An index is in step with its table whatever is written, and by whom.
 */
export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create index asset_planning on asset (class, ward_id) include (id, owner, status, installed_on, in_register_from, retired_on, length_m, hex);
		create index fault_planning on fault (class, first_report_at) include (id, state, failure_mode, asset_id, ward_id);
		create index report_planning on report (reported_at) include (channel, language, fault_id);
	`);

export const down = (db: Knex): Promise<void> => db.raw('drop index report_planning, fault_planning, asset_planning');
