import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../server/platform/db/index.ts';
import { ownDatabase } from '../../support/database.ts';
import { openSite, type Site, signedIn } from './site.ts';

let database: Database;
let site: Site;

beforeAll(async () => {
	database = await ownDatabase();
	site = await openSite(database.knex);
});
afterAll(async () => {
	await site.close();
	await database.close();
});

interface Made {
	key: { id: string; readOnly: boolean; expiresAt: string | null };
	secret: string;
}

const make = async (headers: Record<string, string>, more: object = {}): Promise<Made> =>
	(await site.ask('POST /api/keys', { label: 'QGIS at the office', ...more }, headers)).body as unknown as Made;
const rightsBy = async (authorization: string): Promise<unknown> => (await site.ask('GET /api/session', undefined, { authorization })).body['rights'];

describe('an API key', () => {
	test('opens what its person may read, by Bearer and as the password of Basic, until it is revoked', async () => {
		const engineer = await signedIn(database.knex, site, 'engineer');
		const { key, secret } = await make(engineer.headers);
		expect(key).toMatchObject({ readOnly: true, expiresAt: expect.any(String) });
		const basic = `Basic ${Buffer.from(`anybody:${secret}`).toString('base64')}`;
		for (const authorization of [`Bearer ${secret}`, basic]) {
			expect((await site.ask('GET /api/people/mail', undefined, { authorization })).status).toBe(403);
			expect((await site.ask('GET /api/staff', undefined, { authorization })).status).toBe(403);
		}
		const [listed] = (await site.ask('GET /api/keys', undefined, engineer.headers)).body['keys'] as { id: string; lastUsedOn: string }[];
		expect(listed).toMatchObject({ id: key.id, lastUsedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
		expect(JSON.stringify(listed)).not.toContain(secret);
		expect((await site.ask(`DELETE /api/keys/${key.id}`, {}, engineer.headers)).status).toBe(200);
		expect((await site.ask('GET /api/session', undefined, { authorization: basic })).status).toBe(401);
		expect((await site.ask(`DELETE /api/keys/${key.id}`, {}, engineer.headers)).status).toBe(404);
	});

	test('that may do all acts as its person; none makes another key, and no one revokes another’s', async () => {
		const [engineer, other] = [await signedIn(database.knex, site, 'engineer'), await signedIn(database.knex, site, 'planner')];
		const { key, secret } = await make(engineer.headers, { readOnly: false, days: null });
		expect(key.expiresAt).toBeNull();
		expect((await site.ask('GET /api/staff', undefined, { authorization: `Bearer ${secret}` })).status).toBe(200);
		expect((await site.ask('POST /api/keys', { label: 'more' }, { authorization: `Bearer ${secret}` })).status).toBe(403);
		expect((await site.ask(`DELETE /api/keys/${key.id}`, {}, other.headers)).status).toBe(404);
		expect((await site.ask('POST /api/keys', { label: 'nobody' })).status).toBe(401);
		expect((await site.ask('POST /api/keys', { label: ' ' }, engineer.headers)).status).toBe(400);
	});

	test('that only reads never tells how people are reached', async () => {
		const administrator = await signedIn(database.knex, site, 'administrator');
		const { secret } = await make(administrator.headers);
		expect(await rightsBy(`Bearer ${secret}`)).toEqual(expect.arrayContaining(['fault.read', 'asset.read', 'planning.read']));
		for (const right of ['contact.read', 'message.read', 'asset.edit', 'person.manage']) expect(await rightsBy(`Bearer ${secret}`)).not.toContain(right);
	});

	test('that is none, or broken, is refused and not taken for nobody', async () => {
		for (const authorization of [
			'Bearer nonsense',
			'Basic !!!',
			`Basic ${Buffer.from('no colon').toString('base64')}`,
			`Basic ${Buffer.from('a:b c').toString('base64')}`,
		])
			expect([authorization, (await site.ask('GET /api/session', undefined, { authorization })).status]).toEqual([
				authorization,
				authorization === 'Basic !!!' ? 200 : 401,
			]);
	});
});
