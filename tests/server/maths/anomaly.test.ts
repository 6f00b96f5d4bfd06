import { describe, expect, test } from 'vitest';
import { harmonicAlarms, seasonalAlarm } from '../../../server/maths/alarm.ts';
import { bestAllowance, cusum, firstAlarm, limitFor, runLength } from '../../../server/maths/cusum.ts';
import { failuresAtLeast, poissonAtLeast } from '../../../server/maths/predictive.ts';
import { random } from '../../../server/maths/random.ts';
import anomaly from '../../../server/maths/vectors/anomaly.json' with { type: 'json' };

describe('a Poisson CUSUM', () => {
	const { mu0, mu1, k, y, S, h, first_alarm_1based: first } = anomaly.poisson_cusum;

	test('allowance, sums and first alarms are the vector’s', () => {
		expect(bestAllowance(mu0, mu1)).toBeCloseTo(k, 10);
		cusum(y, bestAllowance(mu0, mu1)).forEach((sum, i) => {
			expect(Math.abs(sum - (S[i] as number))).toBeLessThan(1e-6);
		});
		expect(h.map((limit) => (firstAlarm(y, { allowance: k, limit }) ?? -1) + 1)).toEqual(first);
		expect(firstAlarm([0, 1, 0], { allowance: k, limit: 4 })).toBeUndefined();
	});

	const exact = anomaly.poisson_cusum_exact_ARL;
	test.each(exact.h.flatMap((limit, i) => exact.mu.map((mean, j) => ({ limit, mean, length: (exact.ARL[i] as number[])[j] as number }))))(
		'with the limit $limit and a mean of $mean an alarm comes after $length periods on average',
		({ limit, mean, length }) => {
			expect(Math.abs(runLength({ allowance: exact.k, limit }, mean) / length - 1)).toBeLessThan(1e-9);
		},
	);

	test('the limit chosen is the lowest that keeps false alarms apart, with halves too', () => {
		expect(limitFor({ usual: 2, allowance: 3, periods: 894 })).toBe(7);
		expect(limitFor({ usual: 2, allowance: 3, periods: 895 })).toBe(8);
		expect(runLength({ allowance: 3, limit: 7 }, 2, 2)).toBeCloseTo(runLength({ allowance: 3, limit: 7 }, 2), 6);
		expect(() => limitFor({ usual: 5, allowance: 1, periods: 1e6 })).toThrow(RangeError);
		expect(() => runLength({ allowance: 2.5, limit: 5 }, 2)).toThrow(RangeError);
	});

	test('with halves, the exact length is that of many drawn runs', () => {
		const draw = random('cusum');
		const watch = { allowance: 2.5, limit: 4 };
		let periods = 0;
		for (let n = 0; n < 4000; n++) {
			for (let sum = 0; sum < watch.limit; periods++) {
				sum = Math.max(0, sum + draw.poisson(2) - watch.allowance);
			}
		}
		expect(Math.abs(periods / 4000 / runLength(watch, 2, 2) - 1)).toBeLessThan(0.06);
	});
});

describe('more failures than expected', () => {
	test('the tail of a Poisson count', () => {
		anomaly.poisson_tail.y.forEach((count, i) => {
			expect(poissonAtLeast(count, anomaly.poisson_tail.mu[i] as number)).toBeCloseTo(anomaly.poisson_tail.p[i] as number, 12);
		});
		expect(poissonAtLeast(0, 3)).toBe(1);
	});

	test('the predictive tail of an asset with its cohort as prior', () => {
		const { prior, hist_events: failures, hist_years: years, future_years: ahead, y, p } = anomaly.nb_predictive;
		const history = { shape: prior[0] as number, rate: prior[1] as number, failures, years };
		expect(Math.abs(failuresAtLeast(y, ahead, history) - p)).toBeLessThan(1e-12);
		expect(failuresAtLeast(0, ahead, history)).toBe(1);
		expect(failuresAtLeast(1, 1000, history)).toBeGreaterThan(0.99);
		expect(failuresAtLeast(1, 1000, history)).toBeLessThanOrEqual(1);
	});
});

describe('weeks that stand out', () => {
	const { counts, weeks, upperbound, alarm, expected } = anomaly.farrington_flexible;

	test('from the same season of earlier years are those of R’s surveillance: the planted outbreak alone', () => {
		const found = weeks.map((week) => seasonalAlarm(counts, week - 1));
		expect(found.map((it) => it?.limit)).toEqual(upperbound);
		expect(found.map((it) => (it?.alarm ? 1 : 0))).toEqual(alarm);
		// R stops its iterations a little before the end
		for (const [i, it] of found.entries()) expect(Math.abs((it?.expected ?? 0) / (expected[i] ?? 1) - 1)).toBeLessThan(1e-6);
	});

	test('from one wave a year and a trend are judged by the limits of R', () => {
		const told = harmonicAlarms(counts, 300);
		const { coef, dispersion, pred, upper99_nb } = anomaly.harmonic_poisson;
		for (const [i, value] of Object.values(coef).entries()) expect(Math.abs((told?.model.coefficients[i]?.value ?? 0) - value)).toBeLessThan(1e-6);
		expect(told?.model.dispersion).toBeCloseTo(dispersion, 6);
		expect(told?.alarms.map((it) => it.limit)).toEqual(upper99_nb);
		for (const [i, value] of pred.entries()) expect(told?.alarms[i]?.expected).toBeCloseTo(value, 5);
	});

	test('are not said with less than four years before, nor of fewer than five in four weeks', () => {
		expect(seasonalAlarm(counts, 200)).toBeUndefined();
		const quiet = Array.from({ length: 300 }, (_, i) => (i === 299 ? 4 : i % 50 === 0 ? 1 : 0));
		expect(seasonalAlarm(quiet, 299)?.alarm ?? false).toBe(false);
	});
});
