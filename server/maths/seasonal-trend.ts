import { loess, loessAt, movingAverage, type Smoothing } from './loess.ts';

/** A series taken apart: it is the sum of these three, value by value. */
export interface Parts {
	readonly season: readonly number[];
	readonly trend: readonly number[];
	readonly remainder: readonly number[];
}

/** A normal spread as a multiple of the median distance from the median. */
const normalFromMedian = 1.4826;
const robustRounds = 15;

const odd = (least: number): number => 2 * Math.floor(least / 2) + 1;
const smoothing = (span: number, degree: 0 | 1): Smoothing => ({ span, degree, every: Math.ceil(span / 10) });

function medianOf(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const half = sorted.length / 2;
	return ((sorted[Math.ceil(half) - 1] ?? Number.NaN) + (sorted[Math.floor(half)] ?? Number.NaN)) / 2;
}

/** How far a value is believed by how far it lies from what fits it: not at all from six times the median distance on (Tukey's biweight). */
function trustOf(distances: readonly number[], reach = 6 * medianOf(distances)): number[] {
	return distances.map((distance) => {
		if (distance <= 0.001 * reach) return 1;
		return distance > 0.999 * reach ? 0 : (1 - (distance / reach) ** 2) ** 2;
	});
}

/** Every place of the period smoothed over the years by itself, and carried one period further at both ends. */
function smoothedCycles(values: readonly number[], { period, season, trust }: { period: number; season: Smoothing; trust: readonly number[] | undefined }) {
	const out = new Array<number>(values.length + 2 * period).fill(0);
	for (let place = 0; place < period; place += 1) {
		const own = values.filter((_, i) => i % period === place);
		const believed = trust?.filter((_, i) => i % period === place);
		const within = loess(own, season, believed);
		const reach = Math.min(season.span, own.length);
		const fit = { ...season, trust: believed };
		const before = loessAt(own, { at: -1, first: 0, last: reach - 1 }, fit) ?? within[0] ?? 0;
		const after = loessAt(own, { at: own.length, first: own.length - reach, last: own.length - 1 }, fit) ?? within.at(-1) ?? 0;
		for (const [i, value] of [before, ...within, after].entries()) out[place + i * period] = value;
	}
	return out;
}

/** The mean of each place of the period over all of them: the season is then the same in every year. */
function same(values: readonly number[], period: number): number[] {
	const means = Array.from({ length: period }, (_, place) => {
		const own = values.filter((_, i) => i % period === place);
		return own.reduce((all, it) => all + it, 0) / own.length;
	});
	return values.map((_, i) => means[i % period] ?? 0);
}

/**
 * Takes a series apart into a season that is the same every period, a trend, and what remains (STL: Cleveland, Cleveland, McRae & Terpenning 1990, with the
 * spans R's `stl(s.window = "periodic", robust = TRUE)` chooses). What lies far from both counts for little, so that one storm bends neither.
 * @param values evenly spaced and without gaps, in whatever unit; the parts are in the same
 * @param period how many values make a period, a whole number of at least two
 * @param reaches how far from the fit a value is believed at all, after each round, in place of six times the median distance: R's own medians are now and
 * then not quite that, and only with those can its figures be met
 * @throws RangeError with no more than two periods: a season cannot be told from a trend
 */
export function seasonalTrend(values: readonly number[], period: number, reaches: readonly number[] = []): Parts {
	if (!(Number.isInteger(period) && period >= 2 && values.length > 2 * period)) throw new RangeError('more than two whole periods are needed');
	const wide = 10 * values.length + 1;
	const spans = {
		season: smoothing(odd(wide), 0),
		trend: smoothing(odd(Math.ceil((1.5 * period) / (1 - 1.5 / wide))), 1),
		low: smoothing(odd(period), 1),
	};
	let season: number[] = [];
	let trend = values.map(() => 0);
	let trust: number[] | undefined;
	for (let round = 0; round <= robustRounds; round += 1) {
		const cycles = smoothedCycles(
			values.map((it, i) => it - (trend[i] ?? 0)),
			{ period, season: spans.season, trust },
		);
		const low = loess(movingAverage(movingAverage(movingAverage(cycles, period), period), 3), spans.low);
		season = values.map((_, i) => (cycles[period + i] ?? 0) - (low[i] ?? 0));
		const without = values.map((it, i) => it - (season[i] ?? 0));
		trend = loess(without, spans.trend, trust);
		trust = trustOf(
			without.map((it, i) => Math.abs(it - (trend[i] ?? 0))),
			reaches[round],
		);
	}
	const even = same(season, period);
	return { season: even, trend, remainder: values.map((it, i) => it - (even[i] ?? 0) - (trend[i] ?? 0)) };
}

/** The spread of what remains, as a normal standard deviation that outliers do not widen, and how many of them each value lies from nought. */
export function outlying(remainder: readonly number[]): { spread: number; scores: readonly number[] } {
	const middle = medianOf(remainder);
	const spread = normalFromMedian * medianOf(remainder.map((it) => Math.abs(it - middle)));
	return { spread, scores: remainder.map((it) => it / spread) };
}
