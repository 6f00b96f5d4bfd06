import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { socketFolder } from './folder.ts';

/** What to supervise. */
interface Supervision {
	directory: string;
	/** How long a transaction may stand idle while others wait, ms. */
	patience: number;
	say: (line: string) => void;
}

/** What the child tells. */
export type FromHost = { say: string } | { ready: true } | { failed: string };

/** A running embedded database, kept running. */
interface Supervised {
	/** The folder of its socket, the same after each restart. */
	sockets: string;
	/** The child process now; undefined between two. */
	pid: () => number | undefined;
	close: () => Promise<void>;
}

const closingPatience = 20_000;
const longestPause = 10_000;

/** Starts the child, in TypeScript as this file is, or compiled as this file is. */
const start = (options: Supervision, sockets: string): ChildProcess => {
	const typescript = import.meta.url.endsWith('.ts');
	const program = fileURLToPath(new URL(typescript ? './host.ts' : './host.js', import.meta.url));
	const loader = typescript ? ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href] : [];
	return fork(program, [options.directory, sockets, String(options.patience)], { execArgv: loader, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
};

/** Waits until the child is open; rejects with its own words if it cannot. */
const opened = (child: ChildProcess, say: (line: string) => void): Promise<void> =>
	new Promise((resolve, reject) => {
		child.on('message', (news: FromHost) => {
			if ('say' in news) say(news.say);
			else if ('failed' in news) reject(new Error(news.failed));
			else resolve();
		});
		child.once('error', reject);
		child.once('exit', (code, signal) => reject(new Error(`The embedded database ended while it was opening (${signal ?? `code ${code}`}).`)));
	});

/** An open database is no reason for the program to stay alive; its clients are. */
const release = (child: ChildProcess): void => {
	child.unref();
	child.channel?.unref();
};

/** Keeps one child running on the folder. */
class Supervisor implements Supervised {
	readonly sockets: string;
	readonly #options: Supervision;
	#child: ChildProcess | undefined;
	#closing = false;

	constructor(options: Supervision, sockets: string) {
		this.#options = options;
		this.sockets = sockets;
	}

	pid(): number | undefined {
		return this.#child?.pid;
	}

	async open(): Promise<void> {
		const child = start(this.#options, this.sockets);
		this.#child = child;
		await opened(child, this.#options.say);
		child.once('exit', () => {
			this.#child = undefined;
			if (!this.#closing) void this.#reopen();
		});
		release(child);
	}

	async close(): Promise<void> {
		this.#closing = true;
		const child = this.#child;
		if (child?.connected) {
			child.ref();
			const exited = once(child, 'exit');
			child.send('close');
			const timer = setTimeout(() => child.kill('SIGKILL'), closingPatience);
			await exited;
			clearTimeout(timer);
		}
		if (this.sockets !== this.#options.directory && process.platform !== 'win32') await rm(this.sockets, { recursive: true, force: true });
	}

	async #reopen(): Promise<void> {
		for (let wait = 0; !this.#closing; wait = Math.min(longestPause, wait * 2 + 250)) {
			await pause(wait, undefined, { ref: false });
			try {
				await this.open();
				this.#options.say('The embedded database is open again.');
				return;
			} catch (error) {
				this.#options.say(error instanceof Error ? error.message : String(error));
			}
		}
	}
}

/** Opens the embedded database in a child process and starts it again whenever it ends by itself. Rejects if it cannot be opened at first. */
export const supervise = async (options: Supervision): Promise<Supervised> => {
	const supervisor = new Supervisor(options, await socketFolder(options.directory));
	await supervisor.open();
	return supervisor;
};
