import type { Knex } from 'knex';
import { afterAll, describe, expect, it } from 'vitest';
import { channels, sendCodes, subscriptions } from '../../../server/notify/index.ts';
import type { Gateway } from '../../../server/platform/gateway.ts';
import type { Mail, Mailer } from '../../../server/platform/mail.ts';
import type { Account } from '../../../server/reports/account/contract.ts';
import { db, undone } from '../../support/database.ts';
import { type Asked, serving } from '../../support/server.ts';
import { addFault, addFollower, addReport, move, outbox, work } from '../notify/town.ts';

const publicUrl = 'https://town.example';
const thandi = 'thandi@example.org';

afterAll(() => db.destroy());

/** Sends what codes wait; what a mail server and a gateway were given. */
async function sent(transaction: Knex): Promise<{ to: string; text: string }[]> {
	const taken: { to: string; text: string }[] = [];
	const mail: Mailer = { send: async ({ to, text }: Mail) => void taken.push({ to, text }) };
	const sms: Gateway = { send: async ({ to, text }) => void taken.push({ to, text }) };
	await sendCodes(transaction, { channels, means: { mail, sms, country: '27' }, publicUrl });
	return taken;
}

const codeIn = (text: string | undefined): string => /\b\d{6}\b/.exec(text ?? '')?.[0] ?? 'none';
const linkIn = (text: string | undefined): string => /\/my#([\w-]+)/.exec(text ?? '')?.[1] ?? 'none';

const account = async ({ ask }: Asked): Promise<Account | null> => (await ask<{ account: Account | null }>('GET', '/api/account')).body.account;

/** Asks for a code and signs in by it. */
async function enter(asked: Asked, transaction: Knex, address: string): Promise<void> {
	await asked.ask('POST', '/api/account/code', { address });
	const [message] = await sent(transaction);
	const { status } = await asked.ask('POST', '/api/account/prove', { address, code: codeIn(message?.text) });
	expect(status).toBe(200);
}

