import { harmonicAlarms, seasonalAlarm } from '../../../maths/alarm.ts';
import { bestAllowance, cusum, firstAlarm, runLength } from '../../../maths/cusum.ts';
import { earsAlarms, earsBound } from '../../../maths/ears.ts';
import { failuresAtLeast, poissonAtLeast } from '../../../maths/predictive.ts';
import { outlying, seasonalTrend } from '../../../maths/seasonal-trend.ts';
import anomaly from '../../../maths/vectors/anomaly.json' with { type: 'json' };
import medians from '../../../maths/vectors/stl_reaches.json' with { type: 'json' };
import weekly from '../../../maths/vectors/weekly_watch.json' with { type: 'json' };
import { watchWeeks } from '../../../maths/weekly-watch.ts';
import { type Check, type Family, near, relative, same } from '../check.ts';

function alarms(): Check[] {
	const { counts, weeks, upperbound, alarm, expected, score } = anomaly.farrington_flexible;
	const found = weeks.map((week) => seasonalAlarm(counts, week - 1));
	const wave = harmonicAlarms(counts, 300);
	const told = anomaly.harmonic_poisson;
	return [
		same(
			'farrington_flexible.upperbound',
			found.map((it) => it?.limit),
			upperbound,
		),
		same(
			'farrington_flexible.alarm',
			found.map((it) => (it?.alarm ? 1 : 0)),
			alarm,
		),
		relative(
			'farrington_flexible.expected',
			found.map((it) => it?.expected),
			expected,
			1e-6,
		),
		// R holds the count against the logarithm of what was expected, which nothing here goes by
		near(
			'farrington_flexible.score',
			found.map((it, i) => {
				const [mean, limit] = [Math.log(it?.expected ?? Number.NaN), it?.limit ?? Number.NaN];
				return ((counts[(weeks[i] ?? 0) - 1] ?? Number.NaN) - mean) / (limit - mean);
			}),
			score,
			1e-6,
		),
		near('harmonic_poisson.dispersion', [wave?.model.dispersion], [told.dispersion], 1e-6),
		near('harmonic_poisson.pred', wave?.alarms.map((it) => it.expected) ?? [], told.pred, 1e-6),
		same('harmonic_poisson.observed', counts.slice(300), told.observed),
		near('harmonic_poisson.coef', wave?.model.coefficients.map((it) => it.value) ?? [], Object.values(told.coef), 1e-6),
		same('harmonic_poisson.upper99_nb', wave?.alarms.map((it) => it.limit) ?? [], told.upper99_nb),
	];
}

/** Weeks against those just before them, and what a season and a trend leave over. */
function unusual(): Check[] {
	const { counts, weeks } = anomaly.farrington_flexible;
	const { upperbound, alarm } = anomaly.ears_C1;
	const left = anomaly.stl_robust;
	const { remainder } = seasonalTrend(counts.map(Math.log1p), 52, medians.reaches);
	const { spread, scores } = outlying(remainder);
	const farthest = scores.map((score, i) => [score, i + 1] as const).sort((a, b) => b[0] - a[0]);
	return [
		near(
			'ears_C1.upperbound',
			weeks.map((week) => earsBound(counts, week - 1, { method: 'C1' })?.limit),
			upperbound,
			1e-6,
		),
		same(
			'ears_C1.alarm',
			weeks.map((week) => (earsAlarms(counts, week - 1).includes('C1') ? 1 : 0)),
			alarm,
		),
		near('stl_robust.remainder', remainder, left.remainder, 1e-6),
		near('stl_robust.mad, z305', [spread, scores[304]], [left.mad, left.z305], 1e-6),
		same(
			'stl_robust.top5',
			farthest.slice(0, 5).map(([, week]) => week),
			left.top5,
		),
	];
}

