import { afterAll, describe, expect, it } from 'vitest';
import { db, undone } from '../../support/database.ts';
import { serving } from '../../support/server.ts';
import { addFault, addFollower, addReport } from '../notify/town.ts';
import { account, codeIn, enter, linkIn, sent } from './signed-in.ts';

const thandi = 'thandi@example.org';

afterAll(() => db.destroy());

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
