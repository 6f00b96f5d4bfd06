import type { Knex } from 'knex';

/** Lists and feeds of one street. */
export const up = (db: Knex): Promise<void> => db.raw('create index fault_street on fault (street, first_report_at desc) where street is not null');

export const down = (db: Knex): Promise<void> => db.raw('drop index fault_street');