/** Weeks watched after a history of their own. */
function watched(): Check[] {
	const found = watchWeeks(anomaly.farrington_flexible.counts, { from: weekly.from, yearWeeks: 52, draws: 19 });
	const bands = found?.bands.slice(weekly.from) ?? [];
	const whole = found ? [found.total.seen, found.total.low, found.total.limit] : [];
	return [
		same('weekly_watch.left_out', found?.leftOut ?? [], weekly.left_out),
		near('weekly_watch.coef', found?.coefficients ?? [], weekly.coef, 1e-6),
		near('weekly_watch.dispersion', [found?.dispersion], [weekly.dispersion], 1e-6),
		same(
			'weekly_watch.limit',
			bands.map((it) => it.limit),
			weekly.limit,
		),
		same(
			'weekly_watch.low',
			bands.map((it) => it.low),
			weekly.low,
		),
		same('weekly_watch.alarms', found?.alarms ?? [], weekly.alarms),
		same('weekly_watch.total', whole, [weekly.total.seen, weekly.total.low, weekly.total.limit]),
		near('weekly_watch.total.expected', [found?.total.expected], [weekly.total.expected], 1e-6),
		near(
			'weekly_watch.expected',
			bands.map((it) => it.expected),
			weekly.expected,
			1e-6,
		),
		near('weekly_watch.cusum', found?.sums ?? [], weekly.cusum, 1e-4),
	];
}

/** The vector's allowance as a fraction, so that the chain of the sums has whole steps. */
const parts = 61;
/** Three standard errors of the 4,000 runs by which R simulated: the time between false alarms is as long, on average, as it strays. */
const simulated = 3 / Math.sqrt(4000);

function sums(): Check[] {
	const { mu0, mu1, k, y, S, h, first_alarm_1based: first, ARL0_sim, ARL1_sim } = anomaly.poisson_cusum;
	const stepped = Math.round(k * parts) / parts;
	const lengths = (mean: number) => h.map((limit) => runLength({ allowance: stepped, limit }, mean, parts));
	const exact = anomaly.poisson_cusum_exact_ARL;
	const { prior, hist_events: failures, hist_years: years, future_years: ahead, y: seen, p } = anomaly.nb_predictive;
	return [
		near('poisson_cusum.k', [bestAllowance(mu0, mu1)], [k], 1e-9),
		near('poisson_cusum.S', cusum(y, k), S, 1e-6),
		same(
			'poisson_cusum.first_alarm',
			h.map((limit) => (firstAlarm(y, { allowance: k, limit }) ?? -1) + 1),
			first,
		),
		relative('poisson_cusum.ARL0_sim, ARL1_sim', [...lengths(mu0), ...lengths(mu1)], [...ARL0_sim, ...ARL1_sim], simulated),
		relative(
			'poisson_cusum_exact_ARL',
			exact.h.flatMap((limit) => exact.mu.map((mean) => runLength({ allowance: exact.k, limit }, mean))),
			exact.ARL.flat(),
			1e-9,
		),
		near(
			'poisson_tail',
			anomaly.poisson_tail.y.map((count, i) => poissonAtLeast(count, anomaly.poisson_tail.mu[i] ?? Number.NaN)),
			anomaly.poisson_tail.p,
			1e-12,
		),
		near('nb_predictive', [failuresAtLeast(seen, ahead, { shape: prior[0] ?? Number.NaN, rate: prior[1] ?? Number.NaN, failures, years })], [p], 1e-12),
	];
}

export const anomalies: Family = { id: 'anomalies', vectors: ['anomaly.json'], oracle: anomaly.meta.oracle, checks: alarms };
export const sudden: Family = { id: 'sudden', vectors: ['anomaly.json', 'stl_reaches.json'], oracle: anomaly.meta.oracle, checks: unusual };
export const weeks: Family = { id: 'weeks', vectors: ['weekly_watch.json', 'anomaly.json'], oracle: weekly.meta.oracle, checks: watched };
export const drift: Family = { id: 'drift', vectors: ['anomaly.json'], oracle: 'Brook & Evans 1972; R', checks: sums };
