import type { ExportColumn, ExportLayer, ExportRow, ExportSystem } from '../../assets/index.ts';
import type { Collection, Property } from './model.ts';
import type { PageRow } from './queries.ts';

/** A value as it is given: absent is null. */
function given({ column, attribute }: Property, row: PageRow): unknown {
	const from = attribute ? ((row['attributes'] ?? {}) as Record<string, unknown>) : row;
	return from[column] ?? null;
}

/** The properties of a feature, in the order of the collection. */
export const propertiesOf = ({ properties }: Collection, row: PageRow): Record<string, unknown> =>
	Object.fromEntries(properties.map((property) => [property.name, given(property, row)]));

/** A feature as GeoJSON text: the geometry has come as text from the database and is not read again. */
export const featureText = (collection: Collection, row: PageRow, more: object = {}): string => {
	const rest = JSON.stringify(more).slice(1, -1);
	return `{"type":"Feature","id":${JSON.stringify(row.fid)},"geometry":${String(row.geometry ?? 'null')},"properties":${JSON.stringify(propertiesOf(collection, row))}${rest && `,${rest}`}}`;
};

const kinds = { string: 'text', number: 'number', integer: 'integer', boolean: 'boolean' } as const;

const columnOf = ({ name, title, type, format }: Property): ExportColumn => ({ name, title, kind: format === 'date' ? 'date' : kinds[type] });

/** A collection as a layer of a file format. */
export const layerOf = ({ id, title, geometry, properties }: Collection, system: ExportSystem): ExportLayer => ({
	name: id,
	title,
	geometry,
	columns: [{ name: 'id', kind: 'text' }, ...properties.filter((it) => it.name !== 'id').map(columnOf)],
	system,
});

/** A feature as a row of a file format. */
export const rowOf = (collection: Collection, row: PageRow): ExportRow => ({
	id: row.fid,
	wkb: row.geometry as Buffer | null,
	properties: { id: String(row.fid), ...propertiesOf(collection, row) },
});
