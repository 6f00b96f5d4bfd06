import { startPostgres } from '../../../scripts/postgres.js';
import { type Database, openDatabase } from '../../../server/platform/db/index.ts';
import { migrate } from '../../../server/platform/migrate.ts';

/** Makes a database of this name with the product's schema. */
export type Create = (name: string) => Promise<{ url: string; database: Database }>;

/** Measures on a throwaway PostGIS that keeps what it is told as a real one does, and clears everything away, whatever happens. */
export async function onPostgres<T>(measure: (create: Create) => Promise<T>): Promise<T> {
	const server = await startPostgres({ install: true, durable: true, settings: { shared_buffers: '512MB' } });
	const open: Database[] = [];
	const create: Create = async (name) => {
		const first = await openDatabase({ url: server.url, directory: '' });
		await first.knex.raw(`create database ${name}`);
		await first.close();
		const url = server.url.replace(/postgres$/, name);
		const database = await openDatabase({ url, directory: '' });
		open.push(database);
		await migrate(database.knex);
		return { url, database };
	};
	try {
		return await measure(create);
	} finally {
		await Promise.all(open.map((it) => it.close()));
		await server.stop();
	}
}
