import { effect } from '@preact/signals';
import Feature from 'ol/Feature.js';
import Point from 'ol/geom/Point.js';
import VectorLayer from 'ol/layer/Vector.js';
import { fromLonLat } from 'ol/proj.js';
import VectorSource from 'ol/source/Vector.js';
import type { FlatStyleLike } from 'ol/style/flat.js';
import type { PublicFault } from '../../../server/faults/contract.ts';
import type { Drawn } from '../../map/mounted.ts';
import { reportStyle } from '../../map/report-style.ts';
import { dark } from '../../ui/theme.ts';
import { overdue } from './overdue.ts';

export interface ListedLayer extends Drawn {
	/** Draws these, instead of those before. */
	show: (faults: readonly PublicFault[]) => void;
}

/** Draws the listed faults one by one, with the same signs as the tiles. */
export function listedLayer(): ListedLayer {
	const source = new VectorSource();
	const layer = new VectorLayer({ source, zIndex: 61, properties: { id: 'listed' } });
	const stop = effect(() => layer.setStyle(reportStyle(dark.value ? 'dark' : 'light') as FlatStyleLike));
	return {
		id: 'listed',
		layer,
		stop,
		show: (faults) => {
			source.clear();
			source.addFeatures(
				faults.map((it) => new Feature({ geometry: new Point(fromLonLat([it.lon, it.lat])), code: it.code, state: it.state, overdue: overdue(it) })),
			);
		},
	};
}
