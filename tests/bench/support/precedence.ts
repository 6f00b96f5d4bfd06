import { readFile, writeFile } from 'node:fs/promises';
import { getPriority, setPriority } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';

const urgent = -12;

/** Raises or lowers a process and, on Linux, the session it belongs to: there whole sessions are weighed against each other first. */
async function prioritise(process: number, priority: number): Promise<void> {
	setPriority(process, priority);
	await writeFile(`/proc/${process}/autogroup`, String(priority)).catch(() => undefined);
}

/**
 * Measures ahead of whatever else this machine does, where that is allowed (root): a busy neighbour takes more from a rate that needs three processes
 * in turn than from one that needs two, and the ratio would tell of the neighbour. All that is measured is raised alike: the database's new sessions, and
 * all processes that are started meanwhile.
 */
export async function withPrecedence<T>(db: Knex, measure: () => Promise<T>): Promise<T> {
	const { rows } = await db.raw('show data_directory');
	const server = Number((await readFile(join(rows[0].data_directory, 'postmaster.pid'), 'utf8')).split('\n')[0]);
	const usual = getPriority();
	try {
		await prioritise(server, urgent);
		await prioritise(process.pid, urgent);
	} catch {
		console.info('(Other work on this machine may disturb the measurement: only root may put it first.)');
	}
	try {
		return await measure();
	} finally {
		await prioritise(process.pid, usual);
		await prioritise(server, usual).catch(() => undefined);
	}
}
