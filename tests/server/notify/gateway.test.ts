import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { channels, type Means, sendDue, subscriptions } from '../../../server/notify/index.ts';
import type { Database } from '../../../server/platform/db/index.ts';
import { gateway } from '../../../server/platform/gateway.ts';
import { ownDatabase } from '../../support/database.ts';
import { addFault, addFollower, addReport, move, outbox, work } from './town.ts';

const publicUrl = 'https://faults.example.org';
let database: Database;
let fault: number;
let server: Server;
let url: string;
let got: { body: string; headers: IncomingHttpHeaders }[];
let says: number | 'hang up';

beforeAll(async () => {
	database = await ownDatabase();
	server = createServer((request, response) => {
		let body = '';
		request.on('data', (piece) => (body += piece));
		request.on('end', () => {
			got.push({ body, headers: request.headers });
			if (says === 'hang up') request.socket.destroy();
			else response.writeHead(says).end();
		});
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/messages`;
});
afterAll(async () => {
	server.close();
	await database.close();
});
beforeEach(async () => {
	[got, says] = [[], 200];
	await database.knex('message').delete();
	await database.knex('municipality').update({ quiet_from: '00:00', quiet_until: '00:00' });
	fault = await addFault(database.knex);
});

const tell = async (means: Means) => {
	await work(database.knex, subscriptions({ channels, means, publicUrl }));
	return sendDue(database.knex, { channels, means, publicUrl });
};
const sms = (more: object = {}): Means => ({ sms: gateway({ url, token: 'a-token', ...more }), country: '27' });
const rows = () => outbox(database.knex, fault);

describe('somebody who left a phone number alone', () => {
	test('gets one short text in their language, with the link, once', async () => {
		const { tracking, code } = await addReport(database.knex, fault, { email: null, phone: '082 123 4567', language: 'af' });
		expect(await tell(sms())).toBe(1);
		expect(await tell(sms())).toBe(0);
		const [{ body, headers } = { body: '{}', headers: {} }, ...more] = got;
		expect(more).toEqual([]);
		const [row] = await rows();
		expect(JSON.parse(body)).toEqual({
			to: '+27821234567',
			text: `TST-${code}: ons het jou aanmelding - Straatlig brand nie ${publicUrl}/t/${tracking}`,
			id: row.message_id,
			language: 'af',
		});
		expect(headers).toMatchObject({ authorization: 'Bearer a-token', 'idempotency-key': row.message_id, 'content-type': 'application/json' });
		expect(row).toMatchObject({ channel: 'sms', state: 'sent' });
	});

	test('hears once of a fault, however many reports they have in it and however they write their number', async () => {
		for (const phone of ['082 123 4567', '+27821234567', '0027-82-123-4567']) await addFollower(database.knex, fault, { email: null, phone });
		await move(database.knex, fault, 'in-progress');
		expect(await tell(sms())).toBe(1);
	});

	test('is not woken at night', async () => {
		await database.knex('municipality').update({ quiet_from: '00:00', quiet_until: '23:59:59.999' });
		await addReport(database.knex, fault, { email: null, phone: '0821234567' });
		expect(await tell(sms())).toBe(0);
		expect((await rows()).map((it) => it.state)).toEqual(['due']);
		await database.knex('municipality').update({ quiet_from: '00:00', quiet_until: '00:00' });
		expect(await tell(sms())).toBe(1);
	});

	test('is reached by a messenger where there is one, signed', async () => {
		const messenger = gateway({ url, secret: 'shared' });
		await addReport(database.knex, fault, { email: null, phone: '0821234567' });
		expect(await tell({ ...sms(), messenger })).toBe(1);
		expect((await rows())[0]).toMatchObject({ channel: 'messenger', state: 'sent' });
		const [{ body, headers } = { body: '', headers: {} as IncomingHttpHeaders }] = got;
		expect(headers['x-signature']).toBe(`sha256=${createHmac('sha256', 'shared').update(body).digest('hex')}`);
	});

	test('can be reached through a gateway that wants a form', async () => {
		await addReport(database.knex, fault, { email: null, phone: '0821234567' });
		await tell(sms({ body: 'destination={to}&message={text}' }));
		expect(got[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
		expect(new URLSearchParams(got[0]?.body).get('destination')).toBe('+27821234567');
	});
});

describe('where there is an e-mail address too', () => {
	test('mail is the way, and where no mail is set up the phone is', async () => {
		await addReport(database.knex, fault, { email: 'a@example.org', phone: '0821234567' });
		await work(database.knex, subscriptions({ channels, means: { country: '27' }, publicUrl }));
		expect((await rows()).map((it) => it.channel)).toEqual(['email']);
		await database.knex('message').delete();
		await addReport(database.knex, fault, { email: 'b@example.org', phone: '0821234568' });
		await tell(sms());
		expect((await rows()).map((it) => it.channel)).toEqual(['sms']);
	});
});

describe('a gateway', () => {
	test('that says "later" is asked again; that says "never" is not; of one that hangs up nobody knows', async () => {
		await addReport(database.knex, fault, { email: null, phone: '0821234567' });
		says = 503;
		await tell(sms());
		expect((await rows())[0]).toMatchObject({ state: 'due', attempts: 1, error: 'the gateway answered 503' });
		says = 400;
		await database.knex('message').update({ retry_at: new Date(0) });
		await tell(sms());
		expect((await rows())[0]).toMatchObject({ state: 'failed', attempts: 2 });
		await database.knex('message').update({ state: 'due', retry_at: new Date(0) });
		says = 'hang up';
		await tell(sms());
		expect((await rows())[0]).toMatchObject({ state: 'failed', error: 'unknown outcome' });
	});

	test('that is away is asked again', async () => {
		await addReport(database.knex, fault, { email: null, phone: '0821234567' });
		const gone = createServer();
		await new Promise<void>((listening) => gone.listen(0, '127.0.0.1', listening));
		const { port } = gone.address() as AddressInfo;
		await new Promise((closed) => gone.close(closed));
		await tell({ sms: gateway({ url: `http://127.0.0.1:${port}/` }), country: '27' });
		expect((await rows())[0]).toMatchObject({ state: 'due', error: expect.stringContaining('ECONNREFUSED') });
	});
});
