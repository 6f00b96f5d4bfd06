import type { Database } from '../platform/db/index.ts';
import { all, maybeOne } from '../platform/sql.ts';
import { type Command, Refusal, type Task, text } from './command.ts';
import { emptySql, presentSql } from './queries.ts';

const usage = `npm run seed -- [--size small|town|metro] [--seed WORD] [--replace]

Fills an empty database with the fictional demo town, and with demo people who may sign in.
  --size     how much of it; town when not given
  --seed     another word gives another town, the same word the same one
  --replace  throws a demo town that is there away first; never a real municipality`;

/** The demo's people are made at the mouth, like everything that start and seed share. */
interface DemoPeople {
	addDemoPeople: (database: Database) => Promise<void>;
	demoPassword: string;
}

async function makeRoom(database: Database, { options, say }: Task): Promise<void> {
	const present = await maybeOne<{ name: string; demo: boolean }>(database.knex, presentSql);
	if (!present) return;
	if (!present.demo) throw new Refusal(`This database belongs to ${present.name}, which is no demo. Use another one: DATA_DIR=FOLDER or DATABASE_URL=…`);
	if (!options['replace'])
		throw new Refusal(`There is a demo town already (${present.name}). Say --replace to throw it away with all that was reported in it.`);
	say(`Throwing ${present.name} away …`);
	await all(database.knex, emptySql);
}

/** Fills a database with the demo town. */
export const seedCommand = ({ addDemoPeople, demoPassword }: DemoPeople): Command => ({
	usage,
	options: { size: { type: 'string' }, seed: { type: 'string' }, replace: { type: 'boolean' } },
	run: async (task) => {
		const { settings, say } = task;
		const size = text(task, 'size') ?? settings.demoSize;
		if (!['small', 'town', 'metro'].includes(size)) throw new Refusal(`There is no demo of size "${size}": small, town or metro.`);
		if (settings.production) throw new Refusal('The demo town is never made in production (NODE_ENV=production).');
		const database = await task.open();
		await makeRoom(database, task);
		const seed = text(task, 'seed');
		const { seedDemo } = await import('../../seeds/index.ts');
		await seedDemo(database, { size, ...(seed === undefined ? {} : { seed }), dataDirectory: settings.dataDirectory, say });
		await addDemoPeople(database);
		await database.maintain();
		say(`Done. Demo people sign in with the password ${demoPassword}; npm start says who they are.`);
		return 0;
	},
});
