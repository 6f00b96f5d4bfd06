import { getCenter } from 'ol/extent.js';
import type { FeatureLike } from 'ol/Feature.js';
import type BaseLayer from 'ol/layer/Base.js';
import VectorLayer from 'ol/layer/Vector.js';
import VectorTileLayer from 'ol/layer/VectorTile.js';
import type VectorRenderTile from 'ol/VectorRenderTile.js';
import type { Mounted } from './mounted.ts';

/** Where is asked, in the units of the map (m in EPSG:3857), and how much of them a px is. */
interface Around {
	at: readonly number[];
	resolution: number;
	/** How far from its middle a point is still meant, px. */
	reach: (point: FeatureLike) => number;
}

/** Those of many points that are meant by a place, nearest first. */
export function meant(points: Iterable<FeatureLike>, { at: [x = 0, y = 0], resolution, reach }: Around): FeatureLike[] {
	const found: { point: FeatureLike; away: number }[] = [];
	for (const point of points) {
		const extent = point.getGeometry()?.getExtent();
		if (!extent) continue;
		const [east = 0, north = 0] = getCenter(extent);
		const away = Math.hypot(east - x, north - y) / resolution;
		if (away <= reach(point)) found.push({ point, away });
	}
	return found.sort((one, other) => one.away - other.away).map(({ point }) => point);
}

/** The tiles on the screen: `getFeaturesInExtent` would answer with those as well that newer ones have taken the place of. */
const tilesOf = (layer: VectorTileLayer): readonly VectorRenderTile[] =>
	(layer.getRenderer() as unknown as { renderedTiles?: readonly VectorRenderTile[] } | null)?.renderedTiles ?? [];

function* drawnBy(layer: BaseLayer): Generator<FeatureLike> {
	if (layer instanceof VectorLayer) yield* layer.getSource()?.getFeatures() ?? [];
	if (layer instanceof VectorTileLayer) for (const tile of tilesOf(layer)) for (const source of tile.getSourceTiles()) yield* source.getFeatures() ?? [];
}

/**
 * The points of these layers that are meant by a pixel, nearest first, by reckoning alone. OpenLayers draws what may be meant and reads its pixels back,
 * and before it does so first it tries for 150 ms which way of reading is the faster: under a moving mouse the map stands still as long.
 */
export function pointsNear({ map }: Mounted, pixel: number[], layers: ReadonlySet<string>, reach: Around['reach']): FeatureLike[] {
	const resolution = map.getView().getResolution();
	const at = map.getCoordinateFromPixel(pixel);
	if (!at || !resolution) return [];
	const asked = map
		.getLayers()
		.getArray()
		.filter((layer) => layer.getVisible() && layers.has(String(layer.get('id'))));
	return asked.flatMap((layer) => meant(drawnBy(layer), { at, resolution, reach }));
}
