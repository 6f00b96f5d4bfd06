import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import type { Knex } from 'knex';
import { all } from '../../platform/sql.ts';
import { type Reject, rejectsSql } from './queries.ts';
import type { Tables } from './tables.ts';

/** A field that a spreadsheet neither splits nor takes for a formula. */
export const cell = (text: string): string => {
	const safe = /^[=+@\t\r]|^-[^\d]/.test(text) ? `'${text}` : text;
	return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** Writes every row that was not taken, with its line and the reason, beside the file. Without any, a list of an earlier run goes. */
export async function writeRejects(db: Knex, tables: Tables, path: string): Promise<void> {
	let page = await all<Reject>(db, rejectsSql(tables, { after: 0 }));
	if (page.length === 0) {
		await rm(path, { force: true });
		return;
	}
	const file = createWriteStream(path);
	file.write('line,row,key,reason\n');
	while (page.length > 0) {
		const text = page.map((it) => `${it.line},${it.row},${cell(it.key)},${cell(it.reason)}\n`).join('');
		if (!file.write(text)) await once(file, 'drain');
		page = await all<Reject>(db, rejectsSql(tables, { after: page.at(-1)?.row ?? 0 }));
	}
	file.end();
	await finished(file);
}
