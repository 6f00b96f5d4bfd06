import { effect, type ReadonlySignal } from '@preact/signals';
import Feature from 'ol/Feature.js';
import Point from 'ol/geom/Point.js';
import VectorLayer from 'ol/layer/Vector.js';
import { fromLonLat } from 'ol/proj.js';
import VectorSource from 'ol/source/Vector.js';
import type { FlatStyleLike } from 'ol/style/flat.js';
import type { DeskFault } from '../../../server/faults/contract.ts';
import type { Mounted } from '../../map/mounted.ts';
import { reportStyle } from '../../map/report-style.ts';
import type { ShownLayer } from '../../map/shown-layer.ts';
import { dark } from '../../ui/theme.ts';
import { narrowedBy } from '../address.ts';
import { route } from '../route.ts';
import { lasso } from './lasso.ts';
import { rows } from './queue.ts';

/** Faults that are not in a narrowed queue stand back this far. */
const faint = 0.3;

const featureOf = ({ lon, lat, code, state, overdue }: DeskFault): Feature =>
	new Feature({ geometry: new Point(fromLonLat([lon, lat])), code, state, overdue });

/** Whether the queue is another than all that is open: then the map says which ones are in it. */
const isNarrowed = (): boolean => {
	const { filters } = route.value;
	return filters.lane !== 'open' || lasso.value !== null || narrowedBy({ ...filters, bbox: '' }) > 0;
};

/** Draws the rows of a narrowed queue on the map, and lets all other faults stand back. Answers how to stop. */
export function drawQueue(on: Mounted, shown: ReadonlySignal<readonly ShownLayer[]>): () => void {
	const source = new VectorSource();
	const layer = new VectorLayer({ source, zIndex: 61, properties: { id: 'queue' } });
	const stops = [
		effect(() => layer.setStyle(reportStyle(dark.value ? 'dark' : 'light') as FlatStyleLike)),
		effect(() => {
			source.clear();
			if (isNarrowed()) source.addFeatures(rows.value.filter(({ state }) => state !== 'merged').map(featureOf));
		}),
		effect(() => {
			const faults = shown.value.find(({ id }) => id === 'faults');
			if (faults) faults.opacity.value = isNarrowed() ? faint : 1;
		}),
	];
	on.add({
		id: 'queue',
		layer,
		stop: () => {
			for (const stop of stops) stop();
		},
	});
	return () => on.remove('queue');
}
