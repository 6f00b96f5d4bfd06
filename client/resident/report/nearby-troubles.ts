import type { AssetBrief } from '../../../server/assets/contract.ts';
import type { Service } from '../../../server/municipality/contract.ts';

/** As many kinds of things are looked at, and as many troubles of each are offered. */
const kinds = 3;
const each = 3;

/**
 * The troubles of what stands nearest, nearest kind first: what somebody who has just taken a photo most likely means. Emergencies are left to be chosen on
 * purpose. With the asset itself known, all troubles of its kind.
 */
export function nearbyTroubles(services: readonly Service[], near: readonly Pick<AssetBrief, 'class' | 'reference'>[], asset?: string): Service[] {
	const own = near.find((it) => it.reference === asset)?.class;
	if (own) return services.filter((it) => it.class === own);
	return [...new Set(near.map((it) => it.class))].slice(0, kinds).flatMap((kind) => services.filter((it) => it.class === kind && !it.emergency).slice(0, each));
}
