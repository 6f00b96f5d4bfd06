import { signal } from '@preact/signals';
import { bbox, booleanPointInPolygon } from '@turf/turf';
import type { DeskFault } from '../../../server/faults/contract.ts';
import type { Mounted } from '../../map/mounted.ts';
import { type Area, drawArea } from '../../map/tools/draw-area.ts';
import { narrow } from '../route.ts';

/** The area somebody has drawn around the faults to be seen; null: the whole town. */
export const lasso = signal<Area | null>(null);
/** Whether an area is being drawn. */
export const drawing = signal(false);

/** Whether a fault lies within the drawn area. The server is asked for its box, the rest is decided here. */
export const withinLasso = ({ lon, lat }: Pick<DeskFault, 'lon' | 'lat'>): boolean =>
	lasso.peek() === null || booleanPointInPolygon([lon, lat], lasso.peek() as Area);

/** Takes the area away; the queue is whole again. */
export function dropLasso(): void {
	lasso.value = null;
	narrow({ bbox: '' });
}

/** Lets somebody draw an area; the queue is narrowed to it. Answers how to stop. */
export function throwLasso(on: Mounted): () => void {
	drawing.value = true;
	const stop = drawArea(on, (area) => {
		stop();
		drawing.value = false;
		lasso.value = area;
		narrow({
			bbox: bbox(area)
				.map((it) => it.toFixed(6))
				.join(','),
		});
	});
	return () => {
		stop();
		drawing.value = false;
	};
}
