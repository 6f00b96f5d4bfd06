import type { Knex } from 'knex';
import { afterAll, describe, expect, it } from 'vitest';
import { addPerson } from '../../../server/auth/index.ts';
import type { DeskFault } from '../../../server/faults/contract.ts';
import { keepOrder, learnOrder, weighDoubts } from '../../../server/faults/index.ts';
import type { Standing } from '../../../server/faults/order/contract.ts';
import { queueOrder } from '../../../server/maths/queue-order.ts';
import { loadTown } from '../../../server/municipality/index.ts';
import { db, undone } from '../../support/database.ts';
import { type Asked, serving } from '../../support/server.ts';
import { lonLat } from '../../support/town.ts';

afterAll(() => db.destroy());

interface Desk {
	transaction: Knex;
	asked: Asked;
	/** Reports a trouble so many metres along the street, and says which fault it is. */
	report: (mode: string, along: number, asset?: string) => Promise<string>;
	list: (query?: string) => Promise<DeskFault[]>;
	standing: (code: string) => Promise<Standing>;
	order: (code: string, body: object) => Promise<{ status: number; body: { fault: DeskFault; errors?: { path: string }[] } }>;
}

const atDesk = (test: (desk: Desk) => Promise<void>) =>
	undone(async (transaction) => {
		const asked = await serving(transaction);
		await addPerson(transaction, { email: 'e@example.org', name: 'Engela', password: 'a-good-password', language: 'en', roles: [{ role: 'engineer' }] });
		await asked.ask('POST', '/api/session', { email: 'e@example.org', password: 'a-good-password' });
		await test({
			transaction,
			asked,
			report: async (mode, along, asset) => {
				const at = await lonLat(transaction, 311000 + along, 6265005);
				const pin = asset ? { method: 'asset-click', asset } : { method: 'map-click', zoom: 19 };
				const { status, body } = await asked.ask<{ fault: string }>('POST', '/api/reports', {
					mode,
					...at,
					...pin,
					...(mode === 'water-pipe.leak' && { answers: { 'how-much': 'stream' } }),
				});
				expect(status, JSON.stringify(body)).toBe(200);
				return body.fault;
			},
			list: async (query = '') => (await asked.ask<{ faults: DeskFault[] }>('GET', `/api/desk/faults?${query}`)).body.faults,
			standing: async (code) => (await asked.ask<Standing>('GET', `/api/desk/faults/${code}/standing`)).body,
			order: (code, body) => asked.ask('POST', `/api/desk/faults/${code}/order`, body),
		});
		await asked.close();
	});

const codes = (faults: readonly DeskFault[]): string[] => faults.map(({ code }) => code);

