import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Database } from '../../../server/platform/db/index.ts';
import { ownDatabase } from '../../support/database.ts';
import { collection, feature, point } from './files.ts';
import { openRoom, type Room } from './import-room.ts';

vi.setConfig({ testTimeout: 300_000 });
let database: Database;
let room: Room;
beforeAll(async () => {
	database = await ownDatabase();
	room = await openRoom(database);
});
afterAll(async () => {
	await room.close();
	await database.close();
});

const rows = async <T = Record<string, unknown>>(text: string): Promise<T[]> => (await database.knex.raw(text)).rows;
const many = 4000;
const stepsMs = [5, 40, 120, 300, 600];

/** Has a process of its own work on what waits, and kills it so long after it has begun; says whether it was done before. */
async function killedAfter(ms: number): Promise<boolean> {
	const child = fork(fileURLToPath(new URL('./import-kill-process.ts', import.meta.url)), [JSON.stringify(database.connection), room.means.directory], {
		execArgv: ['--import', 'tsx'],
	});
	const ended = once(child, 'exit');
	let done = false;
	child.on('message', (it) => {
		done ||= it === 'done';
	});
	await once(child, 'message');
	await pause(ms);
	child.kill('SIGKILL');
	await ended;
	return done;
}

test('a process that is killed while it applies leaves all or nothing, and the next one goes on', async () => {
	const lamps = Array.from({ length: many }, (_, n) => feature({ pole_no: `Z${n}` }, point(18.92 + (n % 80) * 0.0008, -33.79 + Math.floor(n / 80) * 0.0015)));
	const it = await room.read('many.geojson', collection(lamps), { class: 'street-lights' });
	expect(it.difference).toMatchObject({ added: many });
	await room.ask(`POST /api/register/imports/${it.code}/apply`, { basis: it.basis });
	for (const ms of stepsMs) {
		const done = await killedAfter(ms);
		const [{ count } = { count: -1 }] = await rows<{ count: number }>("select count(*)::int as count from asset where key ~ '^Z[0-9]'");
		const { body } = await room.ask(`GET /api/register/imports/${it.code}`);
		expect([0, many]).toContain(count);
		expect(body.state).toBe(count === 0 ? 'applying' : 'applied');
		if (done || count > 0) break;
		// nobody waits here until the dead process is given up
		await database.knex.raw('update import_request set held_until = null, attempts = 0');
	}
	await database.knex.raw('update import_request set held_until = null');
	await room.work();
	expect((await room.ask(`GET /api/register/imports/${it.code}`)).body).toMatchObject({ state: 'applied', undoable: true });
	expect(await rows("select count(*)::int as count, count(distinct change_id)::int as changes from asset where key ~ '^Z[0-9]'")).toEqual([
		{ count: many, changes: 1 },
	]);
	expect(await rows("select count(*)::int as count from event where kind = 'register.changed'")).toEqual([{ count: 1 }]);
});
