import { importRound, type RoundResult, roundFields } from '../assets/index.ts';
import { type Command, Refusal, type Task, text } from './command.ts';

const usage = `npm run inspections -- FILE --layer CLASS [--asset COLUMN] [--on COLUMN] [--grade COLUMN] [--inspector COLUMN] [--note COLUMN]
                          [--defect COLUMN] [--severity COLUMN] [--dates dmy|mdy] [--source-layer NAME] [--dry-run]

Takes a round of inspections in, from any source that assets can come in: one row for each asset that was looked at, or one for each defect that
was found on it. The latest inspection says how an asset is; one from before what the register knows is kept as history. The same file again changes nothing.
  --layer                     the asset class, such as street-lights
  --asset                     the column with the asset's reference or the register's number; guessed by usual names, like the others
  --on, --grade               the day, and the grade from 1 (very good) to 5 (very poor)
  --inspector, --note         who looked, and what they say
  --defect, --severity        what was found: codes or titles, divided by ; and its severity from 1 to 5
  --dates                     dmy or mdy, where dates such as 03/04/2026 occur
  --dry-run                   say what would be kept, keep nothing`;

const row = (what: string, count: number): string => `${count.toLocaleString('en').padStart(12)}  ${what}`;

function told({ rows, taken, rejected, reasons, rejects, columns, fresh, corrected, same, graded }: RoundResult): string[] {
	return [
		...Object.entries(columns).map(([field, column]) => `  ${field}: ${column}`),
		'',
		'Rows',
		row('in the file', rows),
		row('taken', taken),
		row('rejected', rejected),
		...reasons.map(({ what, count }) => `${count.toLocaleString('en').padStart(12)}    ${what}`),
		...rejects.slice(0, 20).map(({ line, reason }) => `                line ${line}: ${reason}`),
		'',
		'Inspections',
		row('new', fresh),
		row('corrected', corrected),
		row('known already', same),
		row('assets whose condition is now another', graded),
	];
}

async function run(task: Task): Promise<number> {
	const { options, words, say } = task;
	const [file, ...more] = words;
	const layer = text(task, 'layer');
	if (file === undefined || layer === undefined) throw new Refusal(`Say which file, and which layer it is about.\n\n${usage}`);
	if (more.length) throw new Refusal(`One file at a time: "${more.join(' ')}" is too much.`);
	const dates = text(task, 'dates');
	if (dates !== undefined && dates !== 'dmy' && dates !== 'mdy') throw new Refusal('--dates is dmy or mdy.');
	const columns = Object.fromEntries(roundFields.flatMap((field) => (text(task, field) === undefined ? [] : [[field, text(task, field)]])));
	const { knex } = await task.open();
	const path = /^[a-z]+:\/\//i.test(file) ? file : task.path(file);
	const dryRun = options['dry-run'] === true;
	const result = await importRound(knex, { file: path, layer, columns, dates, sourceLayer: text(task, 'source-layer'), dryRun });
	for (const line of told(result)) say(line);
	if (result.taken === 0) throw new Refusal('No row could be taken; nothing was kept.');
	if (dryRun) say('\nNothing was kept: it was a dry run.');
	return 0;
}

const string = { type: 'string' } as const;

/** Takes a round of inspections in. */
export const inspectionsCommand: Command = {
	usage,
	options: {
		layer: string,
		...Object.fromEntries(roundFields.map((it) => [it, string])),
		dates: string,
		'source-layer': string,
		'dry-run': { type: 'boolean' },
	},
	run,
};
