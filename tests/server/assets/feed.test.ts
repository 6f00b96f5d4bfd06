import { afterAll, describe, expect, it } from 'vitest';
import { db } from '../../support/database.ts';
import { type Body, site } from './care.ts';

afterAll(() => db.destroy());

describe('approved proposals', () => {
	it(
		'are handed over to the system of record until it says that it has them',
		site(async ({ resident, as, place }) => {
			const officer = await as('gis-officer');
			const codes: string[] = [];
			for (const east of [800, 850]) {
				const { body } = await resident('POST', '/api/proposals', { kind: 'missing', class: 'street-lights', ...(await place(east, 0)) });
				codes.push(body.code);
				await officer('POST', `/api/register/proposals/${body.code}/approve`, {});
			}
			await resident('POST', '/api/proposals', { kind: 'gone', asset: 'SL-101' });
			const first = (await officer('GET', '/api/register/handover')).body;
			expect(first.srid).toBe(32734);
			expect(first.proposals.map((it: { code: string }) => it.code)).toEqual(codes);
			expect(first.proposals[0].projected.coordinates.map(Math.round)).toEqual([311_800, 6_265_005]);
			expect((await officer('POST', '/api/register/handover/acknowledge', { codes: [codes[0]?.toLowerCase(), 'ZZZZZZ'] })).body).toEqual({ acknowledged: 1 });
			expect((await officer('GET', '/api/register/handover?class=street-lights')).body.proposals.map((it: { code: string }) => it.code)).toEqual([codes[1]]);
			expect(
				(await officer('GET', '/api/register/proposals?state=approved')).body.proposals.map((it: { exportedAt: string | null }) => it.exportedAt !== null),
			).toEqual([false, true]);
		}),
	);
});

