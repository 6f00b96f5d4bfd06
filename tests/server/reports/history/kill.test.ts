import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Database } from '../../../../server/platform/db/index.ts';
import { importHistory, reading } from '../../../../server/reports/index.ts';
import { ownDatabase } from '../../../support/database.ts';
import { ago, csv, inFolder, lamp, mapping, ticket } from './export.ts';

vi.setConfig({ testTimeout: 300_000 });
let database: Database;
beforeAll(async () => {
	database = await ownDatabase();
});
afterAll(() => database.close());

const many = 4000;
const reports = async (): Promise<number> => Number((await database.knex('report').count('* as count').first())?.['count']);

/** Has a process of its own take a file in, and kills it once some of it is here. */
async function killedInTheMiddle(file: string): Promise<void> {
	const child = fork(fileURLToPath(new URL('./kill-process.ts', import.meta.url)), [JSON.stringify(database.connection), file], {
		execArgv: ['--import', 'tsx'],
	});
	const ended = once(child, 'exit');
	await once(child, 'message');
	while ((await reports()) === 0 && child.exitCode === null) await pause(5);
	child.kill('SIGKILL');
	await ended;
}

test('an import that is killed in the middle goes on when it is run again, and nothing comes twice', () =>
	inFolder(async (folder) => {
		const lamps = await Promise.all(Array.from({ length: 12 }, (_, n) => lamp(database.knex, n)));
		const rows = Array.from({ length: many }, (_, n) => {
			const days = many - n;
			return ticket(`N-${n}`, lamps[n % 12] ?? {}, { 'Date Logged': ago(days / 10 + 1), 'Date Completed': ago(days / 10 + 0.5) });
		});
		const file = join(folder, 'old.csv');
		await writeFile(file, csv(rows));
		await killedInTheMiddle(file);
		const kept = await reports();
		expect(kept).toBeGreaterThan(0);
		expect(kept).toBeLessThan(many);
		const asked = { files: [file], reading: reading(mapping), rejects: join(folder, 'rejects.csv'), dryRun: false, say: () => undefined };
		expect(await importHistory(database.knex, asked)).toMatchObject({ rows: many, fresh: many - kept, same: kept, changed: 0, rejected: 0 });
		expect(await reports()).toBe(many);
		expect(await importHistory(database.knex, asked)).toMatchObject({ fresh: 0, same: many });
		const { rows: counted } = await database.knex.raw(`
			select (select sum(reports) from fault where state <> 'rejected')::int as told, (select count(*) from sighting)::int as pins,
			       (select count(*) from former_ticket)::int as tickets`);
		expect(counted).toEqual([{ told: many, pins: many, tickets: many }]);
	}));
