import { afterAll, describe, expect, it } from 'vitest';
import { db } from '../../support/database.ts';
import { site } from './care.ts';

afterAll(() => db.destroy());

const snap = (at: { lon: number; lat: number }) => ({ mode: 'street-light.out', ...at, method: 'map-click', zoom: 19, pointer: 'touch' });

describe('somebody says that the register is wrong', () => {
	it(
		'a missing lamp is proposed, approved, and the next pin snaps to it',
		site(async ({ resident, as, place, told }) => {
			const there = await place(600, 3);
			expect((await resident('POST', '/api/snap', snap(there))).body.candidates).toEqual([]);
			const made = await resident('POST', '/api/proposals', {
				kind: 'missing',
				class: 'street-lights',
				...there,
				words: 'New pole',
				email: 'anna@example.org',
				language: 'af',
			});
			expect(made.status, JSON.stringify(made.body)).toBe(200);
			expect(Object.keys(made.body).sort()).toEqual(['code', 'joined', 'tracking']);
			expect((await resident('POST', '/api/snap', snap(there))).body.candidates).toEqual([]);
			const officer = await as('gis-officer');
			const list = await officer('GET', '/api/register/proposals');
			expect(list.body.proposals).toMatchObject([{ code: made.body.code, kind: 'missing', class: 'street-lights', asset: null, voices: 1 }]);
			const detail = await officer('GET', `/api/register/proposals/${made.body.code}`);
			expect(detail.body).toMatchObject({ before: null, after: { geometry: { type: 'Point', coordinates: [there.lon, there.lat] } }, mayDecide: 'yes' });
			expect(detail.body.said).toMatchObject([{ words: 'New pole', contact: null, language: 'af' }]);
			const approved = await officer('POST', `/api/register/proposals/${made.body.code}/approve`, { reason: 'Seen on site' });
			expect(approved.status, JSON.stringify(approved.body)).toBe(200);
			expect(approved.body).toMatchObject({ state: 'approved', decidedBy: 'gis-officer', change: expect.any(Number) });
			const found = (await resident('POST', '/api/snap', snap(there))).body.candidates;
			expect(found[0].asset.reference).toBe(approved.body.asset);
			const state = await resident('GET', `/api/proposals/${made.body.tracking.slice(3)}`);
			expect(state.body).toMatchObject({ state: 'approved', asset: approved.body.asset, reason: 'Seen on site' });
			const messages = await told();
			expect(messages.map((it) => [it.kind, it.email, it.language])).toEqual([
				['proposal-received', 'anna@example.org', 'af'],
				['proposal-approved', 'anna@example.org', 'af'],
			]);
			expect(messages[1]?.subject).toContain(`P-${made.body.code}: die register is reggestel`);
			expect(messages[1]?.body).toContain(`https://faults.example.org${made.body.tracking}`);
			expect(messages[1]?.body).toContain('Seen on site');
		}),
	);

	it(
		'a lamp that has moved is found at its new place, after the reviewer has adjusted it',
		site(async ({ resident, as, place, db: it }) => {
			const said = await place(3 * 35 + 9, -4);
			const made = await resident('POST', '/api/proposals', { kind: 'moved', asset: 'sl-103', ...said });
			const officer = await as('gis-officer');
			const detail = (await officer('GET', `/api/register/proposals/${made.body.code}`)).body;
			expect(detail).toMatchObject({ asset: 'SL-103', version: 1, moved: expect.closeTo(Math.hypot(9, 4), 1) });
			const true_ = await place(3 * 35 + 60, 25);
			const edit = { kind: 'change', asset: 'SL-103', geometry: { type: 'Point', coordinates: [true_.lon, true_.lat] } };
			const approved = await officer('POST', `/api/register/proposals/${made.body.code}/approve`, { edit, version: 1 });
			expect(approved.status, JSON.stringify(approved.body)).toBe(200);
			const found = (await resident('POST', '/api/snap', snap(true_))).body.candidates[0];
			expect(found.asset.reference).toBe('SL-103');
			expect(found.metres).toBeLessThan(0.1);
			const { rows } = await it.raw(
				"select change.kind, change.source from register_change as change join asset on asset.change_id = change.id where asset.reference = 'SL-103'",
			);
			expect(rows).toEqual([{ kind: 'proposal', source: made.body.code }]);
		}),
	);

	it(
		'what is rejected leaves the register untouched, and the proposer is told why',
		site(async ({ resident, as, told, db: it }) => {
			const register = async () => (await it.raw('select id, version, status, valid_from, geom::text, attributes from asset order by id')).rows;
			const before = await register();
			const made = await resident('POST', '/api/proposals', { kind: 'gone', asset: 'SL-105', email: 'ben@example.org', language: 'xh' });
			const officer = await as('gis-officer');
			expect((await officer('POST', `/api/register/proposals/${made.body.code}/reject`, {})).status).toBe(400);
			const rejected = await officer('POST', `/api/register/proposals/${made.body.code}/reject`, { reason: 'It stands behind the tree' });
			expect(rejected.body).toMatchObject({ state: 'rejected', change: null, mayDecide: 'no' });
			expect(await register()).toEqual(before);
			const [, message] = await told();
			expect(message).toMatchObject({ kind: 'proposal-rejected', language: 'xh', email: 'ben@example.org' });
			expect(message?.body).toContain('It stands behind the tree');
			expect((await officer('POST', `/api/register/proposals/${made.body.code}/approve`, {})).body).toMatchObject({ code: 'conflict' });
		}),
	);

	it(
		'the same said twice is one proposal with two voices, each with its own page, and all are told',
		site(async ({ resident, as, place, told }) => {
			const first = await resident('POST', '/api/proposals', { kind: 'missing', class: 'street-lights', ...(await place(700, 0)), email: 'a@example.org' });
			const second = await resident('POST', '/api/proposals', { kind: 'missing', class: 'street-lights', ...(await place(704, 3)), email: 'b@example.org' });
			const far = await resident('POST', '/api/proposals', { kind: 'missing', class: 'street-lights', ...(await place(720, 0)) });
			expect(second.body).toMatchObject({ code: first.body.code, joined: true });
			expect(second.body.tracking).not.toBe(first.body.tracking);
			expect(far.body).toMatchObject({ joined: false });
			const officer = await as('gis-officer');
			expect((await officer('GET', '/api/register/proposals')).body).toMatchObject({ open: 2 });
			await officer('POST', `/api/register/proposals/${first.body.code}/reject`, { reason: 'No' });
			expect((await told()).filter((it) => it.kind === 'proposal-rejected').map((it) => it.email)).toEqual(['a@example.org', 'b@example.org']);
		}),
	);

	it(
		'who takes their word back hears no more; with the last voice the proposal goes',
		site(async ({ resident, as, told }) => {
			const first = await resident('POST', '/api/proposals', { kind: 'gone', asset: 'SL-101', email: 'a@example.org' });
			const second = await resident('POST', '/api/proposals', { kind: 'gone', asset: 'SL-101', email: 'b@example.org' });
			await told();
			expect((await resident('POST', `/api${first.body.tracking.replace('/p/', '/proposals/')}/withdraw`, {})).body).toEqual({ state: 'withdrawn' });
			const officer = await as('gis-officer');
			expect((await officer('GET', '/api/register/proposals')).body.open).toBe(1);
			await resident('POST', `/api${second.body.tracking.replace('/p/', '/proposals/')}/withdraw`, {});
			expect((await officer('GET', '/api/register/proposals')).body.open).toBe(0);
			expect((await officer('GET', '/api/register/proposals?state=withdrawn')).body.proposals).toHaveLength(1);
			expect((await officer('POST', `/api/register/proposals/${first.body.code}/reject`, { reason: 'x' })).body).toMatchObject({ code: 'conflict' });
			expect((await told()).map((it) => it.kind)).toEqual(['proposal-received', 'proposal-received']);
		}),
	);

	it(
		'nobody decides their own proposal where two eyes are asked, and anybody with the right where they are not',
		site(async ({ as, db: it }) => {
			const officer = await as('gis-officer');
			const made = await officer('POST', '/api/register/proposals', { edit: { kind: 'retire', asset: 'SL-106' }, words: 'Scrapped last week' });
			expect(made.status, JSON.stringify(made.body)).toBe(200);
			expect((await officer('GET', `/api/register/proposals/${made.body.code}`)).body.mayDecide).toBe('own');
			const refused = await officer('POST', `/api/register/proposals/${made.body.code}/approve`, {});
			expect(refused.body).toMatchObject({ status: 403, code: 'not-allowed' });
			const engineer = await as('engineer');
			expect((await engineer('POST', `/api/register/proposals/${made.body.code}/approve`, {})).status).toBe(403);
			await it('municipality').update({ two_eyes: false });
			const approved = await officer('POST', `/api/register/proposals/${made.body.code}/approve`, {});
			expect(approved.body).toMatchObject({ state: 'approved' });
			expect(await it('asset').where({ reference: 'SL-106' }).first('status')).toEqual({ status: 'retired' });
		}),
	);

	it(
		'an asset that has changed since the reviewer looked is a conflict, and nothing is decided',
		site(async ({ resident, as, db: it }) => {
			const made = await resident('POST', '/api/proposals', { kind: 'gone', asset: 'SL-107' });
			await it('asset').where({ reference: 'SL-107' }).update({ owner: 'Eskom' });
			const officer = await as('gis-officer');
			const refused = await officer('POST', `/api/register/proposals/${made.body.code}/approve`, { version: 1 });
			expect(refused.body).toMatchObject({ code: 'conflict', version: 2 });
			expect((await officer('GET', `/api/register/proposals/${made.body.code}`)).body.state).toBe('open');
		}),
	);

	it(
		'an attribute is corrected by its words or its id, and what residents may not see they cannot propose',
		site(async ({ resident, as, db: it }) => {
			const made = await resident('POST', '/api/proposals', { kind: 'wrong', asset: 'SL-102', attributes: { lamp_type: 'High-pressure sodium' } });
			const officer = await as('gis-officer');
			const detail = (await officer('GET', `/api/register/proposals/${made.body.code}`)).body;
			expect(detail.edit).toEqual({ kind: 'change', asset: 'SL-102', attributes: { lamp_type: 'HPS' } });
			await officer('POST', `/api/register/proposals/${made.body.code}/approve`, {});
			expect((await it('asset').where({ reference: 'SL-102' }).first('attributes')).attributes).toMatchObject({ lamp_type: 'HPS', feeder: 'F1' });
			const secret = await resident('POST', '/api/proposals', { kind: 'wrong', asset: 'SL-102', attributes: { feeder: 'F9' } });
			expect(secret.body).toMatchObject({ status: 400, errors: [{ path: 'attributes.feeder' }] });
			const words = await resident('POST', '/api/proposals', { kind: 'wrong', asset: 'SL-102', words: 'The pole is steel' });
			expect((await officer('POST', `/api/register/proposals/${words.body.code}/approve`, {})).body).toMatchObject({ status: 400, errors: [{ path: 'edit' }] });
		}),
	);
});
