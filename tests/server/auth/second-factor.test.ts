import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeAt, stepAt } from '../../../server/auth/factor/totp.ts';
import { sendAccountMail } from '../../../server/auth/index.ts';
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

type Headers = Record<string, string>;
const enter = (email: string, code?: string) => site.ask('POST /api/session', { email, password, ...(code !== undefined && { code }) });
const codeOf = (secret: string, later = 0): string => codeAt(secret, stepAt(new Date()) + later);
const begin = (headers: Headers, more: object = {}) => site.ask('POST /api/second-factor/secret', { password, ...more }, headers);

/** Somebody who has set up a second factor: their secret and their recovery codes. */
async function enrolled(role: 'engineer' | 'planner' | 'administrator') {
	const them = await signedIn(database.knex, site, role);
	const secret = String((await begin(them.headers)).body['secret']);
	const { body } = await site.ask('POST /api/second-factor', { code: codeOf(secret, -1) }, them.headers);
	return { ...them, secret, codes: body['codes'] as string[] };
}

describe('codes of an authenticator', () => {
	test('are those of RFC 6238, appendix B', () => {
		// Its secrets: the ASCII digits 1 to 0, repeated to 20, 32 and 64 bytes.
		const twenty = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
		const long = (bytes: number): string => `${twenty.repeat(4)}`.slice(0, Math.ceil((bytes * 8) / 5));
		const at = (seconds: number): number => stepAt(new Date(seconds * 1000));
		const rows: [number, string, string, string][] = [
			[59, '94287082', '46119246', '90693936'],
			[1_111_111_109, '07081804', '68084774', '25091201'],
			[1_111_111_111, '14050471', '67062674', '99943326'],
			[1_234_567_890, '89005924', '91819424', '93441116'],
			[2_000_000_000, '69279037', '90698825', '38618901'],
			[20_000_000_000, '65353130', '77737706', '47863826'],
		];
		for (const [seconds, sha1, sha256, sha512] of rows) {
			expect(codeAt(twenty, at(seconds), { digits: 8 })).toBe(sha1);
			expect(codeAt(long(32), at(seconds), { digits: 8, algorithm: 'sha256' })).toBe(sha256);
			expect(codeAt(long(64), at(seconds), { digits: 8, algorithm: 'sha512' })).toBe(sha512);
		}
	});
});

