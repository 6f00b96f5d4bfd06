import { describe, expect, test } from 'vitest';
import { networkKernel, type Spot } from '../../../server/maths/network-kernel.ts';
import vectors from '../../../server/maths/vectors/network_kde.json' with { type: 'json' };

const place = (i: number) => vectors.vertices[i] as [number, number];
const stretches = vectors.edges_0based.map(([from = 0, to = 0]) => {
	const [a, b] = [place(from), place(to)];
	return { from, to, length: Math.hypot(b[0] - a[0], b[1] - a[1]) };
});

function spot({ x, y }: { x: number; y: number }): Spot {
	const found = stretches.flatMap(({ from, to, length }, stretch) => {
		const [a, b] = [place(from), place(to)];
		const at = ((x - a[0]) * (b[0] - a[0]) + (y - a[1]) * (b[1] - a[1])) / length;
		const off = Math.hypot(x - a[0] - (at * (b[0] - a[0])) / length, y - a[1] - (at * (b[1] - a[1])) / length);
		return off < 1e-9 && at >= 0 && at <= length ? [{ stretch, at }] : [];
	});
	return found[0] ?? { stretch: -1, at: 0 };
}

describe('density along a network', () => {
	const density = networkKernel(stretches, vectors.points.map(spot), vectors.epanechnikov_halfwidth);

	test('is the vector’s at every spot that is not a junction', () => {
		vectors.equal_split_discontinuous_exact.forEach((expected, i) => {
			if (expected !== null) expect(Math.abs(density(spot(vectors.query[i] ?? { x: 0, y: 0 })) - expected)).toBeLessThan(1e-9);
		});
	});

	test('holds all that happened where no street ends within the bandwidth', () => {
		let sum = 0;
		for (const [stretch, { length }] of stretches.entries()) for (let at = 0.05; at < length; at += 0.1) sum += 0.1 * density({ stretch, at });
		expect(Math.abs(sum / vectors.integral_esd - 1)).toBeLessThan(0.02);
		expect(sum).toBeCloseTo(vectors.points.length, 4);
	});

	test('goes round a ring and meets itself', () => {
		const ring = networkKernel([{ from: 0, to: 0, length: 10 }], [{ stretch: 0, at: 5 }], 20);
		const kernel = (distance: number) => (0.75 * (1 - (distance / 20) ** 2)) / 20;
		expect(ring({ stretch: 0, at: 7 })).toBeCloseTo(kernel(2) + kernel(8) + kernel(12) + kernel(18), 12);
	});
});
