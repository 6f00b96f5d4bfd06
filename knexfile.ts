import type { Knex } from 'knex';
import { settings } from './server/platform/config.ts';

/**
 * For the knex command line on a native database (DATABASE_URL): `node --import tsx node_modules/.bin/knex migrate:latest`.
 * The program itself brings the schema up to date at every start, by the same files and under the same names.
 */
const config: Knex.Config = {
	client: 'pg',
	connection: settings.databaseUrl ?? '',
	migrations: { directory: './migrations', tableName: 'migration', loadExtensions: ['.ts'] },
};

export default config;
