import { describe, expect, test } from 'vitest';
import type { Position } from '../../../server/maths/geometry.ts';
import { heavyTailed, kernel, lineKernel, pointKernel, polygonKernel } from '../../../server/maths/kernels.ts';
import { random } from '../../../server/maths/random.ts';
import vectors from '../../../server/maths/vectors/snap_kernels.json' with { type: 'json' };

const SQUARE = [
	[0, 0],
	[10, 0],
	[10, 10],
	[0, 10],
	[0, 0],
];

function computed({ kind, coords, pin, sigma }: (typeof vectors.cases)[number]): number {
	if (kind === 'point') {
		return kernel({ type: 'Point', coordinates: coords[0] as Position }, pin, sigma);
	}
	return kind === 'line' ? kernel({ type: 'LineString', coordinates: coords }, pin, sigma) : kernel({ type: 'Polygon', coordinates: [coords] }, pin, sigma);
}

describe('kernels', () => {
	test.each(vectors.cases.map((c) => [`${c.kind} seen from ${c.pin}`, c] as const))('%s has the value of the vector', (_, vector) => {
		const tolerance = vector.kind === 'polygon' ? 1e-6 : 1e-10;
		expect(Math.abs(computed(vector) - vector.K)).toBeLessThanOrEqual(tolerance);
		// far away the absolute tolerance says nothing: the relative one does
		expect(Math.abs(computed(vector) / vector.K - 1)).toBeLessThan(1e-6);
	});

	test('a rectangle is the product of two normal probabilities, wherever the pin lies', () => {
		const stream = random('rectangles');
		for (let i = 0; i < 500; i++) {
			const sigma = stream.between(0.5, 30);
			const pin = [stream.between(-40, 50), stream.between(-40, 50)] as const;
			// the product of a line's integrals along x and along y, each line through the pin
			const along = (at: number) =>
				lineKernel(
					[
						[0, 0],
						[10, 0],
					],
					[at, 0],
					sigma,
				) *
				sigma *
				Math.sqrt(2 * Math.PI);
			const expected = along(pin[0]) * along(pin[1]);
			expect(Math.abs(polygonKernel([SQUARE], pin, sigma) - expected)).toBeLessThan(3e-9);
		}
	});

	test.each([
		['on an edge', [5, 0], 0.5],
		['on a corner', [10, 10], 0.25],
		['a hair off an edge', [5, 1e-9], 0.5],
		['beside an edge in its direction', [-1, 0], 0.00135 / 2],
	])('a pin %s of a polygon is no special case', (_, pin, expected) => {
		expect(polygonKernel([SQUARE], pin, 1 / 3)).toBeCloseTo(expected, 4);
	});

	test('a hole takes its share away, whatever the winding of the rings', () => {
		const hole = [
			[4, 4],
			[6, 4],
			[6, 6],
			[4, 6],
			[4, 4],
		];
		const expected = polygonKernel([SQUARE], [5, 5], 3) - polygonKernel([hole], [5, 5], 3);
		for (const outer of [SQUARE, SQUARE.toReversed()]) {
			for (const inner of [hole, hole.toReversed()]) {
				expect(polygonKernel([outer, inner], [5, 5], 3)).toBeCloseTo(expected, 12);
			}
		}
	});

	test('far inside a polygon the kernel is one, out of reach it is nothing', () => {
		const park = SQUARE.map(([x, y]) => [(x as number) * 100, (y as number) * 100]);
		expect(polygonKernel([park], [500, 500], 10)).toBeCloseTo(1, 12);
		expect(polygonKernel([park], [-61, 500], 10)).toBe(0);
	});

	test('digits are not lost with coordinates of millions of metres', () => {
		const moved = SQUARE.map(([x, y]) => [(x as number) + 311_445, (y as number) + 6_265_454]);
		expect(polygonKernel([moved], [311_449, 6_265_466], 5)).toBeCloseTo(polygonKernel([SQUARE], [4, 12], 5), 9);
	});

	test('parts add up and heavy tails mix two scatters', () => {
		const line = [
			[0, 0],
			[30, 0],
		];
		const lines = { type: 'MultiLineString', coordinates: [line, line] } as const;
		expect(kernel(lines, [3, 4], 5)).toBeCloseTo(2 * lineKernel(line, [3, 4], 5), 14);
		const lamp = { type: 'Point', coordinates: [0, 0] } as const;
		expect(heavyTailed(lamp, [9, 12], 5)).toBeCloseTo(0.9 * pointKernel(9, 12, 5) + 0.1 * pointKernel(9, 12, 15), 15);
		expect(kernel({ type: 'MultiPoint', coordinates: line }, [3, 4], 5)).toBeCloseTo(pointKernel(3, 4, 5) + pointKernel(-27, 4, 5), 15);
		expect(kernel({ type: 'MultiPolygon', coordinates: [[SQUARE], [SQUARE]] }, [30, 4], 5)).toBeCloseTo(2 * polygonKernel([SQUARE], [30, 4], 5), 12);
	});

	test('segments of no length add nothing', () => {
		const stuttering = [
			[0, 0],
			[0, 0],
			[30, 0],
			[30, 0],
		];
		expect(lineKernel(stuttering, [3, 4], 5)).toBe(lineKernel([stuttering[0] ?? [], stuttering[3] ?? []], [3, 4], 5));
		expect(lineKernel(stuttering.slice(0, 2), [3, 4], 5)).toBe(0);
	});
});
