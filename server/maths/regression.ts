import { digamma, logGamma, trigamma } from './gamma.ts';
import { dot, inverse, times } from './matrix.ts';
import { normal975 } from './normal.ts';

/** Counts to be explained: for each a row of explaining numbers (the first commonly 1) and what the count is in proportion to. */
export interface Counted {
	readonly rows: readonly (readonly number[])[];
	readonly counts: readonly number[];
	readonly exposures: readonly number[];
	/** How much each count weighs; one where it isn't said. */
	readonly weights?: readonly number[];
}

/** A fitted model of counts: the logarithm of each rate is the sum of the coefficients times the row. */
export interface CountModel {
	readonly coefficients: readonly Coefficient[];
	/** What is expected of each. */
	readonly fitted: readonly number[];
	readonly logLikelihood: number;
	readonly deviance: number;
	/** The counts' spread as a multiple of what chance would give: well above one, a negative binomial model is called for. */
	readonly dispersion: number;
	readonly covariance: readonly (readonly number[])[];
}

/** A coefficient, and as a factor on the rate with its interval. */
export interface Coefficient {
	readonly value: number;
	readonly standardError: number;
	readonly factor: number;
	readonly low: number;
	readonly high: number;
}

/** A negative binomial model: the variance is mean + mean² / theta. */
export interface SpreadModel extends CountModel {
	readonly theta: number;
	readonly errorOfTheta: number;
}

/** Explains counts by a Poisson model (iteratively reweighted least squares). Undefined where the rows cannot tell the coefficients apart. */
export function poissonRegression(counted: Counted): CountModel | undefined {
	const fit = reweighted(counted, Number.POSITIVE_INFINITY);
	return fit && model(counted, fit, Number.POSITIVE_INFINITY);
}

/**
 * Explains counts that vary more than chance has them vary, the spread found together with the coefficients (Lawless 1987, as R's glm.nb). Undefined where
 * the rows cannot tell the coefficients apart or the counts do not vary more than chance: then the Poisson model says it all.
 */
export function spreadRegression(counted: Counted): SpreadModel | undefined {
	let fit = reweighted(counted, Number.POSITIVE_INFINITY);
	let theta: number | undefined;
	for (let round = 0; fit && round < 200; round++) {
		const next = likeliestTheta(counted.counts, fit.fitted);
		if (next === undefined) return;
		const settled = theta !== undefined && Math.abs(next / theta - 1) < 1e-12;
		theta = next;
		fit = reweighted(counted, theta, fit.beta);
		if (settled) break;
	}
	if (!fit || theta === undefined) return;
	const information = -thetaCurve(theta, counted.counts, fit.fitted);
	return { ...model(counted, fit, theta), theta, errorOfTheta: 1 / Math.sqrt(information) };
}

interface Fit {
	readonly beta: readonly number[];
	readonly fitted: readonly number[];
	readonly covariance: readonly (readonly number[])[];
}

function reweighted({ rows, counts, exposures, weights }: Counted, theta: number, start?: readonly number[]): Fit | undefined {
	const offsets = exposures.map(Math.log);
	let linear = start ? rows.map((row, i) => dot(row, start) + (offsets[i] as number)) : counts.map((y) => Math.log(y + 0.1));
	let [beta, last]: [readonly number[], number] = [start ?? [], Number.POSITIVE_INFINITY];
	for (let round = 0; round < 100; round++) {
		const fitted = linear.map(Math.exp);
		const weight = fitted.map((mean, i) => ((weights?.[i] ?? 1) * mean) / (1 + mean / theta));
		const target = linear.map((it, i) => it - (offsets[i] as number) + ((counts[i] as number) - (fitted[i] as number)) / (fitted[i] as number));
		const covariance = inverse(crossed(rows, weight));
		if (!covariance) return;
		const before = beta;
		beta = times(covariance, projected(rows, weight, target));
		linear = rows.map((row, i) => dot(row, beta) + (offsets[i] as number));
		const step = beta.reduce((most, it, k) => Math.max(most, Math.abs(it - (before[k] ?? Number.POSITIVE_INFINITY))), 0);
		if (step < 1e-11 || (step < 1e-9 && step >= last)) return { beta, fitted: linear.map(Math.exp), covariance };
		last = step;
	}
	return;
}

