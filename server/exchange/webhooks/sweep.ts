import type { Knex } from 'knex';
import { all } from '../../platform/sql.ts';
import { sweepSql } from './queries.ts';

/** Forgets what has arrived long ago. */
export const sweep = async (db: Knex, now: Date): Promise<void> => void (await all(db, sweepSql(now)));
