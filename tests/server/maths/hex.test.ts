import { describe, expect, test } from 'vitest';
import { hexCentre, hexOf, hexOutline } from '../../../server/maths/hex.ts';
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
