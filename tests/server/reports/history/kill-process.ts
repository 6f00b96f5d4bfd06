// Takes an export in until it is killed: CONNECTION (JSON) FILE.
import knex from 'knex';
import { importHistory, reading } from '../../../../server/reports/index.ts';
import { mapping } from './export.ts';

async function main(): Promise<void> {
	const [connection = '{}', file = ''] = process.argv.slice(2);
	const db = knex({ client: 'pg', connection: JSON.parse(connection), pool: { min: 0, max: 4 } });
	await db.raw('select 1');
	process.send?.('begun');
	await importHistory(db, { files: [file], reading: reading(mapping), rejects: `${file}.rejects.csv`, dryRun: false, say: () => undefined });
	await db.destroy();
	process.disconnect?.();
}

main().catch(() => process.exit(1));