describe('a resident', () => {
	it(
		'shows by a code that an address is theirs, and sees all that was reported with it, and nothing of others',
		undone(async (transaction) => {
			const asked = await serving(transaction);
			const faultId = await addFault(transaction);
			const mine = await addReport(transaction, faultId, { email: 'Thandi@example.org' });
			await addReport(transaction, faultId, { email: 'other@example.org' });
			const followed = await addFault(transaction);
			await addFollower(transaction, followed, { email: thandi });
			expect(await account(asked)).toBeNull();
			expect((await asked.ask('POST', '/api/account/code', { address: thandi, language: 'xh' })).body).toEqual({ minutes: 10 });
			const [message, ...more] = await sent(transaction);
			expect(more).toEqual([]);
			expect(message).toMatchObject({ to: thandi, text: expect.stringContaining('Ikhowudi yakho ngu-') });
			const entered = await asked.ask('POST', '/api/account/prove', { address: ' THANDI@example.org', code: codeIn(message?.text) });
			expect(entered.status).toBe(400);
			const again = await asked.ask('POST', '/api/account/prove', { address: 'THANDI@example.org', code: codeIn(message?.text) });
			expect(again.headers.get('set-cookie')).toMatch(/^faultline-resident=[\w-]{43}; Max-Age=2592000; Path=\/api\/;.*HttpOnly; SameSite=Lax/);
			const it = await account(asked);
			expect(it).toMatchObject({ address: thandi, channel: 'email', devices: 1 });
			expect(it?.reports.map(({ kind, tracking, hears }) => ({ kind, tracking, hears }))).toEqual([
				{ kind: 'follow', tracking: expect.any(String), hears: true },
				{ kind: 'report', tracking: `/t/${mine.tracking}`, hears: true },
			]);
			await asked.close();
		}),
	);

	it(
		'comes in by the link of the mail, which opens nothing by itself and works once',
		undone(async (transaction) => {
			const asked = await serving(transaction);
			await addReport(transaction, await addFault(transaction), { email: thandi });
			await asked.ask('POST', '/api/account/code', { address: thandi });
			const [message] = await sent(transaction);
			const token = linkIn(message?.text);
			expect((await asked.ask('POST', '/api/account/open', { token })).status).toBe(200);
			expect(await account(asked)).toMatchObject({ address: thandi });
			expect((await asked.ask('POST', '/api/account/open', { token })).status).toBe(404);
			expect((await asked.ask('POST', '/api/account/prove', { address: thandi, code: codeIn(message?.text) })).status).toBe(422);
			await asked.close();
		}),
	);

	it(
		'has five tries, ten minutes, and the latest code only',
		undone(async (transaction) => {
			const asked = await serving(transaction);
			await addReport(transaction, await addFault(transaction), { email: thandi });
			const code = async (): Promise<string> => {
				await asked.ask('POST', '/api/account/code', { address: thandi });
				return codeIn((await sent(transaction)).at(-1)?.text);
			};
			const prove = async (it: string): Promise<number> => (await asked.ask('POST', '/api/account/prove', { address: thandi, code: it })).status;
			const first = await code();
			const wrong = first === '000000' ? '000001' : '000000';
			for (let i = 0; i < 5; i += 1) expect(await prove(wrong)).toBe(422);
			expect(await prove(first)).toBe(422);
			const second = await code();
			const third = await code();
			if (second !== third) expect(await prove(second)).toBe(422);
			await transaction.raw("update resident_code set expires_at = now() - interval '1 second' where used_at is null");
			expect(await prove(third)).toBe(422);
			expect(await account(asked)).toBeNull();
			const kept = JSON.stringify(await transaction('resident_code').select());
			for (const it of [first, second, third]) expect(kept).not.toContain(`"${it}"`);
			expect(kept).not.toContain('/my#');
			await asked.close();
		}),
	);

	it(
		'is answered alike for an address that nobody left, to which nothing is sent',
		undone(async (transaction) => {
			const asked = await serving(transaction);
			const { status, body } = await asked.ask('POST', '/api/account/code', { address: 'nobody@example.org' });
			expect({ status, body }).toEqual({ status: 200, body: { minutes: 10 } });
			expect(await sent(transaction)).toEqual([]);
			await asked.close();
		}),
	);

	it(
		'cannot flood a mailbox: three codes in a quarter of an hour for an address, ten in an hour from a device',
		undone(async (transaction) => {
			const asked = await serving(transaction);
			const wish = async (address: string): Promise<number> => (await asked.ask('POST', '/api/account/code', { address })).status;
			const statuses: number[] = [];
			for (let i = 0; i < 4; i += 1) statuses.push(await wish(thandi));
			expect(statuses).toEqual([200, 200, 200, 429]);
			for (let i = 0; i < 7; i += 1) expect(await wish(`somebody-${i}@example.org`)).toBe(200);
			expect(await wish('somebody-else@example.org')).toBe(429);
			await asked.close();
		}),
	);

	it(
		'is known by a number however it is written, but not by one of another country that ends in the same',
		undone(async (transaction) => {
			const asked = await serving(transaction);
			const faultId = await addFault(transaction);
			const written = await addReport(transaction, faultId, { email: null, phone: '082 123 4567' });
			await addReport(transaction, faultId, { email: null, phone: '+44 821234567' });
			await enter(asked, transaction, '+27 82 123-4567');
			const it = await account(asked);
			expect(it).toMatchObject({ address: '+27821234567', channel: 'phone' });
			expect(it?.reports.map(({ tracking }) => tracking)).toEqual([`/t/${written.tracking}`]);
			const { token } = (await asked.ask<{ token: string }>('POST', '/api/account/data', {})).body;
			const held = await asked.ask<{ counts: Record<string, number> }>('POST', '/api/my-data/read', { token });
			expect(held.body.counts).toMatchObject({ report: 1, contact: 1, resident: 1 });
			await asked.close();
		}),
	);

	it(
		'signs out here, or everywhere; each device has a session of its own',
		undone(async (transaction) => {
			const [phone, laptop] = [await serving(transaction), await serving(transaction)];
			await addReport(transaction, await addFault(transaction), { email: thandi });
			await enter(phone, transaction, thandi);
			await enter(laptop, transaction, thandi);
			expect(await account(phone)).toMatchObject({ devices: 2 });
			await phone.ask('POST', '/api/account/leave', { everywhere: true });
			expect(await account(phone)).toBeNull();
			expect(await account(laptop)).toBeNull();
			expect((await laptop.ask('PATCH', '/api/account', { hush: 'silent' })).status).toBe(401);
			await phone.close();
			await laptop.close();
		}),
	);
});

