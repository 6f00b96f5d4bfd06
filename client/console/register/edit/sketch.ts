import { effect, untracked } from '@preact/signals';
import Feature from 'ol/Feature.js';
import GeoJSON from 'ol/format/GeoJSON.js';
import type Geometry from 'ol/geom/Geometry.js';
import Draw from 'ol/interaction/Draw.js';
import type Interaction from 'ol/interaction/Interaction.js';
import Modify from 'ol/interaction/Modify.js';
import Snap from 'ol/interaction/Snap.js';
import VectorLayer from 'ol/layer/Vector.js';
import VectorSource from 'ol/source/Vector.js';
import type { FlatStyleLike } from 'ol/style/flat.js';
import type { Mounted } from '../../../map/mounted.ts';
import type { Shape } from '../../../map/overlay.ts';
import { dark } from '../../../ui/theme.ts';
import { draft, layer, neighbours, reshape, subject, tool } from './edit-state.ts';

const format = new GeoJSON();
const projections = { dataProjection: 'EPSG:4326', featureProjection: 'EPSG:3857' };
/** A centimetre: finer than anybody draws. */
const decimals = 7;

const read = (shape: Shape): Geometry => format.readGeometry(shape, projections);
const written = (geometry: Geometry): Shape => format.writeGeometryObject(geometry, { ...projections, decimals }) as unknown as Shape;

const styleOf = (theme: 'light' | 'dark'): FlatStyleLike => {
	const [ink, halo] = theme === 'dark' ? ['#86b4ff', '#131518'] : ['#1f61c4', '#ffffff'];
	return [
		{ 'stroke-color': halo, 'stroke-width': 7 },
		{
			'stroke-color': ink,
			'stroke-width': 3.5,
			'fill-color': `${ink}26`,
			'circle-radius': 9,
			'circle-fill-color': ink,
			'circle-stroke-color': halo,
			'circle-stroke-width': 2.5,
		},
	];
};

/** The shape that is being edited, and the tools that are out for it. */
function layOut(on: Mounted): { source: VectorSource; stops: (() => void)[] } {
	const source = new VectorSource();
	const drawn = new VectorLayer({ source, zIndex: 85, properties: { id: 'overlay-sketch' }, updateWhileInteracting: true });
	const follow = effect(() => drawn.setStyle(styleOf(dark.value ? 'dark' : 'light')));
	on.add({ id: 'sketch', layer: drawn, stop: () => undefined });
	let shown: Shape | null = null;
	const draw = effect(() => {
		const { shape } = draft.value;
		// What the tool itself has just drawn already stands there.
		if (shape === shown) return;
		shown = shape;
		source.clear(true);
		if (shape) source.addFeature(new Feature(read(shape)));
	});
	let framed = '';
	const frame = effect(() => {
		const it = subject.value;
		if (!it || it.reference === framed) return;
		framed = it.reference;
		on.map.getView().fit(read(it.geometry).getExtent(), { padding: [96, 96, 96, 96], maxZoom: 19 });
	});
	return { source, stops: [follow, draw, frame] };
}

const isShape = (it: string | undefined): it is 'Point' | 'LineString' | 'Polygon' => it === 'Point' || it === 'LineString' || it === 'Polygon';

const moving = (source: VectorSource): Interaction => {
	const modify = new Modify({ source, pixelTolerance: 12 });
	modify.on('modifyend', () => {
		const geometry = source.getFeatures()[0]?.getGeometry();
		if (geometry) reshape(written(geometry));
	});
	return modify;
};

const drawing = (type: 'Point' | 'LineString' | 'Polygon'): Interaction => {
	const draw = new Draw({ type, stopClick: true });
	draw.on('drawend', ({ feature }) => {
		const geometry = feature.getGeometry();
		if (geometry) reshape(written(geometry));
		// Another click would begin anew: what is drawn is now moved.
		tool.value = 'shape';
	});
	return draw;
};

/** Draws the asset that is edited, and lets it be moved, reshaped and drawn anew, snapping to its neighbours. Answers how to stop. */
export function sketch(on: Mounted): () => void {
	const { source, stops } = layOut(on);
	const beside = new VectorSource();
	const out: Interaction[] = [];
	const putAway = (): void => {
		for (const it of out.splice(0)) on.map.removeInteraction(it);
	};
	const take = (...tools: Interaction[]): void => {
		for (const it of tools) on.map.addInteraction(it);
		out.push(...tools);
	};
	// Snapping works on what comes after it: it is always taken out last.
	const snapping = (): Interaction[] => [new Snap({ source: beside, pixelTolerance: 12 })];
	stops.push(
		effect(() => {
			const own = subject.value?.reference;
			const near = neighbours.value.filter(({ reference }) => reference !== own);
			beside.clear(true);
			beside.addFeatures(near.map(({ geometry }) => new Feature(read(geometry))));
		}),
		effect(() => {
			const wanted = tool.value;
			const type = layer.value?.geometry;
			untracked(() => {
				putAway();
				if (wanted === 'shape') take(moving(source), ...snapping());
				if (wanted === 'draw' && isShape(type)) take(drawing(type), ...snapping());
			});
		}),
	);
	return () => {
		putAway();
		for (const stop of stops) stop();
	};
}
