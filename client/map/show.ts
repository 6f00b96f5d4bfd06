import { boundingExtent } from 'ol/extent.js';
import { fromLonLat, transformExtent } from 'ol/proj.js';
import type { Mounted } from './mounted.ts';

const still = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Moves the map to a place; nearer only if it is farther away than `zoom`. */
export function showPlace({ map }: Mounted, { lon, lat, zoom = 18 }: { lon: number; lat: number; zoom?: number }): void {
	const view = map.getView();
	view.animate({ center: fromLonLat([lon, lat]), zoom: Math.max(view.getZoom() ?? 0, zoom), duration: still() ? 0 : 150 });
}

/** Moves the map so that all these places are seen. */
export function showPlaces({ map }: Mounted, places: readonly { lon: number; lat: number }[], margin = 64): void {
	if (places.length === 0) return;
	const extent = boundingExtent(places.map(({ lon, lat }) => fromLonLat([lon, lat])));
	map.getView().fit(extent, { padding: [margin, margin, margin, margin], maxZoom: 19, duration: still() ? 0 : 150 });
}

/** West, south, east and north of what is seen, as the API takes a bbox. */
export function seen({ map }: Mounted): [number, number, number, number] {
	const [west = 0, south = 0, east = 0, north = 0] = transformExtent(map.getView().calculateExtent(map.getSize()), 'EPSG:3857', 'EPSG:4326');
	return [west, south, east, north];
}

/** Tells whenever the map has come to rest elsewhere; answers how to stop. */
export function onMove({ map }: Mounted, moved: () => void): () => void {
	map.on('moveend', moved);
	return () => map.un('moveend', moved);
}
