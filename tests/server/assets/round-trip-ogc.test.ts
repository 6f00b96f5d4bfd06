import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { importFile } from '../../../server/assets/index.ts';
import { addPerson } from '../../../server/auth/index.ts';
import type { Database } from '../../../server/platform/db/index.ts';
import { ownDatabase } from '../../support/database.ts';
import { type Asked, serving } from '../../support/server.ts';
import { quick, rowsOf } from './fake/read.ts';
import { addVariedAssets } from './varied-register.ts';

vi.setConfig({ testTimeout: 120_000 });

let database: Database;
let site: Asked;
let cookie = '';
beforeAll(async () => {
	database = await ownDatabase();
	await addVariedAssets(database.knex, 1300);
	site = await serving(database.knex);
	const who = { email: 'officer@example.org', password: 'a long enough password' };
	await addPerson(database.knex, { ...who, name: 'The officer', language: 'en', roles: [{ role: 'gis-officer' }] });
	const { headers } = await site.ask('POST', '/api/session', who);
	cookie = headers
		.getSetCookie()
		.map((it) => it.split(';')[0])
		.join('; ');
});
afterAll(async () => {
	await site.close();
	await database.close();
});

const asOfficer: typeof quick = (url, asked) => quick(url, { ...asked, headers: { ...asked?.headers, cookie } });
const count = async (where: string): Promise<number> =>
	(await database.knex.raw(`select count(*)::int from asset join asset_class on number = class where ${where}`)).rows[0].count;

describe('the register that is served by the OGC API, read again as a source', () => {
	test.each(['street-lights', 'roads', 'public-ground', 'water-valves'])('%s comes back without a difference', async (layer) => {
		const { tally, difference } = await importFile(database, { file: `${site.url}/ogc/collections/${layer}`, layer, get: asOfficer, retireMissing: true });
		const all = await count(`code = '${layer}' and status <> 'withdrawn'`);
		expect(tally).toEqual({ rows: all, accepted: all, repaired: 0, rejected: 0 });
		expect(difference).toMatchObject({ added: 0, geometry: 0, attributes: 0, both: 0, unchanged: all, missing: 0 });
	});

	test('everybody reads what is public, page after page, and no key of the register', async () => {
		const rows = await rowsOf(`${site.url}/ogc/collections/street-lights`);
		expect(rows.length).toBe(await count("code = 'street-lights' and status = 'in-service'"));
		expect(rows.length).toBeGreaterThan(1000);
		expect(rows.some((it) => 'key' in it.properties || 'feeder' in it.properties)).toBe(false);
	});
});
