import { readdir } from 'node:fs/promises';
import type { Knex } from 'knex';

const folder = new URL('../../migrations/', import.meta.url);

/** Migrations by name without extension, so that .ts in development and .js after a build record the same names. */
const source: Knex.MigrationSource<string> = {
	getMigrations: async () => {
		const names = await readdir(folder);
		return names.filter((name) => /^\d{14}_.*\.[jt]s$/.test(name)).sort();
	},
	getMigrationName: (file) => file.replace(/\.[jt]s$/, ''),
	getMigration: (file) => import(new URL(file, folder).href),
};

/** Brings the schema up to date; says how many steps that took. */
export async function migrate(db: Knex): Promise<number> {
	const [, done] = await db.migrate.latest({ migrationSource: source, tableName: 'migration' });
	return done.length;
}
