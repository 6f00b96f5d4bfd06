import { describe, expect, it } from 'vitest';
import { curveOf, dayOf, daysOf, rangeOf, shareBy, shares, type Took } from '../../../server/maths/expected-time.ts';
import { random } from '../../../server/maths/random.ts';

const done = (...days: number[]): Took[] => days.map((it) => ({ days: it, ended: true }));
const day = (n: number): Took[] => done(...Array.from({ length: n }, (_, i) => i + 1));

describe('the curve of how long things take', () => {
	it('is the sorted days themselves where all have ended, a place further out', () => {
		const curve = curveOf(day(99));
		// the share 1/2 of 1 … 99 is the 50th of (99 + 1) places
		expect(dayOf(curve, 0.5)).toBe(50);
		expect(dayOf(curve, 0.9)).toBe(90);
		expect(dayOf(curve, 0.1)).toBeCloseTo(10, 9);
	});

	it('does not know the end of what mostly still goes on', () => {
		const curve = curveOf([...done(1, 2, 3), ...Array.from({ length: 7 }, () => ({ days: 5, ended: false }))]);
		expect(dayOf(curve, 0.2)).not.toBeNull();
		expect(dayOf(curve, 0.5)).toBeNull();
		expect(rangeOf(curve, { age: 0, coverage: 0.8 })).toBeNull();
		expect(curveOf([])).toEqual(shares.map(() => null));
	});

	it('counts what still goes on: leaving it out would promise too much', () => {
		const slow = Array.from({ length: 30 }, () => ({ days: 40, ended: false }));
		const [honest, hopeful] = [curveOf([...day(70), ...slow]), curveOf(day(70))];
		expect(dayOf(honest, 0.5)).toBeGreaterThan(dayOf(hopeful, 0.5) ?? 0);
	});

	it('knows which share has ended by a day', () => {
		const curve = curveOf(day(99));
		expect(shareBy(curve, 50)).toBeCloseTo(0.5, 9);
		expect(shareBy(curve, 0)).toBe(0);
		expect(shareBy(curve, 1000)).toBe(shares.at(-1));
	});
});

describe('the range in which something ends', () => {
	it('has as many before it as after', () => {
		expect(rangeOf(curveOf(day(99)), { age: 0, coverage: 0.8 })).toEqual({ from: expect.closeTo(10, 6), to: expect.closeTo(90, 6) });
	});

	it('moves with the age of what has not ended yet, and never lies in the past', () => {
		const range = rangeOf(curveOf(day(99)), { age: 50, coverage: 0.8 });
		expect(range?.from).toBeCloseTo(55, 6);
		expect(range?.to).toBeCloseTo(95, 6);
	});

	it('is not told where nearly all have ended sooner', () => {
		expect(rangeOf(curveOf(day(99)), { age: 97, coverage: 0.8 })).toBeNull();
	});

	it('is told in whole days, as few as keep the promise', () => {
		expect(daysOf(curveOf(day(99)), { age: 0, coverage: 0.8 })).toEqual({ from: 10, to: 90 });
		const quick = curveOf(done(...Array.from({ length: 99 }, (_, i) => (i + 1) / 40)));
		const range = daysOf(quick, { age: 0, coverage: 0.8 });
		expect(range).toEqual({ from: 0, to: 2 });
		expect(daysOf(quick, { age: 1.5, coverage: 0.8 })).toEqual({ from: 1, to: 3 });
	});

	it.each([12, 40, 150])('covers what it promises, learnt from %i things, over many towns', (n) => {
		const draws = random(n);
		const lognormal = (): number => Math.exp(draws.normal(1, 1));
		const towns = Array.from({ length: 2000 }, () => ({
			range: rangeOf(curveOf(done(...Array.from({ length: n }, lognormal))), { age: 0, coverage: 0.8 }),
			next: lognormal(),
		}));
		const within = towns.filter(({ range, next }) => range !== null && next >= range.from && next <= range.to).length / towns.length;
		expect(within).toBeGreaterThan(0.775);
		expect(within).toBeLessThan(n < 20 ? 0.9 : 0.84);
	});
});
