import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addPerson, sendAccountMail } from '../../../server/auth/index.ts';
import type { Database } from '../../../server/platform/db/index.ts';
import { type Mail, NotSent } from '../../../server/platform/mail.ts';
import { ownDatabase } from '../../support/database.ts';
import { openSite, password, publicUrl, type Site, signedIn } from './site.ts';

let database: Database;
let site: Site;
let admin: { headers: { cookie: string }; publicId: string; id: number };
beforeAll(async () => {
	database = await ownDatabase();
	site = await openSite(database.knex);
	admin = await signedIn(database.knex, site, 'administrator');
});
afterAll(async () => {
	await site.close();
	await database.close();
});

const fresh = 'another long password';
const invite = (email: string, more: object = {}) =>
	site.ask('POST /api/people', { email, name: 'Nomsa', language: 'xh', roles: [{ role: 'crew', department: 'water' }], ...more }, admin.headers);
const tokenIn = (link: string): string => link.split('#')[1] ?? '';
const follow = (token: string, headers?: Record<string, string>) => site.ask('POST /api/password', { token, password: fresh }, headers);
const mailsTo = (id: number) => database.knex('account_mail').where({ person_id: id }).orderBy('id');

describe('an invitation', () => {
	test('lets somebody choose a password and signs them in', async () => {
		const { status, body } = await invite('Nomsa@Example.org');
		expect(status).toBe(200);
		expect(body).toMatchObject({ person: { email: 'nomsa@example.org', invited: true, roles: [{ role: 'crew', department: 'water', ward: null }] } });
		const { link } = body;
		expect(link.startsWith(`${publicUrl}/console/?set-password#`)).toBe(true);
		const done = await follow(tokenIn(link));
		expect(done.body).toMatchObject({ person: { email: 'nomsa@example.org' } });
		const me = await site.ask('GET /api/session', undefined, { cookie: done.cookie ?? '' });
		expect(me.body).toEqual(done.body);
		expect((await site.ask('POST /api/session', { email: 'nomsa@example.org', password: fresh })).status).toBe(200);
	});

	test('works once', async () => {
		const token = tokenIn((await invite('once@example.org')).body.link);
		expect((await follow(token)).status).toBe(200);
		expect((await follow(token)).body).toMatchObject({ code: 'not-found' });
	});

	test('followed twice at the same time sets one password', async () => {
		const token = tokenIn((await invite('twice@example.org')).body.link);
		const answers = await Promise.all([follow(token), follow(token)]);
		expect(answers.map((it) => it.status).sort()).toEqual([200, 404]);
	});

	test('is over after seven days', async () => {
		const { body } = await invite('late@example.org');
		await database.knex.raw(`update token set expires_at = expires_at - interval '7 days' where kind = 'invitation' and used_at is null`);
		expect((await follow(tokenIn(body.link))).status).toBe(404);
	});

	test('can be repeated while no password is chosen, and then the old link is void; later it is a conflict', async () => {
		const first = tokenIn((await invite('again@example.org')).body.link);
		const second = tokenIn((await invite('again@example.org')).body.link);
		expect((await follow(first)).status).toBe(404);
		expect((await follow(second)).status).toBe(200);
		expect((await invite('again@example.org')).body).toMatchObject({ code: 'conflict' });
	});

	test('is kept nowhere but as a hash and in its mail', async () => {
		const { body } = await invite('secret@example.org');
		const token = tokenIn(body.link);
		const { rows } = await database.knex.raw(
			`select 'token' as place from token where token::text like ? union all select 'event' from event where event::text like ?`,
			[`%${token}%`, `%${token}%`],
		);
		expect(rows).toEqual([]);
	});

	test('says in the events who invited, and no name or address', async () => {
		await invite('quiet@example.org', { name: 'Thandeka' });
		const event = await database.knex('event').where({ kind: 'person.invited' }).orderBy('id', 'desc').first();
		expect(event.person_id).toBe(admin.id);
		expect(JSON.stringify(event.details)).not.toMatch(/quiet|Thandeka/i);
	});

	test.each([
		[{ roles: [{ role: 'crew' }] }, 'roles.0.department'],
		[{ roles: [{ role: 'councillor', department: 'water' }] }, 'roles.0.ward'],
		[{ roles: [{ role: 'engineer', department: 'water', ward: '1' }] }, 'roles.0.ward'],
		[{ roles: [{ role: 'engineer', department: 'magic' }] }, 'roles.0.department'],
		[{ roles: [{ role: 'councillor', ward: '99' }] }, 'roles.0.ward'],
		[{ roles: [{ role: 'king' }] }, 'roles.0.role'],
		[{ roles: [] }, 'roles'],
		[{ email: 'nonsense' }, 'email'],
		[{ name: ' ' }, 'name'],
	])('is refused for %j', async (wrong, path) => {
		const { status, body } = await invite('refused@example.org', wrong);
		expect(status).toBe(400);
		expect(body['errors']).toEqual([expect.objectContaining({ path })]);
		expect(await database.knex('person').where({ email: 'refused@example.org' })).toEqual([]);
	});

	test('is for administrators to give', async () => {
		const { headers } = await signedIn(database.knex, site, 'engineer');
		const { body } = await site.ask('POST /api/people', { email: 'x@example.org', name: 'X', roles: [{ role: 'administrator' }] }, headers);
		expect(body).toMatchObject({ code: 'not-allowed' });
	});
});

