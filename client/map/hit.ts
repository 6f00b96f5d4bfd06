import type MapBrowserEvent from 'ol/MapBrowserEvent.js';
import { toLonLat } from 'ol/proj.js';
import type { Mounted } from './mounted.ts';

/** Something on the map that was tapped. */
export interface Hit {
	/** The id of what is drawn: an asset class, or `faults`. */
	layer: string;
	/** The number of the asset or fault, as in the database; none where many are gathered into one. */
	id: number | null;
	properties: Readonly<Record<string, unknown>>;
}

/** What lies under a pixel, topmost first; what is only background is left out. */
export function hitsAt({ map }: Mounted, pixel: number[], tolerance = 8): Hit[] {
	const hits: (Hit & { order: number })[] = [];
	map.forEachFeatureAtPixel(
		pixel,
		(feature, layer) => {
			const id = feature.getId();
			hits.push({
				layer: String(layer?.get('id') ?? ''),
				id: typeof id === 'number' ? id : null,
				properties: feature.getProperties(),
				order: layer?.getZIndex() ?? 0,
			});
		},
		{ hitTolerance: tolerance, layerFilter: (layer) => !/^(base-|overlay)/.test(String(layer.get('id') ?? '')) },
	);
	return hits.sort((one, other) => other.order - one.order);
}

/** A tap on the map: where it was in WGS84, and what is there, with the event itself. Answers how to stop. */
export function onTap(on: Mounted, tapped: (lon: number, lat: number, hits: Hit[], event: MapBrowserEvent) => void): () => void {
	const listener = (event: MapBrowserEvent): void => {
		const [lon = 0, lat = 0] = toLonLat(event.coordinate);
		tapped(lon, lat, hitsAt(on, event.pixel), event);
	};
	on.map.on('singleclick', listener);
	return () => on.map.un('singleclick', listener);
}
