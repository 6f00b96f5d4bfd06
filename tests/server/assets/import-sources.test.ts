import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { unseal } from '../../../server/assets/import/credentials.ts';
import type { RegisterSource } from '../../../server/assets/import/saved/contract.ts';
import { readDue } from '../../../server/assets/import/schedule.ts';
import type { Database } from '../../../server/platform/db/index.ts';
import { ownDatabase } from '../../support/database.ts';
import { lonLat } from '../../support/town.ts';
import { collection, feature, point } from './files.ts';
import { openRoom, piece, type Room } from './import-room.ts';

vi.setConfig({ testTimeout: 120_000 });
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
const lamps = async (count: number, watts = 70): Promise<string> => {
	const made = Array.from({ length: count }, async (_, n) => {
		const { lon, lat } = await lonLat(database.knex, 311_000 + n * 10, 6_265_105);
		return feature({ NR: `Q${n}`, KRAG: watts, pole_no: `x${n}` }, point(lon, lat));
	});
	return collection(await Promise.all(made));
};
const reading = { class: 'street-lights', options: { key: 'NR', map: { watts: 'KRAG' } } };

describe('a source', () => {
	test('is saved from an import with what was agreed, changed by whoever saw its latest version, and forgotten', async () => {
		const it = await room.read('q.geojson', await lamps(4), reading);
		const { body: made } = await room.ask<RegisterSource>('POST /api/register/sources', { title: 'Lamps of the works', import: it.code });
		expect(made).toMatchObject({ class: 'street-lights', address: null, everyMinutes: null, applies: false, hasCredentials: false, version: 1 });
		expect(made.options).toMatchObject({ key: 'NR', map: { watts: 'KRAG', pole_number: 'pole_no' }, srid: 4326 });
		expect(await room.ask('POST /api/register/sources', { title: 'x', import: it.code, everyMinutes: 60 })).toMatchObject({
			status: 400,
			body: { errors: [{ path: 'everyMinutes' }] },
		});
		const at = `/api/register/sources/${made.code}`;
		expect((await room.ask<RegisterSource>(`PATCH ${at}`, { version: 1, title: 'Lamps' })).body).toMatchObject({
			title: 'Lamps',
			version: 2,
			options: made.options,
		});
		expect(await room.ask(`PATCH ${at}`, { version: 1, title: 'Late' })).toMatchObject({ status: 409, body: { version: 2 } });
		expect((await room.ask<{ sources: RegisterSource[] }>('GET /api/register/sources?class=street-lights')).body.sources).toHaveLength(1);
		expect(await room.ask(`POST ${at}/run`, {})).toMatchObject({ status: 400 });
		expect((await room.ask<{ removed: boolean }>(`DELETE ${at}`)).body).toEqual({ removed: true });
		expect((await room.ask(`GET ${at}`)).status).toBe(404);
		await room.ask(`POST /api/register/imports/${it.code}/discard`, {});
	});

	test('keeps its credentials to itself', async () => {
		const secret = 'S3cret of the server';
		const address = 'https://gis.example.org/arcgis/rest/services/lamps/FeatureServer/0';
		const told = { title: 'Service', class: 'street-lights', address };
		expect(await room.ask('POST /api/register/sources', { ...told, address: `${address}?token=abc` })).toMatchObject({
			status: 400,
			body: { errors: [{ path: 'address' }] },
		});
		expect(await room.ask('POST /api/register/imports', { address: 'postgres://gis:pw@db/x' })).toMatchObject({
			status: 400,
			body: { errors: [{ path: 'address' }] },
		});
		const answer = await room.ask<RegisterSource>('POST /api/register/sources', { ...told, credentials: { user: 'gis', password: secret } });
		expect(answer.body).toMatchObject({ hasCredentials: true });
		expect(JSON.stringify(answer.body)).not.toContain(secret);
		const [{ sealed } = { sealed: '' }] = await rows<{ sealed: string }>('select sealed from register_credential');
		expect(sealed).not.toContain(secret);
		expect(unseal(sealed, { secret: room.means.secret, source: answer.body.code })).toEqual({ user: 'gis', password: secret });
		expect(() => unseal(sealed, { secret: room.means.secret, source: 'another' })).toThrow(/give them again/);
		const { body } = await room.ask<RegisterSource>(`PATCH /api/register/sources/${answer.body.code}`, { version: 1, credentials: null });
		expect(body.hasCredentials).toBe(false);
		await room.ask(`DELETE /api/register/sources/${answer.body.code}`);
	});

	test('that cannot be read is tried again soon, then ever more seldom, and that is said', async () => {
		const told = { title: 'Nothing there', class: 'street-lights', address: 'https://nothing.example.org/what/is/this', everyMinutes: 60 * 24 };
		const { body } = await room.ask<RegisterSource>('POST /api/register/sources', told);
		const due = "update register_source set next_at = now() - interval '1 second'";
		const wait = 'select failures, round(extract(epoch from next_at - now()) / 60)::int as minutes from register_source where failures > 0';
		expect(await readDue(database.knex)).toBe(false);
		for (const minutes of [15, 60, 240]) {
			await database.knex.raw(due);
			expect(await readDue(database.knex)).toBe(true);
			expect(await readDue(database.knex)).toBe(false);
			await room.work();
			expect(await rows(wait)).toMatchObject([{ minutes }]);
		}
		const { body: seen } = await room.ask<RegisterSource>(`GET /api/register/sources/${body.code}`);
		expect(seen).toMatchObject({ failures: 3, last: { state: 'failed', problem: expect.stringContaining('none of the known services') } });
		expect(await rows("select count(*)::int from event where kind = 'import.failed'")).toEqual([{ count: 3 }]);
		await room.ask(`DELETE /api/register/sources/${body.code}`);
	});
});

