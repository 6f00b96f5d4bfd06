import type { Knex } from 'knex';
import { afterAll, describe, expect, it } from 'vitest';
import { addPerson } from '../../../../server/auth/index.ts';
import { db, undone } from '../../../support/database.ts';
import { serving } from '../../../support/server.ts';

interface Answer {
	reply: string;
	end: boolean;
	ticket: string | null;
	outcome: string;
	code?: string;
}

type Say = (text: string, more?: Record<string, string>) => Promise<Answer>;

const talking = (test: (say: Say, transaction: Knex) => Promise<void>) =>
	undone(async (transaction) => {
		const asked = await serving(transaction);
		await addPerson(transaction, { email: 'g@example.org', name: 'Gateway', password: 'a-good-password', language: 'en', roles: [{ role: 'contact-centre' }] });
		await asked.ask('POST', '/api/session', { email: 'g@example.org', password: 'a-good-password' });
		let count = 0;
		const say: Say = async (text, more = {}) => {
			count += 1;
			const message = { id: `m${count}`, channel: 'sms', from: '+27821234567', text, ...more };
			return (await asked.ask<Answer>('POST', '/api/inbound/messages', message)).body;
		};
		await test(say, transaction);
		await asked.close();
	});

afterAll(() => db.destroy());

describe('a text message', () => {
	it(
		'that says what and where is a report at once; the same id again gets the same ticket and makes no second',
		talking(async (say, transaction) => {
			const first = await say('Street light off at SL-104', { id: 'same' });
			expect(first).toMatchObject({ outcome: 'taken', end: true });
			expect(first.ticket).toMatch(/^TST-/);
			expect(await say('Street light off at SL-104', { id: 'same' })).toEqual(first);
			expect(await transaction('report')).toHaveLength(1);
			expect(await transaction('report').first()).toMatchObject({ channel: 'sms', words: 'Street light off at SL-104' });
			expect(await transaction('contact').first()).toMatchObject({ phone: '+27821234567' });
		}),
	);

	it(
		'is asked for what is missing, in its language, and a number of the menu is an answer',
		talking(async (say, transaction) => {
			const what = await say('Molo, nceda', { channel: 'ussd' });
			expect(what).toMatchObject({ outcome: 'asked', end: false });
			expect(what.reply).toMatch(/^Yintoni ingxaki\?.*1 .*2 /);
			const where = await say('1', { channel: 'ussd' });
			expect(where.reply).toMatch(/^Iphi\?/);
			expect(await say('SL-104', { channel: 'ussd' })).toMatchObject({ outcome: 'taken', end: true });
			expect(await transaction('inbound_session')).toHaveLength(0);
		}),
	);

	it(
		'whose place is an address waits for staff, placed there',
		talking(async (say, transaction) => {
			expect((await say('die straatlig brand nie, dankie')).reply).toMatch(/^Waar is dit\?/);
			expect(await say('Kerkstraat 14')).toMatchObject({ outcome: 'draft', end: true, ticket: null });
			expect(await transaction('report_draft').first()).toMatchObject({ channel: 'sms', language: 'af', failure_mode: 'street-light.out', placed: 'address' });
		}),
	);

	it(
		'that is not understood goes to staff after three questions, and one about danger reads whom to phone first',
		talking(async (say, transaction) => {
			expect((await say('there are sparks here')).reply).toMatch(/^DANGER\? Phone 080 000 0000/);
			for (const text of ['qqq', 'qqq']) expect(await say(text)).toMatchObject({ outcome: 'asked' });
			expect(await say('qqq')).toMatchObject({ outcome: 'draft' });
			expect(await transaction('report_draft')).toHaveLength(1);
		}),
	);

	it(
		'STOP ends all messages to that number, INFO says how it is done',
		talking(async (say, transaction) => {
			await say('Street light off at SL-104');
			expect(await transaction('follower').whereNull('stopped_at')).toHaveLength(1);
			expect(await say('stop', { from: '082 123 4567' })).toMatchObject({ outcome: 'stopped', end: true });
			expect(await transaction('follower').whereNull('stopped_at')).toHaveLength(0);
			expect((await say('info')).reply).toContain('Testville');
		}),
	);

	it(
		'is taken from gateways with the right alone, and must have a number',
		undone(async (transaction) => {
			const asked = await serving(transaction);
			const message = { id: '1', channel: 'sms', from: '+27821234567', text: 'hello' };
			expect((await asked.ask('POST', '/api/inbound/messages', message)).status).toBe(401);
			await asked.close();
		}),
	);
});
