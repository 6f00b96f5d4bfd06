import { describe, expect, test } from 'vitest';
import { continuousDensity, epanechnikov, gaussian, networkDistance } from '../../../server/maths/network-heat.ts';
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

describe('density along a network without steps', () => {
	const spots = vectors.points.map(spot);
	const heat = continuousDensity(stretches, spots, gaussian(vectors.sigma));

	test('is the vector’s heat within what its pixels allow, and its distances exactly', () => {
		vectors.heat_kernel_gaussian.forEach((expected, i) => {
			expect(Math.abs(heat(spot(vectors.query[i] ?? { x: 0, y: 0 })) / expected - 1)).toBeLessThan(0.02);
		});
		expect(spots.map((from) => vectors.query.map((to) => networkDistance(stretches, from, spot(to))))).toEqual(vectors.network_distance_points_by_query);
	});

	test('is the same from whichever street a junction is looked at, and holds all that happened', () => {
		const middles = stretches.flatMap(({ length }, stretch) => Array.from({ length: length * 10 }, (_, i) => ({ stretch, at: (i + 0.5) / 10 })));
		for (const density of [heat, continuousDensity(stretches, spots, epanechnikov(vectors.epanechnikov_halfwidth))]) {
			const seen = [{ stretch: 0, at: 100 }, ...[1, 2, 3].map((stretch) => ({ stretch, at: 0 }))].map(density);
			for (const one of seen) expect(one).toBeCloseTo(seen[0] ?? Number.NaN, 12);
			expect(middles.reduce((sum, it) => sum + density(it) / 10, 0)).toBeCloseTo(spots.length, 4);
		}
	});

	test('reaches nothing where no way leads', () => {
		const apart = [
			{ from: 0, to: 1, length: 10 },
			{ from: 2, to: 3, length: 10 },
		];
		expect(networkDistance(apart, { stretch: 0, at: 5 }, { stretch: 1, at: 5 })).toBe(Number.POSITIVE_INFINITY);
		expect(networkDistance(apart, { stretch: 0, at: 2 }, { stretch: 0, at: 9 })).toBe(7);
		expect(continuousDensity(apart, [{ stretch: 0, at: 5 }], gaussian(3))({ stretch: 1, at: 5 })).toBe(0);
	});
});
