import { PlaceKind } from '../assets/contract.ts';
import { importPlaces, importWards, type PlacesOptions, type PlacesResult } from '../assets/index.ts';
import { followDivision } from '../faults/index.ts';
import { DivisionError } from '../municipality/index.ts';
import { type Command, Refusal, srid, type Task, text } from './command.ts';

const usage = `npm run places -- wards FILE --from YYYY-MM-DD [--code-column C] [--name-column C] [--srs EPSG:n] [--layer NAME]

Divides the municipality into wards anew from a day on. The old wards end that day and stay in history; assets and open faults follow on the day.

npm run places -- FILE --kind KIND [--name-column C] [--number-column C] [--suburb-column C] [--key-column C]
                     [--source NAME] [--srs EPSG:n] [--layer NAME] [--staff-only] [--number-first] [--dry-run]

Takes places to search for from a file or a service in any format that assets come in. Read again, what the source no longer has goes.
  --kind          street, suburb, address, landmark, erf or meter (meters and account numbers: for staff alone, always)
  --…-column      what stands in which column, where the guess by usual names is wrong
  --key-column    the source's own key; without one, places that are called alike in one suburb are one place
  --source        what the source is called from one reading to the next; the file's name when not given
  --staff-only    shown to those who may read contacts, and to nobody else
  --number-first  write "14 Church Street", not "Church Street 14"
  --dry-run       say what would change, change nothing`;

const row = (what: string, count: number): string => `${count.toLocaleString('en').padStart(12)}  ${what}`;

/** What came of the rows and what has changed: every row is accounted for. */
function told(it: PlacesResult): string[] {
	const { columns } = it;
	const said = Object.entries(columns).flatMap(([what, column]) => (column === null ? [] : [`${what}: ${column}`]));
	return [
		`Source "${it.source}", EPSG:${it.srid}; ${said.join(', ')}`,
		'',
		'Rows',
		row('in the file', it.rows),
		row('taken', it.taken),
		row('say a place that another row says too', it.merged),
		row('rejected', it.rejected),
		...it.reasons.map(({ what, count }) => `${count.toLocaleString('en').padStart(12)}    ${what}`),
		...(it.rejects === null ? [] : [`              each with its line and reason: ${it.rejects}`]),
		'',
		it.applied ? 'Places' : 'Places (nothing was changed)',
		row('added', it.added),
		row('changed', it.changed),
		row('unchanged', it.taken - it.added - it.changed),
		row('gone from the source: removed', it.removed),
		...(it.streets > 0 ? [row('streets that came with their houses', it.streets)] : []),
	];
}

const fileOf = (task: Task, file: string): string => (/^[a-z][a-z0-9+.-]+:\/\//i.test(file) ? file : task.path(file));

function kindOf(written: string | undefined): PlaceKind {
	const { data } = PlaceKind.safeParse(written);
	if (data === undefined) throw new Refusal(`Say of which kind the places are: ${PlaceKind.options.join(', ')}.\n\n${usage}`);
	return data;
}

function wishOf(task: Task, file: string): PlacesOptions {
	const { options, say } = task;
	return {
		file: fileOf(task, file),
		kind: kindOf(text(task, 'kind')),
		source: text(task, 'source'),
		srid: srid(text(task, 'srs')),
		layer: text(task, 'layer'),
		nameColumn: text(task, 'name-column'),
		numberColumn: text(task, 'number-column'),
		suburbColumn: text(task, 'suburb-column'),
		keyColumn: text(task, 'key-column'),
		x: text(task, 'x'),
		y: text(task, 'y'),
		wkt: text(task, 'wkt'),
		staffOnly: options['staff-only'] === true,
		numberFirst: options['number-first'] === true,
		dryRun: options['dry-run'] === true,
		say,
	};
}

function dayOf(written: string | undefined): string {
	if (written === undefined || !/^\d{4}-\d\d-\d\d$/.test(written) || Number.isNaN(Date.parse(written)))
		throw new Refusal('Say from which day the wards hold: --from 2026-11-01.');
	return written;
}

async function divide(task: Task, file: string): Promise<number> {
	const { options, say } = task;
	if (options['kind'] !== undefined) throw new Refusal('Wards are no kind of place: leave --kind out.');
	const from = dayOf(text(task, 'from'));
	const { knex } = await task.open();
	const reading = { srid: srid(text(task, 'srs')), layer: text(task, 'layer'), codeColumn: text(task, 'code-column'), nameColumn: text(task, 'name-column') };
	const made = await importWards(knex, { file: fileOf(task, file), from, ...reading }).catch((error) => {
		throw error instanceof DivisionError ? new Refusal(error.message) : error;
	});
	say(`${made.wards} wards from ${made.from} on (there were ${made.before}); they hold ${(made.coverage * 100).toFixed(2)} % of the municipality's area.`);
	if (!made.inForce) {
		say('Assets and open faults follow on that day, by themselves while the program runs.');
		return 0;
	}
	const { assets, faults, roles } = await followDivision(knex);
	say(`${assets} assets and ${faults} open faults have another ward now; ${roles} roles that are held for wards went over to those of the same numbers.`);
	return 0;
}

async function run(task: Task): Promise<number> {
	const [first, second] = task.words;
	const wards = first === 'wards' && second !== undefined;
	const [file, ...more] = wards ? task.words.slice(1) : task.words;
	if (file === undefined) throw new Refusal(usage);
	if (more.length) throw new Refusal(`One file at a time: "${more.join(' ')}" is too much.`);
	if (wards) return divide(task, file);
	const wish = wishOf(task, file);
	const { knex } = await task.open();
	const result = await importPlaces(knex, wish);
	for (const line of told(result)) task.say(line);
	if (!result.applied && !wish.dryRun) throw new Refusal('No row could be taken; the places are as they were.');
	return 0;
}

const string = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

/** Takes places to search for from a file. */
export const placesCommand: Command = {
	usage,
	options: {
		...{ kind: string, source: string, srs: string, layer: string, x: string, y: string, wkt: string },
		...{ 'name-column': string, 'number-column': string, 'suburb-column': string, 'key-column': string, 'code-column': string, from: string },
		...{ 'staff-only': flag, 'number-first': flag, 'dry-run': flag },
	},
	run,
};
