/** A geometry as GeoJSON has it. */
export type Shape =
	| { type: 'Point'; coordinates: number[] }
	| { type: 'LineString'; coordinates: number[][] }
	| { type: 'MultiPoint'; coordinates: number[][] }
	| { type: 'Polygon'; coordinates: number[][][] }
	| { type: 'MultiLineString'; coordinates: number[][][] }
	| { type: 'MultiPolygon'; coordinates: number[][][][] };

interface Cursor {
	readonly view: DataView;
	at: number;
	little: boolean;
}

const names = ['', 'Point', 'LineString', 'Polygon', 'MultiPoint', 'MultiLineString', 'MultiPolygon'] as const;

function head(cursor: Cursor): number {
	cursor.little = cursor.view.getUint8(cursor.at) === 1;
	const kind = cursor.view.getUint32(cursor.at + 1, cursor.little);
	cursor.at += 5;
	return kind;
}

function number(cursor: Cursor): number {
	cursor.at += 4;
	return cursor.view.getUint32(cursor.at - 4, cursor.little);
}

function position(cursor: Cursor): number[] {
	cursor.at += 16;
	return [cursor.view.getFloat64(cursor.at - 16, cursor.little), cursor.view.getFloat64(cursor.at - 8, cursor.little)];
}

const several = <T>(cursor: Cursor, read: (cursor: Cursor) => T): T[] => Array.from({ length: number(cursor) }, () => read(cursor));
const line = (cursor: Cursor): number[][] => several(cursor, position);
const area = (cursor: Cursor): number[][][] => several(cursor, line);

const part =
	<T>(read: (cursor: Cursor) => T) =>
	(cursor: Cursor): T => {
		head(cursor);
		return read(cursor);
	};

const readers: Readonly<Record<number, (cursor: Cursor) => unknown>> = {
	1: position,
	2: line,
	3: area,
	4: (cursor) => several(cursor, part(position)),
	5: (cursor) => several(cursor, part(line)),
	6: (cursor) => several(cursor, part(area)),
};

/** Reads well-known binary of two dimensions, as PostGIS writes it; undefined where there is no geometry or nothing in it. */
export function shapeOf(wkb: Uint8Array | null): Shape | undefined {
	if (wkb === null) return undefined;
	const cursor = { view: new DataView(wkb.buffer, wkb.byteOffset, wkb.byteLength), at: 0, little: true };
	const kind = head(cursor);
	const read = readers[kind];
	if (!read) throw new RangeError(`geometries of kind ${kind} are not written`);
	const coordinates = read(cursor) as number[];
	// an empty point is written as no number
	return coordinates.length === 0 || Number.isNaN(coordinates[0]) ? undefined : ({ type: names[kind], coordinates } as Shape);
}

/** Every position of a shape. */
export function positions({ coordinates }: Shape): number[][] {
	let list = [coordinates] as unknown[];
	while (Array.isArray((list[0] as unknown[])[0])) list = (list as unknown[][]).flat();
	return list as number[][];
}

/** The box around what has been put into it. */
export class Box {
	west = Number.POSITIVE_INFINITY;
	south = Number.POSITIVE_INFINITY;
	east = Number.NEGATIVE_INFINITY;
	north = Number.NEGATIVE_INFINITY;

	hold(places: readonly (readonly number[])[]): this {
		for (const [x = 0, y = 0] of places) {
			if (x < this.west) this.west = x;
			if (x > this.east) this.east = x;
			if (y < this.south) this.south = y;
			if (y > this.north) this.north = y;
		}
		return this;
	}

	get empty(): boolean {
		return this.west > this.east;
	}
}
