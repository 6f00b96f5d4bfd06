import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		-- Rare among all that happens, like the other topics of the audit.
		create index event_planning on event (at, id) where kind ~ '^(answer|schedule)[.]';
		create index planning_run_ended on planning_run (ended_at) where ended_at is not null;
	`);

export const down = (db: Knex): Promise<void> => db.raw('drop index event_planning, planning_run_ended');
