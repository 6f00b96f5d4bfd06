import Feature from 'ol/Feature.js';
import GeoJSON from 'ol/format/GeoJSON.js';
import MultiLineString from 'ol/geom/MultiLineString.js';
import Point from 'ol/geom/Point.js';
import VectorLayer from 'ol/layer/Vector.js';
import { fromLonLat } from 'ol/proj.js';
import VectorSource from 'ol/source/Vector.js';
import Circle from 'ol/style/Circle.js';
import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import Text from 'ol/style/Text.js';
import type { Geography, Shapes } from '../../server/planning/contract.ts';
import type { Drawn } from '../map/mounted.ts';

/** How one place looks now. */
interface Look {
	colour: string;
	faint: boolean;
	lit: boolean;
	/** Of a line: a few stretches must be seen over the streets they lie on, all pipes of a town must not hide each other. */
	wide: boolean;
}

interface Ink {
	ink: string;
	halo: string;
}

export const inks: Record<'light' | 'dark', Ink> = { light: { ink: '#1b1d20', halo: '#ffffff' }, dark: { ink: '#eceef0', halo: '#131518' } };

/** Wards or lines of an answer on the map. */
export interface ShapeLayer extends Drawn {
	show: (shapes: Shapes) => void;
	/** Draws again with these looks. */
	wear: (look: (key: string) => Look, ink: Ink) => void;
	extent: () => number[] | null;
}

const hatch = (colour: string): CanvasPattern | string => {
	const canvas = Object.assign(document.createElement('canvas'), { width: 8, height: 8 });
	const context = canvas.getContext('2d');
	if (!context) return colour;
	context.strokeStyle = colour;
	context.lineWidth = 2;
	context.beginPath();
	for (const from of [-4, 4]) {
		context.moveTo(from, 8);
		context.lineTo(from + 8, 0);
	}
	context.stroke();
	return context.createPattern(canvas, 'repeat') ?? colour;
};

const transparent = (colour: string): string => `${colour}c4`;

function areaStyle(title: string, { colour, faint, lit }: Look, { ink, halo }: Ink): Style[] {
	return [
		new Style({
			fill: new Fill({ color: faint ? hatch(colour) : transparent(colour) }),
			stroke: new Stroke({ color: lit ? ink : halo, width: lit ? 3.5 : 1.25 }),
			text: new Text({
				text: title,
				font: '600 12px system-ui, sans-serif',
				fill: new Fill({ color: ink }),
				stroke: new Stroke({ color: halo, width: 3 }),
			}),
			zIndex: lit ? 2 : 1,
		}),
	];
}

function lineStyle({ colour, faint, lit, wide }: Look, { ink }: Ink): Style[] {
	const width = (lit ? 4 : 2) + (wide ? 3 : 0);
	const line = new Style({
		stroke: new Stroke({ color: colour, width, ...(faint && { lineDash: [5, 4], lineCap: wide ? ('butt' as const) : ('round' as const) }) }),
		zIndex: lit ? 3 : 1,
	});
	return lit ? [new Style({ stroke: new Stroke({ color: ink, width: width + 2.5 }), zIndex: 2 }), line] : [line];
}

function pointStyle({ colour, faint, lit }: Look, { ink, halo }: Ink): Style[] {
	const image = new Circle({
		declutterMode: 'none',
		radius: lit ? 8 : 6,
		fill: new Fill({ color: faint ? halo : colour }),
		stroke: new Stroke({ color: lit ? ink : faint ? colour : halo, width: lit ? 2.5 : 1.5 }),
	});
	return [new Style({ image, zIndex: lit ? 3 : 1 })];
}

// Names are written on wards; hexagons and sites are too many for them.
const named = 40;

function styleOf(kind: string, { title, look, ink }: { title: string; look: Look; ink: Ink }): Style[] {
	if (kind.includes('Point')) return pointStyle(look, ink);
	return kind.includes('Polygon') ? areaStyle(title, look, ink) : lineStyle(look, ink);
}

/** Draws the shapes of an answer, coloured by its figures. */
export function shapeLayer(): ShapeLayer {
	const source = new VectorSource();
	const layer = new VectorLayer({ source, zIndex: 15, properties: { id: 'answer' }, declutter: true });
	return {
		id: 'answer',
		layer,
		stop: () => source.clear(),
		show: (shapes) => {
			source.clear();
			source.addFeatures(new GeoJSON().readFeatures(shapes, { dataProjection: 'EPSG:4326', featureProjection: 'EPSG:3857' }));
		},
		wear: (look, ink) =>
			layer.setStyle((feature) => {
				const title = source.getFeatures().length > named ? '' : String(feature.get('title'));
				return styleOf(feature.getGeometry()?.getType() ?? '', { title, look: look(String(feature.get('key'))), ink });
			}),
		extent: () => (source.isEmpty() ? null : (source.getExtent() ?? null)),
	};
}

/** Every piece of a network under the shapes of an answer, in the colours of its steps. */
export interface GradedLayer extends Drawn {
	show: (graded: NonNullable<Geography['graded']>, colours: readonly string[]) => void;
	extent: () => number[] | null;
}

/** Draws the pieces of a network: one geometry for each step, the densest on top. */
export function gradedLayer(): GradedLayer {
	const source = new VectorSource();
	const layer = new VectorLayer({ source, zIndex: 14, properties: { id: 'answer-graded' } });
	return {
		id: 'answer-graded',
		layer,
		stop: () => source.clear(),
		show: (graded, colours) => {
			source.clear();
			for (const [step, { lines }] of graded.entries()) {
				if (lines.length === 0) continue;
				const feature = new Feature(new MultiLineString(lines).transform('EPSG:4326', 'EPSG:3857'));
				feature.setStyle(new Style({ stroke: new Stroke({ color: colours[step] ?? 'transparent', width: 2.5 }), zIndex: step }));
				source.addFeature(feature);
			}
		},
		extent: () => (source.isEmpty() ? null : (source.getExtent() ?? null)),
	};
}

/** The faults behind a row, as points over the shapes. */
export interface PointLayer extends Drawn {
	show: (faults: readonly { code: string; lon: number; lat: number }[], ink: Ink) => void;
}

/** Draws the faults behind a row. */
export function pointLayer(): PointLayer {
	const source = new VectorSource();
	const layer = new VectorLayer({ source, zIndex: 70, properties: { id: 'answer-faults' } });
	return {
		id: 'answer-faults',
		layer,
		stop: () => source.clear(),
		show: (faults, { ink, halo }) => {
			source.clear();
			source.addFeatures(faults.map(({ code, lon, lat }) => new Feature({ geometry: new Point(fromLonLat([lon, lat])), code })));
			layer.setStyle(new Style({ image: new Circle({ radius: 4.5, fill: new Fill({ color: ink }), stroke: new Stroke({ color: halo, width: 1.5 }) }) }));
		},
	};
}
