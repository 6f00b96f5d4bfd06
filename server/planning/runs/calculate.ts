import { Worker } from 'node:worker_threads';

/** What the thread is given. */
export interface Task {
	/** The report's file on the shelf. */
	file: string;
	rows: readonly unknown[];
	values: Readonly<Record<string, string>>;
}

/** What the thread says: how far it is, the figures as JSON, or what went wrong. */
export type Said = { progress: number } | { figures: string } | { error: string };

export interface Watching {
	progress: (share: number) => void;
	signal: AbortSignal;
}

/** Turns what was read into figures (JSON). */
export type Calculate = (task: Task, watching: Watching) => Promise<string>;

/** Why a thread was ended. */
export class Trouble extends Error {
	readonly kind: 'too-long' | 'too-large' | 'error';

	constructor(kind: Trouble['kind'], message: string) {
		super(message);
		this.kind = kind;
	}
}

export interface Limits {
	minutes: number;
	megabytes: number;
}

const usual: Limits = { minutes: 10, megabytes: 1024 };

const troubleOf = (error: Error & { code?: string }): Trouble => new Trouble(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'too-large' : 'error', error.message);

/** Works a report out in a thread of its own, which may take so long and so much memory and no more, and ends with the signal. */
export const inThread =
	({ minutes, megabytes }: Limits = usual): Calculate =>
	async (task, { progress, signal }) => {
		signal.throwIfAborted();
		const worker = new Worker(new URL('./start-thread.js', import.meta.url), { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: megabytes } });
		const ended = new AbortController();
		try {
			return await new Promise<string>((resolve, reject) => {
				const late = setTimeout(() => reject(new Trouble('too-long', `took longer than ${minutes} minutes`)), minutes * 60_000);
				ended.signal.addEventListener('abort', () => clearTimeout(late));
				signal.addEventListener('abort', () => reject(signal.reason as Error), { signal: ended.signal });
				worker
					.on('message', (it: Said) => {
						if ('progress' in it) progress(it.progress);
						else if ('figures' in it) resolve(it.figures);
						else reject(new Trouble('error', it.error));
					})
					.on('error', (error) => reject(troubleOf(error as Error)))
					.on('exit', () => reject(new Trouble('error', 'the thread ended without an answer')));
				worker.postMessage(task);
			});
		} finally {
			ended.abort();
			await worker.terminate();
		}
	};
