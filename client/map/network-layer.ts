import { effect } from '@preact/signals';
import Feature from 'ol/Feature.js';
import GeoJSON from 'ol/format/GeoJSON.js';
import type Geometry from 'ol/geom/Geometry.js';
import Point from 'ol/geom/Point.js';
import VectorLayer from 'ol/layer/Vector.js';
import { fromLonLat } from 'ol/proj.js';
import VectorSource from 'ol/source/Vector.js';
import type { FlatStyleLike } from 'ol/style/flat.js';
import { dark } from '../ui/theme.ts';
import type { Drawn, Mounted } from './mounted.ts';
import { networkStyle } from './network-style.ts';
import type { Shape } from './overlay.ts';

interface Spot {
	lon: number;
	lat: number;
}

/** What is drawn of a network: lines by what happens to them, numbered valves, and those that cannot be used. */
export interface NetworkDrawing {
	shut: Shape | null;
	dry: Shape | null;
	/** Lines that lie upstream or downstream. */
	traced: Shape | null;
	/** Numbered from 1 in this order; `first`: so many of them must be closed, the others may. */
	numbered: readonly Spot[];
	first: number;
	stuck: readonly Spot[];
}

/** A network over the map, replaced all at once. */
export interface NetworkDrawn extends Drawn {
	show: (drawing: NetworkDrawing) => void;
}

const format = new GeoJSON();

const lineOf = (role: string, shape: Shape | null): Feature<Geometry>[] =>
	shape ? [new Feature({ geometry: format.readGeometry(shape, { dataProjection: 'EPSG:4326', featureProjection: 'EPSG:3857' }), role })] : [];

const pointOf = (role: string, { lon, lat }: Spot, number = ''): Feature<Geometry> =>
	new Feature({ geometry: new Point(fromLonLat([lon, lat])), role, number });

/** The layer of a network over the assets. */
export function networkLayer(): NetworkDrawn {
	const source = new VectorSource();
	const layer = new VectorLayer({ source, zIndex: 80, properties: { id: 'network' } });
	const stop = effect(() => layer.setStyle(networkStyle(dark.value ? 'dark' : 'light') as FlatStyleLike));
	return {
		id: 'network',
		layer,
		stop,
		show: ({ shut, dry, traced, numbered, first, stuck }) => {
			source.clear(true);
			source.addFeatures([
				...lineOf('dry', dry),
				...lineOf('shut', shut),
				...lineOf('traced', traced),
				...stuck.map((it) => pointOf('stuck', it)),
				...numbered.map((it, i) => pointOf(i < first ? 'close' : 'drain', it, String(i + 1))).reverse(),
			]);
		},
	};
}

/** Moves the map so that all of what is drawn is seen. */
export function showNetwork({ map }: Mounted, { layer }: NetworkDrawn): void {
	const extent = (layer as VectorLayer).getSource()?.getExtent();
	if (extent && Number.isFinite(extent[0])) map.getView().fit(extent, { padding: [36, 48, 36, 36], maxZoom: 18 });
}
