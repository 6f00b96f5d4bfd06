import type { Placement } from '../maths/position-error.ts';
import { cautiousCalibration } from '../maths/shipped-calibration.ts';

/** The conformal quantile of a location method for a promise of 95 %, from simulation, until a municipality has confirmed links of its own. */
export function shippedQuantile(method: Placement['method'], zoom: number | undefined): number {
	if (method === 'gnss' || method === 'photo') return cautiousCalibration.gnss.q95;
	if (method === 'address') return cautiousCalibration.address.q95;
	if (method === 'map-click' && (zoom ?? 17) < 18.5) return cautiousCalibration.click17.q95;
	return cautiousCalibration.click19.q95;
}
