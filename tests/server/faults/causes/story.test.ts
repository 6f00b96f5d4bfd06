import { describe, expect, test } from 'vitest';
import type { Cause, CauseBrief } from '../../../../server/faults/causes/contract.ts';
import { lookAgain } from '../../../../server/faults/index.ts';
import { happened } from '../../../../server/platform/events.ts';
import { inStreet, type Street } from './street.ts';

const listed = async ({ ask }: Street, state = 'suggested'): Promise<CauseBrief[]> =>
	(await ask<{ causes: CauseBrief[] }>('GET', `/api/desk/causes?state=${state}`)).body.causes;
const read = async ({ ask }: Street, id: number): Promise<Cause> => (await ask<{ cause: Cause }>('GET', `/api/desk/causes/${id}`)).body.cause;
const decide = async ({ ask }: Street, what: string, { id, version }: { id: number; version: number }, more: object = {}) =>
	ask<{ cause: Cause; code?: string }>('POST', `/api/desk/causes/${id}/${what}`, { version, ...more });
const rows = ({ db }: Street) => db('fault').select('code', 'state', 'parent_id', 'due_at', 'respond_due_at', 'merged_into').orderBy('id');

/** Lamps of the white phase. */
const white = ['SL-101', 'SL-104', 'SL-107', 'SL-110'];

