import type { Placement } from '../maths/position-error.ts';
import { cautiousCalibration } from '../maths/shipped-calibration.ts';
import type { PinMethod } from '../maths/snap-simulation.ts';

/** Ways to place a pin that miss alike, and are learnt together. */
export function groupOf(method: Placement['method'], zoom: number | null | undefined): PinMethod {
	if (method === 'gnss' || method === 'photo') return 'gnss';
	if (method === 'address') return 'address';
	return method === 'map-click' && (zoom ?? 17) < 18.5 ? 'click17' : 'click19';
}

/** The conformal quantile of a location method for a promise of 95 %, from simulation, until a municipality has confirmed links of its own. */
export const shippedQuantile = (method: Placement['method'], zoom: number | undefined): number => cautiousCalibration[groupOf(method, zoom)].q95;
