import { afterAll, describe, expect, it } from 'vitest';
import { addPerson } from '../../../server/auth/index.ts';
import { db, undone } from '../../support/database.ts';
import { serving } from '../../support/server.ts';
import { lonLat } from '../../support/town.ts';

interface Page {
	faults: { code: string; street: string | null; state: string; asset: string | null }[];
	next: string | null;
	counts: Record<string, number>;
}

const withFaults = (test: (ask: (path: string) => Promise<{ status: number; body: Page }>, codes: string[]) => Promise<void>) =>
	undone(async (transaction) => {
		const asked = await serving(transaction);
		const codes: string[] = [];
		for (let n = 0; n < 7; n += 1) {
			const at = await lonLat(transaction, 311000 + n * 35, 6265005);
			const { body } = await asked.ask<{ fault: string }>('POST', '/api/reports', { mode: 'street-light.out', ...at, method: 'map-click', zoom: 19 });
			codes.push(body.fault);
		}
		await addPerson(transaction, { email: 'e@example.org', name: 'E', password: 'a-good-password', language: 'en', roles: [{ role: 'engineer' }] });
		await asked.ask('POST', '/api/session', { email: 'e@example.org', password: 'a-good-password' });
		await test((path) => asked.ask<Page>('GET', path), codes);
		await asked.close();
	});

afterAll(() => db.destroy());

describe.each(['/api/faults', '/api/desk/faults'])('%s', (path) => {
	it(
		'pages through every fault once, newest first',
		withFaults(async (ask, codes) => {
			const seen: string[] = [];
			let cursor: string | null = '';
			while (cursor !== null) {
				const page: Page = (await ask(`${path}?limit=3&order=newest${cursor && `&cursor=${cursor}`}`)).body;
				seen.push(...page.faults.map((it) => it.code));
				cursor = page.next;
			}
			expect(seen).toEqual([...codes].reverse());
		}),
	);

	it(
		'filters by box, ward, class and mode, and refuses what is none',
		withFaults(async (ask) => {
			const count = async (query: string) => (await ask(`${path}?${query}`)).body.faults.length;
			expect(await count('bbox=18.9,-33.8,19,-33.7')).toBe(7);
			expect(await count('bbox=18.9,-33.8,18.91,-33.79')).toBe(0);
			expect(await count('ward=2')).toBe(7);
			expect(await count('ward=1')).toBe(0);
			expect(await count('class=street-lights&mode=street-light.out')).toBe(7);
			expect(await count('class=roads')).toBe(0);
			for (const bad of ['class=dragons', 'bbox=1,2,3', 'bbox=500,0,0,0', 'limit=0', 'limit=1e9', 'cursor=%00'])
				expect((await ask(`${path}?${bad}`)).status, bad).toBe(400);
		}),
	);
});

describe('the public list', () => {
	it(
		'is narrowed by whole days, by street and by asset',
		undone(async (transaction) => {
			const asked = await serving(transaction);
			const at = await lonLat(transaction, 311035, 6265005);
			const { body } = await asked.ask<{ fault: string }>('POST', '/api/reports', { mode: 'street-light.out', ...at, method: 'asset-click', asset: 'SL-101' });
			const codes = async (query: string) => (await asked.ask<Page>('GET', `/api/faults?${query}`)).body.faults.map((it) => it.code);
			const aged = (days: number) =>
				transaction('fault')
					.where({ code: body.fault })
					.update({
						first_report_at: transaction.raw(
							`(now() at time zone 'Africa/Johannesburg')::date::timestamp at time zone 'Africa/Johannesburg' - ? * interval '1 day'`,
							[days],
						),
					});
			for (const [days, ages] of [
				[0, ['week', 'month']],
				[7, ['week', 'month']],
				[8, ['month']],
				[31, ['older']],
				[91, ['older', 'old']],
			] as const) {
				await aged(days);
				for (const age of ['week', 'month', 'older', 'old'])
					expect((await codes(`age=${age}`)).length, `${age} after ${days}`).toBe(ages.some((it) => it === age) ? 1 : 0);
			}
			expect(await codes('street=Kerkstraat')).toEqual([body.fault]);
			expect(await codes('street=Nuwestraat')).toEqual([]);
			expect(await codes('asset=sl-101')).toEqual([body.fault]);
			expect(await codes('asset=SL-102')).toEqual([]);
			await asked.close();
		}),
	);
});

describe('the queue', () => {
	it(
		'finds by ticket, fault, asset and street, and counts its lanes',
		withFaults(async (ask, codes) => {
			for (const q of [codes[2], 'SL-102', 'kerkstr']) {
				const { body } = await ask(`/api/desk/faults?q=${q}`);
				expect(body.faults.map((it) => it.code)).toContain(codes[2]);
			}
			const { body } = await ask('/api/desk/faults');
			expect(body.counts).toMatchObject({ open: 7, 'needs-look': 0, mine: 0 });
		}),
	);
});
