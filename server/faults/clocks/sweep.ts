import type { Knex } from 'knex';
import { loadTown } from '../../municipality/index.ts';
import { all } from '../../platform/sql.ts';
import { escalateSql, pausesOverSql, staleSql, unwoundSql } from './queries.ts';
import { windClocks } from './wind.ts';

const atOnce = 500;

/** Winds the clocks of faults of which something has changed. Says how many; none when all are as they should be. */
export async function windStale(db: Knex): Promise<number> {
	return db.transaction(async (transaction) => {
		const ids = (await all<{ id: number }>(transaction, staleSql(atOnce))).map(({ id }) => id);
		if (ids.length === 0) return 0;
		await windClocks(transaction, await loadTown(transaction), ids);
		await all(transaction, unwoundSql(ids));
		return ids.length;
	});
}

/** Lets faults climb the ladder when their time has come, and says which waits have used up their limit. Says how many. */
export async function sweepClocks(db: Knex): Promise<number> {
	const raised = await all(db, escalateSql(atOnce));
	const over = await all(db, pausesOverSql);
	return raised.length + over.length;
}
