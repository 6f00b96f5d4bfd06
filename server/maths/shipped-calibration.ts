import type { PinMethod } from './snap-simulation.ts';

/** Conformal quantiles q̂ for the promises of 90 and 95 in 100. */
export interface ShippedQuantiles {
	readonly q90: number;
	readonly q95: number;
}

/**
 * What to start with where the posterior knows each asset's own rate and the open faults. From the simulation with known truth that the method was
 * designed on (seed 7, 2,500 reports a method on a grid town of 6 × 6 blocks; half of them for the quantile, half to try it: coverage 0.888 to 0.960).
 * snap_simulation.json among the test vectors holds all of it.
 */
export const shippedCalibration: Readonly<Record<PinMethod, ShippedQuantiles>> = {
	gnss: { q90: 0.784229364403045, q95: 0.9156694179674991 },
	click17: { q90: 0.6117345242654246, q95: 0.8527050025364534 },
	click19: { q90: 0.17194916427948714, q95: 0.5800427615501829 },
	address: { q90: 0.9609932718234495, q95: 0.9933689985009524 },
};

/**
 * What to start with where it knows no more than the rates of classes, as in a municipality without a history. From `simulateReports` of this folder,
 * `classRates`: ten towns with seeds `calibration METHOD 0` to `9`, 2,000 reports each. On fresh towns these keep the promise within two points whether
 * the rates are known or not; the quantiles above fall short by two to seven points where they are not.
 */
export const cautiousCalibration: Readonly<Record<PinMethod, ShippedQuantiles>> = {
	gnss: { q90: 0.9121369556697038, q95: 0.964210642248144 },
	click17: { q90: 0.8328674318668097, q95: 0.9498524065215264 },
	click19: { q90: 0.672945777754574, q95: 0.8942276959385209 },
	address: { q90: 0.9779177149045214, q95: 0.9873369170273756 },
};
