import { afterAll, describe, expect, it } from 'vitest';
import { buildNetworks } from '../../../server/network/build.ts';
import type { Isolation } from '../../../server/network/contract.ts';
import type { Order } from '../../../server/work/orders/contract.ts';
import { db } from '../../support/database.ts';
import type { Asked } from '../../support/server.ts';
import { names, over } from './asked.ts';

afterAll(() => db.destroy());

const isolation = async ({ ask }: Asked, reference: string, more: Record<string, string> = {}): Promise<Isolation> => {
	const { status, body } = await ask<Isolation>('GET', `/api/desk/network/assets/${reference}/isolation?${new URLSearchParams(more)}`);
	expect(status, JSON.stringify(body)).toBe(200);
	return body;
};
describe('what to close', () => {
	it(
		'a pipe of a loop is shut off by the valves at its ends, and nobody else goes without',
		over(async (asked, transaction) => {
			await buildNetworks(transaction);
			const found = await isolation(asked, 'B');
			expect(names(found.close)).toEqual(['V1', 'V2']);
			expect(found).toMatchObject({ fed: true, drain: [], closed: [], stuck: [], dry: { count: 0 }, shut: { count: 1 }, taps: { customers: 0 } });
			expect(found.shut.lengthM).toBeCloseTo(90, 0);
			expect(found.parts.map(({ this: it }) => it)).toEqual([false, true, false]);
		}),
	);

	it(
		'at the corner on which all else hangs, the valve beyond it only keeps the pipes full, and the clinic goes without',
		over(async (asked, transaction) => {
			await buildNetworks(transaction);
			const found = await isolation(asked, 'F', { at: '98', language: 'af' });
			expect(names(found.close).sort()).toEqual(['V2', 'V3']);
			expect(names(found.drain)).toEqual(['V5']);
			expect(names(found.dry.some).sort()).toEqual(['C', 'G']);
			expect(found.taps).toMatchObject({ customers: 4, critical: [{ reference: 'CLINIC', kind: 'Kliniek of hospitaal', street: 'Kerkstraat' }] });
			expect(found.dry.shape).toMatchObject({ type: 'MultiLineString' });
		}),
	);

	it(
		'what hangs on a pipe is shut off with it',
		over(async (asked, transaction) => {
			await buildNetworks(transaction);
			expect(names((await isolation(asked, 'HOUSE')).close)).toEqual(['V6']);
			const hydrant = await isolation(asked, 'H1');
			expect(names(hydrant.close)).toEqual(['V4', 'V3']);
			expect(hydrant.close.map(({ turns }) => turns)).toEqual([null, true]);
			expect(hydrant.taps.classes).toMatchObject([{ class: 'hydrants', count: 1 }]);
		}),
	);

	it(
		'a valve that the register says cannot be turned is no valve, and is named',
		over(async (asked, transaction) => {
			await transaction.raw(`update asset set attributes = '{"operable": false}' where reference = 'V2'`);
			await buildNetworks(transaction);
			const found = await isolation(asked, 'B');
			expect(names(found.close)).toEqual(['V1', 'V3']);
			expect(names(found.stuck)).toEqual(['V2']);
			expect(names(found.drain)).toEqual(['V5']);
			expect(found.taps.customers).toBe(4);
		}),
	);

	it(
		'a valve that the crew found stuck is answered alike, without the register being changed',
		over(async (asked, transaction) => {
			await buildNetworks(transaction);
			const found = await isolation(asked, 'B', { without: '["V2"]' });
			expect([names(found.close), names(found.stuck), names(found.drain)]).toEqual([['V1', 'V3'], ['V2'], ['V5']]);
		}),
	);

	it(
		'a work order keeps the plan, and plans anew when a valve on it does not turn, and back when it turns after all',
		over(async ({ ask }, transaction) => {
			await buildNetworks(transaction);
			const orders = '/api/desk/work-orders';
			const { status, body } = await ask<{ order: Order }>('POST', orders, { assets: ['B'], isolate: true, permits: ['road closure'] });
			expect(status, JSON.stringify(body)).toBe(200);
			const planned = async (without: string[]): Promise<Order> => {
				const answer = await ask<{ order: Order }>('PATCH', `${orders}/${body.order.code}`, { without });
				expect(answer.status, JSON.stringify(answer.body)).toBe(200);
				return answer.body.order;
			};
			const plan = ({ isolation }: Order) => [names(isolation?.close ?? []), isolation?.without, isolation?.customers, isolation?.critical.length];
			expect(plan(body.order)).toEqual([['V1', 'V2'], [], 0, 0]);
			const stuck = await planned(['V2', 'V2']);
			expect(plan(stuck)).toEqual([['V1', 'V3'], ['V2'], 4, 1]);
			expect(stuck.permits).toEqual(['road closure']);
			expect(stuck.history.at(-1)?.details).toMatchObject({ fields: ['isolation'], to: {}, without: ['V2', 'V2'] });
			expect(plan(await planned([]))).toEqual(plan(body.order));
			const reservoir = await ask<{ order: Order }>('POST', orders, { assets: ['R'] });
			const refused = await ask<unknown>('PATCH', `${orders}/${reservoir.body.order.code}`, { without: ['V1'] });
			expect(refused).toMatchObject({ status: 400, body: { code: 'bad-input', errors: [{ path: 'without' }] } });
		}, 'engineer'),
	);

	it(
		'naming a valve that is nowhere near changes nothing: what was worked out beforehand is what a walk through all of it finds',
		over(async (asked, transaction) => {
			await transaction.raw(`update asset set attributes = '{"operable": false}' where reference = 'V4'`);
			await buildNetworks(transaction);
			for (const reference of ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'HOUSE', 'H1'])
				for (const at of ['1', '50', '98'])
					expect(await isolation(asked, reference, { at })).toEqual(await isolation(asked, reference, { at, without: '["NOWHERE"]' }));
		}),
	);

	it(
		'a valve that stands closed holds already, and what it cuts off is not called dry twice',
		over(async (asked, transaction) => {
			await transaction.raw(`update asset set attributes = '{"operable": true, "normally_closed": true}' where reference in ('V3', 'V6')`);
			await buildNetworks(transaction);
			const found = await isolation(asked, 'B');
			expect([names(found.close), names(found.drain)]).toEqual([['V1'], ['V2']]);
			expect(found.taps.customers).toBe(0);
			expect(found.dry.some.find(({ reference }) => reference === 'G')?.lengthM).toBeCloseTo(5, 0);
			expect((await isolation(asked, 'G')).fed).toBe(false);
			expect(names((await isolation(asked, 'G')).closed)).toEqual(['V6']);
		}),
	);

	it(
		'says so where the network is not built yet, where an asset is of none, and where it does not exist',
		over(async ({ ask }, transaction) => {
			const code = async (path: string): Promise<unknown> => (await ask<{ code: string }>('GET', `/api/desk/network/assets/${path}`)).body.code;
			expect(await code('B/isolation')).toBe('not-ready');
			await buildNetworks(transaction);
			expect(await code('SL-101/isolation')).toBe('not-found');
			expect(await code('NOWHERE/isolation')).toBe('not-found');
			expect(await code('B/trace?direction=upstream')).toBe('not-found');
			expect(await code('B/isolation?at=-1')).toBe('bad-input');
			expect(await code('B/isolation?without=V2')).toBe('bad-input');
			expect(await code('B/trace?direction=sideways')).toBe('bad-input');
		}),
	);

	it(
		'is nothing for the public',
		over(async ({ ask }, transaction) => {
			await buildNetworks(transaction);
			for (const path of ['assets/B/isolation', 'assets/B/trace?direction=upstream', 'quality', 'water/issues?kind=unfed'])
				expect((await ask('GET', `/api/desk/network/${path}`)).status).toBe(401);
		}, null),
	);

	it(
		'is nothing for staff who may not read the register',
		over(async ({ ask }, transaction) => {
			await buildNetworks(transaction);
			expect((await ask('GET', '/api/desk/network/assets/B/isolation')).status).toBe(403);
		}, 'moderator'),
	);
});
