import type { ExportLayer, ExportRow } from '../index.ts';
import { shapeOf } from './shape.ts';

/** A row as the text of a GeoJSON feature on one line; every column is there, also where it is null. */
export function featureText({ columns }: ExportLayer, { id, wkb, properties }: ExportRow): string {
	const values = Object.fromEntries(columns.map(({ name }) => [name, properties[name] ?? null]));
	return JSON.stringify({ type: 'Feature', id, geometry: shapeOf(wkb) ?? null, properties: values });
}
