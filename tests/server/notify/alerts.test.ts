import type { Knex } from 'knex';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { alertSubscriptions, channels } from '../../../server/notify/index.ts';
import { happened } from '../../../server/platform/events.ts';
import { dealDaily, forgetUnconfirmed } from '../../../server/reports/index.ts';
import { db, undone } from '../../support/database.ts';
import { type Asked, serving } from '../../support/server.ts';
import { tell } from '../reports/public-town.ts';
import { work } from './town.ts';

afterAll(() => db.destroy());

let count = 0;
beforeEach(() => {
	count += 1;
});

const subscriptions = alertSubscriptions({ channels, publicUrl: 'https://faults.example' });
const letters = (transaction: Knex, kind: string) =>
	transaction('message')
		.join('contact', 'contact.id', 'message.contact_id')
		.where('message.kind', kind)
		.orderBy('message.id')
		.select('message.*', 'contact.email');

const square = {
	type: 'Polygon',
	coordinates: [
		[
			[18.95, -33.74],
			[18.97, -33.74],
			[18.97, -33.72],
			[18.95, -33.72],
			[18.95, -33.74],
		],
	],
};

/** Somebody asks, and follows the link they get. */
async function follow(transaction: Knex, asked: Asked, wish: Record<string, unknown>): Promise<string> {
	expect((await asked.ask('POST', '/api/alerts', { email: `resident${count}@example.org`, pace: 'at-once', ...wish })).body).toEqual({ sent: true });
	await work(transaction, subscriptions);
	const letter = (await letters(transaction, 'alert-confirm')).at(-1);
	const [, tracking = ''] = /\/alerts\/([0-9a-f-]{36})/.exec(letter.body) ?? [];
	expect((await asked.ask('POST', `/api/alerts/${tracking}/confirm`)).status).toBe(200);
	return tracking;
}

async function opened(transaction: Knex, more: Parameters<typeof tell>[1] = {}): Promise<number> {
	const faultId = await tell(transaction, more);
	await happened(transaction, { kind: 'fault.opened', faultId });
	await work(transaction, subscriptions);
	return faultId;
}

