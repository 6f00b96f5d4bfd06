import { describe, expect, test } from 'vitest';
import { outlying, seasonalTrend } from '../../../server/maths/seasonal-trend.ts';
import anomaly from '../../../server/maths/vectors/anomaly.json' with { type: 'json' };
import told from '../../../server/maths/vectors/stl_reaches.json' with { type: 'json' };

const { remainder, mad, z305, top5 } = anomaly.stl_robust;
const counts = anomaly.farrington_flexible.counts.map(Math.log1p);
const furthest = (found: readonly number[]): number => Math.max(...found.map((it, i) => Math.abs(it - (remainder[i] ?? Number.NaN))));

describe('a series taken apart into season, trend and remainder', () => {
	const asInR = seasonalTrend(counts, 52, told.reaches);

	test('leaves what R leaves, with R’s own medians, and the outbreak furthest out', () => {
		expect(furthest(asInR.remainder)).toBeLessThan(1e-9);
		const { spread, scores } = outlying(asInR.remainder);
		expect(spread).toBeCloseTo(mad, 9);
		expect(scores[304]).toBeCloseTo(z305, 9);
		const weeks = asInR.remainder.map((value, i) => ({ value, week: i + 1 })).sort((a, b) => b.value - a.value);
		expect(weeks.slice(0, 5).map((it) => it.week)).toEqual(top5);
	});

	test('with true medians differs from that by a hundredth at most, and finds the same outbreak', () => {
		const found = seasonalTrend(counts, 52);
		expect(furthest(found.remainder)).toBeLessThan(0.01);
		const { scores } = outlying(found.remainder);
		expect(scores.indexOf(Math.max(...scores))).toBe(304);
	});

	test('adds up to what was counted, with the same season every year', () => {
		const found = seasonalTrend(counts, 52);
		for (const [i, value] of counts.entries()) expect((found.season[i] ?? 0) + (found.trend[i] ?? 0) + (found.remainder[i] ?? 0)).toBeCloseTo(value, 12);
		expect(found.season.slice(52, 104)).toEqual(found.season.slice(0, 52));
	});

	test('gives back a straight line with a season as they were made, and is bent by no single storm', () => {
		const made = Array.from({ length: 61 }, (_, i) => ({ trend: 3 + 0.02 * i, season: [2, -1, 0, -1][i % 4] ?? 0 }));
		const stormy = made.map(({ trend, season }, i) => trend + season + (i === 30 ? 50 : 0));
		const found = seasonalTrend(stormy, 4);
		for (const [i, { trend, season }] of made.entries()) {
			expect(found.trend[i]).toBeCloseTo(trend, 6);
			expect(found.season[i]).toBeCloseTo(season, 6);
		}
		expect(found.remainder[30]).toBeCloseTo(50, 6);
	});

	test('is refused where there are no more than two periods, or the period is no whole number', () => {
		expect(() => seasonalTrend(counts.slice(0, 104), 52)).toThrow(RangeError);
		expect(() => seasonalTrend(counts, 52.18)).toThrow(RangeError);
	});
});
