import { gammaLower, logGamma } from './gamma.ts';

/** What is known of how often an asset fails: its cohort's gamma prior (shape, rate in years), and its own failures in the years it was watched. */
export interface FailureHistory {
	readonly shape: number;
	readonly rate: number;
	readonly failures: number;
	readonly years: number;
}

/** The probability of at least `count` events where `mean` are expected. */
export function poissonAtLeast(count: number, mean: number): number {
	return count <= 0 ? 1 : gammaLower(count, mean);
}

/**
 * The probability that an asset with this history fails at least `count` times in the next `years` years: the tail of the negative binomial that the
 * gamma posterior makes of a Poisson count. Small values mean that something has changed.
 */
export function failuresAtLeast(count: number, years: number, history: FailureHistory): number {
	const shape = history.shape + history.failures;
	const rate = history.rate + history.years;
	const [stay, more] = [Math.log(rate / (rate + years)), Math.log(years / (rate + years))];
	const probability = (n: number): number => Math.exp(logGamma(shape + n) - logGamma(shape) - logGamma(n + 1) + shape * stay + n * more);
	return count <= 0 ? 1 : tail(count, probability);
}

// Summed from above, so that a small tail keeps its digits.
function tail(from: number, probability: (n: number) => number): number {
	let sum = 0;
	let rising = true;
	let last = 0;
	for (let n = from; ; n++) {
		const p = probability(n);
		rising = rising && p > last;
		sum += p;
		if (!rising && p < sum * 1e-17) {
			return Math.min(1, sum);
		}
		last = p;
	}
}
