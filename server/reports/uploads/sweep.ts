import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { all } from '../../platform/sql.ts';
import { forgetUploadsSql } from './queries.ts';
import { piecesOf } from './receive.ts';

/** A phone may be out of reach for a night and a day: after this long, ms, without a piece an upload is given up. */
const patience = 48 * 60 * 60_000;

/** Gives up uploads that nobody goes on with, and their pieces; says how many. */
export async function sweepUploads(db: Knex, directory: string, now: Date): Promise<number> {
	const before = new Date(now.getTime() - patience);
	const forgotten = await all(db, forgetUploadsSql(before));
	const folder = piecesOf(directory);
	for (const name of await readdir(folder).catch(() => [])) {
		const file = join(folder, name);
		if ((await stat(file)).mtime < before) await rm(file, { force: true });
	}
	return forgotten.length;
}
