import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { channels, sendDue, subscriptions } from '../../../server/notify/index.ts';
import type { Database } from '../../../server/platform/db/index.ts';
import { mailer } from '../../../server/platform/mail.ts';
import { ownDatabase } from '../../support/database.ts';
import { openSink } from './smtp-sink.ts';
import { addFault, addFollower, addReport, move, outbox, work } from './town.ts';

const publicUrl = 'https://faults.example.org';
const told = subscriptions({ channels, publicUrl });
let database: Database;
let sink: Awaited<ReturnType<typeof openSink>>;
let fault: number;
beforeAll(async () => {
	database = await ownDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
	sink = await openSink();
	await database.knex('message').delete();
	fault = await addFault(database.knex);
	return () => sink.close();
});

const send = (mail = mailer(sink.url, 'Test <noreply@example.org>')) => sendDue(database.knex, { channels, means: { mail }, publicUrl });
const tellOne = async (email = 'anna@example.org') => {
	await addFollower(database.knex, fault, { email });
	await move(database.knex, fault, 'in-progress');
	await work(database.knex, told);
};
const states = async () => (await outbox(database.knex, fault)).map((it) => it.state);
const dueNow = () =>
	database
		.knex('message')
		.where({ state: 'due' })
		.update({ retry_at: new Date(0) });

describe('with a mail server', () => {
	test('a message is sent once, in text and HTML, with its own id and a way to stop', async () => {
		const report = await addReport(database.knex, fault, { email: 'anna@example.org', language: 'af' });
		await work(database.knex, told);
		expect(await send()).toBe(1);
		expect(await send()).toBe(0);
		expect(await states()).toEqual(['sent']);
		const [mail, ...more] = sink.mails;
		expect(more).toEqual([]);
		const [row] = await outbox(database.knex, fault);
		expect(mail).toContain(`Message-ID: ${row.message_id}`);
		expect(mail).toContain('To: anna@example.org');
		expect(mail).toContain('From: Test <noreply@example.org>');
		expect(mail).toContain('Auto-Submitted: auto-generated');
		expect(mail).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
		expect(mail?.replaceAll(/=?\r\n ?/g, '')).toContain(`/api/reports/${report.tracking}/stop`);
		expect(mail).toMatch(/Content-Type: text\/plain/);
		expect(mail).toMatch(/Content-Type: text\/html/);
	});

	test('two senders at the same time send each message once', async () => {
		for (let i = 0; i < 8; i += 1) await addFollower(database.knex, fault, { email: `f${i}@example.org` });
		await move(database.knex, fault, 'fixed');
		await work(database.knex, told);
		const counts = await Promise.all([send(), send()]);
		expect(counts.reduce((a, b) => a + b)).toBe(8);
		expect(new Set(sink.mails.map((it) => /^To: (.*)$/m.exec(it)?.[1])).size).toBe(8);
		expect(sink.mails).toHaveLength(8);
	});

	test('a message that the server refuses for now is tried again, later', async () => {
		await tellOne();
		sink.behaviour.recipient = '451 come back later\r\n';
		expect(await send()).toBe(1);
		expect(await outbox(database.knex, fault)).toMatchObject([{ state: 'due', attempts: 1, error: expect.stringContaining('451') }]);
		expect(await send()).toBe(0);
		sink.behaviour.recipient = '250 welcome\r\n';
		await dueNow();
		await send();
		expect(await states()).toEqual(['sent']);
		expect(sink.mails).toHaveLength(1);
	});

	test('a message that the server will never take is not tried again', async () => {
		await tellOne();
		sink.behaviour.recipient = '550 no such mailbox\r\n';
		await send();
		expect(await outbox(database.knex, fault)).toMatchObject([{ state: 'failed', attempts: 1 }]);
	});

	test('a server that is away is asked again, and in the end no more', async () => {
		await tellOne();
		const away = mailer('smtp://127.0.0.1:1', 'Test <noreply@example.org>');
		for (let attempt = 1; attempt <= 8; attempt += 1) {
			expect(await states()).toEqual(['due']);
			await dueNow();
			expect(await send(away)).toBe(1);
		}
		expect(await outbox(database.knex, fault)).toMatchObject([{ state: 'failed', attempts: 8 }]);
	});

	test('a refusal of the whole mail is a refusal, a line that breaks is not: nobody knows, so it is not sent again', async () => {
		await tellOne();
		sink.behaviour.data = '452 disk full\r\n';
		await send();
		expect(await states()).toEqual(['due']);
		sink.behaviour.data = 'drop';
		await dueNow();
		await send();
		expect(await outbox(database.knex, fault)).toMatchObject([{ state: 'failed', error: 'unknown outcome' }]);
	});

	test('who has stopped, or was erased, while the message waited is left in peace', async () => {
		await tellOne('stopped@example.org');
		await tellOne('erased@example.org');
		await database
			.knex('follower')
			.where({ fault_id: fault })
			.andWhereRaw(`contact_id in (select id from contact where email = 'stopped@example.org')`)
			.update({ stopped_at: new Date() });
		await database.knex('contact').where({ email: 'erased@example.org' }).update({ email: null, erased_at: new Date() });
		await send();
		expect(sink.mails).toEqual([]);
		expect(new Set(await states())).toEqual(new Set(['failed']));
	});
});

test('without a mail server messages are kept, and not sent as old news when there is one', async () => {
	await tellOne();
	expect(await sendDue(database.knex, { channels, means: {}, publicUrl })).toBe(0);
	expect(await states()).toEqual(['kept']);
	expect(await send()).toBe(0);
	expect(sink.mails).toEqual([]);
});

describe('a sender killed', () => {
	const sender = fileURLToPath(new URL('./sender.ts', import.meta.url));
	const start = () =>
		spawn(process.execPath, ['--import', 'tsx', sender, JSON.stringify(database.connection), sink.url, publicUrl], { stdio: ['ignore', 'ignore', 'inherit'] });
	const ended = (child: ReturnType<typeof start>) => new Promise((resolve) => child.once('exit', resolve));

	test('after the mail was taken and before that was written down: it is never sent twice', async () => {
		await tellOne();
		sink.behaviour.data = 'hang';
		const taken = sink.next();
		const child = start();
		const over = ended(child);
		await taken;
		child.kill('SIGKILL');
		await over;
		expect(await states()).toEqual(['sending']);
		sink.behaviour.data = '250 kept\r\n';
		expect(await send()).toBe(0);
		expect(await states()).toEqual(['sending']);
		await database.knex('message').update({ claimed_at: database.knex.raw(`claimed_at - interval '11 minutes'`) });
		expect(await send()).toBe(0);
		expect(await outbox(database.knex, fault)).toMatchObject([{ state: 'failed', error: 'unknown outcome' }]);
		expect(sink.mails).toHaveLength(1);
	}, 240_000);

	test('between messages: those not begun are sent by the next one, those done are not', async () => {
		for (let i = 0; i < 4; i += 1) await addFollower(database.knex, fault, { email: `k${i}@example.org` });
		await move(database.knex, fault, 'closed');
		await work(database.knex, told);
		const child = start();
		const over = ended(child);
		await sink.next();
		sink.behaviour.data = 'hang';
		await sink.next();
		child.kill('SIGKILL');
		await over;
		sink.behaviour.data = '250 kept\r\n';
		const before = sink.mails.length;
		expect(await send()).toBe(4 - before);
		const recipients = sink.mails.map((it) => /^To: (.*)$/m.exec(it)?.[1]);
		expect(new Set(recipients).size).toBe(recipients.length);
		expect(recipients).toHaveLength(4);
	}, 240_000);
});
