import { effect } from '@preact/signals';
import Feature from 'ol/Feature.js';
import GeoJSON from 'ol/format/GeoJSON.js';
import type Geometry from 'ol/geom/Geometry.js';
import Point from 'ol/geom/Point.js';
import { circular } from 'ol/geom/Polygon.js';
import VectorLayer from 'ol/layer/Vector.js';
import { fromLonLat } from 'ol/proj.js';
import VectorSource from 'ol/source/Vector.js';
import type { FlatStyleLike } from 'ol/style/flat.js';
import { dark } from '../ui/theme.ts';
import type { Drawn } from './mounted.ts';
import { overlayStyle } from './overlay-style.ts';

/** A candidate for what a pin is about, drawn with its number. */
export interface Numbered {
	/** 1 to 4; the same number stands in the list. */
	number: number;
	lon: number;
	lat: number;
	chosen?: boolean;
}

/** A GeoJSON geometry as the server gives it. */
export interface Shape {
	type: string;
	coordinates: unknown;
}

/** The few things drawn by hand over everything else: the pin, candidates, what is selected or pointed at. */
export interface Overlay extends Drawn {
	/** The pin with its accuracy, a circle true to metres; null takes it off. */
	pin: (at: { lon: number; lat: number; accuracy?: number | undefined } | null) => void;
	/** The numbered candidates, replacing those before. */
	candidates: (those: readonly Numbered[]) => void;
	/** A halo about what is selected. */
	select: (shape: Shape | null) => void;
	/** A fainter halo about what is pointed at in the list. */
	point: (shape: Shape | null) => void;
	/** Where the person is, as the device says. */
	person: (at: { lon: number; lat: number; accuracy?: number | undefined } | null) => void;
	/** Other pins, small: those of the reports of one fault. */
	pins: (those: readonly { lon: number; lat: number; accuracy?: number | undefined }[]) => void;
}

type Kind = 'pin' | 'pins' | 'candidate' | 'selected' | 'pointed' | 'person';

const featureAt = (role: string, lon: number, lat: number, rest: Record<string, unknown> = {}): Feature<Geometry> =>
	new Feature({ geometry: new Point(fromLonLat([lon, lat])), role, ...rest });

/** Metres on the ground grow on a web map with latitude: the circle is drawn on the globe and then projected. */
const circleAt = (role: string, lon: number, lat: number, metres: number): Feature<Geometry> =>
	new Feature({ geometry: circular([lon, lat], metres, 64).transform('EPSG:4326', 'EPSG:3857'), role });

const shapeFeatures = (role: string, shape: Shape | null): Feature<Geometry>[] => {
	if (!shape) return [];
	const geometry = new GeoJSON().readGeometry(shape, { dataProjection: 'EPSG:4326', featureProjection: 'EPSG:3857' });
	return [new Feature({ geometry, role })];
};

const pinFeatures = (role: string, at: { lon: number; lat: number; accuracy?: number | undefined }): Feature<Geometry>[] => [
	...(at.accuracy ? [circleAt(`${role}-accuracy`, at.lon, at.lat, at.accuracy)] : []),
	featureAt(role, at.lon, at.lat),
];

/** A small layer over all others, for what the person places, chooses and points at. */
export function overlay(): Overlay {
	const source = new VectorSource();
	const layer = new VectorLayer({ source, zIndex: 90, properties: { id: 'overlay' }, updateWhileAnimating: true, updateWhileInteracting: true });
	const drawn = new Map<Kind, Feature<Geometry>[]>();
	const stop = effect(() => layer.setStyle(overlayStyle(dark.value ? 'dark' : 'light') as FlatStyleLike));
	const replace = (kind: Kind, features: Feature<Geometry>[]): void => {
		source.removeFeatures(drawn.get(kind) ?? []);
		source.addFeatures(features);
		drawn.set(kind, features);
	};
	return {
		id: 'overlay',
		layer,
		stop,
		pin: (at) => replace('pin', at ? pinFeatures('pin', at) : []),
		pins: (those) =>
			replace(
				'pins',
				those.flatMap((at) => pinFeatures('small-pin', at)),
			),
		candidates: (those) =>
			replace(
				'candidate',
				those.map(({ number, lon, lat, chosen }) => featureAt(chosen ? 'chosen' : 'candidate', lon, lat, { number: String(number) })),
			),
		select: (shape) => replace('selected', shapeFeatures('selected', shape)),
		point: (shape) => replace('pointed', shapeFeatures('pointed', shape)),
		person: (at) => replace('person', at ? pinFeatures('person', at) : []),
	};
}
