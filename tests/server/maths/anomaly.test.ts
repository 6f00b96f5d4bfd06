import { describe, expect, test } from 'vitest';
import { harmonicAlarms, seasonalAlarm } from '../../../server/maths/alarm.ts';
import { bestAllowance, cusum, firstAlarm, limitFor, runLength, type Watch } from '../../../server/maths/cusum.ts';
import { earsAlarms, earsBound } from '../../../server/maths/ears.ts';
import { failuresAtLeast, poissonAtLeast } from '../../../server/maths/predictive.ts';
import { random } from '../../../server/maths/random.ts';
import anomaly from '../../../server/maths/vectors/anomaly.json' with { type: 'json' };

/** How long it is until an alarm on average, over many drawn runs. */
function drawnLength({ allowance, limit }: Watch, mean: number, runs = 2000): number {
	const draw = random('cusum');
	let periods = 0;
	for (let n = 0; n < runs; n++) for (let sum = 0; sum < limit; periods++) sum = Math.max(0, sum + draw.poisson(mean) - allowance);
	return periods / runs;
}

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
		const watch = { allowance: 2.5, limit: 4 };
		expect(Math.abs(drawnLength(watch, 2) / runLength(watch, 2, 2) - 1)).toBeLessThan(0.06);
	});
});

describe('a Poisson CUSUM with an allowance that is no round number', () => {
	const { mu0, mu1, k, h, ARL0_sim, ARL1_sim } = anomaly.poisson_cusum;

	test.each([
		{ mean: mu0, lengths: ARL0_sim },
		{ mean: mu1, lengths: ARL1_sim },
	])('comes to its alarm as late as R drew it, with a mean of $mean', ({ mean, lengths }) => {
		// both are drawn: R's runs and these leave three standard errors of about 8 %
		for (const [i, limit] of h.entries()) expect(Math.abs(drawnLength({ allowance: k, limit }, mean) / (lengths[i] ?? Number.NaN) - 1)).toBeLessThan(0.08);
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

describe('weeks unlike those just before them', () => {
	const { counts, weeks } = anomaly.farrington_flexible;
	const { upperbound, alarm } = anomaly.ears_C1;

	test('pass the limits of R’s surveillance: the planted outbreak alone', () => {
		const found = weeks.map((week) => earsBound(counts, week - 1, { method: 'C1' })?.limit ?? Number.NaN);
		for (const [i, limit] of found.entries()) expect(Math.abs(limit - (upperbound[i] ?? Number.NaN))).toBeLessThan(1e-6);
		expect(weeks.map((week) => (earsAlarms(counts, week - 1).includes('C1') ? 1 : 0))).toEqual(alarm);
	});

	test('of C2 are held against weeks that end two before them, and C3 adds up what three weeks bring', () => {
		const calm = [4, 6, 5, 4, 6, 5, 5];
		// the mean is 5, and the standard deviation the root of 4 / 6
		expect(earsBound([...calm, 30, 40, 7], 9, { method: 'C2' })).toMatchObject({ expected: 5, spread: Math.sqrt(4 / 6) });
		expect(earsAlarms([...calm, 7], 7)).toEqual([]);
		expect(earsAlarms([...calm, 8], 7)).toEqual(['C1']);
		// a rise that lasts is in C1's base already, not yet in C2's
		expect(earsAlarms([...calm, 5, 5, 9, 9, 9], 11)).toEqual(['C2', 'C3']);
		expect(earsAlarms([...calm, 5, 5, 6.4, 6.4, 6.4], 11)).toEqual(['C3']);
	});

	test('need so many weeks before them, and a spread where the base has none', () => {
		expect(earsAlarms([1, 1, 1, 1, 1, 1, 90], 6)).toEqual([]);
		expect(earsAlarms([1, 1, 1, 1, 1, 1, 1, 90], 7)).toEqual(['C1']);
		const equal = [...new Array(11).fill(4), 5];
		expect(earsAlarms(equal, 11)).toEqual(['C1', 'C2', 'C3']);
		expect(earsAlarms(equal, 11, { leastSpread: Math.sqrt })).toEqual([]);
	});
});
