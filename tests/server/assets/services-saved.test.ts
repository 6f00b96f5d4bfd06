import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ImportRequest } from '../../../server/assets/import/contract.ts';
import type { Database } from '../../../server/platform/db/index.ts';
import { ownDatabase } from '../../support/database.ts';
import { lonLat } from '../../support/town.ts';
import { fake, type Heard, type Said } from './fake/server.ts';
import { openRoom, type Room } from './import-room.ts';

vi.setConfig({ testTimeout: 60_000 });
const secret = 'never-to-be-told';
const server = fake();

let database: Database;
let room: Room;
let lamps: { id: number; lon: number; lat: number }[] = [];
beforeAll(async () => {
	database = await ownDatabase();
	room = await openRoom(database);
	lamps = await Promise.all([1, 2, 3].map(async (id) => ({ id, ...(await lonLat(database.knex, 311_000 + id * 20, 6_265_003)) })));
});
afterAll(async () => {
	await room.close();
	await database.close();
});

const esri = ({ url, words }: Heard): Said => {
	if (words['token'] !== secret) return { body: { error: { code: 499, message: `Token Required, not ${words['token']}` } } };
	if (!url.pathname.endsWith('/query'))
		return {
			body: {
				name: 'Lamps',
				geometryType: 'esriGeometryPoint',
				objectIdField: 'OBJECTID',
				extent: { spatialReference: { wkid: 4326 } },
				fields: [{ name: 'OBJECTID', type: 'esriFieldTypeOID' }],
			},
		};
	if (words['returnidsonly']) return { body: { objectIds: lamps.map((it) => it.id) } };
	return { body: { features: lamps.map(({ id, lon, lat }) => ({ attributes: { OBJECTID: id, POLE_NO: `E${id}` }, geometry: { x: lon, y: lat } })) } };
};

const ogc = ({ url, headers }: Heard): Said => {
	if (headers.authorization !== `Bearer ${secret}`) return { status: 401, body: `not ${headers.authorization}` };
	const features = lamps.map(({ id, lon, lat }) => ({
		type: 'Feature',
		id,
		properties: { pole_no: `O${id}` },
		geometry: { type: 'Point', coordinates: [lon, lat] },
	}));
	return { body: url.pathname.endsWith('/items') ? { type: 'FeatureCollection', numberMatched: 3, features, links: [] } : { id: 'lamps' } };
};

async function readSaved(address: string, credentials: object): Promise<ImportRequest> {
	const saved = await room.ask<{ code: string }>('POST /api/register/sources', { title: address, class: 'street-lights', address, credentials });
	expect(saved.status).toBe(200);
	const begun = await room.ask<{ code: string }>(`POST /api/register/sources/${saved.body.code}/run`, {});
	expect(begun.status).toBe(200);
	await room.work();
	return (await room.ask(`GET /api/register/imports/${begun.body.code}`)).body;
}

/** Everything the database holds, as text. */
async function everything(): Promise<string> {
	const { rows } = await database.knex.raw("select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'spatial_ref_sys'");
	const texts = await Promise.all(rows.map(async ({ name }: { name: string }) => JSON.stringify((await database.knex.raw('select * from ??', [name])).rows)));
	return texts.join('\n');
}

describe('a service that is saved as a source', () => {
	test('is read with its credentials, which stand nowhere', async () => {
		server.says(esri);
		const first = await readSaved(server.at('/arcgis/rest/services/L/FeatureServer/0'), { token: secret });
		expect(first).toMatchObject({ problem: null, difference: { added: 3 } });
		server.says(ogc);
		const second = await readSaved(server.at('/ogc/collections/lamps'), { token: secret });
		expect(second).toMatchObject({ problem: null, difference: { added: 3 } });
		expect(await everything()).not.toContain(secret);
	});

	test('that cannot be read says why, without them', async () => {
		server.says(esri);
		const wrong = await readSaved(server.at('/arcgis/rest/services/L/FeatureServer/0'), { token: 'another-secret' });
		expect(wrong.problem).toContain('it wants a token, or one that is still good');
		server.says(ogc);
		const refused = await readSaved(server.at('/ogc/collections/lamps'), { token: 'another-secret' });
		expect(refused.problem).toContain('it wants a user and password, or a key');
		const meta = await readSaved('http://169.254.169.254/latest/collections/meta', { token: 'another-secret' });
		expect(meta.problem).toContain('an address that is never asked');
		expect(await everything()).not.toContain('another-secret');
	});
});
