import { chiSquaredBelow } from './chi-squared.ts';
import { normalBeyond } from './normal.ts';
import { fitPower, type PowerFit } from './power-fit.ts';

/** Something repaired again and again: watched from an age to an age, and the ages at which it failed in between. */
export interface Repaired {
	readonly entry?: number;
	readonly exit: number;
	readonly failures: readonly number[];
	/** How much of it there is (kilometres): twice as much fails twice as often. */
	readonly size?: number;
}

/** The pace of one thing's failures since it was new. */
export interface SingleHistory {
	readonly growth: number;
	/** The growth without its bias for few failures, and the failures of one unit of time if the pace did not change. */
	readonly growthUnbiased: number;
	readonly factor: number;
	readonly paceNow: number;
}

/** Whether failures come ever faster (a positive score, a small chance) or the pace is steady. */
export interface Trend {
	readonly laplace: number;
	readonly p: number;
	/** MIL-HDBK-189's statistic, chi-squared with as many degrees of freedom where the pace is steady; small where it gets worse. */
	readonly militaryHandbook: number;
	readonly degreesOfFreedom: number;
	readonly pGettingWorse: number;
}

/**
 * Fits the pace of many things together, each watched from its own age on (a non-homogeneous Poisson process): by an age t each has failed (t / scale) to
 * the power of the shape times, on average. A shape above one: it gets worse. Undefined with fewer than two failures.
 */
export function fitPowerLaw(things: readonly Repaired[]): PowerFit | undefined {
	return fitPower(
		things.map(({ entry = 0, exit, size = 1 }) => ({ from: entry, to: exit, weight: size })),
		things.flatMap((it) => it.failures),
	);
}

/** The pace of one thing watched from new until `until` (Crow 1974). Undefined without failures. */
export function crow(failures: readonly number[], until: number): SingleHistory | undefined {
	const n = failures.length;
	const sum = failures.reduce((all, t) => all + Math.log(until / t), 0);
	if (n === 0 || !(sum > 0)) return;
	const growth = n / sum;
	return { growth, growthUnbiased: (n - 1) / sum, factor: n / until ** growth, paceNow: (n * growth) / until };
}

/** Whether one thing's failures, watched from new until `until`, come ever faster. Undefined without failures. */
export function trend(failures: readonly number[], until: number): Trend | undefined {
	const n = failures.length;
	if (n === 0) return;
	const mean = failures.reduce((all, t) => all + t, 0) / n;
	const laplace = (mean - until / 2) / (until * Math.sqrt(1 / (12 * n)));
	const militaryHandbook = 2 * failures.reduce((all, t) => all + Math.log(until / t), 0);
	return { laplace, p: normalBeyond(laplace), militaryHandbook, degreesOfFreedom: 2 * n, pGettingWorse: chiSquaredBelow(militaryHandbook, 2 * n) };
}

/**
 * How far one thing's failures, watched from new until `until`, lie from a power law: the Cramér–von Mises statistic with the growth that has no bias (Crow
 * 1974), without a unit. About 0.2 and more says that a power law is the wrong picture. Undefined without failures.
 */
export function misfit(failures: readonly number[], until: number): number | undefined {
	const n = failures.length;
	const growth = crow(failures, until)?.growthUnbiased;
	if (growth === undefined) return;
	const inOrder = failures.toSorted((a, b) => a - b);
	return inOrder.reduce((sum, t, i) => sum + ((t / until) ** growth - (i + 0.5) / n) ** 2, 1 / (12 * n));
}
