import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The program as a user starts it, on a small demo town in a folder of its own. */
export interface Demo {
	url: string;
	directory: string;
	process: ChildProcess;
	/** All it has printed. */
	printed: () => string;
	/** Ends it like Ctrl-C; resolves with its exit code. */
	stop: () => Promise<number | null>;
}

/** Below the ports that systems give to whoever connects: what is free here stays free while a program is started anew. */
const freePort = (): Promise<number> =>
	new Promise((resolve) => {
		const probe = createServer();
		const tryOne = () => void probe.listen(20_000 + Math.floor(Math.random() * 12_000), '127.0.0.1');
		probe.on('error', tryOne);
		probe.once('listening', () => {
			const { port } = probe.address() as { port: number };
			probe.close(() => resolve(port));
		});
		tryOne();
	});

const ended = (child: ChildProcess): Promise<number | null> =>
	child.exitCode !== null || child.signalCode !== null ? Promise.resolve(child.exitCode) : new Promise((resolve) => child.once('exit', resolve));

/** Starts the program and waits until it says that it is ready; rejects with what it printed if it ends before. */
export async function startDemo(directory: string = demoDirectory(), more: Record<string, string> = {}): Promise<Demo> {
	const port = Number(more['PORT'] ?? (await freePort()));
	const environment = {
		...process.env,
		DATA_DIR: directory,
		PORT: String(port),
		HOST: '127.0.0.1',
		DEMO_SIZE: 'small',
		RATE_LIMIT: '0',
		LOG_LEVEL: 'error',
		...more,
	};
	const { DATABASE_URL: _, ...env } = environment as Record<string, string>;
	const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
	let printed = '';
	const ready = new Promise<void>((resolve, reject) => {
		const hear = (chunk: Buffer) => {
			printed += chunk;
			if (printed.includes('Stop it with Ctrl-C')) resolve();
		};
		child.stdout?.on('data', hear);
		child.stderr?.on('data', hear);
		child.once('exit', (code) => reject(new Error(`it ended with ${code}:\n${printed}`)));
	});
	await ready;
	const stop = async () => {
		child.kill('SIGINT');
		return ended(child);
	};
	return { url: `http://127.0.0.1:${port}`, directory, process: child, printed: () => printed, stop };
}

/** Under this name a run of tests keeps the folder of a town that was made once and is copied for each. */
export const drawnTown = 'FAULTLINE_TEST_TOWN';

/** A folder for one demo town: with the town in it where one was drawn for all tests, else empty, to be filled by the first start. */
export function demoDirectory({ empty = false }: { empty?: boolean } = {}): string {
	const directory = mkdtempSync(join(tmpdir(), 'faultline-demo-'));
	const drawn = process.env[drawnTown];
	// A database that had to be ended leaves the socket by which it was reached.
	if (drawn && !empty) cpSync(drawn, directory, { recursive: true, filter: (source) => !statSync(source).isSocket() });
	return directory;
}

/** Takes a demo town away. */
export const removeDemo = (directory: string): void => rmSync(directory, { recursive: true, force: true });
