import type { Placement } from '../maths/position-error.ts';

/**
 * Conformal quantiles for a promise of 95 %, by how the pin was placed: from a simulation with known truth (2,500 reports a method, methods §1.6),
 * used until a municipality has confirmed links of its own.
 */
const quantiles = { gnss: 0.9156694179674991, coarse: 0.8527050025364534, fine: 0.5800427615501829, address: 0.9933689985009524 } as const;

/** The quantile to use for a location method. */
export function shippedQuantile(method: Placement['method'], zoom: number | undefined): number {
	if (method === 'gnss' || method === 'photo') return quantiles.gnss;
	if (method === 'address') return quantiles.address;
	if (method === 'map-click' && (zoom ?? 17) < 18.5) return quantiles.coarse;
	return quantiles.fine;
}
