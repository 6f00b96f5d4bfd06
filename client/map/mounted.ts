import type BaseLayer from 'ol/layer/Base.js';
import type OlMap from 'ol/Map.js';

/** What a layer's change is known by. */
export interface News {
	/** The number of the event: who has heard of it is given nothing older. */
	id: number;
	/** Where, as [west, south, east, north] in EPSG:3857; without, anywhere. */
	boxes?: readonly Box[] | undefined;
}

export type Box = readonly [west: number, south: number, east: number, north: number];

/** Something drawn on a map, under a name by which it can be refreshed, and its off-switch. */
export interface Drawn {
	id: string;
	/** The name of the tiles it draws, where that is another: a change of those is a change of this. */
	tiles?: string;
	layer: BaseLayer;
	/** Draws what is new: where that is known, there alone. */
	refresh?: (news?: readonly News[]) => void;
	stop: () => void;
}

/** A map on the page. */
export interface Mounted {
	map: OlMap;
	/** Puts something on the map; answers it. */
	add: <It extends Drawn>(drawn: It) => It;
	/** Takes it off again. */
	remove: (id: string) => void;
	/** Refreshes what is drawn under this name or from these tiles, if it is there. */
	refresh: (id: string, news?: readonly News[]) => void;
	/** Refreshes all that can be. */
	refreshAll: () => void;
	/** Something else to be stopped when the map goes. */
	own: (stop: () => void) => void;
	stop: () => void;
}

/** Keeps what is drawn on a map, so that all of it goes when the map goes. */
export function mounted(map: OlMap): Mounted {
	const shown = new Map<string, Drawn>();
	const owned: (() => void)[] = [];
	const remove = (id: string): void => {
		const drawn = shown.get(id);
		if (!drawn) return;
		map.removeLayer(drawn.layer);
		drawn.stop();
		shown.delete(id);
	};
	return {
		map,
		add: (drawn) => {
			remove(drawn.id);
			shown.set(drawn.id, drawn);
			map.addLayer(drawn.layer);
			return drawn;
		},
		remove,
		refresh: (id, news) => {
			for (const drawn of shown.values()) if (id === drawn.id || id === drawn.tiles) drawn.refresh?.(news);
		},
		refreshAll: () => {
			for (const drawn of shown.values()) drawn.refresh?.();
		},
		own: (stop) => owned.push(stop),
		stop: () => {
			for (const id of [...shown.keys()]) remove(id);
			for (const stop of owned.splice(0)) stop();
			map.setTarget(undefined);
			map.dispose();
		},
	};
}
