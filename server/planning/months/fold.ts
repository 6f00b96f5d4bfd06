import type { Knex } from 'knex';
import { all } from '../../platform/sql.ts';
import { foldSql, recountSql } from './queries.ts';

/** Adds what changes of faults have noted to the months they are about; what is read stays the same. */
export async function foldMonths(db: Knex): Promise<void> {
	await all(db, foldSql);
}

/** Counts the months anew from the faults: for whoever has written faults past the triggers of the database. */
export async function recountMonths(db: Knex): Promise<void> {
	await all(db, recountSql);
}
