import { effect } from '@preact/signals';
import Feature from 'ol/Feature.js';
import GeoJSON from 'ol/format/GeoJSON.js';
import type Geometry from 'ol/geom/Geometry.js';
import VectorLayer from 'ol/layer/Vector.js';
import VectorSource from 'ol/source/Vector.js';
import type { FlatStyleLike } from 'ol/style/flat.js';
import { dark } from '../ui/theme.ts';
import type { Drawn, Mounted } from './mounted.ts';
import type { Rule } from './report-style.ts';

/** What is drawn of a common cause, as GeoJSON geometries. */
interface CauseShapes {
	affected: unknown;
	reported: unknown;
	device: unknown;
}

/** The colours of warn, bad and progress among the tokens of the interface, which a canvas cannot read. */
const colours = {
	light: { affected: '#8d5200', reported: '#b3231a', device: '#1f61c4', halo: '#ffffff' },
	dark: { affected: '#f0b055', reported: '#ff8d80', device: '#78aaff', halo: '#131518' },
} as const;

/** Affected: a ring; reported: a full disc; what probably failed: a diamond or a broad line. Told apart by shape as well as by colour. */
function causeStyle(theme: 'light' | 'dark'): Rule[] {
	const { affected, reported, device, halo } = colours[theme];
	const is = (role: string): unknown => ['==', ['get', 'role'], role];
	const diamond = { 'shape-points': 4, 'shape-radius': 11, 'shape-angle': 0, 'shape-declutter-mode': 'none' };
	return [
		{
			filter: is('device'),
			style: [
				{ 'stroke-color': halo, 'stroke-width': 10 },
				{ 'stroke-color': device, 'stroke-width': 6 },
				{ ...diamond, 'shape-fill-color': device, 'shape-stroke-color': halo, 'shape-stroke-width': 2, 'z-index': 3 },
			],
		},
		{
			filter: is('affected'),
			style: [
				{ 'circle-radius': 10, 'circle-stroke-color': halo, 'circle-stroke-width': 5, 'stroke-color': affected, 'stroke-width': 3, 'z-index': 1 },
				{ 'circle-radius': 10, 'circle-stroke-color': affected, 'circle-stroke-width': 2.5, 'z-index': 1 },
			],
		},
		{
			filter: is('reported'),
			style: [{ 'circle-radius': 6, 'circle-fill-color': reported, 'circle-stroke-color': halo, 'circle-stroke-width': 2, 'z-index': 2 }],
		},
	];
}

/** A common cause over the assets. */
export function causeLayer({ affected, reported, device }: CauseShapes): Drawn {
	const format = new GeoJSON();
	const feature = (role: string, shape: unknown): Feature<Geometry>[] =>
		shape ? [new Feature({ geometry: format.readGeometry(shape, { dataProjection: 'EPSG:4326', featureProjection: 'EPSG:3857' }), role })] : [];
	const source = new VectorSource({ features: [...feature('device', device), ...feature('affected', affected), ...feature('reported', reported)] });
	const layer = new VectorLayer({ source, zIndex: 80, properties: { id: 'cause' } });
	const stop = effect(() => layer.setStyle(causeStyle(dark.value ? 'dark' : 'light') as FlatStyleLike));
	return { id: 'cause', layer, stop };
}

/** Moves the map so that all of a cause is seen. */
export function showCause({ map }: Mounted, { layer }: Drawn): void {
	const extent = (layer as VectorLayer).getSource()?.getExtent();
	if (extent && Number.isFinite(extent[0])) map.getView().fit(extent, { padding: [40, 72, 56, 40], maxZoom: 18 });
}
