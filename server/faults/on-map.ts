import type { Knex } from 'knex';
import { all } from '../platform/sql.ts';
import { drawMapSql, emptyMapSql, sweepMapSql } from './map-queries.ts';

/** Lets go of what is too long over for any map; nothing that is drawn changes. */
export async function sweepMap(db: Knex): Promise<void> {
	await all(db, sweepMapSql);
}

/** Makes what maps draw anew from the faults: for whoever has written faults past the triggers of the database. */
export async function redrawMap(db: Knex): Promise<void> {
	await db.transaction(async (transaction) => {
		await all(transaction, emptyMapSql);
		await all(transaction, drawMapSql);
	});
}