function crossed(rows: readonly (readonly number[])[], weight: readonly number[]): number[][] {
	const size = rows[0]?.length ?? 0;
	const sums = Array.from({ length: size }, () => new Array<number>(size).fill(0));
	rows.forEach((row, i) => {
		for (let a = 0; a < size; a++) {
			const scaled = (row[a] as number) * (weight[i] as number);
			const into = sums[a] as number[];
			if (scaled !== 0) for (let b = 0; b < size; b++) into[b] = (into[b] as number) + scaled * (row[b] as number);
		}
	});
	return sums;
}

function projected(rows: readonly (readonly number[])[], weight: readonly number[], target: readonly number[]): number[] {
	const sums = new Array<number>(rows[0]?.length ?? 0).fill(0);
	rows.forEach((row, i) => {
		const scaled = (weight[i] as number) * (target[i] as number);
		for (let a = 0; a < row.length; a++) sums[a] = (sums[a] as number) + scaled * (row[a] as number);
	});
	return sums;
}

function model({ counts, rows, weights }: Counted, { beta, fitted, covariance }: Fit, theta: number): CountModel {
	const coefficients = beta.map((value, k) => {
		const standardError = Math.sqrt(covariance[k]?.[k] ?? Number.NaN);
		return {
			value,
			standardError,
			factor: Math.exp(value),
			low: Math.exp(value - normal975 * standardError),
			high: Math.exp(value + normal975 * standardError),
		};
	});
	let [logLikelihood, deviance, pearson] = [0, 0, 0];
	counts.forEach((y, i) => {
		const mean = fitted[i] as number;
		const weight = weights?.[i] ?? 1;
		logLikelihood += weight * logChance(y, mean, theta);
		deviance += 2 * weight * (logChance(y, y, theta) - logChance(y, mean, theta));
		pearson += (weight * (y - mean) ** 2) / (mean + mean ** 2 / theta);
	});
	return { coefficients, fitted, logLikelihood, deviance, dispersion: pearson / (counts.length - (rows[0]?.length ?? 0)), covariance };
}

function logChance(y: number, mean: number, theta: number): number {
	const own = y > 0 ? y * Math.log(mean) : 0;
	if (theta === Number.POSITIVE_INFINITY) return own - mean - logGamma(y + 1);
	return logGamma(theta + y) - logGamma(theta) - logGamma(y + 1) + theta * Math.log(theta) + own - (theta + y) * Math.log(theta + mean);
}

// Newton's way to the spread under which the counts are likeliest; undefined where it runs off to no spread beyond chance.
function likeliestTheta(counts: readonly number[], fitted: readonly number[]): number | undefined {
	let log = Math.log(counts.length / counts.reduce((sum, y, i) => sum + (y / (fitted[i] as number) - 1) ** 2, 0));
	for (let round = 0; round < 100; round++) {
		const theta = Math.exp(log);
		const slope = theta * thetaSlope(theta, counts, fitted);
		const curve = theta * theta * thetaCurve(theta, counts, fitted) + slope;
		const step = curve < 0 ? -slope / curve : Math.sign(slope);
		log += Math.max(-2, Math.min(2, step));
		if (log > 16) return;
		if (Math.abs(step) < 1e-13) break;
	}
	return Math.exp(log);
}

function thetaSlope(theta: number, counts: readonly number[], fitted: readonly number[]): number {
	return counts.reduce((sum, y, i) => {
		const mean = fitted[i] as number;
		return sum + digamma(theta + y) - digamma(theta) + Math.log(theta) + 1 - Math.log(theta + mean) - (y + theta) / (mean + theta);
	}, 0);
}

function thetaCurve(theta: number, counts: readonly number[], fitted: readonly number[]): number {
	return counts.reduce((sum, y, i) => {
		const mean = fitted[i] as number;
		return sum + trigamma(theta + y) - trigamma(theta) + 1 / theta - 2 / (mean + theta) + (y + theta) / (mean + theta) ** 2;
	}, 0);
}
