/** What a column holds. */
export type ColumnKind = 'text' | 'number' | 'integer' | 'boolean' | 'date';

export interface ExportColumn {
	readonly name: string;
	readonly kind: ColumnKind;
	/** For people. */
	readonly title?: string;
	/** A name of at most ten letters, for formats that have no room for more; else the name is cut off. */
	readonly short?: string;
}

/** The coordinate system of an export, as PostGIS knows it. */
export interface ExportSystem {
	readonly srid: number;
	readonly authority: string;
	readonly code: number;
	readonly name: string;
	/** OGC well-known text, of the first kind. */
	readonly wkt: string;
}

export interface ExportLayer {
	readonly name: string;
	readonly title?: string;
	/** What its features are; of lines and areas some may have several parts. */
	readonly geometry: 'Point' | 'LineString' | 'Polygon' | 'any';
	readonly columns: readonly ExportColumn[];
	readonly system: ExportSystem;
}

/** One feature: well-known binary of two dimensions in the layer's system, and its values by the names of the columns. */
export interface ExportRow {
	readonly id: string | number;
	readonly wkb: Uint8Array | null;
	readonly properties: Readonly<Record<string, unknown>>;
}

/** A layer with what is in it. */
export interface FilledLayer {
	readonly layer: ExportLayer;
	readonly rows: AsyncIterable<ExportRow>;
}

/** A format that assets can go out in. To add one, add a file to this shelf. */
export interface Format {
	readonly id: string;
	readonly title: string;
	/** How file names end, without the dot; the first is the usual one. */
	readonly endings: readonly [string, ...string[]];
	readonly mediaType: string;
	/**
	 * The file, piece by piece, never all of it in memory; with further layers of the same system where the format has room for several. Throws an
	 * ExportError where the format cannot hold the layer.
	 */
	write(layer: ExportLayer, rows: AsyncIterable<ExportRow>, further?: readonly FilledLayer[]): AsyncGenerator<Buffer>;
}

/** Why a layer cannot be written in a format, in a sentence for whoever asked. */
export class ExportError extends Error {}

/** Names a format, checking its shape. */
export const format = (it: Format): Format => it;