describe('lamps of one phase', () => {
	test(
		'are one suggestion that grows with the reports, and become one fault which they follow; each resident is told once when it is mended',
		inStreet(async (street) => {
			for (const [i, lamp] of white.slice(0, 2).entries()) await street.report('street-light.out', lamp, `r${i}@example.org`);
			await street.settle();
			expect(await listed(street)).toEqual([]);
			for (const [i, lamp] of white.slice(2).entries()) {
				await street.report('street-light.out', lamp, `r${2 + i}@example.org`);
				await street.settle();
			}
			const [brief, ...more] = await listed(street);
			expect(more).toEqual([]);
			expect(brief).toMatchObject({
				utility: 'electricity',
				device: { reference: 'EK1', kind: 'source', phase: 'W' },
				affected: 4,
				reported: 4,
				class: 'street-lights',
			});
			expect(brief?.common).toBeGreaterThan(0.95);
			expect(brief?.expected).toBeLessThan(0.1);
			const cause = await read(street, brief?.id ?? 0);
			expect(cause.faults.map(({ asset }) => asset)).toEqual(white);
			expect(cause.followers).toBe(4);
			// looked at once more with nothing new, it is still what she saw and may decide about
			await happened(street.db, { kind: 'fault.linked', faultId: (await street.db('fault').orderBy('id').first('id')).id });
			await street.settle();
			expect((await read(street, cause.id)).version).toBe(cause.version);

			const before = await rows(street);
			const accepted = await decide(street, 'accept', cause);
			expect(accepted.status).toBe(200);
			const master = accepted.body.cause.fault ?? '';
			const children = (await rows(street)).filter(({ parent_id }) => parent_id !== null);
			expect(children).toHaveLength(4);
			const [parent] = await street.db('fault').where({ code: master });
			expect(parent).toMatchObject({ failure_mode: 'electricity-kiosk.no-power-area', state: 'confirmed', reports: 0 });
			expect(children.every(({ due_at }) => due_at.getTime() === parent.due_at.getTime())).toBe(true);

			const undo = await decide(street, 'undo', accepted.body.cause);
			expect(undo.body.cause).toMatchObject({ state: 'suggested', fault: null });
			expect((await rows(street)).slice(0, before.length)).toEqual(before);
			expect((await street.db('fault').where({ code: master }).first()).state).toBe('rejected');
			await street.settle();

			const again = await decide(street, 'accept', await read(street, cause.id));
			const code = again.body.cause.fault ?? '';
			await street.ask('POST', `/api/desk/faults/${code}/move`, { to: 'in-progress' });
			expect((await rows(street)).filter(({ state }) => state === 'in-progress')).toHaveLength(5);
			expect((await decide(street, 'undo', await read(street, cause.id))).status).toBe(409);
			await street.ask('POST', `/api/desk/faults/${code}/undo`, {});
			expect((await rows(street)).map(({ state }) => state)).toEqual(['reported', 'reported', 'reported', 'reported', 'rejected', 'confirmed']);
			await street.ask('POST', `/api/desk/faults/${code}/move`, { to: 'fixed', reason: 'Seen burning' });
			await street.settle();
			const sent = await street
				.db('message')
				.join('contact', 'contact.id', 'message.contact_id')
				.where('message.kind', 'fixed')
				.select('contact.email')
				.orderBy('contact.email');
			expect(sent.map(({ email }) => email)).toEqual(['r0@example.org', 'r1@example.org', 'r2@example.org', 'r3@example.org']);
		}),
	);

	test(
		'are seen behind reports that may be about any of two lamps and are linked to none',
		inStreet(async (street) => {
			for (const lamp of white) await street.report('street-light.out', lamp);
			await street.db.raw(`
				update sighting set p_none = 0.1, candidates = (
					select jsonb_agg(jsonb_build_object('asset', lamp.id, 'class', lamp.class, 'p', case when lamp.id = fault.asset_id then 0.5 else 0.4 end) order by lamp.id = fault.asset_id desc)
					from asset as lamp, asset as its
					where its.id = fault.asset_id and lamp.class = its.class and substr(lamp.reference, 4)::int - substr(its.reference, 4)::int in (0, 1))
				from fault where fault.id = sighting.fault_id`);
			await street.db('fault').update({ asset_id: null, asset_version: null, confirmed_at: null });
			await street.settle();
			const [brief, ...more] = await listed(street);
			expect(more).toEqual([]);
			expect(brief).toMatchObject({ device: { reference: 'EK1', kind: 'source', phase: 'W' }, affected: 4, reported: 4 });
			const cause = await read(street, brief?.id ?? 0);
			expect(cause.faults.map(({ asset }) => asset)).toEqual([null, null, null, null]);
			await decide(street, 'accept', cause);
			expect((await rows(street)).filter(({ parent_id }) => parent_id !== null)).toHaveLength(4);
		}),
	);

	test(
		'count one that was mended weeks ago and is dark again, by when it was told of again',
		inStreet(async (street) => {
			const code = await street.report('street-light.out', white[3] ?? '');
			await street.ask('POST', `/api/desk/faults/${code}/move`, { to: 'fixed', reason: 'Seen burning' });
			const [long, lately] = [30, 4].map((days) => new Date(Date.now() - days * 86_400_000));
			await street.db('fault').where({ code }).update({ first_report_at: long, last_report_at: long, fixed_at: lately, state_since: lately });
			await street.settle();
			expect(await street.report('street-light.out', white[3] ?? '')).toBe(code);
			expect(await street.db('fault').where({ code }).first()).toMatchObject({ open: true, reopened: 1 });
			for (const lamp of white.slice(0, 3)) await street.report('street-light.out', lamp);
			// as it is seen when all that was told of lately is looked at again
			await lookAgain(street.db, new Date());
			const [brief] = await listed(street);
			expect(brief).toMatchObject({ device: { reference: 'EK1', phase: 'W' }, affected: 4, reported: 4 });
			await decide(street, 'accept', await read(street, brief?.id ?? 0));
			expect((await rows(street)).filter(({ parent_id }) => parent_id !== null)).toHaveLength(4);
		}),
	);

	test(
		'that were rejected are not suggested again, even with another report; what somebody reports under an accepted one comes under it by itself',
		inStreet(async (street) => {
			for (const lamp of white.slice(0, 3)) await street.report('street-light.out', lamp);
			await street.settle();
			const [first] = await listed(street);
			const rejected = await decide(street, 'reject', await read(street, first?.id ?? 0), { reason: 'unrelated' });
			expect(rejected.body.cause).toMatchObject({ state: 'rejected', reason: 'unrelated' });
			await street.report('street-light.out', white[3] ?? '');
			await street.settle();
			expect(await listed(street)).toEqual([]);
			await decide(street, 'undo', rejected.body.cause);
			await street.report('street-light.out', 'SL-102');
			await street.settle();
			const cause = await read(street, first?.id ?? 0);
			expect(cause).toMatchObject({ state: 'suggested', reported: 5, device: { reference: 'EK1', phase: null } });
			await decide(street, 'accept', cause);
			expect((await decide(street, 'accept', cause)).status).toBe(409);
			const known = await street.ask<{ outage: { faults: number } | null }>('POST', '/api/snap', {
				mode: 'street-light.out',
				...(await placeOf(street, 'SL-106')),
			});
			expect(known.body.outage).toMatchObject({ faults: 5, reports: 5, title: 'Street light is off' });
			expect(JSON.stringify(known.body)).not.toContain('EK1');
		}),
	);

	test(
		'that a planned interruption explains, or of which some are seen to shine, are none',
		inStreet(async (street) => {
			await street.db.raw(`
				insert into notice (kind, state, title, themes, area, starts_at, ends_at)
				values ('interruption', 'published', '{"en": "Load-shedding"}', '{electricity}', st_multi(st_makeenvelope(18.9, -33.8, 19.0, -33.7, 4326)), now() - interval '2 hours', now() + interval '1 hour')`);
			for (const lamp of white) await street.report('street-light.out', lamp);
			await street.settle();
			expect(await listed(street)).toEqual([]);
		}),
	);
});

