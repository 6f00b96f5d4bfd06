import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { importOnce } from '../../../server/assets/import/job.ts';
import type { Database } from '../../../server/platform/db/index.ts';
import { ownDatabase } from '../../support/database.ts';
import { lonLat } from '../../support/town.ts';
import { collection, type Feature, feature, point } from './files.ts';
import { openRoom, piece, type Room } from './import-room.ts';

vi.setConfig({ testTimeout: 90_000 });
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
const lamp = async (key: string, east: number, more: object = {}): Promise<Feature> => {
	const { lon, lat } = await lonLat(database.knex, 311_000 + east, 6_265_005);
	return feature({ pole_no: key, watts: 70, feeder: 'F9', ...more }, point(lon, lat));
};
const lights = { class: 'street-lights' };

describe('a file', () => {
	test('comes in pieces: repeated ones change nothing, gaps and too much are refused, and it goes on where it stopped', async () => {
		const bytes = Buffer.from(collection([await lamp('U1', 600)]));
		const { body: begun } = await room.ask('POST /api/register/imports', { ...lights, name: '../../etc/lamps.geojson', size: bytes.length });
		expect(begun).toMatchObject({ state: 'uploading', file: { name: 'lamps.geojson', size: bytes.length, received: 0 }, by: 'The officer' });
		const content = `PUT /api/register/imports/${begun.code}/content`;
		expect((await room.ask(`${content}?offset=0`, piece(bytes.subarray(0, 50)))).body).toEqual({ received: 50 });
		expect((await room.ask(`${content}?offset=0`, piece(bytes.subarray(0, 50)))).body).toEqual({ received: 50 });
		expect(await room.ask(`${content}?offset=90`, piece(bytes.subarray(90)))).toMatchObject({ status: 409, body: { code: 'conflict', received: 50 } });
		expect(await room.ask(`${content}?offset=50`, piece(Buffer.alloc(bytes.length)))).toMatchObject({ status: 413 });
		expect(await room.ask(`${content}?offset=-1`, piece(bytes))).toMatchObject({ status: 400, body: { errors: [{ path: 'offset' }] } });
		expect(await room.ask(`${content}?offset=50`, new FormData())).toMatchObject({ status: 400, body: { errors: [{ path: 'content' }] } });
		expect(await room.ask(`POST /api/register/imports/${begun.code}/read`, {})).toMatchObject({ status: 409, body: { received: 50 } });
		expect((await room.ask(`GET /api/register/imports/${begun.code}`)).body.file?.received).toBe(50);
		expect((await room.ask(`${content}?offset=50`, piece(bytes.subarray(50)))).body).toEqual({ received: bytes.length });
		expect((await room.ask(`POST /api/register/imports/${begun.code}/read`, {})).body.state).toBe('reading');
		await room.work();
		expect((await room.ask(`GET /api/register/imports/${begun.code}`)).body).toMatchObject({
			state: 'ready',
			reading: { tally: { rows: 1, accepted: 1 } },
			difference: { added: 1 },
		});
		expect((await room.ask(`POST /api/register/imports/${begun.code}/discard`, {})).body.state).toBe('discarded');
		expect(await rows("select relname from pg_class where relname like 'import_staged_%'")).toEqual([]);
	});

	test('that is another than was sent, or none that can be read, fails with a sentence', async () => {
		const bytes = Buffer.from('no geometry at all');
		const { body } = await room.ask('POST /api/register/imports', { name: 'x.dwg', size: bytes.length, sha256: 'a'.repeat(64), ...lights });
		await room.ask(`PUT /api/register/imports/${body.code}/content?offset=0`, piece(bytes));
		expect(await room.ask(`GET /api/register/imports/${body.code}/layers`)).toMatchObject({ status: 400, body: { errors: [{ path: 'file' }] } });
		await room.ask(`POST /api/register/imports/${body.code}/read`, {});
		await room.work();
		expect((await room.ask(`GET /api/register/imports/${body.code}`)).body).toMatchObject({ state: 'failed', problem: expect.stringContaining('SHA-256') });
	});

	test('is only for those who may import', async () => {
		const { status } = await room.ask('GET /api/register/imports', undefined, { cookie: '' });
		expect(status).toBe(401);
	});
});

