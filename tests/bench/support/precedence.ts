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

const often = 250;

/** Raises sessions of the database as they come: a session of Linux does not inherit how its parent is weighed. Answers how to stop. */
function raiseSessions(server: number): () => void {
	const raised = new Set<string>();
	const raise = async (): Promise<void> => {
		const children = await readFile(`/proc/${server}/task/${server}/children`, 'utf8').catch(() => '');
		for (const child of children.split(' ').filter((it) => it !== '' && !raised.has(it))) {
			raised.add(child);
			await prioritise(Number(child), urgent).catch(() => undefined);
		}
	};
	const timer = setInterval(() => void raise(), often);
	return () => clearInterval(timer);
}

/**
 * Measures ahead of whatever else this machine does, where that is allowed (root): a busy neighbour takes more from a rate that needs three processes
 * in turn than from one that needs two, and the ratio would tell of the neighbour. All that is measured is raised alike: the database's sessions, and all
 * processes that are started meanwhile.
 */
export async function withPrecedence<T>(db: Knex, measure: () => Promise<T>): Promise<T> {
	const { rows } = await db.raw('show data_directory');
	const server = Number((await readFile(join(rows[0].data_directory, 'postmaster.pid'), 'utf8')).split('\n')[0]);
	const usual = getPriority();
	let leave = (): void => undefined;
	try {
		await prioritise(server, urgent);
		await prioritise(process.pid, urgent);
		leave = raiseSessions(server);
	} catch {
		console.info('(Other work on this machine may disturb the measurement: only root may put it first.)');
	}
	try {
		return await measure();
	} finally {
		leave();
		await prioritise(process.pid, usual);
		await prioritise(server, usual).catch(() => undefined);
	}
}
