import { effect } from '@preact/signals';
import GeoJSON from 'ol/format/GeoJSON.js';
import VectorLayer from 'ol/layer/Vector.js';
import VectorSource from 'ol/source/Vector.js';
import type { FlatStyleLike } from 'ol/style/flat.js';
import type { Town } from '../../server/municipality/contract.ts';
import { layBase } from '../map/base-layers.ts';
import { mountMap } from '../map/create-map.ts';
import { dark } from '../ui/theme.ts';

const styleOf = (ink: string, halo: string): FlatStyleLike => [
	{
		style: {
			'circle-radius': 5,
			'circle-fill-color': ink,
			'circle-stroke-color': halo,
			'circle-stroke-width': 1.5,
			'stroke-color': ink,
			'stroke-width': 3,
			'fill-color': `${ink}33`,
		},
	},
];

/** Nearer than this one feature alone is not shown: what lies around it would be lost. */
const nearest = 18;

/** Draws the features of an address over the municipality's own map. */
export async function drawFeatures(place: HTMLElement, town: Town): Promise<void> {
	const { features: address = '', label = '' } = place.dataset;
	const answer = await fetch(address, { headers: { accept: 'application/geo+json' } });
	if (!answer.ok) return;
	const features = new GeoJSON().readFeatures(await answer.json(), { dataProjection: 'EPSG:4326', featureProjection: 'EPSG:3857' });
	place.classList.add('shown');
	const on = mountMap(place, { town });
	place.setAttribute('aria-label', label);
	layBase(on, town.base);
	const source = new VectorSource({ features });
	const layer = new VectorLayer({ source, zIndex: 60 });
	const stop = effect(() => layer.setStyle(dark.value ? styleOf('#6cc4cc', '#101315') : styleOf('#0d5c63', '#ffffff')));
	on.add({ id: 'features', layer, stop });
	const extent = source.getExtent();
	if (extent && features.length > 0) on.map.getView().fit(extent, { padding: [32, 32, 32, 32], maxZoom: nearest });
}
