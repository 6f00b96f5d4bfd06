import { logGamma } from './gamma.ts';
import { dot } from './matrix.ts';
import { type Counted, type CountModel, poissonRegression } from './regression.ts';

/** What a week was expected to bring, the number it passes in only so few weeks, and whether it did. */
export interface Alarm {
	readonly expected: number;
	readonly limit: number;
	readonly alarm: boolean;
}

interface Watching {
	/** The chance of a false alarm in one week. */
	readonly chance?: number;
	readonly yearWeeks?: number;
}

/** The smallest number that a count with this mean and spread (a multiple of chance's) passes with at most the given probability. */
export function countLimit(mean: number, { dispersion, chance }: { dispersion: number; chance: number }): number {
	const size = mean / Math.max(dispersion - 1, 1e-9);
	let [reached, count] = [0, -1];
	while (reached < 1 - chance && count < 1e6) {
		count += 1;
		reached += Math.exp(logChance(count, mean, size));
	}
	return count;
}

function logChance(count: number, mean: number, size: number): number {
	// so close to a Poisson count that the difference of two large logarithms would say less than nothing
	if (size > 1e7) return count * Math.log(mean) - mean - logGamma(count + 1);
	const own = logGamma(size + count) - logGamma(size) - logGamma(count + 1);
	return own + size * Math.log(size / (size + mean)) + count * Math.log(mean / (size + mean));
}

/** Weeks compared with the years before by a trend and one wave a year, fitted on those before `from`. */
export function harmonicAlarms(
	counts: readonly number[],
	from: number,
	{ chance = 0.01, yearWeeks = 52 }: Watching = {},
): { alarms: Alarm[]; model: CountModel } | undefined {
	const row = (week: number) => [1, week / yearWeeks, Math.sin((2 * Math.PI * week) / yearWeeks), Math.cos((2 * Math.PI * week) / yearWeeks)];
	const before = counts.slice(0, from);
	const model = poissonRegression({ rows: before.map((_, i) => row(i)), counts: before, exposures: before.map(() => 1) });
	if (!model) return;
	const beta = model.coefficients.map((it) => it.value);
	const alarms = counts.slice(from).map((count, i) => alarmOf(count, Math.exp(dot(row(from + i), beta)), { dispersion: model.dispersion, chance }));
	return { alarms, model };
}

function alarmOf(count: number, expected: number, told: { dispersion: number; chance: number }): Alarm {
	const limit = countLimit(expected, told);
	return { expected, limit, alarm: count > limit };
}

const years = 4;
const halfWindow = 3;
const periods = 10;
const tooRecent = 26;
const outlying = 2.58;

/**
 * Whether a week stands out from the same season of the four years before (Noufaily et al. 2013, as R's surveillance has it): the last half year is left
 * out, and earlier weeks that stood out count less, so that a past outbreak does not hide a new one. Undefined with less than four years before it, and no
 * alarm with fewer than five in four weeks.
 */
export function seasonalAlarm(counts: readonly number[], week: number, { chance = 0.01, yearWeeks = 52 }: Watching = {}): Alarm | undefined {
	const first = week - years * yearWeeks - halfWindow;
	if (first < 0) return;
	const weeks = Array.from({ length: week - tooRecent - first }, (_, i) => first + i);
	const row = (at: number, withTrend: boolean) => seasonRow(at, { now: week, yearWeeks, withTrend });
	const data = (withTrend: boolean) => ({
		rows: weeks.map((it) => row(it, withTrend)),
		counts: weeks.map((it) => counts[it] as number),
		exposures: weeks.map(() => 1),
	});
	for (const withTrend of [true, false]) {
		const model = withoutOutliers(data(withTrend));
		if (!model) continue;
		const expected = Math.exp(
			dot(
				row(week, withTrend),
				model.coefficients.map((it) => it.value),
			),
		);
		// a trend that leads beyond all that was ever counted is not trusted
		if (withTrend && expected > Math.max(...data(false).counts)) continue;
		const found = alarmOf(counts[week] as number, expected, { dispersion: Math.max(1, model.dispersion), chance });
		return { ...found, alarm: found.alarm && counts.slice(week - 3, week + 1).reduce((a, b) => a + b, 0) >= 5 };
	}
	return;
}

// One, the time, and which of the periods of the year, counted from the week watched, it falls in; that week's own surroundings are the base.
function seasonRow(at: number, { now, yearWeeks, withTrend }: { now: number; yearWeeks: number; withTrend: boolean }): number[] {
	const since = (((at - now) % yearWeeks) + yearWeeks) % yearWeeks;
	const inWindow = since <= halfWindow || since >= yearWeeks - halfWindow;
	const length = (yearWeeks - 2 * halfWindow - 1) / (periods - 1);
	const period = inWindow ? 0 : 1 + Math.floor((since - halfWindow - 1) / length);
	const season = Array.from({ length: periods - 1 }, (_, k) => (period === k + 1 ? 1 : 0));
	return [1, ...(withTrend ? [(at - now) / yearWeeks] : []), ...season];
}

function withoutOutliers(counted: Counted): CountModel | undefined {
	const model = poissonRegression(counted);
	if (!model) return;
	const dispersion = Math.max(1, model.dispersion);
	const residuals = counted.counts.map((y, i) => {
		const [mean, row] = [model.fitted[i] as number, counted.rows[i] as readonly number[]];
		const leverage =
			mean *
			dot(
				row,
				model.covariance.map((it) => dot(it, row)),
			);
		return (1.5 * (y ** (2 / 3) * mean ** (-1 / 6) - Math.sqrt(mean))) / Math.sqrt(dispersion * (1 - leverage));
	});
	const raw = residuals.map((it) => (it > outlying ? it ** -2 : 1));
	const all = raw.reduce((a, b) => a + b, 0);
	return poissonRegression({ ...counted, weights: raw.map((it) => (it * raw.length) / all) });
}
