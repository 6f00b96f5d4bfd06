import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Database } from '../../../server/platform/db/index.ts';
import { ownDatabase } from '../../support/database.ts';
import { collection, feature, point } from './files.ts';
import { openRoom, piece, type Room } from './import-room.ts';

vi.setConfig({ testTimeout: 60_000 });
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

async function uploaded(name: string, content: string): Promise<string> {
	const bytes = Buffer.from(content);
	const { code } = (await room.ask('POST /api/register/imports', { name, size: bytes.length })).body;
	await room.ask(`PUT /api/register/imports/${code}/content?offset=0`, piece(bytes));
	return code;
}

interface Refused {
	code: string;
	errors?: { path: string; message: string }[];
}

const clinics = collection([feature({ name: 'Kliniek Noord' }, point(18.96, -33.73)), feature({ name: 'Kliniek Suid' }, point(1, 1))]);

describe('an uploaded file of places', () => {
	test('is asked first, then taken, and gone afterwards', async () => {
		const code = await uploaded('clinics.geojson', clinics);
		const asked = await room.ask<object>(`POST /api/register/imports/${code}/places`, { kind: 'landmark', dryRun: true });
		expect(asked).toMatchObject({ status: 200, body: { source: 'clinics', rows: 2, taken: 1, rejected: 1, added: 1, applied: false } });
		const taken = await room.ask<object>(`POST /api/register/imports/${code}/places`, { kind: 'landmark' });
		expect(taken).toMatchObject({ status: 200, body: { added: 1, applied: true, reasons: [{ what: 'outside the municipality', count: 1 }] } });
		expect((await room.ask(`GET /api/register/imports/${code}`)).body.state).toBe('discarded');
		const again = await room.ask<Refused>(`POST /api/register/imports/${code}/places`, { kind: 'landmark' });
		expect(again).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
		expect((await room.ask<{ found: { title: string }[] }>('GET /api/search?q=kliniek%20noord')).body.found[0]?.title).toBe('Kliniek Noord');
	});

	test('is refused with the field and the reason: half a file, a wrong kind, column or system, no such upload, no right', async () => {
		const code = await uploaded('clinics.geojson', clinics);
		const places = async (body: object, of = code) => room.ask<Refused>(`POST /api/register/imports/${of}/places`, body);
		expect(await places({ kind: 'volcano' })).toMatchObject({ status: 400, body: { errors: [{ path: 'kind' }] } });
		expect(await places({ kind: 'landmark', nameColumn: 'x' })).toMatchObject({ status: 400, body: { errors: [{ path: 'file', message: /no column "x"/ }] } });
		expect(await places({ kind: 'landmark', srid: 123_456 })).toMatchObject({ status: 400, body: { errors: [{ path: 'file' }] } });
		expect(await places({ kind: 'landmark' }, 'nowhere')).toMatchObject({ status: 404 });
		const { code: half } = (await room.ask('POST /api/register/imports', { name: 'a.csv', size: 100 })).body;
		expect(await places({ kind: 'landmark' }, half)).toMatchObject({ status: 409 });
		const odd = await uploaded('odd.csv', '\u0001\u0002');
		expect((await places({ kind: 'street' }, odd)).status).toBe(400);
		const wards = await room.ask<Refused>(`POST /api/register/imports/${code}/wards`, { from: '2026-12-01' });
		expect(wards).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
	});
});
