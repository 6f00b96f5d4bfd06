// Works on what waits in a database, as a worker does, until it is killed: CONNECTION (JSON) DIRECTORY.
import knex from 'knex';
import { importOnce } from '../../../server/assets/import/job.ts';

async function main(): Promise<void> {
	const [connection = '{}', directory = ''] = process.argv.slice(2);
	const settings = JSON.parse(connection);
	const db = knex({ client: 'pg', connection: settings, pool: { min: 0, max: 4 } });
	await db.raw('select 1');
	process.send?.('begun');
	await importOnce({ knex: db, connection: settings, directory, secret: 'a secret for tests that is long enough', maintain: async () => undefined });
	process.send?.('done');
	await db.destroy();
	process.disconnect?.();
}

main().catch(() => process.exit(1));
