import { type ColumnKind, type ExportColumn, type ExportLayer, type ExportRow, format } from './index.ts';
import { Bytes } from './writing/bytes.ts';
import { sized, type Table } from './writing/flat-table.ts';
import { type Shape, shapeOf } from './writing/shape.ts';

const magic = Buffer.from([0x66, 0x67, 0x62, 0x03, 0x66, 0x67, 0x62, 0x01]);
const kinds = { Point: 1, LineString: 2, Polygon: 3, MultiPoint: 4, MultiLineString: 5, MultiPolygon: 6 } as const;
const columnTypes: Readonly<Record<ColumnKind, number>> = { boolean: 2, integer: 7, number: 10, text: 11, date: 13 };
/** Programs want one kind of geometry a layer: lines and areas are all written as having several parts. */
const kindOfLayer = { Point: kinds.Point, LineString: kinds.MultiLineString, Polygon: kinds.MultiPolygon, any: 0 } as const;
const chunkBytes = 64 * 1024;

const column = ({ name, kind, title }: ExportColumn): Table => [{ text: name }, { u8: columnTypes[kind] }, title === undefined ? undefined : { text: title }];

/** Without an index and without a count: both would have to be known before the first feature is read. */
function header({ name, title, geometry, columns, system }: ExportLayer): Table {
	const crs: Table = [{ text: system.authority }, { i32: system.code }, { text: system.name }, undefined, { text: system.wkt }];
	const kind = kindOfLayer[geometry];
	return [
		{ text: name },
		undefined,
		{ u8: kind },
		...[undefined, undefined, undefined, undefined],
		{ tables: columns.map(column) },
		undefined,
		{ u16: 0 },
		{ table: crs },
		title === undefined ? undefined : { text: title },
	];
}

/** Positions of several lists one after the other, and where each list ends. */
function lists(parts: readonly number[][][], kind: number): Table {
	let end = 0;
	const ends = parts.map((it) => {
		end += it.length;
		return end;
	});
	return [{ u32s: ends }, { f64s: parts.flat(2) }, undefined, undefined, undefined, undefined, { u8: kind }];
}

const flat = (positions: readonly number[][], kind: number): Table => [undefined, ...lists([[...positions]], kind).slice(1)];
const areas = (list: readonly number[][][][]): Table => [
	...Array.from<undefined>({ length: 6 }),
	{ u8: kinds.MultiPolygon },
	{ tables: list.map((it) => lists(it, kinds.Polygon)) },
];

function geometry(shape: Shape, many: boolean): Table {
	switch (shape.type) {
		case 'Point':
			return flat([shape.coordinates], kinds.Point);
		case 'MultiPoint':
			return flat(shape.coordinates, kinds.MultiPoint);
		case 'LineString':
			return many ? lists([shape.coordinates], kinds.MultiLineString) : flat(shape.coordinates, kinds.LineString);
		case 'MultiLineString':
			return lists(shape.coordinates, kinds.MultiLineString);
		case 'Polygon':
			return many ? areas([shape.coordinates]) : lists(shape.coordinates, kinds.Polygon);
		case 'MultiPolygon':
			return areas(shape.coordinates);
	}
}

function value(out: Bytes, kind: ColumnKind, it: unknown): void {
	if (kind === 'boolean') out.u8(it ? 1 : 0);
	else if (kind === 'number') out.f64(Number(it));
	else if (kind === 'integer') {
		const whole = Math.trunc(Number(it));
		out.u32(whole >>> 0);
		out.i32(Math.floor(whole / 2 ** 32));
	} else {
		const text = Buffer.from(String(it));
		out.u32(text.length);
		out.raw(text);
	}
}

/** Values with the number of their column before each; those that are null are not there. */
function valuesOf(out: Bytes, columns: readonly ExportColumn[], { properties }: ExportRow): Buffer {
	columns.forEach(({ name, kind }, index) => {
		const it = properties[name];
		if (it === null || it === undefined) return;
		out.u16(index);
		value(out, kind, it);
	});
	return out.take();
}

async function* write(layer: ExportLayer, rows: AsyncIterable<ExportRow>): AsyncGenerator<Buffer> {
	const out = new Bytes();
	const values = new Bytes();
	let pieces: Buffer[] = [magic, sized(out, header(layer))];
	let size = 0;
	for await (const row of rows) {
		const shape = shapeOf(row.wkb);
		const place = shape === undefined ? undefined : { table: geometry(shape, layer.geometry !== 'any') };
		const piece = sized(out, [place, { bytes: valuesOf(values, layer.columns, row) }]);
		pieces.push(piece);
		size += piece.length;
		if (size < chunkBytes) continue;
		yield Buffer.concat(pieces);
		[pieces, size] = [[], 0];
	}
	yield Buffer.concat(pieces);
}

export default format({ id: 'flatgeobuf', title: 'FlatGeobuf', endings: ['fgb'], mediaType: 'application/flatgeobuf', write });
