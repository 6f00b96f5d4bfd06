import { effect } from '@preact/signals';
import Feature from 'ol/Feature.js';
import GeoJSON from 'ol/format/GeoJSON.js';
import type Geometry from 'ol/geom/Geometry.js';
import LineString from 'ol/geom/LineString.js';
import Point from 'ol/geom/Point.js';
import VectorLayer from 'ol/layer/Vector.js';
import type MapBrowserEvent from 'ol/MapBrowserEvent.js';
import VectorSource from 'ol/source/Vector.js';
import type { FlatStyleLike } from 'ol/style/flat.js';
import type { Drawn, Mounted } from '../../map/mounted.ts';
import type { Shape } from '../../map/overlay.ts';
import { dark } from '../../ui/theme.ts';
import { type MarkRole, marksStyle } from './marks-style.ts';

/** Something to be shown on the map beside what the tiles show: an asset found, or one that would change. */
export interface Mark {
	/** The row it stands for, in the list beside the map. */
	id: string | number;
	role: MarkRole;
	shape: Shape;
	/** Where it was before it moved. */
	before?: Shape | null;
}

/** The marks on a map, replaced all at once. */
export interface Marks extends Drawn {
	show: (marks: readonly Mark[]) => void;
}

/** The name of the layer of marks. */
export const marksName = 'register-marks';
const format = new GeoJSON();
const read = (shape: Shape): Geometry => format.readGeometry(shape, { dataProjection: 'EPSG:4326', featureProjection: 'EPSG:3857' });

const middleOf = (geometry: Geometry): number[] => {
	if (geometry instanceof LineString) return geometry.getCoordinateAt(0.5);
	const [west = 0, south = 0, east = 0, north = 0] = geometry.getExtent();
	return [(west + east) / 2, (south + north) / 2];
};

/** A line or area is drawn as it is, and has the symbol of its role in its middle besides: colour alone says too little. */
const featuresOf = ({ id, role, shape, before }: Mark): Feature<Geometry>[] => {
	const geometry = read(shape);
	const middle = middleOf(geometry);
	const drawn = geometry instanceof Point ? [] : [new Feature({ geometry, role: `${role}-shape`, id })];
	const symbol = new Feature<Geometry>({ geometry: new Point(middle), role, id });
	if (!before) return [...drawn, symbol];
	const was = read(before);
	return [
		new Feature({ geometry: was, role: was instanceof Point ? 'before' : 'before-shape', id }),
		new Feature({ geometry: new LineString([middleOf(was), middle]), role: 'track', id }),
		...drawn,
		symbol,
	];
};

/** The layer of marks over the assets. */
export function marksLayer(): Marks {
	const source = new VectorSource();
	const layer = new VectorLayer({ source, zIndex: 80, properties: { id: marksName } });
	const stop = effect(() => layer.setStyle(marksStyle(dark.value ? 'dark' : 'light') as FlatStyleLike));
	return {
		id: marksName,
		layer,
		stop,
		show: (marks) => {
			source.clear(true);
			source.addFeatures(marks.flatMap(featuresOf));
		},
	};
}

/** Moves the map so that all marks are seen. */
export function showMarks({ map }: Mounted, { layer }: Marks): void {
	const extent = (layer as VectorLayer).getSource()?.getExtent();
	if (extent && Number.isFinite(extent[0])) map.getView().fit(extent, { padding: [64, 64, 64, 64], maxZoom: 19 });
}

type Row = Mark['id'];

const markAt = ({ map }: Mounted, pixel: number[]): Row | null => {
	const [hit] = map.getFeaturesAtPixel(pixel, { hitTolerance: 6, layerFilter: (layer) => layer.get('id') === marksName });
	return (hit?.get('id') as Row | undefined) ?? null;
};

/** Tells which mark the mouse is over. Answers how to stop. */
export function onMarks(on: Mounted, pointed: (id: Row | null) => void): () => void {
	let frame = 0;
	const move = (event: MapBrowserEvent): void => {
		if (event.dragging || frame) return;
		frame = requestAnimationFrame(() => {
			frame = 0;
			const id = markAt(on, event.pixel);
			pointed(id);
		});
	};
	on.map.on('pointermove', move);
	return () => {
		cancelAnimationFrame(frame);
		on.map.un('pointermove', move);
	};
}
