import { describe, expect, test } from 'vitest';
import { between, lineLength, locate, positionAt } from '../../../server/maths/linear.ts';
import vectors from '../../../server/maths/vectors/linear_referencing.json' with { type: 'json' };

const positions = (wkt: string) => (/\((.*)\)/.exec(wkt)?.[1] ?? '').split(',').map((pair) => pair.trim().split(' ').map(Number) as [number, number]);

function expectNear(actual: readonly (readonly number[])[], expected: readonly (readonly number[])[], tolerance: number): void {
	expect(actual).toHaveLength(expected.length);
	actual.flat().forEach((value, i) => {
		expect(Math.abs(value - (expected.flat()[i] ?? Number.NaN))).toBeLessThanOrEqual(tolerance);
	});
}

describe('linear referencing', () => {
	test.each(vectors.cases.map((c) => [c.name, c] as const))('%s is as in PostGIS', (_, vector) => {
		const line = positions(vector.line);
		const found = locate(line, positions(vector.point)[0] ?? []);
		expectNear(
			[[found.fraction, found.chainage, found.length, found.offset], found.snapped],
			[[vector.fraction, vector.chainage_m, vector.length_m, vector.offset_m], positions(vector.snapped)[0] ?? []],
			1e-9,
		);
		expectNear(between(line, found.chainage - 10, found.chainage + 10), positions(vector.sub_10m_each_side), 1e-9);
		expectNear([positionAt(line, found.chainage)], [found.snapped], 1e-9);
		expect(lineLength(line)).toBe(found.length);
	});

	test('the side is left, right or on the line', () => {
		const line = [
			[0, 0],
			[100, 0],
		];
		expect([locate(line, [30, 12]).side, locate(line, [30, -12]).side, locate(line, [30, 0]).side]).toEqual([1, -1, 0]);
	});

	test('outside a sharp corner the side is that of the whole corner', () => {
		const hairpin = [
			[0, 0],
			[100, 0],
			[0, 10],
		];
		// beyond the tip, above the first segment's line: by the first segment alone it would be left
		expect(locate(hairpin, [120, 1]).side).toBe(-1);
		expect(locate(hairpin, [120, -1]).side).toBe(-1);
		expect(locate(hairpin, [60, 2]).side).toBe(1);
	});

	test('pieces are clamped to the line and may be a single position', () => {
		const line = [
			[0, 0],
			[10, 0],
			[10, 10],
		];
		expect(between(line, -5, 50)).toEqual(line);
		expect(between(line, 10, 10)).toEqual([[10, 0]]);
		expect(positionAt(line, 99)).toEqual([10, 10]);
	});
});
