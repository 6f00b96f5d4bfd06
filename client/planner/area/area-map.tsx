import { effect, useSignal } from '@preact/signals';
import Feature from 'ol/Feature.js';
import Polygon from 'ol/geom/Polygon.js';
import VectorLayer from 'ol/layer/Vector.js';
import { fromLonLat } from 'ol/proj.js';
import VectorSource from 'ol/source/Vector.js';
import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import type { JSX } from 'preact';
import type { Town } from '../../../server/municipality/contract.ts';
import { MapView } from '../../map/map-view.tsx';
import type { Mounted } from '../../map/mounted.ts';
import { drawArea } from '../../map/tools/draw-area.ts';
import { dark } from '../../ui/theme.ts';
import type { Corner } from './drawn.ts';

interface AreaMapProps {
	town: Town;
	corners: readonly Corner[];
	onDrawn: (corners: Corner[]) => void;
}

const looks = {
	light: new Style({ stroke: new Stroke({ color: '#0d5c63', width: 2.5 }), fill: new Fill({ color: '#0d5c6333' }) }),
	dark: new Style({ stroke: new Stroke({ color: '#6cc3cb', width: 2.5 }), fill: new Fill({ color: '#6cc3cb33' }) }),
};

/** A map to draw an area on, corner by corner; what was typed stands there too. */
export function AreaMap({ town, corners, onDrawn }: AreaMapProps): JSX.Element {
	const now = useSignal(corners);
	now.value = corners;
	const mount = (on: Mounted): (() => void) => {
		const source = new VectorSource();
		const layer = new VectorLayer({ source, zIndex: 60, properties: { id: 'drawn-area' } });
		on.map.addLayer(layer);
		const stops = [
			drawArea(on, ({ coordinates: [ring = []] }) => onDrawn(ring.slice(0, -1).map(([lon = 0, lat = 0]) => [lon, lat] as const))),
			effect(() => {
				source.clear();
				layer.setStyle(looks[dark.value ? 'dark' : 'light']);
				if (now.value.length > 2) source.addFeature(new Feature(new Polygon([now.value.map(([lon, lat]) => fromLonLat([lon, lat]))])));
			}),
		];
		return () => {
			for (const stop of stops) stop();
			on.map.removeLayer(layer);
		};
	};
	return <MapView town={town} onMount={mount} />;
}
