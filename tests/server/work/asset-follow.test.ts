import { afterAll, describe, expect, it } from 'vitest';
import { db } from '../../support/database.ts';
import { type Body, type Site, site } from '../assets/care.ts';

afterAll(() => db.destroy());

const report = async ({ resident, place }: Site, east: number, email?: string): Promise<Body> =>
	(
		await resident('POST', '/api/reports', {
			...{ mode: 'street-light.out', ...(await place(east, 0.2)), method: 'map-click', zoom: 20, pointer: 'mouse' },
			...(email && { email }),
		})
	).body;

describe('somebody who follows an asset', () => {
	it(
		'hears of every fault on it, from the first report to the end, once each',
		site(async (here) => {
			const follow = (email: string, language = 'en') => here.resident('POST', '/api/assets/sl-103/follow', { email, language });
			expect((await follow('carol@example.org', 'af')).body).toEqual({ follows: true });
			expect((await follow('Carol@example.org')).body).toEqual({ follows: true });
			await follow('anna@example.org');
			const { fault } = await report(here, 105, 'anna@example.org');
			await report(here, 105);
			const first = await here.told();
			expect(first.map((message) => [message.kind, message.email, message.language])).toEqual(
				expect.arrayContaining([
					['noticed', 'carol@example.org', 'af'],
					['received', 'anna@example.org', 'en'],
				]),
			);
			expect(first).toHaveLength(2);
			const notice = first.find((message) => message.kind === 'noticed');
			expect(notice?.body).toContain(`https://faults.example.org/t/${notice?.tracking}`);
			expect(notice?.body).toMatch(/https:\/\/faults\.example\.org\/a\/SL-103\?follow=[0-9a-f-]{36}/);
			const engineer = await here.as('engineer');
			await engineer('POST', `/api/desk/faults/${fault}/move`, { to: 'fixed', reason: 'seen to be mended' });
			expect((await here.told()).slice(2).map((message) => [message.kind, message.email])).toEqual(
				expect.arrayContaining([
					['fixed', 'anna@example.org'],
					['fixed', 'carol@example.org'],
				]),
			);
		}),
	);

	it(
		'hears no more after saying so, and goes with it to what takes its place',
		site(async (here) => {
			await here.resident('POST', '/api/assets/SL-103/follow', { email: 'gone@example.org' });
			await here.resident('POST', '/api/assets/SL-103/follow', { email: 'stays@example.org' });
			const { tracking } = await here
				.db('asset_follower')
				.join('contact', 'contact.id', 'asset_follower.contact_id')
				.where('contact.email', 'gone@example.org')
				.first();
			expect((await here.resident('POST', `/api/assets/followers/${tracking}/stop`, {})).body).toEqual({ follows: false });
			const officer = await here.as('gis-officer');
			await officer('POST', '/api/assets/edits', { edit: { kind: 'replace', asset: 'SL-103', key: 'P3-NEW' } });
			await report(here, 105);
			expect((await here.told()).map((message) => [message.kind, message.email])).toEqual([['noticed', 'stays@example.org']]);
		}),
	);

	it(
		'is refused where there is nothing to follow',
		site(async ({ resident, db: it }) => {
			const tried = async (reference: string, email: unknown): Promise<number> => (await resident('POST', `/api/assets/${reference}/follow`, { email })).status;
			expect(await tried('SL-999', 'a@example.org')).toBe(404);
			expect(await tried('SL-100', 'nobody')).toBe(400);
			expect(await tried('SL-100', undefined)).toBe(400);
			const pipe = await it('asset').join('asset_class', 'asset_class.number', 'asset.class').where('asset_class.code', 'water-pipes').first('asset.reference');
			expect(await tried(pipe.reference, 'a@example.org')).toBe(404);
			expect((await resident('POST', '/api/assets/followers/6b7bf0b8-4c2e-4c73-9d4e-0d2f7f6a8a11/stop', {})).status).toBe(404);
		}),
	);
});