describe('an edition of a source that applies by itself', () => {
	/** An edition as its schedule would bring it, here from a file. */
	async function edition(code: string, content: string): Promise<Record<string, unknown>> {
		const bytes = Buffer.from(content);
		const { body: begun } = await room.ask('POST /api/register/imports', { source: code, name: 'edition.geojson', size: bytes.length });
		await room.ask(`PUT /api/register/imports/${begun.code}/content?offset=0`, piece(bytes));
		await database.knex.raw('update import_request set scheduled = true where code = ?', [begun.code]);
		await room.ask(`POST /api/register/imports/${begun.code}/read`, {});
		await room.work();
		return (await room.ask(`GET /api/register/imports/${begun.code}`)).body;
	}

	test('is applied within its limits and waits for somebody beyond them', async () => {
		const { body: source } = await room.ask<RegisterSource>('POST /api/register/sources', {
			title: 'By itself',
			...reading,
			options: { ...reading.options, retireMissing: true },
			applies: true,
			limits: { gone: 1, changed: 0.5, rejected: 0.1 },
		});
		expect(await edition(source.code, await lamps(20))).toMatchObject({ state: 'applied', difference: { added: 20 } });
		await room.ask(`PATCH /api/register/sources/${source.code}`, { version: 1, limits: { gone: 0.05, changed: 0.5, rejected: 0.1 } });
		const few = await edition(source.code, await lamps(10));
		expect(few).toMatchObject({ state: 'ready', difference: { missing: 10 }, problem: 'Waits for somebody to look: 50 % are gone (limit 5 %).' });
		expect(await edition(source.code, await lamps(20, 36))).toMatchObject({ state: 'ready', problem: expect.stringContaining('100 % have changed') });
		expect(await edition(source.code, await lamps(21))).toMatchObject({ state: 'applied', difference: { added: 1, unchanged: 20 } });
		expect(await rows("select count(*)::int from event where kind = 'import.waiting'")).toEqual([{ count: 2 }]);
	});
});
