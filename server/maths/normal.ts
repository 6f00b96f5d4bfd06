import { erfc } from './error-function.ts';

/** The value that a standard normal draw exceeds in 2.5 of 100 cases: two of them around an estimate hold 95 %. */
export const normal975 = 1.959963984540054;

/** The probability that a standard normal draw is above z. */
export function normalAbove(z: number): number {
	return erfc(z * Math.SQRT1_2) / 2;
}

/** The probability that a standard normal draw is further from nought than z: the two-sided p-value. */
export function normalBeyond(z: number): number {
	return erfc(Math.abs(z) * Math.SQRT1_2);
}
