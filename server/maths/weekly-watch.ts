import { countLimit } from './alarm.ts';
import { cusum } from './cusum.ts';
import { dot, lowerRoot, type Matrix, times } from './matrix.ts';
import { normal975 } from './normal.ts';
import { random } from './random.ts';
import { poissonInterval } from './rates.ts';
import { poissonRegression } from './regression.ts';

/** A year in weeks, so that the season does not wander off over a long history. */
const usualYear = 365.25 / 7;
/** A rise of a half is what the sums are made to find soonest (Lucas 1985). */
const rise = 1.5;
const mostRounds = 10;
/** Weeks of the history are left out beyond what chance passes in one of a thousand: leaving out one of a hundred would take chance's own for storms, and make the limits too narrow. */
const extraordinary = 0.001;
const inFourWeeks = 5;

interface Watching {
	/** The first week that is watched, counted from 0; what comes before is the history. */
	readonly from: number;
	/** The chance that a week, or the whole, passes its limit although nothing has changed. */
	readonly chance?: number;
	readonly yearWeeks?: number;
	/** How many histories are drawn by chance to judge a slow rise. */
	readonly draws?: number;
}

/** What is expected, and between which counts all but `chance` of each side lie. */
export interface Band {
	readonly expected: number;
	readonly low: number;
	readonly limit: number;
}

/** What the weeks of one place or class look like against their own history. */
export interface Watched {
	/** A band for every week, watched or not. */
	readonly bands: readonly Band[];
	/** Weeks of the history that stood out themselves, and were left out of what is expected. */
	readonly leftOut: readonly number[];
	/** Watched weeks that brought more than their limit. */
	readonly alarms: readonly number[];
	/** The watched weeks together. */
	readonly total: Band & { readonly seen: number };
	/** How much the counts vary, as a multiple of chance. */
	readonly dispersion: number;
	/** Constant, trend a year (0 where none could be trusted), sine and cosine of the year. */
	readonly coefficients: readonly number[];
	/** The sums of what the counts exceed a rise's allowance by: one for each watched week. */
	readonly sums: readonly number[];
	/** How often chance alone drifts upwards as far, and since which week it has; `since` is undefined where nothing drifts. */
	readonly drift: { readonly p: number; readonly since: number | undefined };
}

interface Model {
	readonly coefficients: readonly number[];
	readonly dispersion: number;
	/** Of the coefficients, with the counts' own spread. */
	readonly covariance: Matrix;
	readonly row: (week: number) => readonly number[];
}

const rowWith =
	(trend: boolean, yearWeeks: number) =>
	(week: number): number[] => {
		const angle = (2 * Math.PI * week) / yearWeeks;
		return [1, ...(trend ? [week / yearWeeks] : []), Math.sin(angle), Math.cos(angle)];
	};

const sum = (list: readonly number[]): number => list.reduce((total, it) => total + it, 0);

function modelling(counts: readonly number[], weeks: readonly number[], row: Model['row']): Model | undefined {
	const found = poissonRegression({ rows: weeks.map(row), counts: weeks.map((it) => counts[it] ?? 0), exposures: weeks.map(() => 1) });
	if (!found) return;
	const dispersion = Math.max(1, found.dispersion);
	const covariance = found.covariance.map((line) => line.map((it) => it * dispersion));
	return { coefficients: found.coefficients.map(({ value }) => value), dispersion, covariance, row };
}

const expectedIn = ({ coefficients, row }: Model, week: number): number => Math.exp(dot(row(week), coefficients));

/** Beside the spread of the counts stands what is not known of the model itself: the further ahead, the more. */
const spreadOf = ({ dispersion, covariance }: Model, expected: number, slope: readonly number[]): number =>
	dispersion + expected * dot(slope, times(covariance, slope));

function bandOf(model: Model, expected: number, { slope, chance }: { slope: readonly number[]; chance: number }): Band {
	const dispersion = spreadOf(model, expected, slope);
	return { expected, low: countLimit(expected, { dispersion, chance: 1 - chance }), limit: countLimit(expected, { dispersion, chance }) };
}

const weekBand = (model: Model, week: number, chance: number): Band => bandOf(model, expectedIn(model, week), { slope: model.row(week), chance });

function stoodOut(model: Model, week: number, count: number): boolean {
	const expected = expectedIn(model, week);
	return count > expected && count > countLimit(expected, { dispersion: spreadOf(model, expected, model.row(week)), chance: extraordinary });
}

function totalBand(model: Model, weeks: readonly number[], chance: number): Band {
	const means = weeks.map((it) => expectedIn(model, it));
	const expected = sum(means);
	const slope = model.coefficients.map((_, k) => sum(weeks.map((week, i) => (means[i] ?? 0) * (model.row(week)[k] ?? 0))) / expected);
	return bandOf(model, expected, { slope, chance });
}

/** Fits the history, leaves out the weeks that stand out of it, and fits again until those are the same. */
function settled(counts: readonly number[], history: readonly number[], row: Model['row']) {
	let leftOut: readonly number[] = [];
	for (let round = 0; ; round++) {
		const out = new Set(leftOut);
		const model = modelling(
			counts,
			history.filter((it) => !out.has(it)),
			row,
		);
		if (!model) return;
		const standing = history.filter((it) => stoodOut(model, it, counts[it] ?? 0));
		if (round === mostRounds || (standing.length === leftOut.length && standing.every((it) => out.has(it)))) return { model, leftOut };
		leftOut = standing;
	}
}

