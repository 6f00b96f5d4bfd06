import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { channels, type Means, sendDue, subscriptions } from '../../../server/notify/index.ts';
import type { Mail } from '../../../server/platform/mail.ts';
import { pusher, pushKeys } from '../../../server/platform/push.ts';
import { db, undone } from '../../support/database.ts';
import { serving } from '../../support/server.ts';
import { browser, pushService } from './push-service.ts';
import { addFault, addReport, move, outbox, work } from './town.ts';

const publicUrl = 'https://town.example';
const directory = mkdtempSync(join(tmpdir(), 'faultline-push-'));
const keys = pushKeys(directory);
const browsers = { phone: browser(), laptop: browser() };
let service: Awaited<ReturnType<typeof pushService>>;
let mails: Mail[] = [];

beforeAll(async () => {
	service = await pushService(browsers);
});
beforeEach(() => {
	service.shown.length = 0;
	mails = [];
});
afterAll(async () => {
	await service.close();
	rmSync(directory, { recursive: true, force: true });
	await db.destroy();
});

const means: Means = { push: pusher(keys, publicUrl), mail: { send: async (mail) => void mails.push(mail) } };

/** Tells all there is to tell, at an hour at which one may. */
async function tell(transaction: Knex): Promise<void> {
	await transaction('municipality').update({ quiet_from: '00:00', quiet_until: '00:00' });
	await work(transaction, subscriptions({ channels, means, publicUrl }));
	while ((await sendDue(transaction, { channels, means, publicUrl })) > 0);
}

const hears = async (transaction: Knex, report: { tracking: string }, name: string): Promise<void> => {
	const { contact_id } = await transaction('follower').where({ tracking: report.tracking }).first();
	const { p256dh, auth } = browsers[name as keyof typeof browsers] ?? browsers.phone;
	await transaction('push_device').insert({ contact_id, endpoint: `${service.url}/${name}`, p256dh, auth });
};

describe('a browser in which somebody wants to hear', () => {
	it(
		'shows each step once, however many reports they have in the fault, in place of a mail, readable by that browser alone',
		undone(async (transaction) => {
			const fault = await addFault(transaction);
			const first = await addReport(transaction, fault, { email: 'thandi@example.org', language: 'af' });
			const second = await addReport(transaction, fault, { email: null, language: 'af' });
			await tell(transaction);
			mails = [];
			await hears(transaction, first, 'phone');
			await hears(transaction, second, 'phone');
			await move(transaction, fault, 'in-progress');
			await tell(transaction);
			const { code } = await transaction('fault').where({ id: fault }).first();
			expect(service.shown).toHaveLength(1);
			expect(service.shown[0]).toMatchObject({ path: '/phone', topic: code, urgency: 'normal' });
			expect(service.shown[0]?.payload).toEqual({
				title: expect.stringContaining(first.code),
				body: expect.stringMatching(/begin/),
				url: `/t/${first.tracking}`,
				tag: code,
			});
			expect(mails).toEqual([]);
		}),
	);

	it(
		'is one of several: all of them show it, and one that is gone is forgotten',
		undone(async (transaction) => {
			const fault = await addFault(transaction);
			const report = await addReport(transaction, fault, { email: null });
			for (const name of ['phone', 'laptop', 'gone']) await hears(transaction, report, name);
			await tell(transaction);
			expect(service.shown.map(({ path }) => path)).toEqual(['/phone', '/laptop']);
			expect(await transaction('push_device').orderBy('id').pluck('endpoint')).toEqual([`${service.url}/phone`, `${service.url}/laptop`]);
			expect((await outbox(transaction, fault)).map(({ state }) => state)).toEqual(['sent']);
		}),
	);

	it(
		'that is gone gives way to the mail that would have come without it; one that is busy is asked again',
		undone(async (transaction) => {
			const fault = await addFault(transaction);
			await hears(transaction, await addReport(transaction, fault, { email: 'thandi@example.org' }), 'gone');
			await tell(transaction);
			expect(mails.map(({ to, text }) => [to, text.includes('/t/')])).toEqual([['thandi@example.org', true]]);
			expect(await transaction('push_device')).toEqual([]);
			await hears(transaction, await addReport(transaction, fault, { email: null }), 'busy');
			await tell(transaction);
			expect((await outbox(transaction, fault)).at(-1)).toMatchObject({ channel: 'push', state: 'due', error: 'the push service answered 503' });
		}),
	);

	it(
		'is silent at night',
		undone(async (transaction) => {
			const fault = await addFault(transaction);
			await hears(transaction, await addReport(transaction, fault, { email: null }), 'phone');
			await transaction('municipality').update({ quiet_from: '00:00', quiet_until: '23:59:59' });
			await work(transaction, subscriptions({ channels, means, publicUrl }));
			await sendDue(transaction, { channels, means, publicUrl });
			expect(service.shown).toEqual([]);
			expect((await outbox(transaction, fault)).map(({ state }) => state)).toEqual(['due']);
		}),
	);

	it(
		'is named by its owner’s link, at a push service and nowhere else, and goes when they say so or are forgotten',
		undone(async (transaction) => {
			const { ask, close } = await serving(transaction);
			const { tracking } = await addReport(transaction, await addFault(transaction), { email: null });
			const { p256dh, auth } = browsers.phone;
			expect((await ask<{ key: string }>('GET', '/api/push')).body.key).toMatch(/^B[\w-]{86}$/);
			const wish = (endpoint: string) => ask('POST', `/api/reports/${tracking}/push`, { endpoint, p256dh, auth });
			for (const bad of [
				'http://fcm.googleapis.com/x',
				'https://127.0.0.1/x',
				'https://fcm.googleapis.com:8443/x',
				'https://fcm.googleapis.com.example.org/x',
				'file:///etc/passwd',
			])
				expect(await wish(bad), bad).toMatchObject({ status: 400, body: { errors: [{ path: 'endpoint' }] } });
			const endpoint = 'https://fcm.googleapis.com/fcm/send/abc';
			expect((await wish(endpoint)).body).toEqual({ hears: true });
			expect((await wish(endpoint)).body).toEqual({ hears: true });
			expect(await transaction('push_device')).toHaveLength(1);
			expect((await ask('POST', `/api/reports/${tracking}/push/stop`, { endpoint })).body).toEqual({ hears: false });
			expect(await transaction('push_device')).toEqual([]);
			await wish(endpoint);
			await ask('POST', '/api/my-data/erase', { tracking });
			expect(await transaction('push_device')).toEqual([]);
			expect((await ask('POST', `/api/reports/${crypto.randomUUID()}/push`, { endpoint, p256dh, auth })).status).toBe(404);
			await close();
		}),
	);
});
