import { type ChildProcess, execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** A program of this folder that runs beside us. */
export interface Beside<Question, Answer> {
	readonly ask: (question: Question) => Promise<Answer>;
	readonly stop: () => Promise<void>;
}

const start = (file: string, env: Record<string, string>): ChildProcess =>
	fork(fileURLToPath(new URL(file, import.meta.url)), {
		execArgv: [...process.execArgv.filter((it) => !it.startsWith('--cpu-prof')), ...profiling(file)],
		env: { ...process.env, ...env },
	});

/** BENCH_PROFILE names a folder for CPU profiles of the application. */
const profiling = (file: string): string[] => {
	const folder = process.env['BENCH_PROFILE'];
	return folder && file.startsWith('./app') ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : [];
};

/** The next message of a process; an error if it ends instead. */
const message = <T>(child: ChildProcess): Promise<T> =>
	new Promise((resolve, reject) => {
		const told = (it: unknown): void => {
			child.off('exit', ended);
			resolve(it as T);
		};
		const ended = (code: number | null): void => {
			child.off('message', told);
			reject(new Error(`a process of the measurement ended with ${code}`));
		};
		child.once('message', told).once('exit', ended);
	});

async function stopped(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null) return;
	const ended = once(child, 'exit');
	child.disconnect();
	await ended;
}

/** The application over a database; answers on which port. */
export async function startApp(url: string, env: Record<string, string> = {}): Promise<{ port: number; stop: () => Promise<void> }> {
	const child = start('./app-process.ts', { ...env, DATABASE_URL: url });
	const { port } = await message<{ port: number }>(child);
	return { port, stop: () => stopped(child) };
}

/** A program that answers one message by one. */
export function startBeside<Question, Answer>(file: string): Beside<Question, Answer> {
	const child = start(file, {});
	const ask = (question: Question): Promise<Answer> => {
		const answer = message<Answer>(child);
		child.send(question as object);
		return answer;
	};
	return { ask, stop: () => stopped(child) };
}

const run = promisify(execFile);

function pgbench(): string {
	const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql').sort((a, b) => Number(b) - Number(a)) : [];
	const folders = [...versions.map((it) => join('/usr/lib/postgresql', it, 'bin')), ...(process.env['PATH'] ?? '').split(delimiter)];
	const found = folders.map((it) => join(it, 'pgbench')).find((it) => existsSync(it));
	if (!found) throw new Error('pgbench, which comes with PostgreSQL, was not found');
	return found;
}

interface Pgbench {
	readonly files: readonly string[];
	readonly variables: Readonly<Record<string, string>>;
	readonly clients: number;
	readonly seconds: number;
}

/** Transactions a second that pgbench reaches with prepared scripts, each as often as the others. */
export async function runPgbench(url: string, { files, variables, clients, seconds }: Pgbench): Promise<number> {
	const options = ['-n', '-M', 'prepared', '-c', String(clients), '-j', '1', '-T', String(seconds)];
	const { stdout } = await run(pgbench(), [
		...options,
		...Object.entries(variables).map(([name, value]) => `--define=${name}=${value}`),
		...files.flatMap((it) => ['-f', it]),
		url,
	]);
	const rate = /tps = ([\d.]+)/.exec(stdout)?.[1];
	const failed = Number(/number of failed transactions: (\d+)/.exec(stdout)?.[1] ?? 0);
	if (rate === undefined || failed > 0) throw new Error(`pgbench: ${stdout}`);
	return Number(rate);
}