describe('the queue', () => {
	it(
		'is ordered by cost of delay over hours of work, as the mathematics orders it, and says what the cost is made of',
		atDesk(async ({ report, list, standing }) => {
			const lamp = await report('street-light.out', 35, 'SL-101');
			const leak = await report('water-pipe.leak', 100);
			const hole = await report('road.pothole', 200);
			const faults = await list();
			expect(codes(faults)).toEqual([hole, leak, lamp]);
			const byMaths = queueOrder(faults.map((it) => ({ costPerHour: (it.delayPerDay ?? 0) / 24, hours: it.workHours ?? 1 })));
			expect(byMaths).toEqual(faults.map((_, i) => i));

			const told = await standing(leak);
			expect(told.parts.find(({ part }) => part === 'water')?.perDay).toBe(60 * 28);
			expect(told.parts.reduce((sum, { perDay }) => sum + perDay, 0)).toBeCloseTo(told.perDay ?? 0, 6);
			expect(told).toMatchObject({ hours: 5, people: 3, waterKl: 60, learntFrom: 0, toVerify: true, override: null });
		}),
	);

	it(
		'costs more with each person who sees it, on an important asset, and once the standard is broken; less once it is made safe, nothing when it is over',
		atDesk(async ({ transaction, asked, report, list, standing }) => {
			const code = await report('street-light.out', 35, 'SL-101');
			const perDay = async (): Promise<number> => (await standing(code)).perDay ?? Number.NaN;
			const change = (to: object): Promise<unknown> => transaction('fault').where({ code }).update(to);
			expect(await perDay()).toBeCloseTo(60 + 12 * 0.2 * 24, 6);
			await change({ me_toos: 29 });
			expect(await perDay()).toBeCloseTo(60 + 30 * 0.2 * 24, 6);
			await change({ due_at: transaction.raw("now() + interval '5 hours'") });
			expect(await perDay()).toBeCloseTo(60 + 30 * 0.2 * 24 + 25, 6);

			await transaction('asset').where({ reference: 'SL-101' }).update({ criticality: 5 });
			await learnOrder(transaction);
			expect((await list())[0]?.delayPerDay).toBeCloseTo(2 * (60 + 30 * 0.2 * 24) + 25, 6);
			await transaction.raw(
				"alter table fault disable trigger fault_ranked_by_update; update fault set due_at = now() - interval '1 minute'; alter table fault enable trigger fault_ranked_by_update",
			);
			await keepOrder(transaction);
			expect((await list())[0]?.delayPerDay).toBeCloseTo(2 * (60 + 30 * 0.2 * 24) + 50, 6);

			const move = (to: string): Promise<{ status: number }> => asked.ask('POST', `/api/desk/faults/${code}/move`, { to, reason: 'Seen.' });
			for (const to of ['confirmed', 'scheduled', 'in-progress', 'made-safe']) expect((await move(to)).status, to).toBe(200);
			// Its clocks are counted anew with each move: it is not late after all.
			expect(await perDay()).toBeCloseTo(2 * 30 * 0.2 * 24, 6);
			await change({ state: 'closed' });
			expect(await standing(code)).toMatchObject({ perDay: null, hours: null, parts: [], override: null });
		}),
	);

	it(
		'puts danger first until it is made safe, whatever else costs more',
		atDesk(async ({ transaction, report, list }) => {
			const [lamp, hole] = [await report('street-light.out', 35, 'SL-101'), await report('road.pothole', 200)];
			const emergency = (code: string, state: string): Promise<unknown> => transaction('fault').where({ code }).update({ emergency: true, state });
			await transaction('fault').where({ code: hole }).update({ customers_affected: 1_000_000 });
			expect(codes(await list())).toEqual([hole, lamp]);
			await emergency(lamp, 'confirmed');
			expect(codes(await list())).toEqual([lamp, hole]);
			await emergency(lamp, 'made-safe');
			expect(codes(await list())).toEqual([hole, lamp]);
		}),
	);

	it(
		'learns how long repairs take from twenty of them, not from nineteen',
		atDesk(async ({ transaction, report, list }) => {
			const code = await report('street-light.out', 35, 'SL-101');
			const mended = (count: number): Promise<unknown> =>
				transaction.raw(
					`insert into fault (failure_mode, family, class, state, geom, public_geom, department_id, first_report_at, last_report_at, fixed_at, hours)
					 select fault.failure_mode, fault.family, fault.class, 'closed', fault.geom, fault.public_geom, fault.department_id, now() - interval '9 days', now(),
					        now() - interval '8 days', 3 + n % 2
					 from fault, generate_series(1, ?::int) as n where fault.code = ?`,
					[count, code],
				);
			await mended(19);
			await learnOrder(transaction);
			expect((await list())[0]?.workHours).toBeCloseTo(1.1, 5);
			await mended(1);
			await learnOrder(transaction);
			expect((await list())[0]?.workHours).toBeCloseTo(3.5, 1);
		}),
	);

	it(
		'lets somebody put a fault first or last for a while, with a reason, and takes that back exactly',
		atDesk(async ({ transaction, asked, report, list, standing, order }) => {
			const [lamp, hole, leak] = [await report('street-light.out', 35, 'SL-101'), await report('road.pothole', 200), await report('water-pipe.leak', 100)];
			const usual = codes(await list());
			expect((await order(lamp, { place: 'top' })).body.errors?.[0]?.path).toBe('reason');
			for (const until of ['2020-01-01T00:00:00Z', '2090-01-01T00:00:00Z'])
				expect((await order(lamp, { place: 'top', reason: 'Clinic.', until })).body.errors?.[0]?.path).toBe('until');
			const raised = await order(lamp, { place: 'top', reason: 'The only light at the clinic.' });
			expect(raised.body.fault).toMatchObject({ code: lamp, override: 'top' });
			await order(leak, { place: 'bottom', reason: 'The contractor is there.' });
			expect(codes(await list())).toEqual([lamp, hole, leak]);
			expect((await standing(lamp)).override).toMatchObject({ place: 'top', reason: 'The only light at the clinic.', by: 'Engela' });
			const events = await transaction('event').where({ kind: 'fault.ordered' }).select('details');
			expect(JSON.stringify(events)).not.toContain('clinic');

			expect((await asked.ask('POST', `/api/desk/faults/${leak}/undo`, {})).status).toBe(200);
			expect((await asked.ask('POST', `/api/desk/faults/${lamp}/undo`, {})).status).toBe(200);
			expect(codes(await list())).toEqual(usual);
			expect((await standing(lamp)).override).toBeNull();

			await order(lamp, { place: 'top', reason: 'Again.' });
			await transaction('queue_override').update({ until: transaction.raw("now() - interval '1 minute'") });
			await keepOrder(transaction);
			expect(codes(await list())).toEqual(usual);
			await transaction('fault').where({ code: lamp }).update({ state: 'closed' });
			expect((await order(lamp, { place: 'top', reason: 'Late.' })).status).toBe(409);
		}),
	);
});

