import { Worker } from 'node:worker_threads';

/** How long one statement may run before the engine is held to be hung, ms. It cannot be cancelled: only the process can be ended. */
const longestStatement = 15 * 60_000;

/**
 * Runs beside the engine, because a statement that never ends keeps the main thread from noticing anything. Ends the
 * process when its parent has been dead for two rounds, or when a statement has run too long. Plain JavaScript: it is its own program.
 */
const program = `
const { workerData } = require('node:worker_threads');
const since = new BigInt64Array(workerData.since);
const gone = () => { try { process.kill(workerData.parent, 0); return process.ppid !== workerData.parent } catch { return true } };
let orphaned = 0;
setInterval(() => {
	orphaned = gone() ? orphaned + 1 : 0;
	const started = Number(Atomics.load(since, 0));
	if (orphaned > 1 || (started > 0 && Date.now() - started > workerData.longest)) process.kill(process.pid, 'SIGKILL');
}, 1000);
`;

/** Starts the watchdog; the returned function wraps a piece of work, so that it is seen. */
export const watch = (): (<T>(work: () => Promise<T>) => Promise<T>) => {
	const since = new SharedArrayBuffer(8);
	const started = new BigInt64Array(since);
	const worker = new Worker(program, { eval: true, execArgv: [], workerData: { since, parent: process.ppid, longest: longestStatement } });
	worker.unref();
	return async (work) => {
		Atomics.store(started, 0, BigInt(Date.now()));
		try {
			return await work();
		} finally {
			Atomics.store(started, 0, 0n);
		}
	};
};
