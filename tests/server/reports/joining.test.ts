import { afterAll, describe, expect, it } from 'vitest';
import { addPerson } from '../../../server/auth/index.ts';
import { db, undone } from '../../support/database.ts';
import { type Asked, serving } from '../../support/server.ts';
import { lonLat } from '../../support/town.ts';

type Any = Record<string, unknown>;

const onStreet = (
	test: (
		asked: Asked,
		fault: string,
		tracking: string,
		ask: (path: string, body?: object, headers?: Record<string, string>) => Promise<{ status: number; body: Any }>,
	) => Promise<void>,
) =>
	undone(async (transaction) => {
		const asked = await serving(transaction);
		const at = await lonLat(transaction, 311070, 6265005);
		const { body } = await asked.ask<{ fault: string; tracking: string }>('POST', '/api/reports', {
			mode: 'street-light.out',
			...at,
			method: 'map-click',
			zoom: 19,
			name: 'Planted Name',
			email: 'planted-secret@example.org',
			phone: '+27 82 123 4567',
			words: 'It is dark at night',
		});
		await addPerson(transaction, {
			email: 'm@example.org',
			name: 'M',
			password: 'a-good-password',
			language: 'en',
			roles: [{ role: 'engineer' }, { role: 'moderator' }],
		});
		const ask = (path: string, more?: object, headers?: Record<string, string>) => asked.ask<Any>(more === undefined ? 'GET' : 'POST', path, more, headers);
		await test(asked, body.fault, body.tracking.slice(3), ask);
		await asked.close();
	});

afterAll(() => db.destroy());

describe('those who see a fault too', () => {
	it(
		'count once for each sender, and hear of it when they leave an address',
		onStreet(async (_asked, fault, _tracking, ask) => {
			const path = `/api/faults/${fault}/me-too`;
			expect((await ask(path, {}, { 'user-agent': 'one' })).body).toMatchObject({ meToos: 1, reports: 1, tracking: null });
			expect((await ask(path, {}, { 'user-agent': 'one' })).body).toMatchObject({ meToos: 1 });
			const second = await ask(path, { email: 'b@example.org', language: 'af' }, { 'user-agent': 'two' });
			expect(second.body).toMatchObject({ meToos: 2 });
			expect((await ask(`/api/reports/${String(second.body['tracking']).slice(3)}`)).status).toBe(200);
		}),
	);

	it(
		'may follow once, and stop',
		onStreet(async (_asked, fault, _tracking, ask) => {
			const first = await ask(`/api/faults/${fault}/follow`, { email: 'c@example.org' });
			expect(first.status).toBe(200);
			expect((await ask(`/api/faults/${fault}/follow`, { email: 'C@example.org' })).body).toMatchObject({ code: 'conflict' });
			const tracking = String(first.body['tracking']).slice(3);
			expect((await ask(`/api/reports/${tracking}/stop`, {})).body).toEqual({ hears: false });
			expect((await ask(`/api/reports/${tracking}`)).body).toMatchObject({ hears: false, words: '' });
		}),
	);

	it(
		'cannot join what is over, or what is not there',
		onStreet(async (asked, fault, tracking, ask) => {
			expect((await ask('/api/faults/222222/me-too', {})).status).toBe(404);
			expect((await ask(`/api/reports/${tracking}/answer`, { fixed: true })).body).toMatchObject({ code: 'wrong-state' });
			await asked.ask('POST', '/api/session', { email: 'm@example.org', password: 'a-good-password' });
			await ask(`/api/desk/faults/${fault}/move`, { to: 'rejected', reason: 'a test' });
			expect((await ask(`/api/faults/${fault}/me-too`, {})).status).toBe(404);
			expect((await ask(`/api/faults/${fault}`)).status).toBe(404);
		}),
	);

	it(
		'may comment; what looks personal waits for a moderator',
		onStreet(async (asked, fault, tracking, ask) => {
			expect((await ask(`/api/faults/${fault}/comments`, { words: 'Also dark here' })).body).toEqual({ held: false });
			expect((await ask(`/api/faults/${fault}/comments`, { words: 'Phone me on 082 555 1234', tracking })).body).toEqual({ held: true });
			const page = await ask(`/api/faults/${fault}`);
			expect((page.body['comments'] as { words: string }[]).map((it) => it.words)).toEqual(['Also dark here']);
			expect((await ask('/api/desk/held')).status).toBe(401);
			await asked.ask('POST', '/api/session', { email: 'm@example.org', password: 'a-good-password' });
			const held = (await ask('/api/desk/held')).body['comments'] as { id: number }[];
			expect(held).toHaveLength(1);
			expect((await asked.ask('PATCH', `/api/desk/comments/${held[0]?.id}`, { visibility: 'public' })).status).toBe(200);
			expect(((await ask(`/api/faults/${fault}`)).body['comments'] as object[]).length).toBe(2);
		}),
	);
});

describe('what nobody asked to publish', () => {
	it(
		'is in no public answer: not who reported, not the pin, not the minute',
		onStreet(async (asked, fault, _tracking, ask) => {
			const public_ = [
				'/api/faults',
				`/api/faults/${fault}`,
				'/api/town',
				'/api/search?q=SL-102',
				'/api/assets/SL-102',
				'/api/assets/near?lon=18.9619&lat=-33.7301',
				'/tiles/faults/15/18109/19660.mvt',
			];
			for (const path of public_) {
				const text = JSON.stringify((await ask(path)).body);
				for (const secret of ['planted-secret', 'Planted Name', '123 4567', 'It is dark at night'])
					expect(text.includes(secret), `${path} ${secret}`).toBe(false);
				expect(text, path).not.toMatch(/\d{2}:\d{2}:\d{2}/);
			}
			expect((await asked.ask('GET', `/api/desk/faults/${fault}`)).status).toBe(401);
			expect((await asked.ask('GET', '/api/desk/faults')).status).toBe(401);
		}),
	);
});
