import { afterAll, describe, expect, it } from 'vitest';
import { fill } from '../../../server/work/runs/fill.ts';
import { db } from '../../support/database.ts';
import { type Body, site } from '../assets/care.ts';

afterAll(() => db.destroy());

const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);

describe('the run of a crew', () => {
	it(
		'is filled by what costs most per hour, keeps what is pressing, says who is pushed out, and is given as it was accepted',
		site(async (here) => {
			const engineer = await here.as('engineer');
			await here.db.raw(`
				insert into crew (code, department_id, hourly_cost, shift_from, shift_until, depot)
				select 'Electricity A', department.id, 400, 480, 720, (select asset.geom from asset where asset.reference = 'SL-100') from department where department.code = 'electricity'`);
			const orders: string[] = [];
			for (const east of [35, 105, 175, 245, 315]) {
				const pin = { mode: 'street-light.out', ...(await here.place(east, 0.3)), method: 'map-click', zoom: 20, pointer: 'mouse' };
				const { fault } = (await here.resident('POST', '/api/reports', pin)).body;
				orders.push((await engineer('POST', '/api/desk/work-orders', { faults: [fault], estimateHours: 1 })).body.order.code);
			}
			// Each costs a hundred more than the one before; what happens to a fault counts its cost anew.
			const price = () =>
				here.db.raw(
					'update fault set delay_per_day = 100 * (select row_number from (select id, row_number() over (order by id) from fault) as it where it.id = fault.id)',
				);
			await price();
			const ask = (more: object = {}) => engineer('POST', '/api/desk/runs/propose', { crew: 'Electricity A', day: tomorrow, ...more });
			const first = await ask();
			expect(first.status, JSON.stringify(first.body)).toBe(200);
			// Four hours hold three jobs of an hour and the way, and not the two that cost least.
			const codes = (run: Body): string[] => run.stops.map((it: Body) => it.order.code);
			expect(codes(first.body).toSorted()).toEqual(orders.slice(2).toSorted());
			expect(first.body.left.map((it: Body) => it.order.code)).toEqual([orders[1], orders[0]]);
			expect(first.body).toMatchObject({ perDay: 1200, workMinutes: 180 });
			expect(first.body.freeMinutes).toBeGreaterThan(0);
			const given = await engineer('POST', '/api/desk/runs', { crew: 'Electricity A', day: tomorrow, orders: codes(first.body) });
			expect(given.status, JSON.stringify(given.body)).toBe(200);
			const planned = async (): Promise<Body[]> =>
				(await here.db.raw('select code, run_order, state from work_order where run_order is not null order by run_order')).rows;
			expect(await planned()).toEqual(codes(first.body).map((code, i) => ({ code, run_order: i + 1, state: 'assigned' })));

			// Something urgent arrives: it is in, and what costs least of the day is pushed out.
			await price();
			await here.db.raw("update work_order set kind = 'emergency' where code = ?", [orders[0] ?? '']);
			const again = (await ask()).body;
			expect(codes(again)[0]).toBe(orders[0]);
			expect(again.left.filter((it: Body) => it.pushedOut).map((it: Body) => it.order.code)).toEqual([orders[2]]);
			await engineer('POST', '/api/desk/runs', { crew: 'Electricity A', day: tomorrow, orders: codes(again) });
			expect((await planned()).map(({ code }) => code)).toEqual(codes(again));
			expect((await engineer('POST', '/api/desk/runs', { crew: 'Electricity A', day: tomorrow, orders: ['ZZZZZZ'] })).body.errors).toMatchObject([
				{ path: 'orders.0' },
			]);
			expect((await ask({ crew: 'Nobody' })).status).toBe(404);
		}),
	);

	it('puts neighbours into one visit and keeps the order of what is kept', () => {
		const job = (x: number, kept = false) => ({ hours: 0.5, perDay: 10, x, y: 0, kept });
		const filled = fill([job(100), job(250), job(9000), job(180)], { depot: { x: 0, y: 0 }, hours: 8 });
		expect(filled.together).toEqual([0, 0, null, 0]);
		expect(filled.route.toSorted()).toEqual([0, 1, 2, 3]);
		expect(filled.lengthM).toBeCloseTo(2 * 9000 * 1.3, 3);
		expect(fill([job(9000, true), job(100, true)], { depot: { x: 0, y: 0 }, hours: 0 }).route).toEqual([0, 1]);
	});
});
