import type { Knex } from 'knex';
import { roomToSortSql, sortedSql } from './room-queries.ts';
import { all, type Sql } from './sql.ts';

/** Gives the rest of a transaction room to sort and to gather in. */
export async function makeRoom(transaction: Knex): Promise<void> {
	await all(transaction, roomToSortSql);
}

/** All rows of a question over much, gathered in memory: on disk it takes many times as long, and so does compiling what is asked once. `sorted`: it has very many groups. */
export const allWithRoom = <Row>(db: Knex, question: Sql, { sorted = false } = {}): Promise<Row[]> =>
	db.transaction(async (transaction) => {
		await makeRoom(transaction);
		if (sorted) await all(transaction, sortedSql);
		return all<Row>(transaction, question);
	});
