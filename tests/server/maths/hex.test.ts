import { describe, expect, test } from 'vitest';
import { hexCentre, hexNumber, hexOf, hexOfNumber, hexOutline } from '../../../server/maths/hex.ts';
import { random } from '../../../server/maths/random.ts';

describe('hexagon grid', () => {
	test('a point lies in the hexagon whose centre is nearest', () => {
		const stream = random('hex');
		for (let i = 0; i < 2000; i++) {
			const [x, y] = [stream.between(-5000, 5000), stream.between(-5000, 5000)];
			const hex = hexOf(x, y, 250);
			const distance = (q: number, r: number) => Math.hypot(x - hexCentre({ q, r }, 250)[0], y - hexCentre({ q, r }, 250)[1]);
			const own = distance(hex.q, hex.r);
			for (const [dq, dr] of [
				[1, 0],
				[0, 1],
				[-1, 1],
				[-1, 0],
				[0, -1],
				[1, -1],
			] as const) {
				expect(own).toBeLessThanOrEqual(distance(hex.q + dq, hex.r + dr) + 1e-9);
			}
		}
	});

	test('centres come back as their own cell', () => {
		for (let q = -5; q <= 5; q++) {
			for (let r = -5; r <= 5; r++) {
				expect(hexOf(...hexCentre({ q, r }, 250), 250)).toEqual({ q, r });
			}
		}
	});

	test('a cell is one number and back, as the database stores it', () => {
		expect(hexNumber({ q: -13_150, r: 28_700 })).toBe(-13_150 * 2 ** 32 + 28_700);
		expect(hexNumber({ q: 2, r: -1 })).toBe(8_589_934_591);
		for (const hex of [
			{ q: 0, r: 0 },
			{ q: -13_150, r: 28_700 },
			{ q: 2, r: -1 },
			{ q: -1, r: -40_000 },
		])
			expect(hexOfNumber(hexNumber(hex))).toEqual(hex);
	});

	test('an outline is closed, anticlockwise and has the area of a 250 m hexagon', () => {
		const ring = hexOutline({ q: 3, r: -2 }, 250);
		expect(ring).toHaveLength(7);
		expect(ring[6]).toEqual(ring[0]);
		let twice = 0;
		for (let i = 1; i < ring.length; i++) {
			const [a, b] = [ring[i - 1], ring[i]];
			twice += a && b ? a[0] * b[1] - a[1] * b[0] : Number.NaN;
		}
		expect(twice / 2).toBeCloseTo((Math.sqrt(3) / 2) * 250 ** 2, 6);
	});
});
