import { afterAll, describe, expect, it } from 'vitest';
import { addPerson } from '../../../server/auth/index.ts';
import { db, undone } from '../../support/database.ts';
import { serving } from '../../support/server.ts';
import { lonLat } from '../../support/town.ts';

interface Ticket {
	tracking: string;
	fault: string;
}

afterAll(() => db.destroy());

describe('how content somebody is', () => {
	it(
		'is asked once the fault has ended, may be changed, is seen by staff, and is about the last repair',
		undone(async (transaction) => {
			const asked = await serving(transaction);
			try {
				const at = await lonLat(transaction, 311140, 6265005);
				const pin = { mode: 'street-light.out', ...at, method: 'map-click', zoom: 19, pointer: 'touch' };
				const { fault, tracking } = (await asked.ask<Ticket>('POST', '/api/reports', { ...pin, email: 'a@example.org' })).body;
				const path = `/api/reports/${tracking.slice(3)}`;
				const rate = (satisfied: unknown, more: object = {}) => asked.ask<{ satisfied: number }>('POST', `${path}/rating`, { satisfied, ...more });
				const seen = async () => (await asked.ask<{ mayRate: boolean; satisfied: number | null; comments: object[] }>('GET', path)).body;
				expect(await seen()).toMatchObject({ mayRate: false, satisfied: null });
				expect((await rate(4)).status).toBe(409);

				await addPerson(transaction, { email: 'e@example.org', name: 'E', password: 'a-good-password', language: 'en', roles: [{ role: 'engineer' }] });
				await asked.ask('POST', '/api/session', { email: 'e@example.org', password: 'a-good-password' });
				const move = async (body: object) => expect((await asked.ask('POST', `/api/desk/faults/${fault}/move`, body)).status).toBe(200);
				await move({ to: 'fixed', reason: 'seen to be mended' });
				for (const wrong of [0, 6, 2.5, 'good', null]) expect((await rate(wrong)).status, String(wrong)).toBe(400);
				expect(await seen()).toMatchObject({ mayRate: true, satisfied: null });
				expect((await rate(2, { words: 'It took three weeks' })).body).toEqual({ satisfied: 2 });
				expect((await rate(4)).body).toEqual({ satisfied: 4 });
				expect(await seen()).toMatchObject({ mayRate: true, satisfied: 4, comments: [] });
				expect(await transaction('comment').where({ words: 'It took three weeks' }).pluck('visibility')).toEqual(['held']);
				const { body } = await asked.ask<{ reports: { satisfied: number | null }[] }>('GET', `/api/desk/faults/${fault}`);
				expect(body.reports.map((it) => it.satisfied)).toEqual([4]);

				await transaction('follower').update({ satisfied_at: transaction.raw("satisfied_at - interval '1 hour'") });
				await move({ to: 'confirmed' });
				expect((await rate(5)).status).toBe(409);
				await move({ to: 'fixed', reason: 'seen to be mended' });
				expect(await seen()).toMatchObject({ mayRate: true, satisfied: null });
			} finally {
				await asked.close();
			}
		}),
	);

	it(
		'is not known of an unknown link',
		undone(async (transaction) => {
			const asked = await serving(transaction);
			try {
				const unknown = await asked.ask('POST', '/api/reports/3f0c5f4e-7a4e-4c7e-9a55-0c6d3a3f8d11/rating', { satisfied: 3 });
				expect(unknown.status).toBe(404);
			} finally {
				await asked.close();
			}
		}),
	);
});
