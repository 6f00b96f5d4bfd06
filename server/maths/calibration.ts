/** One decided case: the probabilities that were given (none of them included, where there is one), and which of them was the truth. */
export interface Decided {
	readonly probabilities: readonly number[];
	readonly truth: number;
}

/**
 * Which of the probabilities to show (indices, likeliest first) so that the truth is among them as often as promised: all with p ≥ 1 − q̂, where q̂ is
 * the conformal quantile of the confirmed cases. It holds however wrong the model is (least ambiguous sets, Sadinle, Lei & Wasserman 2019).
 */
export function conformalSet(probabilities: readonly number[], qHat: number): number[] {
	return probabilities
		.map((_, index) => index)
		.filter((index) => (probabilities[index] ?? 0) >= 1 - qHat)
		.sort((a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0));
}

/**
 * q̂: the ⌈(n+1)(1−α)⌉-th smallest of the scores 1 − p(truth) of confirmed cases. 1, which shows everything, while there are too few cases for the
 * promise.
 */
export function conformalQuantile(scores: readonly number[], alpha: number): number {
	// the rounding keeps 20 · 0.95 from becoming 19.000000000000004 and so the 20th
	const rank = Math.ceil(Number(((scores.length + 1) * (1 - alpha)).toFixed(9)));
	return scores.toSorted((a, b) => a - b)[rank - 1] ?? 1;
}

/** The expected calibration error: how far confidence and share of correct answers lie apart, in bins of equal width, weighted by their cases. */
export function calibrationError(confidences: readonly number[], correct: readonly boolean[], bins = 10): number {
	const excess = new Float64Array(bins);
	confidences.forEach((confidence, i) => {
		const bin = Math.min(bins - 1, Math.floor(confidence * bins));
		excess[bin] = (excess[bin] ?? 0) + confidence - (correct[i] ? 1 : 0);
	});
	return excess.reduce((sum, gap) => sum + Math.abs(gap), 0) / Math.max(1, confidences.length);
}

/** Makes probabilities bolder (power above one) or more cautious (below one) without changing their order; their sum stays one. */
export function temper(probabilities: readonly number[], power: number): number[] {
	const raised = probabilities.map((p) => p ** power);
	const whole = raised.reduce((sum, p) => sum + p, 0);
	return whole > 0 ? raised.map((p) => p / whole) : [...probabilities];
}

/** The power between 0.1 and 10 under which the truths of decided cases were likeliest (the log score has one maximum: a golden section finds it). */
export function fitTemper(cases: readonly Decided[]): number {
	const golden = (Math.sqrt(5) - 1) / 2;
	let low = Math.log(0.1);
	let high = Math.log(10);
	for (let i = 0; i < 60; i++) {
		const left = high - golden * (high - low);
		const right = low + golden * (high - low);
		if (logScore(cases, Math.exp(left)) >= logScore(cases, Math.exp(right))) {
			high = right;
		} else {
			low = left;
		}
	}
	return cases.length > 0 ? Math.exp((low + high) / 2) : 1;
}

function logScore(cases: readonly Decided[], power: number): number {
	// one case that was thought impossible must not outweigh all others
	return cases.reduce((sum, { probabilities, truth }) => sum + Math.log(Math.max(1e-12, temper(probabilities, power)[truth] ?? 0)), 0);
}
