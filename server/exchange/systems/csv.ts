import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import * as z from 'zod/mini';
import { type Change, momentOf, nameOf, numberOf, type Said, Unwell, workSystem } from './index.ts';

const columns = [
	'id',
	'version',
	'state',
	'asset',
	'previous_asset',
	'chainage',
	'merged_into',
	'mode',
	'title',
	'department',
	'lon',
	'lat',
	'reports',
	'reported',
	'state_since',
	'due',
	'link',
];

const cell = (it: unknown): string => {
	const text = it === null || it === undefined ? '' : String(it);
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

function rowOf({ id, version, state, asset, previousAsset, chainage, mergedInto, title, fault }: Change): unknown[] {
	const { mode, department, point, reports, times, link } = fault;
	return [
		id,
		version,
		state,
		asset,
		previousAsset,
		chainage,
		mergedInto?.id,
		mode,
		title,
		department,
		point?.lon,
		point?.lat,
		reports,
		times.reported,
		times.stateSince,
		times.due,
		link,
	];
}

async function readRows(file: string): Promise<Record<string, string>[]> {
	try {
		return parse(await readFile(file, 'utf8'), { columns: true, bom: true, skip_empty_lines: true, trim: true, relax_column_count: true });
	} catch (error) {
		throw new Unwell(`${file.split('/').at(-1)} cannot be read: ${(error as Error).message}`.slice(0, 300));
	}
}

const saidOf = (row: Record<string, string>): Said => ({
	...{ id: nameOf(row['id']), remoteId: nameOf(row['remote_id']), state: nameOf(row['state']), at: momentOf(row['updated_at']) },
	...{ version: numberOf(row['version']), seen: numberOf(row['seen']) },
	asset: 'asset' in row ? nameOf(row['asset']) : undefined,
	chainage: 'chainage' in row ? numberOf(row['chainage']) : undefined,
});

/** Of several lines about one fault the newest; what comes last where they do not say. */
function newest(all: readonly Said[]): Said[] {
	const kept = new Map<string, Said>();
	for (const said of all) {
		const before = kept.get(said.id ?? '');
		if (said.id !== null && !(before && (before.version ?? 0) > (said.version ?? 0)) && !(before?.at && said.at && before.at > said.at))
			kept.set(said.id, said);
	}
	return [...kept.values()];
}

/**
 * A folder that both sides look into, as an SFTP server shows it: what we write stands in `out`, a folder a day and a file a change, whole as soon as it has
 * its name; what they write we read in `in`.
 */
export default workSystem({
	id: 'csv',
	settings: { folder: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,40}$/, 'Small letters, digits and hyphens.')) },
	keyed: false,
	states: {
		confirmed: 'OPEN',
		scheduled: 'SCHEDULED',
		'in-progress': 'STARTED',
		'made-safe': 'MADE SAFE',
		waiting: 'ON HOLD',
		fixed: 'DONE',
		closed: 'DONE',
		merged: 'MERGED',
		rejected: 'CANCELLED',
		'not-ours': 'CANCELLED',
		'no-fault-found': 'NO FAULT',
		'cannot-now': 'ON HOLD',
	},
	back: { SCHEDULED: 'scheduled', STARTED: 'in-progress', 'MADE SAFE': 'made-safe', DONE: 'fixed', 'NO FAULT': 'no-fault-found' },
	async push(change, it) {
		const day = join(it.folder, 'out', it.now.toISOString().slice(0, 10));
		await mkdir(day, { recursive: true });
		const name = `${change.id}-${String(change.version).padStart(6, '0')}.csv`;
		const text = `${columns.join(',')}\r\n${rowOf(change).map(cell).join(',')}\r\n`;
		await writeFile(join(day, `.${name}.part`), text);
		await rename(join(day, `.${name}.part`), join(day, name));
		return { remoteId: null };
	},
	async pull(_since, it) {
		const folder = join(it.folder, 'in');
		await mkdir(folder, { recursive: true });
		const names = (await readdir(folder)).filter((name) => /^[^.].*\.csv$/i.test(name)).sort();
		const rows: Said[] = [];
		for (const name of names) rows.push(...(await readRows(join(folder, name))).map(saidOf));
		return newest(rows);
	},
});