describe('those that need a look', () => {
	it(
		'come in the order of how doubtful the asset is times how pressing it is, and each pin makes it clearer',
		atDesk(async ({ transaction, report, list }) => {
			const between = await report('street-light.out', 52);
			await transaction('fault').where({ code: between }).update({ needs_look: true, asset_doubt: null });
			await weighDoubts({ db: transaction, town: await loadTown(transaction) });
			const doubt = async (): Promise<number> => (await transaction('fault').where({ code: between }).first('asset_doubt')).asset_doubt;
			const before = await doubt();
			expect(before).toBeGreaterThan(0.5);

			const hole = await report('road.pothole', 200);
			await transaction('fault')
				.where({ code: hole })
				.update({ needs_look: true, asset_doubt: before / 10, priority: 5 });
			expect(codes(await list('lane=needs-look&order=doubt'))).toEqual([between, hole]);
			await transaction('fault').where({ code: hole }).update({ asset_doubt: before });
			expect(codes(await list('lane=needs-look&order=doubt'))).toEqual([hole, between]);

			await transaction.raw(
				`insert into sighting (fault_id, failure_mode, geom, method, sigma_m, candidates, p_none, model)
				 select sighting.fault_id, sighting.failure_mode, sighting.geom, sighting.method, sighting.sigma_m,
				        (select jsonb_agg(candidate || jsonb_build_object('k', case when n = 1 then (candidate ->> 'k')::float8 else (candidate ->> 'k')::float8 / 1000 end))
				         from jsonb_array_elements(sighting.candidates) with ordinality as it (candidate, n)), sighting.p_none, sighting.model
				 from sighting join fault on fault.id = sighting.fault_id where fault.code = ?`,
				[between],
			);
			await transaction('fault').where({ code: between }).update({ asset_doubt: null });
			await weighDoubts({ db: transaction, town: await loadTown(transaction) });
			expect(await doubt()).toBeLessThan(before / 2);
		}),
	);
});
