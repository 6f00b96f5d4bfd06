import { readFile, writeFile } from 'node:fs/promises';
import type { Database } from '../platform/db/index.ts';
import { checkTown, TownFile, type TownPlan, takeTown, townFile } from '../work/index.ts';
import { type Command, Refusal, type Task } from './command.ts';

const usage = `npm run town -- export FILE
npm run town -- import FILE [--dry-run]

All that administrators keep (departments, standards, calendars, services, crews, rates, rules, texts), as one file: without secrets and
without people. Exported twice it is the same text. Imported it becomes what is kept here, all of it or nothing; parts that the file leaves
out stay as they are, and the console can take it back.
  --dry-run  say what would change, change nothing`;

const read = async (path: string): Promise<TownFile> => {
	const content = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
		throw new Refusal(`${path} cannot be read (${error.code === 'ENOENT' ? 'there is no such file' : error.code}).`);
	});
	try {
		return TownFile.parse(JSON.parse(content.replace(/^\uFEFF/, '')));
	} catch {
		throw new Refusal(`${path} is no file of a town as this version writes it.`);
	}
};

/** What a file changes, part by part, and what speaks against it. */
const told = ({ parts, changes, conflicts }: TownPlan): string[] => [
	...parts.flatMap(({ part, added, changed, gone }) => [
		...added.map((key) => `${part}: ${key} is new`),
		...changed.map(({ key, fields }) => `${part}: ${key} changes (${fields.join(', ')})`),
		...gone.map((key) => `${part}: ${key} goes`),
	]),
	...conflicts.map(({ path, kind, message }) => `${kind === 'refused' ? 'Refused' : 'Stays'}: ${path}: ${message}`),
	`${changes} ${changes === 1 ? 'change' : 'changes'} in all`,
];

async function give({ say }: Task, { knex }: Database, path: string): Promise<number> {
	await writeFile(path, `${JSON.stringify(await townFile(knex), null, '\t')}\n`);
	say(`Written to ${path}.`);
	return 0;
}

async function take({ options, say }: Task, { knex }: Database, file: TownFile): Promise<number> {
	const dry = options['dry-run'] === true;
	const plan = await knex.transaction((db) => (dry ? checkTown : takeTown)({ db, personId: null }, file));
	for (const line of told(plan)) say(line);
	const refused = plan.conflicts.some(({ kind }) => kind === 'refused');
	say(refused ? 'Nothing was taken in.' : dry ? 'That is what it would change; nothing was changed.' : 'Taken in.');
	return refused ? 1 : 0;
}

/** Takes all that administrators keep along as one file, or takes such a file in. */
export const townCommand: Command = {
	usage,
	options: { 'dry-run': { type: 'boolean' } },
	run: async (task) => {
		const [act, file, ...more] = task.words;
		if ((act !== 'export' && act !== 'import') || file === undefined || more.length > 0) throw new Refusal(usage);
		const path = task.path(file);
		if (act === 'export') return give(task, await task.open(), path);
		const wanted = await read(path);
		return take(task, await task.open(), wanted);
	},
};
