/** A geometry as GeoJSON states it. */
export interface PlainGeometry {
	readonly type: string;
	readonly coordinates: unknown;
}

const codes: Readonly<Record<string, number>> = { Point: 1, LineString: 2, Polygon: 3, MultiPoint: 4, MultiLineString: 5, MultiPolygon: 6 };
const pieces: Readonly<Record<string, string>> = { MultiPoint: 'Point', MultiLineString: 'LineString', MultiPolygon: 'Polygon' };

type Position = readonly [number, number, ...number[]];

function number(value: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32LE(value);
	return bytes;
}

function position([x, y]: Position): Buffer {
	const bytes = Buffer.alloc(16);
	bytes.writeDoubleLE(x, 0);
	bytes.writeDoubleLE(y, 8);
	return bytes;
}

const counted = <It>(list: readonly It[], write: (it: It) => Buffer): Buffer => Buffer.concat([number(list.length), ...list.map(write)]);
const line = (positions: readonly Position[]): Buffer => counted(positions, position);

function bodyOf({ type, coordinates }: PlainGeometry): Buffer {
	const piece = pieces[type];
	if (piece !== undefined) return counted(coordinates as unknown[], (it) => writeWkb({ type: piece, coordinates: it }));
	if (type === 'Point') return position(coordinates as Position);
	return type === 'LineString' ? line(coordinates as Position[]) : counted(coordinates as Position[][], line);
}

/** GeoJSON's points, lines and areas, one or several, as well-known binary, little end first. Throws a RangeError for anything else. */
export function writeWkb(geometry: PlainGeometry): Buffer {
	const code = codes[geometry.type];
	if (code === undefined) throw new RangeError(`no geometry: ${geometry.type}`);
	return Buffer.concat([Uint8Array.of(1), number(code), bodyOf(geometry)]);
}
