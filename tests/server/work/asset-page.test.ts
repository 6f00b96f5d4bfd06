import { afterAll, describe, expect, it } from 'vitest';
import { db } from '../../support/database.ts';
import { type Body, type Site, site } from '../assets/care.ts';

afterAll(() => db.destroy());

const report = async ({ resident, place }: Site, mode: string, east: number): Promise<Body> => {
	const answer = await resident('POST', '/api/reports', {
		...{ mode, ...(await place(east, 0.3)), method: 'map-click', zoom: 20, pointer: 'mouse', words: 'planted-secret words', name: 'planted-secret name' },
		email: 'planted-secret@example.org',
	});
	expect(answer.status, JSON.stringify(answer.body)).toBe(200);
	return answer.body;
};

describe('the page of an asset', () => {
	it(
		'says what it is, what is wrong with it and how often it was repaired',
		site(async (here) => {
			const { resident, as } = here;
			const first = await report(here, 'street-light.out', 105);
			const engineer = await as('engineer');
			expect((await engineer('POST', `/api/desk/faults/${first.fault}/move`, { to: 'fixed', reason: 'seen to be mended' })).status).toBe(200);
			await engineer('POST', `/api/desk/faults/${first.fault}/move`, { to: 'closed' });
			await resident('POST', '/api/proposals', { kind: 'moved', asset: 'SL-103', ...(await here.place(110, 3)) });
			const quiet = (await resident('GET', '/api/assets/SL-103/page')).body;
			expect(quiet).toMatchObject({
				reference: 'SL-103',
				kind: 'Street light',
				icon: 'lamp',
				inService: true,
				successors: [],
				faults: [],
				street: 'Kerkstraat',
			});
			expect(quiet.repaired).toMatchObject({ times: 1, latest: [{ code: first.fault }] });
			expect(quiet.proposed).toMatchObject([{ kind: 'moved' }]);
			expect(quiet.modes.map((mode: Body) => mode.code)).toContain('street-light.out');
			await here.db.raw("update fault set fixed_at = now() - interval '2 years', state_since = now() - interval '2 years' where code = ?", [first.fault]);
			const second = await report(here, 'street-light.out', 105);
			const open = (await resident('GET', '/api/assets/sl-103/page?language=af')).body;
			expect(open).toMatchObject({ kind: 'Straatlig', faults: [{ code: second.fault, state: 'reported' }] });
		}),
	);

	it(
		'is found by every number it has or had, and names what took its place',
		site(async ({ resident, as }) => {
			const officer = await as('gis-officer');
			const at = async (name: string): Promise<string | number> => {
				const answer = await resident('GET', `/api/assets/${encodeURIComponent(name)}/page`);
				return answer.status === 200 ? answer.body.reference : answer.status;
			};
			expect([await at('SL-104'), await at('sl-104'), await at('P4')]).toEqual(['SL-104', 'SL-104', 'SL-104']);
			await officer('POST', '/api/assets/edits', { edit: { kind: 'renumber', asset: 'SL-104', key: 'Q-77' } });
			expect([await at('P4'), await at('Q-77')]).toEqual(['SL-104', 'SL-104']);
			const edited = await officer('POST', '/api/assets/edits', { edit: { kind: 'replace', asset: 'SL-105', key: 'P5-NEW' } });
			const next = edited.body.assets.find((it: Body) => it.status === 'in-service').reference;
			const gone = (await resident('GET', '/api/assets/SL-105/page')).body;
			expect(gone).toMatchObject({
				reference: 'SL-105',
				inService: false,
				successors: [{ reference: next, title: `Street light ${next}` }],
				modes: [],
				describable: [],
			});
			expect([await at('SL-999'), await at('%00'), await at('x'.repeat(81))]).toEqual([404, 404, 400]);
		}),
	);

	it(
		'counts the repairs of what it took the place of, on the public page and on the timeline of staff',
		site(async (here) => {
			const officer = await here.as('gis-officer');
			const engineer = await here.as('engineer');
			const { fault } = await report(here, 'street-light.out', 6 * 35);
			await engineer('POST', `/api/desk/faults/${fault}/move`, { to: 'fixed', reason: 'seen to be mended' });
			await engineer('POST', `/api/desk/faults/${fault}/move`, { to: 'closed' });
			const edited = await officer('POST', '/api/assets/edits', { edit: { kind: 'replace', asset: 'SL-106', key: 'P6-NEW' } });
			const next = edited.body.assets.find((it: Body) => it.status === 'in-service').reference;
			expect((await here.resident('GET', `/api/assets/${next}/page`)).body.repaired).toMatchObject({ times: 1 });
			const timeline = (await engineer('GET', `/api/desk/assets/${next}/timeline`)).body;
			expect(timeline.faults).toMatchObject([{ asset: 'SL-106', code: fault }]);
			expect(timeline.failures).toMatchObject([{ failures: 0, before: 1 }]);
		}),
	);

	it(
		'tells the public nothing of staff: no secret class, no key, no attribute, no word, no house',
		site(async (here) => {
			const { resident, db: it } = here;
			await report(here, 'street-light.out', 7 * 35);
			await resident('POST', '/api/proposals', { kind: 'wrong', asset: 'SL-107', words: 'planted-secret', email: 'planted-secret@example.org' });
			await it('asset')
				.where({ reference: 'SL-107' })
				.update({ zone: 'planted-secret', attributes: { feeder: 'planted-secret', lamp_type: 'LED' }, key: 'planted-secret' });
			const page = await resident('GET', '/api/assets/SL-107/page');
			expect(page.body.attributes.map((attribute: Body) => attribute.id)).toEqual(['lamp_type']);
			expect(JSON.stringify(page.body)).not.toContain('planted-secret');
			expect(page.body.describable.map((attribute: Body) => attribute.id)).not.toContain('feeder');
			await it.raw(`insert into asset (class, key, reference, geom, in_register_from) select asset_class.number, 'V1', 'SECRET-1', asset.geom, '2015-01-01'
				from asset, asset_class where asset.reference = 'SL-107' and asset_class.code = 'water-valves'`);
			const officer = await here.as('gis-officer');
			expect((await officer('GET', '/api/assets/SECRET-1')).status).toBe(200);
			for (const name of ['SECRET-1', 'V1']) expect((await resident('GET', `/api/assets/${name}/page`)).status).toBe(404);
		}),
	);
});
