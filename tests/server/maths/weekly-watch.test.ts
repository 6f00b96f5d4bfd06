import { describe, expect, test } from 'vitest';
import { random } from '../../../server/maths/random.ts';
import anomaly from '../../../server/maths/vectors/anomaly.json' with { type: 'json' };
import told from '../../../server/maths/vectors/weekly_watch.json' with { type: 'json' };
import { profile, watchWeeks } from '../../../server/maths/weekly-watch.ts';

const year = 365.25 / 7;

/** Counts of so many weeks with a season, a spread of 1.6 times chance's, and whatever rise is asked for. */
function drawn(seed: string, { weeks, mean, rise = () => 1 }: { weeks: number; mean: number; rise?: (week: number) => number }): number[] {
	const draw = random(seed);
	return Array.from({ length: weeks }, (_, week) => {
		const expected = mean * rise(week) * Math.exp(0.03 * (week / year) + 0.4 * Math.cos((2 * Math.PI * week) / year));
		return draw.poisson(draw.gamma(expected / 0.6, 0.6));
	});
}

describe('weeks that are watched', () => {
	const { counts } = anomaly.farrington_flexible;
	const found = watchWeeks(counts, { from: told.from, yearWeeks: 52, draws: 99 });

	test('are held against what the vector expects, without the weeks of the history that stood out', () => {
		expect(found?.leftOut).toEqual(told.left_out);
		expect(found?.coefficients.map((it, i) => Math.abs(it - (told.coef[i] ?? Number.NaN)))).toEqual(told.coef.map(() => expect.closeTo(0, 6)));
		expect(found?.dispersion).toBeCloseTo(told.dispersion, 6);
		const watched = found?.bands.slice(told.from);
		expect(watched?.map((it) => it.limit)).toEqual(told.limit);
		expect(watched?.map((it) => it.low)).toEqual(told.low);
		expect(found?.alarms).toEqual(told.alarms);
		expect(found?.total).toEqual({ ...told.total, expected: expect.closeTo(told.total.expected, 4) });
		for (const [i, it] of (found?.sums ?? []).entries()) expect(Math.abs(it - (told.cusum[i] ?? Number.NaN))).toBeLessThan(1e-4);
	});

	test('raise about one false alarm in a hundred, and hardly ever a false drift', () => {
		const histories = Array.from({ length: 40 }, (_, i) => watchWeeks(drawn(`quiet ${i}`, { weeks: 260, mean: 6 }), { from: 208, draws: 99 }));
		const alarms = histories.reduce((sum, it) => sum + (it?.alarms.length ?? 0), 0);
		const drifts = histories.filter((it) => (it?.drift.p ?? 0) <= 0.01).length;
		// 21 of 2,080 weeks are to be expected at one in a hundred
		expect(alarms / (40 * 52)).toBeLessThan(0.016);
		expect(drifts).toBeLessThanOrEqual(2);
	}, 30_000);

	test('show a week of three times as much, and a rise that no single week shows', () => {
		const storm = watchWeeks(drawn('storm', { weeks: 260, mean: 8, rise: (week) => (week === 240 ? 4 : 1) }), { from: 208, draws: 199 });
		expect(storm?.alarms).toContain(240);
		expect(storm?.drift.p).toBeGreaterThan(0.01);
		const slow = watchWeeks(drawn('slow', { weeks: 260, mean: 8, rise: (week) => (week >= 225 ? 1.7 : 1) }), { from: 208, draws: 199 });
		expect(slow?.drift.p).toBeLessThanOrEqual(0.01);
		expect(Math.abs((slow?.drift.since ?? 0) - 225)).toBeLessThan(12);
	});

	test('cannot be told of a history without a single fault', () => {
		expect(watchWeeks(new Array(200).fill(0), { from: 150 })?.alarms ?? []).toEqual([]);
	});
});

test('the profile of the year is what its months were drawn from, and its mean is one', () => {
	const weeks = 520;
	const counts = drawn('profile', { weeks, mean: 40 });
	const months = counts.map((_, week) => Math.floor((((week % year) + year) % year) / (year / 12)) % 12);
	const it = watchWeeks(counts, { from: weeks - 52, draws: 99 });
	const found = profile(counts, months, { coefficients: it?.coefficients ?? [], dispersion: it?.dispersion ?? 1 });
	expect(found.reduce((sum, { times }) => sum + (times ?? 0), 0) / 12).toBeCloseTo(1, 9);
	const truth = (month: number): number => Math.exp(0.4 * Math.cos((2 * Math.PI * (month + 0.5)) / 12)) / 1.0404;
	expect(found.filter(({ low, high }, month) => (low ?? 9) <= truth(month) && truth(month) <= (high ?? 0)).length).toBeGreaterThanOrEqual(10);
	expect(found[0]?.times).toBeGreaterThan(1.3);
	expect(profile([0, 0, 3], [0, 1, 2], { coefficients: [0, 0, 0, 0], dispersion: 1 })[1]).toMatchObject({ count: 0, times: 0, low: 0 });
});
