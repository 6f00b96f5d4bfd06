import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addApiKey, addPerson } from '../../../server/auth/index.ts';
import type { Database } from '../../../server/platform/db/index.ts';
import { ownDatabase } from '../../support/database.ts';
import { openSite, password, type Site, signedIn } from './site.ts';

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

const wrong = (email: string, given = 'not the password') => site.ask('POST /api/session', { email, password: given });
const person = (email: string) =>
	addPerson(database.knex, { email, name: 'Somebody', password, language: 'af', roles: [{ role: 'crew', department: 'electricity' }] });

describe('signing in', () => {
	test('gives a session that says who one is and what one may', async () => {
		await person('crew@example.org');
		const { status, body, cookie = '' } = await site.ask('POST /api/session', { email: 'Crew@Example.org', password });
		expect(status).toBe(200);
		expect(body).toMatchObject({
			person: { email: 'crew@example.org', language: 'af' },
			roles: ['crew'],
			rights: ['fault.read', 'fault.move', 'asset.read', 'work.do'],
		});
		const me = await site.ask('GET /api/session', undefined, { cookie });
		expect(me.body).toEqual(body);
	});

	test('sets a cookie that scripts and other sites cannot use', async () => {
		const { email } = await signedIn(database.knex, site, 'planner');
		const response = await site.ask('POST /api/session', { email, password });
		expect(response.cookie).toMatch(/^faultline=/);
		const stored = await database.knex('session').select('sess').first();
		expect(stored.sess.cookie).toMatchObject({ httpOnly: true, sameSite: 'lax', path: '/' });
		// The library reads the clock twice for it: a millisecond may lie between.
		expect(Math.abs(stored.sess.cookie.originalMaxAge - 12 * 3600 * 1000)).toBeLessThan(1000);
	});

	test('starts a fresh session: one planted before is worth nothing', async () => {
		const { headers, email } = await signedIn(database.knex, site, 'planner');
		const { cookie = '' } = await site.ask('POST /api/session', { email, password }, headers);
		expect(cookie).not.toBe(headers.cookie);
		expect((await site.ask('GET /api/session', undefined, headers)).body['person']).toBeNull();
	});

	test('is refused alike for a wrong password and for an address that nobody has', async () => {
		await person('known@example.org');
		const known = await wrong('known@example.org');
		const unknown = await wrong('unknown@example.org');
		expect(known.status).toBe(401);
		expect(known.body).toEqual(unknown.body);
		expect(known.cookie).toBeUndefined();
	});

	test('is refused to somebody who was invited and has no password yet, and to the disabled', async () => {
		const { id } = await addPerson(database.knex, { email: 'invited@example.org', name: 'I', language: 'en', roles: [{ role: 'planner' }] });
		expect((await wrong('invited@example.org', '')).status).toBe(400);
		expect((await wrong('invited@example.org')).status).toBe(401);
		const gone = await signedIn(database.knex, site, 'planner');
		await database.knex('person').whereIn('id', [id, gone.id]).update({ disabled_at: new Date() });
		expect((await wrong(gone.email, password)).status).toBe(401);
		expect((await site.ask('GET /api/session', undefined, gone.headers)).body['person']).toBeNull();
	});

	test('is refused when the request comes from another site', async () => {
		const { headers } = await signedIn(database.knex, site, 'planner');
		const { status } = await site.ask('DELETE /api/session', undefined, { ...headers, 'sec-fetch-site': 'cross-site' });
		expect(status).toBe(403);
	});
});