describe('what a resident wishes', () => {
	it(
		'holds for all that bears the address: language, silence, stopping one and hearing of it again',
		undone(async (transaction) => {
			const asked = await serving(transaction);
			const faultId = await addFault(transaction);
			const report = await addReport(transaction, faultId, { email: thandi });
			await enter(asked, transaction, thandi);
			const telling = subscriptions({ channels, publicUrl });
			await work(transaction, telling);
			const languages = async (): Promise<string[]> => (await outbox(transaction, faultId)).map((it) => `${it.kind} ${it.language}`);
			expect(await languages()).toEqual(['received en']);
			await asked.ask('PATCH', '/api/account', { language: 'af' });
			await move(transaction, faultId, 'in-progress');
			await work(transaction, telling);
			expect(await languages()).toEqual(['received en', 'in-progress af']);
			expect((await asked.ask('PATCH', '/api/account', { language: 'tlh' })).status).toBe(400);
			await asked.ask('PATCH', '/api/account', { hush: 'silent' });
			await move(transaction, faultId, 'fixed');
			await work(transaction, telling);
			expect(await languages()).toHaveLength(2);
			await asked.ask('PATCH', '/api/account', { hush: 'night' });
			expect((await asked.ask('POST', '/api/account/hear', { tracking: report.tracking, hears: false })).body).toEqual({ hears: false });
			await move(transaction, faultId, 'closed');
			await work(transaction, telling);
			expect(await languages()).toHaveLength(2);
			await asked.ask('POST', '/api/account/hear', { tracking: report.tracking, hears: true });
			await move(transaction, faultId, 'cannot-now');
			await work(transaction, telling);
			expect((await languages()).at(-1)).toBe('cannot-now af');
			expect((await asked.ask('POST', '/api/account/hear', { tracking: crypto.randomUUID(), hears: true })).status).toBe(404);
			await asked.close();
		}),
	);

	it(
		'chooses between an address and a number, where both were left',
		undone(async (transaction) => {
			const asked = await serving(transaction);
			const faultId = await addFault(transaction);
			await addReport(transaction, faultId, { email: thandi, phone: '0821234567' });
			await enter(asked, transaction, thandi);
			const sms: Gateway = { send: async () => undefined };
			const mail: Mailer = { send: async () => undefined };
			const telling = subscriptions({ channels, means: { mail, sms, country: '27' }, publicUrl });
			await work(transaction, telling);
			await asked.ask('PATCH', '/api/account', { way: 'phone' });
			await move(transaction, faultId, 'in-progress');
			await work(transaction, telling);
			expect((await outbox(transaction, faultId)).map((it) => it.channel)).toEqual(['email', 'sms']);
			await asked.close();
		}),
	);

	it(
		'goes when they are forgotten: nobody is signed in, no code and no address is left',
		undone(async (transaction) => {
			const asked = await serving(transaction);
			await addReport(transaction, await addFault(transaction), { email: thandi });
			await enter(asked, transaction, thandi);
			const { token } = (await asked.ask<{ token: string }>('POST', '/api/account/data', {})).body;
			expect((await asked.ask('POST', '/api/my-data/erase', { token })).status).toBe(200);
			expect(await account(asked)).toBeNull();
			for (const table of ['resident', 'resident_session', 'resident_code']) expect(await transaction(table).select()).toEqual([]);
			await asked.close();
		}),
	);
});
