import { chiSquaredQuantile } from './chi-squared.ts';

/** What an asset's time in a window depends on; all times in years (2019.5 is mid-2019), lengths in km. */
export interface Observed {
	readonly lengthKm: number;
	readonly installed?: number;
	/** Faults before the register knew of the asset were never counted against it. */
	readonly inRegisterFrom?: number;
	readonly retired?: number;
}

/** A rate with its exact interval. */
export interface Rate {
	readonly rate: number;
	readonly low: number;
	readonly high: number;
}

/** Kilometre-years an asset was at risk in a window: a young pipe did not exist for all of it, and counting it as if it had makes it look better. */
export function exposure(asset: Observed, from: number, to: number): number {
	const start = Math.max(from, asset.installed ?? from, asset.inRegisterFrom ?? from);
	const end = Math.min(to, asset.retired ?? to);
	return asset.lengthKm * Math.max(0, end - start);
}

/** The exact interval for the mean of a Poisson count (Garwood 1936). */
export function poissonInterval(count: number, confidence = 0.95): { low: number; high: number } {
	const tail = (1 - confidence) / 2;
	return {
		low: count > 0 ? chiSquaredQuantile(tail, 2 * count) / 2 : 0,
		high: chiSquaredQuantile(1 - tail, 2 * count + 2) / 2,
	};
}

/** Events per `per` units of exposure (100: per 100 km and year) with the exact interval. Undefined without exposure: there is nothing to say. */
export function exposureRate(count: number, exposed: number, per = 1): Rate | undefined {
	if (!(exposed > 0)) {
		return undefined;
	}
	const { low, high } = poissonInterval(count);
	const factor = per / exposed;
	return { rate: count * factor, low: low * factor, high: high * factor };
}