describe('ten wrong tries', () => {
	test('lock the account, also for the right password, and say so for any address', async () => {
		await person('locked@example.org');
		for (const email of ['locked@example.org', 'nobody@example.org']) {
			for (let i = 0; i < 10; i += 1) expect((await wrong(email)).status).toBe(401);
			expect((await wrong(email)).body).toMatchObject({ code: 'too-many' });
		}
		const row = await database.knex('person').where({ email: 'locked@example.org' }).first();
		expect(row.locked_until.getTime() - Date.now()).toBeGreaterThan(14 * 60_000);
	});

	test('lock it in the database too, so that a restart does not help', async () => {
		const { id } = await person('restart@example.org');
		await database.knex('person').where({ id }).update({ failed_signins: 9 });
		expect((await wrong('restart@example.org')).status).toBe(401);
		expect((await wrong('restart@example.org', password)).body).toMatchObject({ code: 'too-many' });
		await database
			.knex('person')
			.where({ id })
			.update({ locked_until: new Date(Date.now() - 1000) });
		expect((await wrong('restart@example.org', password)).status).toBe(200);
		expect(await database.knex('person').where({ id }).first()).toMatchObject({ failed_signins: 0, locked_until: null });
	});

	test('are counted before the password is looked at: many at once are no way round', async () => {
		const { id } = await person('burst@example.org');
		await database.knex('person').where({ id }).update({ failed_signins: 7 });
		await Promise.all(Array.from({ length: 6 }, () => wrong('burst@example.org')));
		expect(await database.knex('person').where({ id }).first()).toMatchObject({ failed_signins: 10 });
		expect((await wrong('burst@example.org', password)).body).toMatchObject({ code: 'too-many' });
	});
});

describe('the anonymous', () => {
	test('cost no query and get no cookie', async () => {
		site.queries.length = 0;
		const { body, cookie } = await site.ask('GET /api/session');
		expect(body).toEqual({ person: null, roles: [], rights: [] });
		expect(cookie).toBeUndefined();
		expect(site.queries).toEqual([]);
	});

	test('may not see people', async () => {
		expect((await site.ask('GET /api/people')).body).toMatchObject({ code: 'not-signed-in' });
	});

	test('may send a cookie we never gave: they stay anonymous', async () => {
		const { status, body, cookie } = await site.ask('GET /api/session', undefined, { cookie: 'faultline=s%3Amade-up.signature' });
		expect([status, body['person'], cookie]).toEqual([200, null, undefined]);
	});
});

describe('signing out', () => {
	test('ends the session on the server, not only in the browser', async () => {
		const { headers } = await signedIn(database.knex, site, 'engineer');
		const out = await site.ask('DELETE /api/session', undefined, headers);
		expect(out.body['person']).toBeNull();
		expect((await site.ask('GET /api/session', undefined, headers)).body['person']).toBeNull();
	});
});

describe('an API key', () => {
	test('acts as its person, without a cookie', async () => {
		const { id } = await person('program@example.org');
		const key = await addApiKey(database.knex, id, 'the other system');
		const { body, cookie } = await site.ask('GET /api/session', undefined, { authorization: `Bearer ${key}` });
		expect(body).toMatchObject({ person: { email: 'program@example.org' } });
		expect(cookie).toBeUndefined();
		const kept = await database.knex('token').where({ person_id: id }).first();
		expect(kept.hash).not.toContain(key);
	});

	test('that is unknown, over or of somebody disabled is refused', async () => {
		const { id } = await person('former@example.org');
		const key = await addApiKey(database.knex, id, 'old');
		const ask = (it: string) => site.ask('GET /api/session', undefined, { authorization: `Bearer ${it}` });
		expect((await ask('made-up')).status).toBe(401);
		await database
			.knex('token')
			.where({ person_id: id })
			.update({ expires_at: new Date(0) });
		expect((await ask(key)).status).toBe(401);
		await database.knex('token').where({ person_id: id }).update({ expires_at: null });
		expect((await ask(key)).status).toBe(200);
		await database.knex('person').where({ id }).update({ disabled_at: new Date() });
		expect((await ask(key)).status).toBe(401);
	});
});

test('where cookies need TLS, a connection without it is told so instead of signing in to nothing', async () => {
	const strict = await openSite(database.knex, true);
	const { email } = await signedIn(database.knex, site, 'planner');
	const { status, body, cookie } = await strict.ask('POST /api/session', { email, password });
	expect([status, cookie]).toEqual([500, undefined]);
	expect(body['detail']).toContain('secure connection');
	await strict.close();
});
