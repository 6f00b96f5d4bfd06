import { gammaLower, gammaQuantile, gammaUpper } from './gamma.ts';

/** The probability that a chi-squared draw is at most x. */
export function chiSquaredBelow(x: number, degreesOfFreedom: number): number {
	return gammaLower(degreesOfFreedom / 2, x / 2);
}

/** The probability that a chi-squared draw is above x: the p-value of a test. */
export function chiSquaredAbove(x: number, degreesOfFreedom: number): number {
	return gammaUpper(degreesOfFreedom / 2, x / 2);
}

/** The value below which a chi-squared draw stays with probability p. */
export function chiSquaredQuantile(p: number, degreesOfFreedom: number): number {
	return 2 * gammaQuantile(p, degreesOfFreedom / 2);
}