describe('a second factor', () => {
	test('is set up with the password and a first code, is kept sealed, ends other sessions, and its owner is told', async () => {
		const them = await signedIn(database.knex, site, 'engineer');
		const other = await enter(them.email);
		expect((await site.ask('POST /api/second-factor/secret', { password: 'not the password' }, them.headers)).body).toMatchObject({
			errors: [{ path: 'password' }],
		});
		const { body } = await begin(them.headers);
		const secret = String(body['secret']);
		expect(body).toMatchObject({
			address: expect.stringMatching(/^otpauth:\/\/totp\/.*secret=[A-Z2-7]{32}&/),
			qr: { path: expect.stringMatching(/^M0 0h1v1h-1z/) },
		});
		expect((await enter(them.email)).status).toBe(200);
		expect((await site.ask('POST /api/second-factor', { code: codeOf(secret, 7) }, them.headers)).body).toMatchObject({ code: 'wrong-code' });
		const done = await site.ask('POST /api/second-factor', { code: codeOf(secret) }, them.headers);
		expect(new Set(done.body['codes'] as string[]).size).toBe(10);
		const kept = JSON.stringify([await database.knex('second_factor'), await database.knex('recovery_code')]);
		for (const it of [secret, ...(done.body['codes'] as string[])]) expect(kept).not.toContain(it);
		expect((await site.ask('GET /api/session', undefined, { cookie: other.cookie ?? '' })).body['person']).toBeNull();
		expect((await site.ask('GET /api/second-factor', undefined, them.headers)).body).toMatchObject({ recoveryCodes: 10, needed: false });
		const sent: string[] = [];
		await sendAccountMail(database.knex, { send: async (it) => void sent.push(it.subject) }, 'https://faults.example.org');
		expect(sent.filter((it) => it.includes('needs a code'))).toHaveLength(1);
	});

	test('is asked for after the password, takes each code once, and the codes beside it; a code alone is worth nothing', async () => {
		const { email, secret } = await enrolled('engineer');
		expect((await enter(email)).body).toMatchObject({ code: 'code-wanted' });
		expect((await site.ask('POST /api/session', { email, password: 'wrong', code: codeOf(secret) })).body).toMatchObject({ code: 'bad-login' });
		const now = codeOf(secret);
		const both = await Promise.all([enter(email, now), enter(email, `${now.slice(0, 3)} ${now.slice(3)}`)]);
		expect(both.map((it) => it.status).sort()).toEqual([200, 422]);
		expect((await enter(email, now)).body).toMatchObject({ code: 'wrong-code' });
		expect((await enter(email, codeOf(secret, 1))).status).toBe(200);
		expect((await enter(email, codeOf(secret))).status).toBe(422);
	});

	test('gives way to a recovery code, however it is typed, once, and only for its owner', async () => {
		const { email, codes } = await enrolled('planner');
		const another = await enrolled('planner');
		const [first = '', second = ''] = codes;
		expect((await enter(another.email, first)).status).toBe(422);
		expect((await enter(email, first.toLowerCase().replaceAll('-', ' '))).status).toBe(200);
		expect((await enter(email, first)).status).toBe(422);
		expect((await enter(email, second)).status).toBe(200);
	});

	test('cannot be guessed: wrong codes lock the account, and a right password without a code gives no try back', async () => {
		const { email, id, secret } = await enrolled('planner');
		for (let i = 0; i < 5; i += 1) {
			expect((await enter(email, '000000')).body['code']).toBe('wrong-code');
			expect((await enter(email)).body['code']).toBe('code-wanted');
		}
		expect(await database.knex('person').where({ id }).first()).toMatchObject({ failed_signins: 5 });
		await database.knex('person').where({ id }).update({ failed_signins: 9 });
		expect((await enter(email, '000000')).body['code']).toBe('wrong-code');
		const { locked_until: until } = await database.knex('person').where({ id }).first();
		expect(until.getTime()).toBeGreaterThan(Date.now());
		expect((await enter(email, codeOf(secret))).body['code']).toBe('too-many');
	});

	test('stands in the way of whoever reads the mail with a link for a new password', async () => {
		const { email, id, secret } = await enrolled('engineer');
		await site.ask('POST /api/password/forgot', { email });
		const { body } = await database.knex('account_mail').where({ person_id: id, kind: 'reset' }).first();
		const answer = await site.ask('POST /api/password', { token: /#(\S+)/.exec(body)?.[1], password: 'quite another password' });
		expect([answer.status, answer.body['person'], answer.cookie]).toEqual([200, null, undefined]);
		expect((await site.ask('POST /api/session', { email, password: 'quite another password', code: codeOf(secret) })).status).toBe(200);
	});

	test('is replaced only with a code of the present one, which works until the new one is confirmed', async () => {
		const { email, secret, headers } = await enrolled('engineer');
		expect((await begin(headers)).body).toMatchObject({ code: 'wrong-code' });
		const { body } = await begin(headers, { code: codeOf(secret) });
		expect((await enter(email, codeOf(secret, 1))).status).toBe(200);
		expect((await site.ask('POST /api/second-factor', { code: codeOf(String(body['secret']), -1) }, headers)).status).toBe(200);
		expect((await enter(email, codeOf(secret, 1))).status).toBe(422);
		expect((await enter(email, codeOf(String(body['secret'])))).status).toBe(200);
	});
});

describe('the rule of a role', () => {
	test('shuts everything but setting one up, asks an administrator to begin with themselves, and knows of changes in between', async () => {
		const bare = await signedIn(database.knex, site, 'administrator');
		const rule = await site.ask('GET /api/sign-in-rule', undefined, bare.headers);
		const write = (headers: Headers, codeRoles: string[], version: unknown) => site.ask('PUT /api/sign-in-rule', { codeRoles, version }, headers);
		expect((await write(bare.headers, ['administrator'], rule.body['version'])).status).toBe(409);
		const admin = await enrolled('administrator');
		const planner = await signedIn(database.knex, site, 'planner');
		expect((await write(admin.headers, ['planner'], 'old')).status).toBe(412);
		const now = await write(admin.headers, ['planner'], rule.body['version']);
		expect(now.body['codeRoles']).toEqual(['planner']);
		const me = await site.ask('GET /api/session', undefined, planner.headers);
		expect(me.body).toMatchObject({ mustEnrol: true, rights: [], roles: [] });
		const secret = String((await begin(planner.headers)).body['secret']);
		await site.ask('POST /api/second-factor', { code: codeOf(secret) }, planner.headers);
		expect((await site.ask('GET /api/session', undefined, planner.headers)).body).toMatchObject({ roles: ['planner'] });
		expect((await site.ask('DELETE /api/second-factor', { code: codeOf(secret, 1) }, planner.headers)).status).toBe(409);
		await write(admin.headers, [], now.body['version']);
		expect((await site.ask('DELETE /api/second-factor', { code: codeOf(secret, 1) }, planner.headers)).status).toBe(200);
	});

	test('leaves a way back: an administrator takes somebody’s factor off for a reason, and all know', async () => {
		const admin = await enrolled('administrator');
		const them = await enrolled('engineer');
		const remove = (id: string, headers: Headers) => site.ask(`POST /api/people/${id}/second-factor/removal`, { reason: 'lost' }, headers);
		expect((await remove(them.publicId, them.headers)).status).toBe(403);
		expect((await remove(admin.publicId, admin.headers)).status).toBe(409);
		expect((await remove(them.publicId, admin.headers)).status).toBe(200);
		expect((await site.ask('GET /api/session', undefined, them.headers)).body['person']).toBeNull();
		expect((await enter(them.email)).status).toBe(200);
		const event = await database.knex('event').where({ kind: 'factor.removed' }).orderBy('id', 'desc').first();
		expect(event).toMatchObject({ person_id: admin.id, details: { person: them.publicId, reason: 'lost' } });
		expect(await database.knex('account_mail').where({ person_id: them.id, kind: 'factor-off' })).toHaveLength(1);
	});
});

describe('a lock', () => {
	test('lasts twice as long each time, is told by mail, and an administrator opens it', async () => {
		const admin = await signedIn(database.knex, site, 'administrator');
		const them = await signedIn(database.knex, site, 'planner');
		const lockedFor = async (): Promise<number> => {
			await database.knex('person').where({ id: them.id }).update({ failed_signins: 9, locked_until: null });
			await site.ask('POST /api/session', { email: them.email, password: 'wrong' });
			const { locked_until: until } = await database.knex('person').where({ id: them.id }).first();
			return Math.round((until.getTime() - Date.now()) / 60_000);
		};
		const waits: number[] = [];
		for (let i = 0; i < 6; i += 1) waits.push(await lockedFor());
		expect(waits).toEqual([15, 30, 60, 120, 240, 240]);
		expect(await database.knex('account_mail').where({ person_id: them.id, kind: 'locked' })).toHaveLength(6);
		const { body } = await site.ask('GET /api/people', undefined, admin.headers);
		expect((body['people'] as { id: string; locked: boolean }[]).find((it) => it.id === them.publicId)?.locked).toBe(true);
		expect((await site.ask(`POST /api/people/${them.publicId}/unlock`, {}, admin.headers)).status).toBe(200);
		expect((await enter(them.email)).status).toBe(200);
		expect(await lockedFor()).toBe(15);
	});
});

describe('sessions', () => {
	test('are listed with device and the beginning of the network; one or all others are ended, nobody else’s', async () => {
		const them = await signedIn(database.knex, site, 'engineer');
		const agent = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0' };
		const office = await site.ask('POST /api/session', { email: them.email, password }, agent);
		const third = await site.ask('POST /api/session', { email: them.email, password });
		const list = async (headers: Headers) =>
			(await site.ask('GET /api/sessions', undefined, headers)).body['sessions'] as { id: string; device: string; current: boolean }[];
		const seen = await list({ cookie: office.cookie ?? '' });
		expect(seen).toHaveLength(3);
		expect(seen.find((it) => it.current)).toMatchObject({ device: 'Firefox, Windows', network: '127.0.…' });
		const stranger = await signedIn(database.knex, site, 'engineer');
		const thirdId = (await list({ cookie: third.cookie ?? '' })).find((it) => it.current)?.id;
		expect((await site.ask(`DELETE /api/sessions/${thirdId}`, undefined, stranger.headers)).status).toBe(404);
		expect((await site.ask(`DELETE /api/sessions/${thirdId}`, undefined, them.headers)).status).toBe(200);
		expect((await site.ask('GET /api/session', undefined, { cookie: third.cookie ?? '' })).body['person']).toBeNull();
		expect((await site.ask('DELETE /api/sessions', undefined, them.headers)).body['ended']).toBe(1);
		expect(await list(them.headers)).toHaveLength(1);
		expect(await list(stranger.headers)).toHaveLength(1);
	});

	test('end elsewhere when the password is changed, which wants the present one', async () => {
		const them = await signedIn(database.knex, site, 'engineer');
		const other = await enter(them.email);
		const change = (before: string) => site.ask('PUT /api/password', { before, password: 'a wholly new password' }, them.headers);
		expect((await change('not it')).body).toMatchObject({ errors: [{ path: 'before' }] });
		expect((await change(password)).body).toMatchObject({ person: { email: them.email } });
		expect((await site.ask('GET /api/session', undefined, { cookie: other.cookie ?? '' })).body['person']).toBeNull();
		expect((await site.ask('GET /api/session', undefined, them.headers)).body['person']).not.toBeNull();
	});
});
