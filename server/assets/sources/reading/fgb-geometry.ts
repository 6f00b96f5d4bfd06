import type { SourceRow } from '../index.ts';
import type { Table } from './flatbuffer.ts';
import { GeometryBytes, kindCodes } from './geometry-bytes.ts';

type Shape = Pick<SourceRow, 'wkb' | 'geometry' | 'problem'>;
type Kind = keyof typeof kindCodes;

const field = { ends: 0, xy: 1, z: 2, type: 6, parts: 7 } as const;
const kinds: readonly (Kind | undefined)[] = [undefined, 'Point', 'LineString', 'Polygon', 'MultiPoint', 'MultiLineString', 'MultiPolygon'];
/** Kinds of which only the straight are taken: their parts say what they are. */
const [multiCurve, multiSurface] = [11, 12];
const iso3d = 1000;
const writer = new GeometryBytes();

/** The kind of geometry that a number of FlatGeobuf means; null for none that an asset can have. */
export const fgbKind = (code: number): string | null => kinds[code] ?? null;

interface Content {
	readonly table: Table;
	readonly from: number;
	readonly count: number;
	readonly z: number | undefined;
}

function contentOf(table: Table, deep: boolean): Content {
	const xy = table.list(field.xy, 8) ?? { from: 0, count: 0 };
	const z = deep ? table.list(field.z, 8) : undefined;
	const count = Math.floor(xy.count / 2);
	return { table, from: xy.from, count, z: z && z.count >= count ? z.from : undefined };
}

function positions({ table, from, z }: Content, first: number, last: number): void {
	if (z === undefined) writer.raw(table.bytes, from + first * 16, from + last * 16);
	else
		for (let n = first; n < last; n++) {
			writer.raw(table.bytes, from + n * 16, from + n * 16 + 16);
			writer.number(table.view.getFloat64(z + n * 8, true));
		}
}

/** Where each part ends; without a list there is one part. */
function endsOf({ table, count }: Content): number[] {
	const list = table.list(field.ends, 4);
	if (!list || list.count === 0) return [count];
	const ends = Array.from({ length: list.count }, (_, n) => table.view.getUint32(list.from + n * 4, true));
	if (ends.some((end, n) => end > count || end < (ends[n - 1] ?? 0))) throw new RangeError('parts that are longer than the whole');
	return ends;
}

const head = (kind: Kind, { z }: Content): void => writer.head(kindCodes[kind] + (z === undefined ? 0 : iso3d));

function counted(content: Content, first: number, last: number): void {
	writer.count(last - first);
	positions(content, first, last);
}

const bodies: Readonly<Record<Exclude<Kind, 'MultiPolygon'>, (content: Content) => void>> = {
	Point: (content) => positions(content, 0, 1),
	LineString: (content) => counted(content, 0, content.count),
	Polygon: (content) => {
		const ends = endsOf(content);
		writer.count(ends.length);
		for (const [n, end] of ends.entries()) counted(content, ends[n - 1] ?? 0, end);
	},
	MultiPoint: (content) => {
		writer.count(content.count);
		for (let n = 0; n < content.count; n++) {
			head('Point', content);
			positions(content, n, n + 1);
		}
	},
	MultiLineString: (content) => {
		const ends = endsOf(content);
		writer.count(ends.length);
		for (const [n, end] of ends.entries()) {
			head('LineString', content);
			counted(content, ends[n - 1] ?? 0, end);
		}
	},
};

const empty: Shape = { geometry: { type: 'Point', coordinates: [] } };

/** One of several parts, or the whole where there is but one kind in it. */
function simple(kind: Exclude<Kind, 'MultiPolygon'>, table: Table, deep: boolean): boolean {
	const content = contentOf(table, deep);
	head(kind, content);
	bodies[kind](content);
	return content.count > 0;
}

function many(kind: 'LineString' | 'Polygon', table: Table, deep: boolean): Shape {
	const parts = table.tables(field.parts);
	if (parts.length === 0) return empty;
	if (parts.some((it) => it.byte(field.type) !== 0 && kinds[it.byte(field.type)] !== kind))
		return { problem: 'it has arcs, which are neither straight lines nor areas' };
	writer.head(kindCodes[`Multi${kind}`] + (deep ? iso3d : 0));
	writer.count(parts.length);
	for (const part of parts) simple(kind, part, deep);
	return { wkb: writer.taken() };
}

/** The geometry of a feature as well-known binary. `told` is what the head of the file says of all of them: the kind, and whether there are heights. */
export function fgbShape(table: Table | undefined, told: { kind: number; deep: boolean }): Shape {
	if (!table) return { geometry: null };
	writer.begin();
	const code = told.kind === 0 ? table.byte(field.type) : told.kind;
	const kind = kinds[code];
	if (kind === 'MultiPolygon' || code === multiSurface) return many('Polygon', table, told.deep);
	if (code === multiCurve) return many('LineString', table, told.deep);
	if (!kind) return { problem: `its geometry is of a kind (${code}) that is neither point, line nor area` };
	return simple(kind, table, told.deep) ? { wkb: writer.taken() } : empty;
}
