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