/** A trend that leads beyond all that was ever counted is not trusted. */
function modelOf(counts: readonly number[], from: number, yearWeeks: number) {
	const history = Array.from({ length: from }, (_, i) => i);
	const most = Math.max(...counts.slice(0, from));
	const trending = settled(counts, history, rowWith(true, yearWeeks));
	const leads = trending && counts.some((_, week) => week >= from && expectedIn(trending.model, week) > most);
	return trending && !leads ? trending : settled(counts, history, rowWith(false, yearWeeks));
}

const allowance = (rise - 1) / Math.log(rise);

function highest(sums: readonly number[]): { value: number; since: number | undefined } {
	const value = Math.max(0, ...sums);
	const end = sums.indexOf(value);
	return { value, since: value > 0 ? sums.lastIndexOf(0, end) + 1 : undefined };
}

/**
 * A slow rise, by the sums of a CUSUM that follows the season. A week counts for no more than its limit: a single storm is an alarm, not a drift. What the
 * highest sum means is judged by drawing histories as chance would have them, the model's own uncertainty included.
 */
function driftOf(model: Model, { counts, bands, from, draws }: { counts: readonly number[]; bands: readonly Band[]; from: number; draws: number }) {
	const rows = bands.map((_, i) => model.row(from + i));
	const sumsOf = (weeks: readonly number[]): number[] =>
		cusum(
			weeks.map((count, i) => Math.min(count, bands[i]?.limit ?? count) - allowance * (bands[i]?.expected ?? 0)),
			0,
		);
	const sums = sumsOf(counts);
	const { value, since } = highest(sums);
	const root = lowerRoot(model.covariance);
	if (since === undefined || !root) return { sums, drift: { p: 1, since: undefined } };
	const draw = random('drift');
	const shape = 1 / (model.dispersion - 1);
	let asFar = 0;
	for (let n = 0; n < draws; n++) {
		const away = times(
			root,
			root.map(() => draw.normal()),
		);
		const beta = model.coefficients.map((it, k) => it + (away[k] ?? 0));
		const weeks = rows.map((row) => {
			const mean = Math.exp(dot(row, beta));
			return draw.poisson(Number.isFinite(shape) ? draw.gamma(mean * shape, 1 / shape) : mean);
		});
		if (highest(sumsOf(weeks)).value >= value) asFar += 1;
	}
	return { sums, drift: { p: (asFar + 1) / (draws + 1), since: from + since } };
}

/**
 * Watches weekly counts against what their own history leads to expect: a trend and one wave a year (quasi-Poisson, with negative binomial limits), fitted
 * again without the weeks of the history that stood out. `counts` are whole weeks, oldest first. Says which watched weeks pass their limit, whether all of
 * them together do, and whether they rise slowly. Undefined where the history cannot tell the coefficients apart.
 */
export function watchWeeks(counts: readonly number[], { from, chance = 0.01, yearWeeks = usualYear, draws = 999 }: Watching): Watched | undefined {
	const found = modelOf(counts, from, yearWeeks);
	if (!found) return;
	const { model, leftOut } = found;
	const bands = counts.map((_, week) => weekBand(model, week, chance));
	const weeks = counts.map((_, week) => week).filter((week) => week >= from);
	const lately = (week: number): number => sum(counts.slice(Math.max(0, week - 3), week + 1));
	const { sums, drift } = driftOf(model, { counts: counts.slice(from), bands: bands.slice(from), from, draws });
	const [constant = 0, ...rest] = model.coefficients;
	return {
		bands,
		leftOut,
		alarms: weeks.filter((week) => (counts[week] ?? 0) > (bands[week]?.limit ?? 0) && lately(week) >= inFourWeeks),
		total: { seen: sum(counts.slice(from)), ...totalBand(model, weeks, chance) },
		dispersion: model.dispersion,
		coefficients: rest.length === 3 ? model.coefficients : [constant, 0, ...rest],
		sums,
		drift,
	};
}

/** How one month stands to the whole year. */
export interface MonthOfYear {
	readonly count: number;
	/** Times the year's mean, with the 95 % interval; none where nothing was counted. */
	readonly times: number | null;
	readonly low: number | null;
	readonly high: number | null;
}

/**
 * The seasonal profile: what each month (0 to 11, `months` says of each week in which it lies) brought, against the trend alone, so that the mean of the year
 * is 1. The intervals allow for counts that vary more than chance.
 */
export function profile(
	counts: readonly number[],
	months: readonly number[],
	{ coefficients, dispersion }: Pick<Watched, 'coefficients' | 'dispersion'>,
): MonthOfYear[] {
	const trend = (week: number): number => Math.exp(((coefficients[1] ?? 0) * week) / usualYear);
	const raw = Array.from({ length: 12 }, (_, month) => {
		const weeks = months.flatMap((it, week) => (it === month ? [week] : []));
		return { count: sum(weeks.map((week) => counts[week] ?? 0)), trended: sum(weeks.map(trend)) };
	});
	const known = raw.flatMap(({ count, trended }) => (trended > 0 ? [count / trended] : []));
	const mean = sum(known) / known.length;
	return raw.map(({ count, trended }) => {
		if (!(trended > 0 && mean > 0)) return { count, times: null, low: null, high: null };
		const here = count / trended / mean;
		if (count === 0) return { count, times: here, low: 0, high: (dispersion * poissonInterval(0).high) / trended / mean };
		const width = Math.exp(normal975 * Math.sqrt(dispersion / count));
		return { count, times: here, low: here / width, high: here * width };
	});
}