const placeOf = async ({ db }: Street, reference: string): Promise<{ lon: number; lat: number }> =>
	(await db.raw('select st_x(geom) as lon, st_y(geom) as lat from asset where reference = ?', [reference])).rows[0];

/** A burst that staff have found; one that a resident reports beside houses without water is taken for the same trouble. */
async function openBurst({ db }: Street, pipe: string): Promise<string> {
	const { rows: found } = await db.raw(
		`with asset as (select * from asset where reference = ?)
		 insert into fault (failure_mode, family, class, asset_id, linear, chainage_m, geom, public_geom, department_id, first_report_at, last_report_at, due_at, state)
		 select 'water-pipe.burst', 'water-supply', asset.class, asset.id, true, 50, st_pointonsurface(asset.geom), st_pointonsurface(asset.geom), department.id, now(), now(), now(), 'confirmed'
		 from asset, department where department.code = 'water' returning id, code`,
		[pipe],
	);
	await happened(db, { kind: 'fault.opened', faultId: found[0].id, details: { mode: 'water-pipe.burst' } });
	return found[0].code;
}

describe('houses without water', () => {
	test(
		'point at the valve segment, with what must not go without; a burst that is open there is the fault they come under, and none that is none holds them',
		inStreet(async (street) => {
			for (const house of ['SC1', 'SC4', 'SC7', 'SC9']) await street.report('service-connection.no-water', house);
			await street.settle();
			const [brief] = await listed(street);
			expect(brief).toMatchObject({ utility: 'water', device: { kind: 'segment' }, reported: 4, affected: 12, customers: 14 });
			const cause = await read(street, brief?.id ?? 0);
			expect(cause.critical.map(({ reference }) => reference)).toEqual(['CLINIC']);
			const burst = await openBurst(street, 'G');
			await street.settle();
			const known = await read(street, cause.id);
			expect(known).toMatchObject({ device: { reference: 'G' } });
			expect(known.posterior).toBeGreaterThan(cause.posterior - 0.01);
			const accepted = await decide(street, 'accept', known);
			expect(accepted.body.cause.fault).toBe(burst);
			await street.report('service-connection.no-water', 'SC2');
			await street.settle();
			expect((await rows(street)).filter(({ parent_id }) => parent_id !== null)).toHaveLength(5);
			await street.ask('POST', `/api/desk/faults/${burst}/move`, { to: 'no-fault-found', reason: 'All dry' });
			await street.settle();
			expect((await rows(street)).map(({ state, parent_id }) => [state, parent_id])).toEqual([
				...Array(4).fill(['reported', null]),
				['no-fault-found', null],
				['reported', null],
			]);
			expect((await listed(street, 'rejected')).map(({ reason }) => reason)).toEqual(['unrelated']);
		}),
	);
});