describe('the feed of changes', () => {
	it(
		'tells every change of every asset once, with before and after, in an order that holds',
		site(async ({ as, place, db: it }) => {
			const officer = await as('gis-officer');
			const edit = (wish: object) => officer('POST', '/api/assets/edits', { edit: wish });
			const there = await place(900, 0);
			await edit({ kind: 'add', class: 'street-lights', key: 'N1', geometry: { type: 'Point', coordinates: [there.lon, there.lat] } });
			await edit({ kind: 'change', asset: 'SL-101', attributes: { watts: 50 } });
			await edit({ kind: 'change', asset: 'SL-101', geometry: { type: 'Point', coordinates: [there.lon, there.lat] } });
			await edit({ kind: 'retire', asset: 'SL-102' });
			await edit({ kind: 'revive', asset: 'SL-102' });
			const all = (await officer('GET', '/api/register/changes')).body;
			expect(all).toMatchObject({ srid: 32734, more: false });
			expect(all.changes.map((change: Body) => [change.what, change.after.reference, change.kind])).toEqual([
				['added', 'SL-N1', 'edit'],
				['changed', 'SL-101', 'edit'],
				['moved', 'SL-101', 'edit'],
				['retired', 'SL-102', 'edit'],
				['revived', 'SL-102', 'edit'],
			]);
			const [added, changed, moved] = all.changes;
			expect(added.before).toBeNull();
			expect(changed.before.attributes.watts).toBeUndefined();
			expect(changed.after.attributes.watts).toBe(50);
			expect(moved.before.projected.coordinates.map(Math.round)).toEqual([311_035, 6_265_005]);
			expect(moved.after.projected.coordinates.map(Math.round)).toEqual([311_900, 6_265_005]);
			const walked: string[] = [];
			for (let since = '0.0', more = true; more; ) {
				const page: Body = (await officer('GET', `/api/register/changes?since=${since}&limit=2`)).body;
				walked.push(...page.changes.map((change: Body) => change.cursor));
				({ next: since, more } = page);
			}
			expect(walked).toEqual(all.changes.map((change: Body) => change.cursor));
			expect((await officer('GET', `/api/register/changes?since=${all.next}`)).body).toMatchObject({ changes: [], next: all.next });
			await it('asset').where({ reference: 'SL-103' }).update({ owner: 'nobody says under which change' });
			await edit({ kind: 'change', asset: 'SL-104', fields: { zone: 'Z' } });
			const later = (await officer('GET', `/api/register/changes?since=${all.next}`)).body;
			expect(later.changes.map((change: Body) => change.after.reference)).toEqual(['SL-104']);
			expect((await officer('GET', '/api/register/changes?class=roads')).body.changes).toEqual([]);
		}),
	);

	it(
		'pages through a change that touches many assets',
		site(async ({ as, db: it }) => {
			const { id } = (await it.raw("insert into register_change (kind, class, source) values ('import', 1, 'lamps.csv') returning id")).rows[0];
			await it('asset').where({ class: 1 }).update({ owner: 'eskom', change_id: id });
			const officer = await as('gis-officer');
			const seen: string[] = [];
			for (let since = '0.0', more = true; more; ) {
				const page: Body = (await officer('GET', `/api/register/changes?since=${since}&limit=5`)).body;
				seen.push(...page.changes.map((change: Body) => change.after.reference));
				({ next: since, more } = page);
			}
			expect(seen).toHaveLength(12);
			expect(new Set(seen).size).toBe(12);
		}),
	);

	it(
		'tells once of an asset that one change touched several times, and of an undo like of any other change',
		site(async ({ as, db: it }) => {
			const { id } = (await it.raw("insert into register_change (kind, class, source) values ('import', 1, 'lamps.csv') returning id")).rows[0];
			for (const owner of ['one', 'two', 'three']) await it('asset').where({ reference: 'SL-101' }).update({ owner, change_id: id });
			const officer = await as('gis-officer');
			const first = (await officer('GET', '/api/register/changes?limit=1')).body;
			expect(first.changes.map((change: Body) => [change.before.owner, change.after.owner])).toEqual([['municipal', 'three']]);
			expect((await officer('POST', `/api/register/changes/${id}/undo`, {})).status).toBe(200);
			const undone = (await officer('GET', `/api/register/changes?since=${first.next}`)).body.changes;
			expect(undone.map((change: Body) => [change.kind, change.before.owner, change.after.owner])).toEqual([['undo', 'three', 'municipal']]);
		}),
	);

	it(
		'is a table and GeoJSON too, for those with the right',
		site(async ({ as, resident }) => {
			const officer = await as('gis-officer');
			await officer('POST', '/api/assets/edits', { edit: { kind: 'change', asset: 'SL-101', attributes: { pole_number: '=1+1' } } });
			const csv = await officer('GET', '/api/register/changes.csv');
			expect(csv.headers.get('content-type')).toContain('text/csv');
			expect(csv.headers.get('x-next-cursor')).toMatch(/^\d+\.0$/);
			expect(csv.body.split('\r\n')[0]).toContain('wkt_32734');
			expect(csv.body.split('\r\n')[1]).toMatch(/changed,SL-101,P1,in-service.*POINT \(18\.\d+ -33\.\d+\),POINT \(311035 6265005\)/);
			const geojson = await officer('GET', '/api/register/changes.geojson');
			expect(geojson.body).toMatchObject({
				type: 'FeatureCollection',
				features: [{ geometry: { type: 'Point' }, properties: { reference: 'SL-101', what: 'changed' } }],
			});
			for (const path of ['changes', 'changes.csv', 'handover', 'handover.geojson']) expect((await resident('GET', `/api/register/${path}`)).status).toBe(401);
			expect((await officer('GET', '/api/register/changes?since=yesterday')).body).toMatchObject({ status: 400, errors: [{ path: 'since' }] });
			expect((await officer('GET', '/api/register/changes.csv?limit=0')).body).toMatchObject({ status: 400 });
			expect((await officer('GET', '/api/register/changes.xml')).status).toBe(404);
		}),
	);
});
