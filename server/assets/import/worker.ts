import { log } from '../../platform/log.ts';
import { all } from '../../platform/sql.ts';
import { forget, type ImportMeans, importOnce } from './job.ts';
import { requestOf } from './request.ts';
import { moveSql, staleSql } from './request-queries.ts';
import { readDue } from './schedule.ts';
import { dropFile } from './upload.ts';

const pause = 400;
const hour = 60 * 60_000;
const longestGoodbye = 3000;

/** Throws away what nobody has come back to for a month. */
export async function discardStale({ knex, directory }: Pick<ImportMeans, 'knex' | 'directory'>): Promise<void> {
	for (const { code } of await all<{ code: string }>(knex, staleSql)) {
		const row = await requestOf(knex, code);
		await forget(knex, row.id, row.staged);
		await dropFile(directory, row.code);
		await all(knex, moveSql(row.id, { state: 'discarded', problem: 'Nobody came back to it for a month.' }));
	}
}

/** Imports what waits and reads what is due, one after the other, beside all other work, until it is stopped. */
export function startImports(means: ImportMeans): () => Promise<void> {
	let stopping = false;
	let swept = 0;
	const round = async (): Promise<void> => {
		if (Date.now() - swept > hour) {
			swept = Date.now();
			await discardStale(means);
		}
		while (!stopping && ((await importOnce(means)) || (await readDue(means.knex))));
	};
	const loop = async (): Promise<void> => {
		while (!stopping) {
			await round().catch((error) => log.error({ err: error }, 'imports'));
			await new Promise((resolve) => setTimeout(resolve, pause));
		}
	};
	const ended = loop();
	return async () => {
		stopping = true;
		// A large import is not waited for: what was not committed is taken up again by the next process.
		await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, longestGoodbye).unref())]);
	};
}
