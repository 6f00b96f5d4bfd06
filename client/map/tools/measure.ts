import LineString from 'ol/geom/LineString.js';
import Polygon from 'ol/geom/Polygon.js';
import Draw from 'ol/interaction/Draw.js';
import VectorLayer from 'ol/layer/Vector.js';
import VectorSource from 'ol/source/Vector.js';
import { getArea, getLength } from 'ol/sphere.js';
import type { Mounted } from '../mounted.ts';

/** Metres of a line, or square metres of an area, on the globe. */
export interface Measured {
	kind: 'length' | 'area';
	value: number;
}

/** Lets a person measure a way or an area; tells the measure while it grows. Answers the off-switch, which wipes it off. */
export function measure(on: Mounted, kind: Measured['kind'], measured: (it: Measured) => void): () => void {
	const source = new VectorSource();
	const style = { 'stroke-color': '#b3231a', 'stroke-width': 2.5, 'stroke-line-dash': [8, 5], 'fill-color': 'rgba(179,35,26,0.1)' };
	const layer = new VectorLayer({ source, style, zIndex: 95, properties: { id: 'base-measure' } });
	const draw = new Draw({ type: kind === 'length' ? 'LineString' : 'Polygon', source, stopClick: true });
	draw.on('drawstart', ({ feature }) => {
		source.clear();
		const geometry = feature.getGeometry();
		geometry?.on('change', () => {
			if (geometry instanceof Polygon) measured({ kind, value: getArea(geometry) });
			else if (geometry instanceof LineString) measured({ kind, value: getLength(geometry) });
		});
	});
	on.map.addLayer(layer);
	on.map.addInteraction(draw);
	return () => {
		on.map.removeInteraction(draw);
		on.map.removeLayer(layer);
	};
}