describe('a forgotten password', () => {
	test('is answered alike whether or not there is an account', async () => {
		const { email, id } = await signedIn(database.knex, site, 'planner');
		const known = await site.ask('POST /api/password/forgot', { email: email.toUpperCase() });
		const unknown = await site.ask('POST /api/password/forgot', { email: 'nobody-at-all@example.org' });
		expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
		expect(await mailsTo(id)).toHaveLength(1);
	});

	test('is replaced by the link in the mail, which ends every session there was', async () => {
		const { email, id, headers } = await signedIn(database.knex, site, 'planner');
		await site.ask('POST /api/password/forgot', { email });
		const [mail] = await mailsTo(id);
		const done = await follow(/#(\S+)/.exec(mail.body)?.[1] ?? '');
		expect(done.status).toBe(200);
		expect((await site.ask('GET /api/session', undefined, headers)).body['person']).toBeNull();
		expect((await site.ask('GET /api/session', undefined, { cookie: done.cookie ?? '' })).body['person']).toMatchObject({ email });
		expect((await site.ask('POST /api/session', { email, password })).status).toBe(401);
	});

	test('lifts a lock', async () => {
		const { email, id } = await signedIn(database.knex, site, 'planner');
		await database
			.knex('person')
			.where({ id })
			.update({ failed_signins: 10, locked_until: new Date(Date.now() + 600_000) });
		await site.ask('POST /api/password/forgot', { email });
		const [mail] = await mailsTo(id);
		await follow(/#(\S+)/.exec(mail.body)?.[1] ?? '');
		expect((await site.ask('POST /api/session', { email, password: fresh })).status).toBe(200);
	});

	test('cannot be used to flood a mailbox', async () => {
		const ask = () => site.ask('POST /api/password/forgot', { email: 'flooded@example.org' });
		for (let i = 0; i < 5; i += 1) expect((await ask()).status).toBe(200);
		expect((await ask()).body).toMatchObject({ code: 'too-many' });
	});

	test('link does not open with a short password', async () => {
		const { body } = await site.ask('POST /api/password', { token: 'x'.repeat(43), password: 'short' });
		expect(body).toMatchObject({ code: 'bad-input', errors: [{ path: 'password' }] });
	});
});

describe('changing people', () => {
	const change = (id: string, body: object) => site.ask(`PATCH /api/people/${id}`, body, admin.headers);

	test('takes effect at once in sessions they have', async () => {
		const { publicId, headers } = await signedIn(database.knex, site, 'engineer');
		await change(publicId, { roles: [{ role: 'planner' }], name: 'New name' });
		expect((await site.ask('GET /api/session', undefined, headers)).body).toMatchObject({ person: { name: 'New name' }, roles: ['planner'] });
	});

	test('ends the sessions of who is disabled; enabled again, they sign in again', async () => {
		const { publicId, headers, email } = await signedIn(database.knex, site, 'engineer');
		expect((await change(publicId, { disabled: true })).body).toMatchObject({ person: { disabled: true } });
		expect((await site.ask('GET /api/session', undefined, headers)).body['person']).toBeNull();
		await change(publicId, { disabled: false });
		expect((await site.ask('GET /api/session', undefined, headers)).body['person']).toBeNull();
		expect((await site.ask('POST /api/session', { email, password })).status).toBe(200);
	});

	test('never leaves nobody who manages people', async () => {
		for (const it of [{ disabled: true }, { roles: [{ role: 'planner' }] }])
			expect((await change(admin.publicId, it)).body).toMatchObject({ code: 'conflict' });
		expect((await site.ask('GET /api/session', undefined, admin.headers)).body['roles']).toEqual(['administrator']);
	});

	test('of somebody who does not exist is not found', async () => {
		expect((await change('00000000-0000-4000-8000-000000000000', { disabled: true })).body).toMatchObject({ code: 'not-found' });
	});
});

test('those who can move faults can be given one', async () => {
	const { headers } = await signedIn(database.knex, site, 'engineer');
	await addPerson(database.knex, { email: 'crew-b@example.org', name: 'Crew B', language: 'en', roles: [{ role: 'crew', department: 'water' }] });
	await addPerson(database.knex, { email: 'planner-b@example.org', name: 'Planner B', language: 'en', roles: [{ role: 'planner' }] });
	const { body } = await site.ask('GET /api/staff', undefined, headers);
	const names = body.staff.map((it) => it.name);
	expect(names).toContain('Crew B');
	expect(names).not.toContain('Planner B');
});

describe('account mail', () => {
	test('without a mail server is kept, and administrators can read the link', async () => {
		const link = (await invite('kept@example.org')).body.link;
		expect(await sendAccountMail(database.knex, undefined, publicUrl)).toBe(0);
		const { body } = await site.ask('GET /api/people/mail', undefined, admin.headers);
		const mail = body.mail.find((it) => it.to === 'kept@example.org');
		expect(mail).toMatchObject({ state: 'kept', subject: 'Testville: khetha igama lakho lokugqithisa' });
		expect(mail?.body).toContain(link);
	});

	test('is sent once, and then its text with the secret is gone', async () => {
		const link = (await invite('sent@example.org')).body.link;
		const sent: Mail[] = [];
		const mailer = { send: async (mail: Mail) => void sent.push(mail) };
		expect(await sendAccountMail(database.knex, mailer, publicUrl)).toBe(1);
		expect(await sendAccountMail(database.knex, mailer, publicUrl)).toBe(0);
		expect(sent).toMatchObject([{ to: 'sent@example.org', text: expect.stringContaining(link), messageId: expect.stringMatching(/@faults.example.org>$/) }]);
		const row = await database.knex('account_mail').orderBy('id', 'desc').first();
		expect(row).toMatchObject({ state: 'sent', body: null });
	});

	test('is tried again later when the mail server is away, and not when it will never take it', async () => {
		for (const [permanent, state] of [
			[false, 'due'],
			[true, 'failed'],
		] as const) {
			await invite(`refused-${permanent}@example.org`);
			const mailer = { send: async () => Promise.reject(new NotSent('no', permanent)) };
			expect(await sendAccountMail(database.knex, mailer, publicUrl)).toBe(1);
			expect(await database.knex('account_mail').orderBy('id', 'desc').first()).toMatchObject({ state, attempts: 1 });
		}
	});
});