describe('an alert', () => {
	test(
		'sends nothing before the link in the message to the address was followed',
		undone(async (transaction) => {
			const asked = await serving(transaction);
			await asked.ask('POST', '/api/alerts', { email: 'resident@example.org', ward: '2', pace: 'at-once', language: 'af' });
			await opened(transaction);
			expect(await letters(transaction, 'alert-new')).toEqual([]);
			const [confirm] = await letters(transaction, 'alert-confirm');
			expect(confirm).toMatchObject({ email: 'resident@example.org', language: 'af', subject: expect.stringContaining('Ward 2') });
			await asked.close();
		}),
	);

	test.each([{ ward: '2' }, { street: 'Kerkstraat' }, { area: square }, { area: square, class: 'street-lights' }])(
		'tells at once of what is new there, and stops when it is told to: %j',
		(wish) =>
			undone(async (transaction) => {
				const asked = await serving(transaction);
				const tracking = await follow(transaction, asked, wish);
				await opened(transaction);
				const told = await letters(transaction, 'alert-new');
				expect(told).toHaveLength(1);
				expect(told[0].body).toMatch(/https:\/\/faults\.example\/f\/\w{6}/);
				expect(told[0].body).toContain(`/alerts/${tracking}#stop`);
				await asked.ask('POST', `/api/alerts/${tracking}/stop`);
				await opened(transaction, { lamp: 'SL-105' });
				expect(await letters(transaction, 'alert-new')).toHaveLength(1);
				await asked.close();
			})(),
	);

	test.each([{ ward: '1' }, { street: 'Nuwestraat' }, { ward: '2', class: 'roads' }])('is silent about what is elsewhere or otherwise: %j', (wish) =>
		undone(async (transaction) => {
			const asked = await serving(transaction);
			await follow(transaction, asked, wish);
			await opened(transaction);
			expect(await letters(transaction, 'alert-new')).toEqual([]);
			await asked.close();
		})(),
	);

	test(
		'writes to an address once, however many of its alerts a fault meets',
		undone(async (transaction) => {
			const asked = await serving(transaction);
			await follow(transaction, asked, { ward: '2' });
			await follow(transaction, asked, { street: 'Kerkstraat' });
			await opened(transaction);
			expect(await letters(transaction, 'alert-new')).toHaveLength(1);
			await asked.close();
		}),
	);

	test(
		'gathers a day in one message where that is wished for, and none where there is nothing',
		undone(async (transaction) => {
			const asked = await serving(transaction);
			const tracking = await follow(transaction, asked, { ward: '2', pace: 'daily' });
			await opened(transaction, { since: 1 });
			await opened(transaction, { since: 1, lamp: 'SL-105' });
			expect(await letters(transaction, 'alert-daily')).toEqual([]);
			// yesterday wherever it is noon now, whatever the time of day where the town is
			await transaction('fault').update({ first_report_at: transaction.raw("now() - interval '26 hours'") });
			const since = (days: number) =>
				transaction('area_alert')
					.where({ tracking })
					.update({ told_until: transaction.raw("now() - ? * interval '1 day'", [days]) });
			await since(3);
			await transaction('municipality').update({ zone: zoneAtNoon() });
			expect(await dealDaily(transaction)).toBe(1);
			expect(await dealDaily(transaction)).toBe(0);
			await work(transaction, subscriptions);
			const [daily, ...rest] = await letters(transaction, 'alert-daily');
			expect([daily.subject, rest]).toEqual([expect.stringMatching(/^2 /), []]);
			expect(daily.body.match(/\/f\/\w{6}/g)).toHaveLength(2);
			await transaction('fault').update({ first_report_at: transaction.raw("now() - interval '9 days'") });
			await since(2);
			expect(await dealDaily(transaction)).toBe(1);
			await work(transaction, subscriptions);
			expect(await letters(transaction, 'alert-daily')).toHaveLength(1);
			await asked.close();
		}),
	);

	test(
		'refuses what is no place, more than one, or elsewhere, and asks an address five times a day at most',
		undone(async (transaction) => {
			const asked = await serving(transaction);
			const ask = async (wish: object) => (await asked.ask('POST', '/api/alerts', { email: 'a@example.org', ...wish })).status;
			const bow = {
				type: 'Polygon',
				coordinates: [
					[
						[18.95, -33.74],
						[18.97, -33.72],
						[18.97, -33.74],
						[18.95, -33.72],
						[18.95, -33.74],
					],
				],
			};
			const open = {
				type: 'Polygon',
				coordinates: [
					[
						[18.95, -33.74],
						[18.97, -33.72],
						[18.97, -33.74],
						[18.95, -33.72],
					],
				],
			};
			const far = {
				type: 'Polygon',
				coordinates: [
					[
						[1, 1],
						[2, 1],
						[2, 2],
						[1, 1],
					],
				],
			};
			for (const bad of [
				{},
				{ ward: '2', street: 'x' },
				{ ward: '99' },
				{ ward: '2', class: 'dragons' },
				{ area: bow },
				{ area: open },
				{ ward: '2', email: 'nobody' },
				{ ward: '2', language: 'nl' },
			])
				expect(await ask(bad), JSON.stringify(bad)).toBe(400);
			expect(await ask({ area: far })).toBe(422);
			for (let n = 0; n < 8; n += 1) expect(await ask({ street: `Straat ${n}` })).toBe(200);
			await work(transaction, subscriptions);
			expect(await letters(transaction, 'alert-confirm')).toHaveLength(5);
			await asked.close();
		}),
	);

	test(
		'is forgotten with its address where nobody confirmed it in a week',
		undone(async (transaction) => {
			const asked = await serving(transaction);
			await asked.ask('POST', '/api/alerts', { email: 'gone@example.org', ward: '2' });
			await work(transaction, subscriptions);
			await forgetUnconfirmed(transaction);
			expect(await transaction('area_alert')).toHaveLength(1);
			await transaction('area_alert').update({ made_at: transaction.raw("now() - interval '8 days'") });
			await forgetUnconfirmed(transaction);
			expect(await transaction('area_alert')).toEqual([]);
			expect(await transaction('contact').where({ email: 'gone@example.org' })).toEqual([]);
			expect(await letters(transaction, 'alert-confirm')).toEqual([]);
			await asked.close();
		}),
	);
});

/** A time zone in which it is about noon, so that the morning is over whenever this runs. */
function zoneAtNoon(): string {
	const offset = 12 - new Date().getUTCHours();
	return offset === 0 ? 'Etc/UTC' : `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`;
}
