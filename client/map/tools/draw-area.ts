import type Polygon from 'ol/geom/Polygon.js';
import Draw from 'ol/interaction/Draw.js';
import { toLonLat } from 'ol/proj.js';
import type { Mounted } from '../mounted.ts';

/** A polygon as GeoJSON, in WGS84. */
export interface Area {
	type: 'Polygon';
	coordinates: number[][][];
}

const areaOf = (polygon: Polygon): Area => ({
	type: 'Polygon',
	coordinates: polygon.getCoordinates().map((ring) => ring.map((corner) => toLonLat(corner))),
});

/** Lets a person draw an area, corner after corner or (`freehand`) in one pull. Answers the off-switch; Escape begins again. */
export function drawArea(on: Mounted, drawn: (area: Area) => void, freehand = false): () => void {
	const draw = new Draw({ type: 'Polygon', freehand, stopClick: true });
	draw.on('drawend', ({ feature }) => drawn(areaOf(feature.getGeometry() as Polygon)));
	const abort = (event: KeyboardEvent): void => {
		if (event.key === 'Escape') draw.abortDrawing();
	};
	addEventListener('keydown', abort);
	on.map.addInteraction(draw);
	return () => {
		removeEventListener('keydown', abort);
		on.map.removeInteraction(draw);
	};
}
