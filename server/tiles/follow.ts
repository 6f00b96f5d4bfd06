import type { Live, LiveEvent } from '../platform/live.ts';
import { type Layer, layers } from './layers.ts';
import type { TileStore } from './store.ts';

/**
 * What the live feed has told may be so old before it is read on, ms: a change that nobody has heard of yet is seen after that at the latest, one that
 * somebody has heard of at once.
 */
const freshness = { assets: 1000, wards: 1000, places: 1000, faults: 200 } as const;

/** How new the tiles are that are at hand. */
export interface Following {
	/** Whether they are as new as the event somebody has heard of. */
	isUpTo: (kind: Layer['kind'], heard: number) => boolean;
	/** Resolves when they are. */
	upTo: (kind: Layer['kind'], heard: number) => Promise<void>;
}

/** Keeps the tiles that are at hand in step with what happens. */
export function follow(live: Live, store: TileStore): Following {
	live.subscribe((event) => hear(event, store), { passive: true });
	return {
		isUpTo: (kind, heard) => live.heard(freshness[kind], heard),
		upTo: async (kind, heard) => {
			await live.catchUp(freshness[kind]);
			if (heard > 0 && !live.reached(heard)) await live.catchUp();
		},
	};
}

function hear({ kind, layer, boxes, shown, faultId }: LiveEvent, store: TileStore): void {
	if (kind === 'live.missed') store.clear();
	else if (kind === 'layer.changed' && layer !== null) {
		store.drop({ layer, boxes: boxes ?? undefined, filtered: shown === false });
		// Filters may ask for the ward.
		if (layer === 'wards') for (const id of layers.keys()) store.drop({ layer: id, filtered: true });
	} else if (faultId !== null) store.drop({ layer: 'faults' });
}
