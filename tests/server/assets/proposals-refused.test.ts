import { afterAll, describe, expect, it } from 'vitest';
import { db } from '../../support/database.ts';
import { site } from './care.ts';

afterAll(() => db.destroy());

describe('a proposal that cannot be', () => {
	it(
		'is refused with the field that is wrong, or as if the asset were not there',
		site(async ({ resident, place, db: it }) => {
			const there = await place(10, 0);
			const pipe = await it('asset').join('asset_class', 'asset_class.number', 'asset.class').where('asset_class.code', 'water-pipes').first('asset.reference');
			const cases: [object, number, string?][] = [
				[{ kind: 'moved', asset: 'SL-100' }, 400, 'lon'],
				[{ kind: 'moved', asset: 'NO-1', ...there }, 404],
				[{ kind: 'gone' }, 400, 'asset'],
				[{ kind: 'gone', asset: pipe.reference }, 404],
				[{ kind: 'missing', ...there }, 400, 'class'],
				[{ kind: 'missing', class: 'roads', ...there }, 400, 'class'],
				[{ kind: 'missing', class: 'street-lights', lon: 0, lat: 0 }, 422],
				[{ kind: 'wrong', asset: 'SL-100' }, 400, 'words'],
				[{ kind: 'gone', asset: 'SL-100', website: 'http://x' }, 400, 'website'],
				[{ kind: 'gone', asset: 'SL-100', language: 'fr' }, 400, 'language'],
				[{ kind: 'edit', asset: 'SL-100' }, 400, 'kind'],
			];
			for (const [body, status, path] of cases) {
				const answer = await resident('POST', '/api/proposals', body);
				expect([body, answer.status]).toEqual([body, status]);
				if (path) expect(answer.body.errors.map((it: { path: string }) => it.path)).toContain(path);
			}
			expect(await it('asset_proposal')).toEqual([]);
		}),
	);

	it(
		'by staff is refused at once where it can be seen to be wrong',
		site(async ({ as }) => {
			const engineer = await as('engineer');
			const tried = async (edit: object): Promise<number> => (await engineer('POST', '/api/register/proposals', { edit })).status;
			expect(await tried({ kind: 'change', asset: 'SL-100', attributes: { colour: 'red' } })).toBe(400);
			expect(await tried({ kind: 'change', asset: 'SL-100', geometry: { type: 'Point', coordinates: ['x'] } })).toBe(400);
			expect(await tried({ kind: 'change', asset: 'SL-100', geometry: { type: 'Point', coordinates: [1, 1] } })).toBe(422);
			expect(await tried({ kind: 'add', class: 'nothing', geometry: { type: 'Point', coordinates: [18.96, -33.73] } })).toBe(400);
			expect(await tried({ kind: 'retire', asset: 'SL-999' })).toBe(404);
		}),
	);
});

describe('what a proposal holds of people', () => {
	it(
		'is in no public answer, no event and no list of those who may not read contacts',
		site(async ({ resident, as, db: it }) => {
			const secret = 'planted-secret';
			const made = await resident('POST', '/api/proposals', { kind: 'gone', asset: 'SL-108', words: secret, email: `${secret}@example.org` });
			const publicly = [
				made,
				await resident('GET', `/api/proposals/${made.body.tracking.slice(3)}`),
				await resident('GET', '/api/assets/SL-108'),
				await resident('GET', '/api/register/proposals'),
				await resident('GET', `/api/register/proposals/${made.body.code}`),
			];
			expect(JSON.stringify(publicly)).not.toContain(secret);
			expect(publicly.map((answer) => answer.status)).toEqual([200, 200, 200, 401, 401]);
			expect(JSON.stringify((await it.raw('select * from event')).rows)).not.toContain(secret);
			expect(JSON.stringify((await it.raw('select * from event')).rows)).not.toContain(made.body.tracking.slice(3));
			const officer = await as('gis-officer');
			expect((await officer('GET', `/api/register/proposals/${made.body.code}`)).body.said[0]).toMatchObject({ words: secret, contact: null });
			const dispatcher = await as('dispatcher');
			expect((await dispatcher('GET', `/api/register/proposals/${made.body.code}`)).body.said[0]).toMatchObject({ contact: `${secret}@example.org` });
			expect((await it.raw("select count(*)::int as n from event where kind = 'contact.seen'")).rows).toEqual([{ n: 1 }]);
		}),
	);

	it(
		'keeps its photos for staff',
		site(async ({ resident, as, open }) => {
			const { default: sharp } = await import('sharp');
			const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#336699' } })
				.jpeg()
				.toBuffer();
			const form = new FormData();
			for (const [key, value] of Object.entries({ kind: 'gone', asset: 'SL-109' })) form.append(key, value);
			form.append('photos', new Blob([new Uint8Array(picture)], { type: 'image/jpeg' }), 'pole.jpg');
			const asked = await open();
			const made = await asked.ask<{ code: string }>('POST', '/api/proposals', form);
			expect(made.status, JSON.stringify(made.body)).toBe(200);
			const officer = await as('gis-officer');
			const { pictures } = (await officer('GET', `/api/register/proposals/${made.body.code}`)).body;
			expect(pictures).toMatchObject([{ width: 40, height: 30 }]);
			expect((await resident('GET', `/media/${pictures[0].id}.jpg`)).status).toBe(404);
		}),
	);
});