describe('a request', () => {
	test('is previewed, read, judged, applied once, and undone to what was before', async () => {
		const first = await room.read('lamps.geojson', collection([await lamp('A1', 700), await lamp('A2', 710), await lamp('A3', 720)]), lights);
		await room.ask(`POST /api/register/imports/${first.code}/apply`, { basis: first.basis });
		await room.work();
		const before = await rows("select key, status, attributes, st_astext(geom) as at from asset where key like 'A_' order by key");
		expect(before).toHaveLength(3);

		const next = [await lamp('A1', 760), await lamp('A2', 710, { watts: 36 }), await lamp('A4', 730), feature({ pole_no: 'A5' }, null)];
		const second = await room.read('lamps-2.geojson', collection(next), { ...lights, options: { farMetres: 20 } });
		expect(second).toMatchObject({ state: 'ready', reading: { tally: { rows: 4, accepted: 3, rejected: 1 } } });
		expect(second.difference).toMatchObject({ added: 1, geometry: 1, attributes: 1, far: 1 });
		expect(second.difference?.largestMove).toBeCloseTo(60, 1);
		const at = `/api/register/imports/${second.code}`;
		const { body: preview } = await room.ask<{ columns: object[]; targets: object[] }>(`POST ${at}/preview`, lights);
		expect(preview.columns).toContainEqual({
			column: 'watts',
			fills: ['watts'],
			samples: [
				{ given: '70', understood: 70, problem: null },
				{ given: '36', understood: 36, problem: null },
			],
		});
		const { body: moved } = await room.ask<{ rows: Record<string, unknown>[] }>(`GET ${at}/difference?kind=far`);
		expect(moved.rows).toMatchObject([{ key: 'A1', kind: 'geometry', reference: 'SL-A1', changes: [], from: { type: 'Point' }, to: { type: 'Point' } }]);
		const { body: other } = await room.ask<{ rows: Record<string, unknown>[] }>(`GET ${at}/difference?kind=attributes`);
		expect(other.rows).toMatchObject([{ key: 'A2', changes: [{ field: 'watts', before: 70, after: 36 }] }]);
		const { body: gone } = await room.ask<{ rows: Record<string, unknown>[]; next: number | null }>(`GET ${at}/difference?kind=missing&limit=3`);
		expect([gone.rows.length, gone.next !== null]).toEqual([3, true]);
		expect((await room.ask<{ rejects: object[] }>(`GET ${at}/rejects`)).body.rejects).toEqual([{ row: 4, line: 5, key: 'A5', reason: 'it has no geometry' }]);
		expect((await room.ask<string>(`GET ${at}/rejects.csv`)).body).toBe('line,row,key,reason\n5,4,A5,it has no geometry\n');

		expect((await room.ask(`POST ${at}/apply`, { basis: 'another' })).status).toBe(409);
		await room.ask(`POST ${at}/apply`, { basis: second.basis });
		expect((await room.ask(`POST ${at}/apply`, { basis: second.basis })).body.state).toBe('applying');
		await room.work();
		expect((await room.ask(`POST ${at}/apply`, { basis: second.basis })).body).toMatchObject({ state: 'applied', undoable: true });
		expect(await rows("select key, version, status from asset where key in ('A1', 'A2', 'A3', 'A4') order by key")).toEqual([
			{ key: 'A1', version: 2, status: 'in-service' },
			{ key: 'A2', version: 2, status: 'in-service' },
			{ key: 'A3', version: 1, status: 'in-service' },
			{ key: 'A4', version: 1, status: 'in-service' },
		]);

		await room.ask(`POST ${at}/undo`, {});
		await room.work();
		expect((await room.ask(`GET ${at}`)).body).toMatchObject({ state: 'undone', undoable: false });
		expect(await rows("select key, status, attributes, st_astext(geom) as at from asset where key like 'A_' and status <> 'withdrawn' order by key")).toEqual(
			before,
		);
		expect(await rows("select status, in_register_from = retired_on as nowhere from asset where key = 'A4'")).toEqual([{ status: 'withdrawn', nowhere: true }]);
		expect(await rows("select details ->> 'kind' as kind from event where kind = 'register.changed' order by id desc limit 1")).toEqual([{ kind: 'undo' }]);

		const third = await room.read('lamps-3.geojson', collection([await lamp('A4', 730)]), lights);
		expect(third.difference).toMatchObject({ added: 0, attributes: 1, revived: 1 });
	});

	test('whose register has changed since is worked out again and judged anew; a change of its assets ends the undo', async () => {
		const it = await room.read('c.geojson', collection([await lamp('C1', 800), await lamp('C2', 810)]), lights);
		const quick = await room.read('c2.geojson', collection([await lamp('C1', 800)]), lights);
		await room.ask(`POST /api/register/imports/${quick.code}/apply`, { basis: quick.basis });
		await room.work();
		await room.ask(`POST /api/register/imports/${it.code}/apply`, { basis: it.basis });
		await room.work();
		const { body: again } = await room.ask(`GET /api/register/imports/${it.code}`);
		expect(again).toMatchObject({ state: 'ready', difference: { added: 1, unchanged: 1 }, problem: expect.stringContaining('has changed') });
		expect(again.basis).not.toBe(it.basis);
		await room.ask(`POST /api/register/imports/${it.code}/apply`, { basis: again.basis });
		await room.work();
		await database.knex.raw("update asset set criticality = 5 where key = 'C2'");
		expect(await room.ask(`POST /api/register/imports/${it.code}/undo`, {})).toMatchObject({ status: 409 });
	});

	test('lost to a crash of the database is read again', async () => {
		const it = await room.read('d.geojson', collection([await lamp('D1', 900)]), lights);
		const [{ staged } = { staged: '' }] = await rows<{ staged: string }>(`select staged from import_request where code = '${it.code}'`);
		await database.knex.raw(`truncate ${staged}_rows, ${staged}_change`);
		await room.ask(`POST /api/register/imports/${it.code}/apply`, { basis: it.basis });
		await room.work();
		expect((await room.ask(`GET /api/register/imports/${it.code}`)).body).toMatchObject({ state: 'ready', difference: { added: 1 } });
		expect(await rows("select from asset where key = 'D1'")).toEqual([]);
	});

	test('is applied once, however many work on it, and may be discarded while it is read', async () => {
		const it = await room.read('e.geojson', collection([await lamp('W1', 950), await lamp('W2', 960)]), lights);
		await room.ask(`POST /api/register/imports/${it.code}/apply`, { basis: it.basis });
		const given = "update import_request set held_until = null where state = 'applying'";
		await Promise.all([
			importOnce(room.means),
			database.knex.raw(given).then(() => importOnce(room.means)),
			database.knex.raw(given).then(() => importOnce(room.means)),
		]);
		await room.work();
		expect((await room.ask(`GET /api/register/imports/${it.code}`)).body).toMatchObject({ state: 'applied', problem: null });
		expect(await rows(`select count(*)::int from register_change where source = 'e.geojson'`)).toEqual([{ count: 1 }]);

		const bytes = Buffer.from(collection(await Promise.all(Array.from({ length: 300 }, (_, n) => lamp(`V${n}`, n)))));
		const { body } = await room.ask('POST /api/register/imports', { ...lights, name: 'v.geojson', size: bytes.length });
		await room.ask(`PUT /api/register/imports/${body.code}/content?offset=0`, piece(bytes));
		await room.ask(`POST /api/register/imports/${body.code}/read`, {});
		const [, discarded] = await Promise.all([room.work(), room.ask(`POST /api/register/imports/${body.code}/discard`, {})]);
		expect(discarded.body.state).toBe('discarded');
		await room.work();
		expect((await room.ask(`GET /api/register/imports/${body.code}`)).body.state).toBe('discarded');
		const orphans = "relname like 'import_staged_%' and not exists (select from import_request where starts_with(relname, staged))";
		expect(await rows(`select relname from pg_class where ${orphans}`)).toEqual([]);
	});
});
