import type { Knex } from 'knex';

/** The map shows what was fixed in the last month: found without reading all that was ever fixed. */
export const up = (db: Knex): Promise<void> => db.raw('create index fault_fixed_at on fault (fixed_at) where fixed_at is not null');

export const down = (db: Knex): Promise<void> => db.raw('drop index fault_fixed_at');
