import { type Count, type ImportResult, importFile } from '../assets/index.ts';
import { type Command, Refusal, srid, type Task, text } from './command.ts';

const usage = `npm run import -- FILE --layer CLASS [--srs EPSG:n] [--key COLUMN] [--map attribute=column,…]
                     [--x COLUMN --y COLUMN | --wkt COLUMN] [--confirm-above SCORE] [--retire-missing] [--dry-run]

Takes a file into the register: zipped Shapefile, GeoPackage, FlatGeobuf, GeoJSON (also with one feature a line), GML, KML, KMZ,
CSV or XLSX; or a service by its address in quotation marks: WFS, FeatureServer or MapServer, …/collections/NAME of an OGC API,
postgres://user:password@host/database?table=schema.table. The same a second time changes nothing.
  --layer           the asset class, such as street-lights
  --srs             the coordinate system of the file; else as the file says, else longitude and latitude
  --key             the column with the register's own number; "id" is the feature's id. Guessed by usual names
  --map             what stands in which column, where the guess is wrong; "attribute=" leaves it out
  --x --y, --wkt    where a table has its coordinates
  --source-layer    which layer of a file that holds several
  --dates           dmy or mdy, where dates such as 03/04/2019 occur
  --unknown-dates   take dates such as 1900-01-01 or 9999 as "not known" instead of sending the row back
  --retire-missing  assets in service that the file does not hold are retired
  --confirm-above   assets that only got another key keep their history where that is at least so sure, from 0.5 to 1 (--confirm-above 0.8)
  --dry-run         say what would change, change nothing`;

const number = (it: number): string => it.toLocaleString('en').padStart(12);
const row = (what: string, count: number): string => `${number(count)}  ${what}`;
const listed = (counts: readonly Count[]): string[] => counts.map(({ what, count }) => `${number(count)}    ${what}`);

function mapOf(written: string | undefined): Record<string, string> {
	const pairs = (written ?? '').split(',').filter((it) => it.trim() !== '');
	return Object.fromEntries(
		pairs.map((pair) => {
			const at = pair.indexOf('=');
			if (at < 1) throw new Refusal(`--map is written attribute=column,attribute=column, not "${pair}".`);
			return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
		}),
	);
}

function datesOf(written: string | undefined): 'dmy' | 'mdy' | undefined {
	if (written === undefined || written === 'dmy' || written === 'mdy') return written;
	throw new Refusal('--dates is dmy or mdy.');
}

/** What came of the rows: every one of them is accounted for. */
function rowsTold({ tally, repairs, reasons, rejects }: ImportResult): string[] {
	return [
		'',
		'Rows',
		row('in the file', tally.rows),
		row('accepted as they are', tally.accepted),
		row('accepted and repaired', tally.repaired),
		...listed(repairs),
		row('rejected', tally.rejected),
		...listed(reasons),
		...(rejects === null ? [] : [`              each with its line and reason: ${rejects}`]),
	];
}

const metres = (it: number): string => (it < 10 ? it.toFixed(3) : it.toFixed(1));

function changeTold({ difference: it, runId }: ImportResult, retireMissing: boolean): string[] {
	const farthest = it.largestMove === null ? '' : `; the farthest by ${metres(it.largestMove)} m`;
	const missing = retireMissing
		? runId === null
			? 'not in the file: would be retired'
			: 'not in the file: retired'
		: 'not in the file, left as they are (--retire-missing retires them)';
	return [
		'',
		runId === null ? 'Register (nothing was changed)' : 'Register',
		row('added', it.added),
		row(`moved or reshaped${farthest}`, it.geometry),
		row('with other attributes', it.attributes),
		row('moved and with other attributes', it.both),
		row('unchanged', it.unchanged),
		...(it.rekeyed > 0 ? [row('with another key and nothing else', it.rekeyed)] : []),
		...(it.renumbered > 0 ? [row('of all these got another key', it.renumbered)] : []),
		...(it.revived > 0 ? [row('of these were retired and are in service again', it.revived)] : []),
		row(missing, it.missing),
	];
}

const fitsTold = (fits: readonly string[]): string[] =>
	fits.length ? ['', 'The rows outside would lie inside, or near, in this system (--srs):', ...fits.map((it) => `  ${it}`)] : [];
const notesTold = (notes: readonly string[]): string[] => (notes.length ? ['', 'Values', ...notes.map((it) => `  ${it}`)] : []);

function scoreOf(written: string | undefined): number | undefined {
	const score = written === undefined ? undefined : Number(written);
	if (score !== undefined && !(score >= 0.5 && score <= 1)) throw new Refusal('--confirm-above is a number from 0.5 to 1.');
	return score;
}

async function run(task: Task): Promise<number> {
	const { options, words, say } = task;
	const [file, ...more] = words;
	const layer = text(task, 'layer');
	if (file === undefined || layer === undefined) throw new Refusal(`Say which file, and which layer it is for.\n\n${usage}`);
	if (more.length) throw new Refusal(`One file at a time: "${more.join(' ')}" is too much.`);
	const [retireMissing, dryRun] = [options['retire-missing'] === true, options['dry-run'] === true];
	const wish = {
		file: /^[a-z][a-z0-9+.-]+:\/\//i.test(file) ? file : task.path(file),
		layer,
		srid: srid(text(task, 'srs')),
		key: text(task, 'key'),
		map: mapOf(text(task, 'map')),
		x: text(task, 'x'),
		y: text(task, 'y'),
		wkt: text(task, 'wkt'),
		sourceLayer: text(task, 'source-layer'),
		dates: datesOf(text(task, 'dates')),
		unknownDates: options['unknown-dates'] === true,
		confirmAbove: scoreOf(text(task, 'confirm-above')),
		retireMissing,
		dryRun,
		say,
	};
	const result = await importFile(await task.open(), wish);
	for (const line of [...rowsTold(result), ...notesTold(result.notes), ...fitsTold(result.fits), ...changeTold(result, retireMissing)]) say(line);
	if (result.runId === null && !dryRun) throw new Refusal('No row could be taken in; the register is as it was.');
	return 0;
}

const string = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

/** Takes a file into the register. */
export const importCommand: Command = {
	usage,
	options: {
		...{ layer: string, srs: string, key: string, map: string, x: string, y: string, wkt: string, dates: string },
		...{ 'source-layer': string, 'confirm-above': string, 'unknown-dates': flag, 'retire-missing': flag, 'dry-run': flag },
	},
	run,
};
