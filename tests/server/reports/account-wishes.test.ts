import { afterAll, describe, expect, it } from 'vitest';
import { addPerson } from '../../../server/auth/index.ts';
import { channels, sendDue, subscriptions } from '../../../server/notify/index.ts';
import type { Gateway } from '../../../server/platform/gateway.ts';
import type { Mail, Mailer } from '../../../server/platform/mail.ts';
import { db, undone } from '../../support/database.ts';
import { serving } from '../../support/server.ts';
import { addFault, addReport, move, outbox, work } from '../notify/town.ts';
import { account, enter } from './signed-in.ts';

const publicUrl = 'https://town.example';
const thandi = 'thandi@example.org';

afterAll(() => db.destroy());

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
		'is nothing at night: even a mail waits for the day',
		undone(async (transaction) => {
			const asked = await serving(transaction);
			const faultId = await addFault(transaction);
			await addReport(transaction, faultId, { email: thandi });
			await enter(asked, transaction, thandi);
			await asked.ask('PATCH', '/api/account', { hush: 'always-by-day' });
			const mails: string[] = [];
			const telling = { channels, means: { mail: { send: async ({ to }: Mail) => void mails.push(to) } }, publicUrl };
			await work(transaction, subscriptions(telling));
			await transaction('municipality').update({ quiet_from: '00:00', quiet_until: '23:59:59' });
			await sendDue(transaction, telling);
			expect(mails).toEqual([]);
			await transaction('municipality').update({ quiet_from: '00:00', quiet_until: '00:00' });
			await sendDue(transaction, telling);
			expect(mails).toEqual([thandi]);
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

	it(
		'is seen by staff: whose address was shown to be theirs',
		undone(async (transaction) => {
			const [resident, staff] = [await serving(transaction), await serving(transaction)];
			const faultId = await addFault(transaction, { due_at: new Date() });
			await addReport(transaction, faultId, { email: thandi });
			await addReport(transaction, faultId, { email: 'other@example.org' });
			await enter(resident, transaction, thandi);
			await addPerson(transaction, { email: 'e@example.org', name: 'E', password: 'a-good-password', language: 'en', roles: [{ role: 'administrator' }] });
			await staff.ask('POST', '/api/session', { email: 'e@example.org', password: 'a-good-password' });
			const { code } = await transaction('fault').where({ id: faultId }).first();
			const seen = await staff.ask<{ reports: { reporter: { email: string; verified: boolean } }[] }>('GET', `/api/desk/faults/${code}`);
			expect(new Map(seen.body.reports.map(({ reporter }) => [reporter.email, reporter.verified]))).toEqual(
				new Map([
					[thandi, true],
					['other@example.org', false],
				]),
			);
			await resident.close();
			await staff.close();
		}),
	);
});
