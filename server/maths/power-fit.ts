import { fallingRoot } from './falling-root.ts';
import { inverse } from './matrix.ts';
import { normal975 } from './normal.ts';

/** So much (of pipes, of kilometres) watched from an age to an age. */
export interface Span {
	readonly from: number;
	readonly to: number;
	readonly weight: number;
}

/** A figure with the interval that holds 95 %. */
export interface Estimate {
	readonly value: number;
	readonly low: number;
	readonly high: number;
	readonly errorOfLogarithm: number;
}

/** A cumulative hazard (t / scale) to the power of the shape. */
export interface PowerFit {
	readonly shape: Estimate;
	readonly scale: Estimate;
	readonly logLikelihood: number;
	readonly failures: number;
	/** Of the logarithms of shape and scale. */
	readonly covariance: readonly (readonly number[])[];
}

interface Sums {
	readonly at: number;
	readonly first: number;
	readonly second: number;
}

/**
 * The shape and scale under which failures at these ages are likeliest, given what was watched: the best scale for each shape is known, so that one
 * number alone is searched. Undefined with fewer than two failures, or where nothing tells shape from scale.
 */
export function fitPower(spans: readonly Span[], ages: readonly number[]): PowerFit | undefined {
	const n = ages.length;
	const unit = spans.reduce((most, it) => Math.max(most, it.to), 0);
	if (n < 2 || !(unit > 0)) return;
	const logarithms = ages.reduce((all, age) => all + Math.log(age / unit), 0);
	const slope = (shape: number) => {
		const { at, first } = powers(spans, shape, unit);
		return n / shape + logarithms - (n * first) / at;
	};
	const shape = Math.exp(fallingRoot((log) => slope(Math.exp(log)), Math.log(0.01), Math.log(100)));
	const sums = powers(spans, shape, unit);
	const ofScale = Math.log(sums.at / n) / shape;
	const covariance = inverse(information(sums, { n, shape, ofScale }));
	const [ofShape, other] = [covariance?.[0]?.[0] ?? Number.NaN, covariance?.[1]?.[1] ?? Number.NaN];
	if (!(covariance && ofShape > 0 && other > 0)) return;
	return {
		shape: estimate(shape, Math.sqrt(ofShape)),
		scale: estimate(unit * Math.exp(ofScale), Math.sqrt(other)),
		logLikelihood: n * (Math.log(shape) - shape * ofScale - 1 - Math.log(unit)) + (shape - 1) * logarithms,
		failures: n,
		covariance,
	};
}

/** A figure with its interval from the standard error of its logarithm. */
export function estimate(value: number, errorOfLogarithm: number): Estimate {
	const factor = Math.exp(normal975 * errorOfLogarithm);
	return { value, low: value / factor, high: value * factor, errorOfLogarithm };
}

// The observed information of the logarithms of shape and scale, at the maximum.
function information({ at, first, second }: Sums, { n, shape, ofScale }: { n: number; shape: number; ofScale: number }): number[][] {
	const square = (n / at) * shape * shape;
	const mixed = -square * (first - ofScale * at);
	return [
		[n + square * (second - 2 * ofScale * first + ofScale * ofScale * at), mixed],
		[mixed, n * shape * shape],
	];
}

// Sums of the power of the end less that of the beginning, and of their first two derivatives by the shape; ages in units of the longest.
function powers(spans: readonly Span[], shape: number, unit: number): Sums {
	let [at, first, second] = [0, 0, 0];
	const add = (age: number, weight: number) => {
		if (age <= 0) return;
		const log = Math.log(age / unit);
		const power = weight * Math.exp(shape * log);
		at += power;
		first += power * log;
		second += power * log * log;
	};
	for (const { from, to, weight } of spans) {
		add(to, weight);
		add(from, -weight);
	}
	return { at, first, second };
}
