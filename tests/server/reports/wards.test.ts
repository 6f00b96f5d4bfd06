import { afterAll, describe, expect, test } from 'vitest';
import type { WardPage } from '../../../server/reports/public/contract.ts';
import { db, undone } from '../../support/database.ts';
import { serving } from '../../support/server.ts';
import { people, tell } from './public-town.ts';

afterAll(() => db.destroy());

describe('the page of a ward', () => {
	test(
		'counts what is open, late, reported, repaired and ended otherwise, as of the local day',
		undone(async (transaction) => {
			await tell(transaction, { since: 5 });
			await tell(transaction, { since: 0, by: people(4) });
			await tell(transaction, { since: 40, state: 'scheduled' });
			await tell(transaction, { since: 45, fixed: 29 });
			await tell(transaction, { since: 45, fixed: 30 });
			await tell(transaction, { since: 3, state: 'not-ours' });
			await tell(transaction, { since: 3, state: 'rejected' });
			const asked = await serving(transaction);
			const { body } = await asked.ask<WardPage>('GET', '/api/wards/2');
			expect(body).toMatchObject({ code: '2', name: 'Ward 2', open: 3, overdue: 2, reported: 3, fixed: 1, notDone: 1, told: 6, repair: null });
			expect(body.classes).toEqual([expect.objectContaining({ class: 'street-lights', open: 3 })]);
			expect([body.newest.length, body.planned.map(({ state }) => state), body.lately.map(({ state }) => state)]).toEqual([3, ['scheduled'], ['closed']]);
			const { body: list } = await asked.ask<{ wards: { code: string; open: number; fixed: number }[] }>('GET', '/api/wards');
			expect(list.wards.map(({ code, open, fixed }) => [code, open, fixed])).toEqual([
				['1', 0, 0],
				['2', 3, 1],
			]);
			expect((await asked.ask('GET', '/api/wards/99')).status).toBe(404);
			await asked.close();
		}),
	);

	test(
		'does not say how often people spoke up where that was one to four times',
		undone(async (transaction) => {
			await tell(transaction, { since: 2, by: people(3) });
			const asked = await serving(transaction);
			const told = async () => (await asked.ask<WardPage>('GET', '/api/wards/2')).body.told;
			expect(await told()).toBeNull();
			await tell(transaction, { since: 2, by: people(2) });
			expect(await told()).toBe(5);
			expect((await asked.ask<WardPage>('GET', '/api/wards/1')).body.told).toBe(0);
			await asked.close();
		}),
	);

	test(
		'says how long repairs take, those that still wait counted in, once there are enough of them',
		undone(async (transaction) => {
			for (let n = 0; n < 15; n += 1) await tell(transaction, { since: 100, fixed: 100 - (n % 5) });
			for (let n = 0; n < 4; n += 1) await tell(transaction, { since: 50 });
			const asked = await serving(transaction);
			const repair = async () => (await asked.ask<WardPage>('GET', '/api/wards/2')).body.repair;
			expect(await repair()).toBeNull();
			await tell(transaction, { since: 50 });
			const found = await repair();
			expect(found).toMatchObject({ median: 3, of: 20 });
			expect(found?.low).toBeLessThanOrEqual(3);
			await asked.close();
		}),
	);
});
