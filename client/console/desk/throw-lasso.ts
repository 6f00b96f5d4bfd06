import { bbox, booleanPointInPolygon } from '@turf/turf';
import type { Mounted } from '../../map/mounted.ts';
import { drawArea } from '../../map/tools/draw-area.ts';
import { narrow } from '../route.ts';
import { drawing, thrown } from './lasso.ts';

/** Lets somebody draw an area; the queue is narrowed to it. Answers how to stop. */
export function throwLasso(on: Mounted): () => void {
	drawing.value = true;
	const stop = (): void => {
		stopDrawing();
		drawing.value = false;
	};
	const stopDrawing = drawArea(on, (area) => {
		stop();
		const box = bbox(area)
			.map((it) => it.toFixed(6))
			.join(',');
		thrown.value = { box, holds: ({ lon, lat }) => booleanPointInPolygon([lon, lat], area) };
		narrow({ bbox: box });
	});
	return stop;
}
