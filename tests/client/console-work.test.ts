import { describe, expect, test } from 'vitest';
import { barsOf } from '../../client/console/work/bars.ts';
import { dayOf, hoursOf, plannedDay, weekOf } from '../../client/console/work/days.ts';
import { placed } from '../../client/console/work/place-order.ts';
import { dayIn, isoDay } from '../../server/maths/zones.ts';
import type { OrderBrief } from '../../server/work/orders/contract.ts';

const zone = 'Africa/Johannesburg';

const order = (code: string, rest: Partial<OrderBrief> = {}): OrderBrief => ({
	...{ code, kind: 'corrective', state: 'open', title: '', department: 'water', crew: null, priority: 3, openedAt: '2026-11-20T08:00:00Z' },
	...{ plannedFrom: null, plannedUntil: null, startedAt: null, doneAt: null, estimateHours: null, hours: null, estimateCost: null, cost: null },
	...{ items: 1, ended: 0, reports: 1, street: null, lon: null, lat: null, version: 1, ...rest },
});

const day = dayOf('2026-11-30', zone);
const crews = [{ code: 'Water 1', shiftFrom: 420 }];

describe('the days of the board', () => {
	test('are those of the municipality, not of the browser', () => {
		expect(plannedDay({ plannedFrom: '2026-11-29T22:30:00Z' }, zone)).toBe(day);
		expect(weekOf(day).map(isoDay)).toEqual(['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-05', '2026-12-06']);
		expect(dayOf('soon', zone)).toBe(dayIn(zone, Date.now()));
	});
});

describe('an order that is put into a place', () => {
	const busy = order('B', { crew: 'Water 1', plannedFrom: '2026-11-30T05:00:00.000Z', plannedUntil: '2026-11-30T07:30:00.000Z' });
	const board = { orders: [busy], crews, zone };

	test('begins with the shift, or after what the crew has there, and lasts as long as estimated', () => {
		expect(placed(order('A', { estimateHours: 2 }), { crew: 'Water 1', day }, { ...board, orders: [] })).toEqual({
			...{ crew: 'Water 1', plannedFrom: '2026-11-30T05:00:00.000Z', plannedUntil: '2026-11-30T07:00:00.000Z' },
		});
		expect(placed(order('A', { estimateHours: 2 }), { crew: 'Water 1', day }, board)).toMatchObject({
			...{ plannedFrom: '2026-11-30T07:30:00.000Z', plannedUntil: '2026-11-30T09:30:00.000Z' },
		});
	});

	test('does not change where it is already, and loses its time but not its crew when it is planned no more', () => {
		expect(placed(busy, { crew: 'Water 1', day }, board)).toEqual({});
		expect(placed(busy, { day: null }, board)).toEqual({ plannedFrom: null, plannedUntil: null });
		expect(placed(order('A', { crew: 'Water 1' }), { day: null }, board)).toEqual({});
	});

	test('keeps its length when it goes to another day', () => {
		const moved = placed(busy, { day: day + 1 }, board);
		expect(hoursOf({ ...busy, ...moved } as OrderBrief)).toBe(2.5);
		expect(plannedDay({ plannedFrom: moved.plannedFrom ?? null }, zone)).toBe(day + 1);
	});
});

describe('bars over time', () => {
	const whole = { from: Date.parse('2026-11-30T05:00:00Z'), until: Date.parse('2026-11-30T15:00:00Z') };
	const at = (code: string, from: string, until: string, rest: Partial<OrderBrief> = {}): OrderBrief =>
		order(code, { plannedFrom: `2026-11-30T${from}:00Z`, plannedUntil: `2026-11-30T${until}:00Z`, ...rest });

	test('stand under each other where they overlap, and beside each other where they do not', () => {
		const bars = barsOf([at('C', '08:00', '09:00'), at('A', '05:00', '07:00'), at('B', '06:00', '08:00')], whole, whole.from);
		expect(bars.map(({ it, lane, left, width }) => [it.code, lane, left, width])).toEqual([
			['A', 0, 0, 0.2],
			['B', 1, 0.1, expect.closeTo(0.2)],
			['C', 0, 0.3, expect.closeTo(0.1)],
		]);
	});

	test('say what was really worked, until now where it is not done', () => {
		const [bar] = barsOf([at('A', '05:00', '07:00', { startedAt: '2026-11-30T06:00:00Z' })], whole, Date.parse('2026-11-30T08:00:00Z'));
		expect(bar?.real).toEqual({ left: 0.1, width: expect.closeTo(0.2) });
		expect(barsOf([at('A', '05:00', '07:00')], whole, whole.from)[0]?.real).toBeNull();
	});

	test('leave out what nobody planned, or planned for another day', () => {
		expect(
			barsOf([order('A'), { ...at('B', '05:00', '07:00'), plannedFrom: '2026-11-29T05:00:00Z', plannedUntil: '2026-11-29T07:00:00Z' }], whole, whole.from),
		).toEqual([]);
	});
});
