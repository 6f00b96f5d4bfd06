import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { catalogue } from '../municipality/index.ts';
import { draftMapping, type HistoryResult, importHistory, Mapping, photosOf, type Row, reading, recordsOf, type Survey, survey } from '../reports/index.ts';
import { type Command, Refusal, type Task, text } from './command.ts';

const usage = `npm run history -- FILE… [--mapping FILE] [--source NAME] [--dry-run]

Takes the tickets of the system used before: tables (CSV), or Open311 (GeoReport v2) in JSON or XML. First a dry run, which guesses what stands in
which column and what states and categories mean, and writes that beside the first file to be corrected; then without it. The same again changes nothing;
what has changed there since is changed here. Nobody is written to about it.
  --mapping   the file that says how to read the export; else FILE.mapping.json beside the first file
  --source    what that system is called, for a new mapping; its ticket numbers are unique within it
  --dry-run   say what would be read how, and what cannot be taken; take nothing`;

const number = (it: number): string => it.toLocaleString('en').padStart(12);
const row = (what: string, count: number): string => `${number(count)}  ${what}`;

/** The mapping as it was corrected; what is wrong in it is said with its place. */
async function readMapping(path: string): Promise<Mapping | undefined> {
	if (!existsSync(path)) return undefined;
	let document: unknown;
	try {
		document = JSON.parse(await readFile(path, 'utf8'));
	} catch (error) {
		throw new Refusal(`${path} is no JSON: ${(error as Error).message}`);
	}
	const parsed = Mapping.safeParse(document);
	if (!parsed.success) throw new Refusal(`${path}: ${parsed.error.issues.map((it) => `${it.path.join('.')}: ${it.message}`).join('; ')}`);
	const unknown = Object.entries(parsed.data.categories).filter(([, mode]) => mode !== null && !catalogue.modes.has(mode));
	if (unknown.length > 0) throw new Refusal(`${path}: there is no failure mode ${unknown.map(([, mode]) => mode).join(', ')}`);
	return parsed.data;
}

const meant = (values: Survey['states'], by: Readonly<Record<string, string | null>>): string[] =>
	[...values].map(([said, count]) => `${number(count)}    ${said}  →  ${by[said] ?? 'NOT MAPPED'}`);

function surveyTold(it: Survey, mapping: Mapping): string[] {
	const columns = Object.entries(mapping.columns);
	const unused = it.names.filter((name) => !columns.some(([, column]) => column === name));
	return [
		'Columns',
		...columns.filter(([, column]) => column !== null).map(([field, column]) => `  ${field}: ${column}`),
		`  not found: ${columns.flatMap(([field, column]) => (column === null ? [field] : [])).join(', ') || '–'}`,
		`  not used: ${unused.join(', ') || '–'}`,
		'',
		'States',
		...meant(it.states, mapping.states),
		'',
		'Categories',
		...meant(it.categories, mapping.categories),
		'',
		'Websites of photos (those in "photoHosts" are asked)',
		...[...it.hosts].map(([host, count]) => `${number(count)}    ${host}${mapping.photoHosts.includes(host) ? '' : '  (left out)'}`),
		...(mapping.basis === null ? ['', 'Who reported is left out: say in "basis" on what ground they may be kept.'] : []),
	];
}

function resultTold(it: HistoryResult, rejects: string): string[] {
	return [
		'',
		'Rows',
		row('in the files', it.rows),
		row('new', it.fresh),
		row('changed since', it.changed),
		row('unchanged', it.same),
		...(it.forgotten > 0 ? [row('left alone: who reported has been forgotten', it.forgotten)] : []),
		row('rejected', it.rejected),
		...it.reasons.map(({ what, count }) => `${number(count)}    ${what}`),
		...(it.rejected > 0 ? [`              each with its line and reason: ${rejects}`] : []),
		'',
		'Of the new ones',
		row('opened a fault', it.opened),
		row('told of one that others had reported', it.joined),
		row('are on an asset of the register', it.linked),
		row('were over so long ago that nobody and no words were kept', it.nameless),
		...(it.photosLeft > 0 ? [row('photos of websites that the mapping does not name were left out', it.photosLeft)] : []),
	];
}

async function* every(files: readonly string[]): AsyncGenerator<Row> {
	for (const file of files) yield* recordsOf(file);
}

interface Named {
	files: readonly string[];
	/** Of the mapping. */
	path: string;
	rejects: string;
}

function namedBy(task: Task): Named {
	const files = task.words.map(task.path);
	const [first] = files;
	if (first === undefined) throw new Refusal(`Say which files.\n\n${usage}`);
	const missing = files.find((file) => !existsSync(file));
	if (missing) throw new Refusal(`There is no file ${missing}.`);
	return { files, path: task.path(text(task, 'mapping') ?? `${first}.mapping.json`), rejects: `${first}.rejects.csv` };
}

/** Says what there is and how it would be read; writes that down to be corrected, where nobody has yet. */
async function lookOnly(task: Task, { files, path, rejects }: Named): Promise<number> {
	const { say } = task;
	const given = await readMapping(path);
	const seen = await survey(every(files), given);
	const mapping = draftMapping(seen, text(task, 'source') ?? basename(files[0] ?? '').replace(/\.[^.]*$/, ''), given);
	for (const line of surveyTold(seen, mapping)) say(line);
	const { knex } = await task.open();
	const result = await importHistory(knex, { files, reading: reading(mapping), rejects, dryRun: true, say });
	say(`\n${number(result.rows - result.rejected)}  of ${result.rows} rows could be taken.`);
	for (const { what, count } of result.reasons) say(`${number(count)}    ${what}`);
	if (!given) await writeFile(path, `${JSON.stringify(mapping, null, '\t')}\n`);
	say(given ? `\nNothing was taken; ${path} is as it was.` : `\nNothing was taken. Correct ${path}, then run it without --dry-run.`);
	return 0;
}

async function run(task: Task): Promise<number> {
	const named = namedBy(task);
	if (task.options['dry-run'] === true) return lookOnly(task, named);
	const { files, path, rejects } = named;
	const mapping = await readMapping(path);
	if (!mapping) throw new Refusal(`There is no mapping ${path}: a run with --dry-run writes one, which you then correct.`);
	const { knex } = await task.open();
	const result = await importHistory(knex, { files, reading: reading(mapping), rejects, dryRun: false, say: task.say });
	for (const line of [...resultTold(result, rejects), ...(await photosOf(knex, mapping.source))]) task.say(line);
	return 0;
}

/** Takes the history of the system used before. */
export const historyCommand: Command = {
	usage,
	options: { mapping: { type: 'string' }, source: { type: 'string' }, 'dry-run': { type: 'boolean' } },
	run,
};
