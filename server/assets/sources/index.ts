/** One row of a file, as it stands there: nothing is judged yet but that it could be read. */
export interface SourceRow {
	/** Line of the text on which the row begins, counted from 1; of a binary file, the number of the record. */
	readonly line: number;
	/** Why this row could not be read at all. The rows after it could. */
	readonly problem?: string | undefined;
	/** A geometry in the shape of GeoJSON, unchecked; null where the row has none. */
	readonly geometry?: unknown;
	/** Well-known text instead of `geometry`. */
	readonly wkt?: string | undefined;
	/** Well-known binary instead of `geometry`: any byte order, as ISO or PostGIS write it, Z and M allowed. */
	readonly wkb?: Uint8Array | undefined;
	/** What the row says that it is, for formats in which rows can be other things than features. */
	readonly type?: unknown;
	readonly properties: Readonly<Record<string, unknown>>;
	/** The row's own identifier beside its properties. */
	readonly id?: string | number | undefined;
	/** The name of the coordinate system, where the file says it: `EPSG:2048`, `urn:ogc:def:crs:EPSG::2048`. */
	readonly crs?: string | undefined;
}

/** One of the tables that a source holds. */
export interface SourceLayer {
	readonly name: string;
	/** How many rows there are; null where only reading them would tell. */
	readonly rows: number | null;
	readonly crs: string | null;
	/** The kind of its geometries, in whatever words the source has for it; null where it has none. */
	readonly geometry: string | null;
}

/** Asks a service. */
export type Getter = (url: string, init?: { method?: string; headers?: Record<string, string>; body?: string; signal?: AbortSignal }) => Promise<Response>;

/** How to read what a file does not say by itself. */
export interface ReadOptions {
	/** Columns with the coordinates, or the one with well-known text; guessed by their names when not given. */
	readonly x?: string | undefined;
	readonly y?: string | undefined;
	readonly wkt?: string | undefined;
	/** Rows are wanted for what they say of assets that have their place already: a table without columns for a place is then as good as one with them. */
	readonly placeless?: boolean | undefined;
	/** Which layer of a source that holds several. */
	readonly layer?: string | undefined;
	/** How services are asked: limits, time-outs, which addresses. Files never ask. */
	readonly get?: Getter | undefined;
	/** The address in numbers of a host that is asked otherwise than by HTTP; refuses those that may not be asked. */
	readonly hostOf?: ((host: string) => Promise<string>) | undefined;
}

/** A format that assets can come in. To add one, add a file to this shelf. */
export interface Source {
	readonly id: string;
	readonly title: string;
	/** A service is named by an address, anything else by a file. */
	readonly kind?: 'file' | 'service';
	/** Whether this file is of this format, by its name and its first 64 KB; or whether this address is of such a service (there is no head then). */
	accepts(name: string, head: Buffer): boolean;
	/** The layers it holds, for formats that can hold several. */
	layers?(path: string, options: ReadOptions): Promise<SourceLayer[]>;
	/** The rows, one after the other, never the whole file at once. Throws a SourceError when the file cannot be read to its end. */
	read(path: string, options: ReadOptions): AsyncIterable<SourceRow>;
}

/** Why a file as a whole cannot be read, in a sentence for whoever sent it. */
export class SourceError extends Error {}

/** Names a source, checking its shape. */
export const source = (it: Source): Source => it;
