/** A geometry read flat: x, y, x, y … per point list, line or ring. */
export interface Shape {
	/** 1 points, 2 lines, 3 polygons, as vector tiles number them; 0 when there is nothing. */
	type: 0 | 1 | 2 | 3;
	/** All points in one list; each line; or each ring. */
	readonly lists: number[][];
	/** For polygons: whether the list of the same index is an outer ring. */
	readonly outer: boolean[];
}

/** How coordinates are moved as they are read: x' = (x − x0) · scaleX, y' = (y − y0) · scaleY. */
export interface Projection {
	readonly x0: number;
	readonly y0: number;
	readonly scaleX: number;
	readonly scaleY: number;
}

interface Cursor {
	readonly view: DataView;
	readonly projection: Projection;
	offset: number;
	little: boolean;
	/** Numbers per position: more than two with heights or measures, which are skipped. */
	dimensions: number;
}

/**
 * Reads well-known binary (ISO or PostGIS's extended form, either byte order): points, lines, polygons and their collections. Of a mixed collection
 * the kind that comes first. Throws a RangeError when the bytes end too early.
 */
export function readWkb(bytes: Uint8Array, projection: Projection): Shape {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const shape: Shape = { type: 0, lists: [], outer: [] };
	readGeometry({ view, projection, offset: 0, little: true, dimensions: 2 }, shape);
	return shape;
}

function readGeometry(cursor: Cursor, shape: Shape): void {
	const kind = readHeader(cursor);
	if (kind > 3) {
		for (let left = readCount(cursor); left > 0; left--) {
			readGeometry(cursor, shape);
		}
		return;
	}
	// a kind that does not fit is still read, to get past it
	const target = shape.type === 0 || shape.type === kind ? shape : { type: 0 as const, lists: [], outer: [] };
	target.type = kind as Shape['type'];
	readSimple(cursor, kind, target);
}

function readSimple(cursor: Cursor, kind: number, { lists, outer }: Shape): void {
	if (kind === 1) {
		const points = lists[0] ?? [];
		lists[0] = points;
		readPositions(cursor, 1, points);
	} else if (kind === 2) {
		lists.push(readPositions(cursor, readCount(cursor), []));
	} else {
		const rings = readCount(cursor);
		for (let ring = 0; ring < rings; ring++) {
			lists.push(readPositions(cursor, readCount(cursor), []));
			outer.push(ring === 0);
		}
	}
}

function readHeader(cursor: Cursor): number {
	cursor.little = cursor.view.getUint8(cursor.offset) === 1;
	const type = cursor.view.getUint32(cursor.offset + 1, cursor.little);
	cursor.offset += 5;
	// PostGIS sets bits for height, measure and reference system; ISO adds thousands
	const thousands = Math.floor((type & 0xffff) / 1000);
	const extra = ((type >>> 31) & 1) + ((type >>> 30) & 1) + (thousands === 3 ? 2 : Math.min(1, thousands));
	cursor.dimensions = 2 + extra;
	if ((type & 0x20000000) !== 0) {
		cursor.offset += 4;
	}
	const kind = (type & 0xffff) % 1000;
	if (kind < 1 || kind > 7) {
		throw new RangeError(`Geometry type ${kind} cannot be drawn in a tile.`);
	}
	return kind;
}

function readCount(cursor: Cursor): number {
	const count = cursor.view.getUint32(cursor.offset, cursor.little);
	cursor.offset += 4;
	return count;
}

function readPositions(cursor: Cursor, count: number, into: number[]): number[] {
	const { view, projection, little } = cursor;
	const step = cursor.dimensions * 8;
	for (let i = 0; i < count; i++) {
		const x = view.getFloat64(cursor.offset, little);
		const y = view.getFloat64(cursor.offset + 8, little);
		cursor.offset += step;
		// an empty point is written as not a number
		if (!Number.isNaN(x)) {
			into.push((x - projection.x0) * projection.scaleX, (y - projection.y0) * projection.scaleY);
		}
	}
	return into;
}
