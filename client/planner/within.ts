import { booleanIntersects, booleanPointInPolygon, pointOnFeature } from '@turf/turf';
import type { ReportAnswer, Shapes } from '../../server/planning/contract.ts';
import type { Area } from '../map/tools/draw-area.ts';

type Shape = Shapes['features'][number];

// What is handed over is GeoJSON; its contract leaves the coordinates open.
const asFeature = (shape: Shape): GeoJSON.Feature => shape as unknown as GeoJSON.Feature;

/** An area counts where its middle lies within, so that whoever draws round two wards does not have all that touch them; a line where any of it does. */
const isWithin = (shape: Shape, area: Area): boolean =>
	shape.geometry.type.endsWith('Polygon') ? booleanPointInPolygon(pointOnFeature(asFeature(shape)), area) : booleanIntersects(asFeature(shape), area);

/** The keys of an answer's rows whose shapes lie within a drawn area, in their order. */
export function rowsWithin({ rows, geography }: ReportAnswer, shapes: Shapes, area: Area): string[] {
	const places = new Set(shapes.features.filter((it) => isWithin(it, area)).map(({ properties: { key } }) => key));
	const named = new Set(geography?.places.filter(({ key }) => places.has(key)).map(({ row }) => row));
	return rows.filter(({ key, place }) => named.has(key) || (place !== null && places.has(place))).map(({ key }) => key);
}
