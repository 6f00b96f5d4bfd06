import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { AssetClass } from '../../gis-layers/index.ts';
import { type ExportRow, exported, formatByName, formats, systemOf } from '../assets/index.ts';
import { catalogue } from '../municipality/index.ts';
import { type Command, Refusal, srid, type Task, text } from './command.ts';

const usage = `npm run export -- FILE --layer CLASS [--srs EPSG:n] [--status in-service|retired] [--at DAY]

Writes a class of the register into a file, all of it, with the names by which npm run import knows its columns again: unchanged, it changes nothing there.
The format is told by the end of the file's name: ${[...formats.values()].map((it) => `.${it.endings[0]} (${it.title})`).join(', ')}.
  --layer   the asset class, such as street-lights
  --srs     the coordinate system to write in; else longitude and latitude
  --status  only what is in service, or only what is retired; else both
  --at      as the register was at the end of that day, such as 2025-06-30`;

function classOf(id: string | undefined): AssetClass {
	if (id === undefined) throw new Refusal(`Say which layer, and into which file.\n\n${usage}`);
	const found = catalogue.byId.get(id);
	if (!found) throw new Refusal(`There is no layer "${id}"; there are: ${catalogue.classes.map((it) => it.id).join(', ')}.`);
	return found;
}

function statusOf(written: string | undefined): 'in-service' | 'retired' | undefined {
	if (written === undefined || written === 'in-service' || written === 'retired') return written;
	throw new Refusal('--status is in-service or retired.');
}

function dayOf(written: string | undefined): string | undefined {
	if (written === undefined) return undefined;
	const day = new Date(`${written}T00:00:00Z`);
	if (!/^\d{4}-\d\d-\d\d$/.test(written) || Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== written)
		throw new Refusal('--at is a day: 2025-06-30.');
	return written;
}

async function* counted(rows: AsyncIterable<ExportRow>, count: { rows: number }): AsyncGenerator<ExportRow> {
	for await (const row of rows) {
		count.rows += 1;
		yield row;
	}
}

async function run(task: Task): Promise<number> {
	const [file, ...more] = task.words;
	const layer = classOf(text(task, 'layer'));
	if (file === undefined || more.length) throw new Refusal(`Say one file to write.\n\n${usage}`);
	const format = formatByName(file);
	if (!format) throw new Refusal(`The end of "${basename(file)}" tells no format.\n\n${usage}`);
	const status = statusOf(text(task, 'status'));
	const number = srid(text(task, 'srs')) ?? 4326;
	const { knex } = await task.open();
	const wish = exported(knex, { class: layer, staff: true, status, at: dayOf(text(task, 'at')), system: await systemOf(knex, number) });
	const count = { rows: 0 };
	const path = task.path(file);
	try {
		// A file under its own name is a whole one.
		await pipeline(format.write(wish.layer, counted(wish.rows, count)), createWriteStream(`${path}.part`));
		await rename(`${path}.part`, path);
	} finally {
		await rm(`${path}.part`, { force: true });
	}
	task.say(`${count.rows.toLocaleString('en')} ${layer.title['en'] ?? layer.id} in ${path}: ${format.title}, EPSG:${number}`);
	return 0;
}

const string = { type: 'string' } as const;

/** Writes a class of the register into a file. */
export const exportCommand: Command = { usage, options: { layer: string, srs: string, status: string, at: string }, run };
