import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import knex, { type Knex } from 'knex';
import { inject } from 'vitest';
import { type Database, openDatabase } from '../../server/platform/db/index.ts';

/** Where the database is that the files of this lane share, one after another. */
export const connection = inject('databases')[Number(process.env['VITEST_POOL_ID'] ?? 1) - 1] as Knex.PgConnectionConfig & { connectionString?: string };

/** The database that all tests of a file share; what a test writes, it takes back (see `undone`). */
export const db: Knex = knex({ client: 'pg', connection, pool: { min: 0, max: 4 } });

/** Whether there are true parallel sessions: some tests need several transactions open at once. */
export const native: boolean = inject('kind') === 'native';

class Undo extends Error {}

/** Runs a test in a transaction and takes back all that it did. */
export const undone = (test: (db: Knex) => Promise<void>) => async (): Promise<void> => {
	await db
		.transaction(async (transaction) => {
			await test(transaction);
			throw new Undo();
		})
		.catch((error) => {
			if (!(error instanceof Undo)) throw error;
		});
};

let count = 0;

/** A database of one's own, migrated and with the test town: for tests that commit. Close it when done. */
export async function ownDatabase(): Promise<Database> {
	if (!native) {
		const root = await mkdtemp(join(tmpdir(), 'faultline-own-'));
		await cp(inject('template'), root, { recursive: true });
		const database = await openDatabase({ directory: root });
		return { ...database, close: () => database.close().then(() => rm(root, { recursive: true, force: true })) };
	}
	count += 1;
	const name = `faultline_own_${process.pid}_${count}`;
	await db.raw(`create database ${name} template ${inject('template')}`);
	const url = new URL(connection.connectionString ?? '');
	url.pathname = `/${name}`;
	const database = await openDatabase({ url: url.toString(), directory: '' });
	return { ...database, close: () => database.close().then(() => db.raw(`drop database if exists ${name} with (force)`)) };
}
