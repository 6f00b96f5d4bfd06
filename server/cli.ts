import { join } from 'node:path';
import { type Command, parsed, pathsFrom, Refusal, text } from './cli/command.ts';
import { exportCommand } from './cli/export.ts';
import { historyCommand } from './cli/history.ts';
import { importCommand } from './cli/import.ts';
import { inspectionsCommand } from './cli/inspections.ts';
import { intakeCommand } from './cli/intake.ts';
import { placesCommand } from './cli/places.ts';
import { seedCommand } from './cli/seed.ts';
import { setupCommand } from './cli/setup.ts';
import { townCommand } from './cli/town.ts';
import { addDemoPeople, demoPassword } from './first-start.ts';
import { settings } from './platform/config.ts';
import { type Database, openDatabase } from './platform/db/index.ts';
import { migrate } from './platform/migrate.ts';

const commands: Readonly<Record<string, Command>> = {
	seed: seedCommand({ addDemoPeople, demoPassword }),
	setup: setupCommand,
	import: importCommand,
	places: placesCommand,
	export: exportCommand,
	inspections: inspectionsCommand,
	intake: intakeCommand,
	history: historyCommand,
	town: townCommand,
};
const say = (line: string): void => console.info(line);

/** Runs one command and gives the code to end with; the database it opened is closed whatever happens. */
async function run(name: string | undefined, typed: readonly string[]): Promise<number> {
	const command = name === undefined || !Object.hasOwn(commands, name) ? undefined : commands[name];
	if (!command) throw new Refusal(`The commands are: ${Object.keys(commands).join(', ')}. Each says more with --help.`);
	const { options, words } = parsed(command, typed);
	if (options['help']) {
		say(command.usage);
		return 0;
	}
	let database: Database | undefined;
	const open = async (): Promise<Database> => {
		database = await openDatabase({ url: settings.databaseUrl, directory: join(settings.dataDirectory, 'database'), say });
		await migrate(database.knex);
		return database;
	};
	try {
		return await command.run({ settings, options, words, open, say, path: pathsFrom(text({ options }, 'folder') ?? process.cwd()) });
	} finally {
		await database?.close();
	}
}

const [name, ...typed] = process.argv.slice(2);
run(name, typed).then(
	(code) => process.exit(code),
	(error: Error) => {
		console.error(`\n${error.message}\n`);
		if (settings.logLevel === 'debug') console.error(error);
		process.exit(1);
	},
);
