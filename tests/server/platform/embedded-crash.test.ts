import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyDirectory } from '../../../server/platform/db/embedded/folder.ts';
import { takeFile } from '../../../server/platform/db/embedded/lock.ts';
import { type Database, openDatabase } from '../../../server/platform/db/index.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const hostRounds = 14;
const parentRounds = 6;

/** Numbers whose transaction was acknowledged: each must be found for ever after. */
const acknowledged = new Set<number>();
let next = 1;
let root: string;
let directory: string;

/** Writes pairs in six transactions at a time until the signal; failures in between are the point. */
const writePairs = async (database: Database, signal: AbortSignal): Promise<void> => {
	const write = async (): Promise<void> => {
		while (!signal.aborted) {
			const id = next++;
			const done = await database.knex
				.transaction(async (transaction) => {
					await transaction('pair_left').insert({ id, word: `left ${id}` });
					await transaction('pair_right').insert({ id, word: `right ${id}` });
				})
				.then(
					() => true,
					() => false,
				);
			if (done) acknowledged.add(id);
		}
	};
	await Promise.all(Array.from({ length: 6 }, write));
};

/** Writes pairs from another program, which is killed in the middle of it. */
const writeAndDie = async (round: number): Promise<void> => {
	const program = here('../../support/embedded-writer.ts');
	const writer = spawn(process.execPath, ['--import', 'tsx', program, directory, String(next)], { stdio: ['ignore', 'pipe', 'inherit'] });
	const before = acknowledged.size;
	for await (const line of createInterface({ input: writer.stdout })) {
		if (line === 'open') continue;
		acknowledged.add(Number(line));
		if (acknowledged.size === before + 3) setTimeout(() => writer.kill('SIGKILL'), 50 + round * 40);
	}
	next = Math.max(...acknowledged) + 100;
};

/** That nothing acknowledged is missing, nothing is half there, and the indexes agree with the rows. */
const expectWhole = async (database: Database): Promise<void> => {
	const numbers = async (table: string): Promise<number[]> => (await database.knex(table).orderBy('id').pluck('id')) as number[];
	const left = await numbers('pair_left');
	expect(await numbers('pair_right')).toEqual(left);
	const there = new Set(left);
	expect([...acknowledged].filter((id) => !there.has(id))).toEqual([]);
	const counted = await database.knex.transaction(async (transaction) => {
		await transaction.raw('set local enable_seqscan = off');
		const { rows } = await transaction.raw<{ rows: { n: number }[] }>('select count(*)::int as n from pair_left where id > 0');
		return rows[0]?.n;
	});
	expect(counted).toBe(left.length);
	const last = left.at(-1);
	if (last !== undefined) await expect(database.knex('pair_left').insert({ id: last, word: 'again' })).rejects.toThrow(/pair_left_pkey/);
};

beforeAll(async () => {
	root = await mkdtemp(join(tmpdir(), 'faultline-test-'));
	directory = join(root, 'database');
});

afterAll(async () => {
	await rm(root, { recursive: true, force: true });
});

// In order: the first test makes the database that the others kill.
describe('the embedded database', () => {
	test('is made whole or not at all: what a killed creation left is cleared away', async () => {
		const killed = spawn(process.execPath, ['--import', 'tsx', here('../../support/embedded-writer.ts'), directory], { stdio: 'ignore' });
		const exists = async (...path: string[]): Promise<boolean> => Boolean(await stat(join(directory, ...path)).catch(() => false));
		while (!(await exists('data.unfinished', 'PG_VERSION'))) await pause(50);
		killed.kill('SIGKILL');
		expect(await exists('data')).toBe(false);
		const database = await openDatabase({ directory });
		expect(await exists('data.unfinished')).toBe(false);
		await database.knex.raw('create table pair_left (id integer primary key, word text not null)');
		await database.knex.raw('create table pair_right (id integer primary key, word text not null unique)');
		await database.close();
	}, 300_000);

	test(`loses nothing acknowledged when its process is killed in the middle of writes, ${hostRounds} times`, async () => {
		const database = await openDatabase({ directory });
		for (let round = 0; round < hostRounds; round += 1) {
			const ending = new AbortController();
			const before = acknowledged.size;
			const writing = writePairs(database, ending.signal);
			while (acknowledged.size < before + 3) await pause(5);
			await pause(50 + round * 13);
			const host = database.hostPid();
			if (host === undefined) throw new Error('the database has no process');
			process.kill(host, 'SIGKILL');
			ending.abort();
			await writing;
			await expectWhole(database);
			expect(database.hostPid()).not.toBe(host);
		}
		await database.close();
	}, 600_000);

	test(`opens again with everything acknowledged when the whole program is killed in the middle of writes, ${parentRounds} times`, async () => {
		for (let round = 0; round < parentRounds; round += 1) {
			await writeAndDie(round);
			// Every second time the next program meets what the killed one left, not what a clean end did.
			if (round % 2 === 0) continue;
			const database = await openDatabase({ directory });
			await expectWhole(database);
			await database.close();
		}
	}, 600_000);

	test('refuses a second process on its folder with one sentence, and goes on', async () => {
		const first = await openDatabase({ directory });
		await expect(openDatabase({ directory })).rejects.toThrow(`The database folder ${directory} is already open in another process (${process.pid})`);
		await expectWhole(first);
		await first.close();
	});

	test('leaves with its program even in the middle of a statement that never ends', async () => {
		const endless = spawn(process.execPath, ['--import', 'tsx', here('../../support/embedded-writer.ts'), directory, 'endless'], {
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		await once(endless.stdout, 'data');
		await pause(300);
		endless.kill('SIGKILL');
		await once(endless, 'exit');
		const database = await openDatabase({ directory });
		await expectWhole(database);
		await database.close();
	});

	test('opens as a copy, which goes its own way', async () => {
		const copy = join(root, 'copy');
		await copyDirectory(directory, copy);
		const database = await openDatabase({ directory: copy });
		await expectWhole(database);
		await database.knex('pair_left').delete();
		await database.close();
		const original = await openDatabase({ directory });
		await expectWhole(original);
		await original.close();
	});

	test('keeps a folder for one process by a file where the system has no names to lock', async () => {
		const path = join(root, 'lock');
		expect(await takeFile(path)).toBe(true);
		expect(await takeFile(path)).toBe(false);
		const gone = spawn(process.execPath, ['-e', `require('node:fs').writeFileSync(${JSON.stringify(path)}, String(process.pid))`]);
		await new Promise((exited) => gone.once('exit', exited));
		expect(await takeFile(path)).toBe(true);
	});
});
