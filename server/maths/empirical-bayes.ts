import { digamma, gammaQuantile, gammaUpper, logGamma } from './gamma.ts';

/** A gamma distribution of relative rates: mean shape / rate. */
export interface Gamma {
	readonly shape: number;
	readonly rate: number;
}

/** A relative rate after its own count has been seen. */
export interface Shrunk {
	readonly mean: number;
	readonly low: number;
	readonly high: number;
}

/**
 * The expected faults of one asset after seeing its own: a negative binomial model says `expected` with dispersion theta, the asset had `count`. The
 * multiplier says by what the model's figure is to be corrected, the weight how much of the answer is the model's (1: all).
 */
export function assetShrinkage(count: number, expected: number, theta: number): { expected: number; multiplier: number; weightOfModel: number } {
	const multiplier = (theta + count) / (theta + expected);
	return { expected: expected * multiplier, multiplier, weightOfModel: theta / (theta + expected) };
}

/** What is known of areas' rates before one of them is looked at. */
interface RatePrior {
	readonly mean: number;
	readonly between: number;
}

/** The common rate of areas, and the variance of their own rates around it that chance does not make (Marshall 1991, by moments); rates per unit of exposure. */
export function marshallPrior(counts: readonly number[], exposures: readonly number[]): RatePrior {
	const mean = total(counts) / total(exposures);
	const spread = total(counts.map((count, i) => weightedDeviation(count, exposures[i] ?? 0, mean))) / total(exposures);
	return { mean, between: Math.max(0, spread - (mean * counts.length) / total(exposures)) };
}

/** Rates of areas pulled towards the common rate, the more the less there was to see. */
export function marshall(counts: readonly number[], exposures: readonly number[]): number[] {
	const prior = marshallPrior(counts, exposures);
	return counts.map((count, i) => pulled(count, exposures[i] ?? 0, prior));
}

/**
 * The same with each area pulled towards the rate of itself and its neighbours (their indices); areas without neighbours keep their own rate. The
 * spread around an area is taken of each neighbour about that neighbour's own surroundings, as R's spdep has it.
 */
export function marshallLocal(counts: readonly number[], exposures: readonly number[], neighbours: readonly (readonly number[])[]): number[] {
	const around = counts.map((_, i) => [i, ...(neighbours[i] ?? [])]);
	const exposed = around.map((areas) => total(areas.map((j) => exposures[j] ?? 0)));
	const means = around.map((areas, i) => total(areas.map((j) => counts[j] ?? 0)) / (exposed[i] ?? 0));
	const deviations = counts.map((count, i) => weightedDeviation(count, exposures[i] ?? 0, means[i] ?? 0));
	return counts.map((count, i) => {
		const areas = around[i] ?? [];
		const [mean, whole] = [means[i] ?? 0, exposed[i] ?? 0];
		const between = Math.max(0, total(areas.map((j) => deviations[j] ?? 0)) / whole - (mean * areas.length) / whole);
		return areas.length > 1 ? pulled(count, exposures[i] ?? 0, { mean, between }) : mean;
	});
}

function total(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0);
}

function weightedDeviation(count: number, exposed: number, mean: number): number {
	return exposed > 0 ? exposed * (count / exposed - mean) ** 2 : 0;
}

function pulled(count: number, exposed: number, { mean, between }: RatePrior): number {
	if (exposed <= 0 || between === 0) {
		return mean;
	}
	return mean + ((count / exposed - mean) * between) / (between + mean / exposed);
}

/**
 * The gamma distribution of relative rates under which the counts are likeliest, given what was expected of each (Clayton & Kaldor 1987). A shape of
 * 1e6 says that the counts vary no more than chance alone would have them vary.
 */
export function fitGammaPoisson(counts: readonly number[], expected: readonly number[]): Gamma & { logLikelihood: number } {
	// along the best rate for each shape the likelihood has one maximum, where this derivative changes sign
	const slope = (shape: number) => {
		const rate = bestRate(shape, counts, expected);
		return counts.reduce((sum, y, i) => sum + digamma(y + shape) - digamma(shape) + Math.log(rate / (rate + (expected[i] ?? 0))), 0);
	};
	const shape = Math.exp(root((log) => slope(Math.exp(log)), Math.log(1e-4), Math.log(1e6)));
	const rate = bestRate(shape, counts, expected);
	return { shape, rate, logLikelihood: logLikelihood({ shape, rate }, counts, expected) };
}

/** An area's relative rate after its own count: mean and the interval that holds 95 %. */
export function relativeRate(prior: Gamma, count: number, expected: number): Shrunk {
	const shape = prior.shape + count;
	const rate = prior.rate + expected;
	return { mean: shape / rate, low: gammaQuantile(0.025, shape) / rate, high: gammaQuantile(0.975, shape) / rate };
}

/** The probability that an area's relative rate is above a threshold, after its own count. */
export function exceedance(prior: Gamma, count: number, expected: number, threshold: number): number {
	return gammaUpper(prior.shape + count, threshold * (prior.rate + expected));
}

function bestRate(shape: number, counts: readonly number[], expected: readonly number[]): number {
	const slope = (log: number) => {
		const rate = Math.exp(log);
		return counts.reduce((sum, y, i) => sum + shape - ((y + shape) * rate) / (rate + (expected[i] ?? 0)), 0);
	};
	return Math.exp(root(slope, Math.log(shape) - 25, Math.log(shape) + 25));
}

function logLikelihood({ shape, rate }: Gamma, counts: readonly number[], expected: readonly number[]): number {
	return counts.reduce((sum, y, i) => {
		const mean = expected[i] ?? 0;
		const chance = logGamma(y + shape) - logGamma(shape) - logGamma(y + 1);
		return sum + chance + shape * Math.log(rate / (rate + mean)) + (y > 0 ? y * Math.log(mean / (rate + mean)) : 0);
	}, 0);
}

// Where a falling function crosses zero, by halving; an end of the range where it does not.
function root(falling: (x: number) => number, from: number, to: number): number {
	let low = from;
	let high = to;
	for (let i = 0; i < 80; i++) {
		const middle = (low + high) / 2;
		if (falling(middle) > 0) {
			low = middle;
		} else {
			high = middle;
		}
	}
	return (low + high) / 2;
}
