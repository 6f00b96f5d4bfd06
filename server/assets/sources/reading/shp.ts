import { SourceError, type SourceRow } from '../index.ts';
import { ByteWindow } from './byte-window.ts';
import { largestFeature } from './feature.ts';
import { GeometryBytes, kindCodes } from './geometry-bytes.ts';
import { areasOf, type Ring } from './rings.ts';

const [headBytes, recordHeadBytes, fileCode] = [100, 8, 9994];
const megabyte = 1024 * 1024;
const iso3d = 1000;
const [pointKind, lineKind, areaKind, manyKind] = [1, 3, 5, 8];
/** Kinds of shapes: plain, with Z (and perhaps M), with M. */
const kinds = new Map([0, 10, 20].flatMap((more) => [pointKind, lineKind, areaKind, manyKind].map((kind) => [kind + more, kind] as const)));
const names: Readonly<Record<number, string>> = { [pointKind]: 'Point', [lineKind]: 'LineString', [areaKind]: 'Polygon', [manyKind]: 'MultiPoint' };

/** What kind of geometry a code of a shapefile means; null for one without or of no known kind. */
export const shapeName = (code: number): string | null => names[kinds.get(code) ?? -1] ?? null;

type Shape = Pick<SourceRow, 'wkb' | 'geometry' | 'problem'>;

/** One record: its bytes, and how many of them there are. */
interface Content {
	readonly bytes: Buffer;
	readonly view: DataView;
	readonly at: number;
	readonly end: number;
	readonly deep: boolean;
}

const empty: Shape = { geometry: { type: 'Point', coordinates: [] } };
const broken: Shape = { problem: 'its shape says that it is larger than its record' };
const writer = new GeometryBytes();

const headOf = (kind: keyof typeof kindCodes, deep: boolean): void => writer.head(kindCodes[kind] + (deep ? iso3d : 0));

/** Positions from one to another, with their heights or measures where the shape has any: those stand in a list of their own. */
function positions({ bytes, view, deep }: Content, { xy, z }: { xy: number; z: number }, [from, to]: readonly [number, number]): void {
	writer.count(to - from);
	if (!deep) writer.raw(bytes, xy + from * 16, xy + to * 16);
	else
		for (let n = from; n < to; n++) {
			writer.raw(bytes, xy + n * 16, xy + n * 16 + 16);
			writer.number(view.getFloat64(z + n * 8, true));
		}
}

function point({ bytes, view, at, end, deep }: Content): Shape {
	if (end - at < (deep ? 28 : 20)) return broken;
	writer.begin();
	headOf('Point', deep);
	writer.raw(bytes, at + 4, at + 20);
	if (deep) writer.number(view.getFloat64(at + 20, true));
	return { wkb: writer.taken() };
}

function points(record: Content): Shape {
	const { bytes, view, at, end, deep } = record;
	if (end - at < 40) return broken;
	const count = view.getUint32(at + 36, true);
	const xy = at + 40;
	const z = xy + count * 16 + 16;
	if ((deep ? z + count * 8 : xy + count * 16) > end) return broken;
	if (count === 0) return empty;
	writer.begin();
	headOf('MultiPoint', deep);
	writer.count(count);
	for (let n = 0; n < count; n++) {
		headOf('Point', deep);
		writer.raw(bytes, xy + n * 16, xy + n * 16 + 16);
		if (deep) writer.number(view.getFloat64(z + n * 8, true));
	}
	return { wkb: writer.taken() };
}

/** Where the parts of a line or an area begin and end; undefined where they cannot be right. */
function partsOf({ view, at, end, deep }: Content): { xy: number; z: number; parts: (readonly [number, number])[] } | undefined {
	if (end - at < 44) return undefined;
	const [count, total] = [view.getUint32(at + 36, true), view.getUint32(at + 40, true)];
	const xy = at + 44 + count * 4;
	const z = xy + total * 16 + 16;
	if ((deep ? z + total * 8 : xy + total * 16) > end) return undefined;
	const starts = Array.from({ length: count }, (_, n) => view.getUint32(at + 44 + n * 4, true));
	const parts = starts.map((start, n) => [start, starts[n + 1] ?? total] as const);
	return parts.every(([from, to]) => from <= to && to <= total) ? { xy, z, parts: parts.filter(([from, to]) => to > from) } : undefined;
}

function line(record: Content): Shape {
	const found = partsOf(record);
	if (!found) return broken;
	const { parts } = found;
	if (parts.length === 0) return empty;
	writer.begin();
	if (parts.length > 1) {
		headOf('MultiLineString', record.deep);
		writer.count(parts.length);
	}
	for (const part of parts) {
		headOf('LineString', record.deep);
		positions(record, found, part);
	}
	return { wkb: writer.taken() };
}

function numbersOf({ bytes }: Content, xy: number, [from, to]: readonly [number, number]): Float64Array {
	const numbers = new Float64Array((to - from) * 2);
	new Uint8Array(numbers.buffer).set(bytes.subarray(xy + from * 16, xy + to * 16));
	return numbers;
}

function area(record: Content): Shape {
	const found = partsOf(record);
	if (!found) return broken;
	if (found.parts.length === 0) return empty;
	const rings: Ring[] = found.parts.map((part) => ({ numbers: numbersOf(record, found.xy, part), from: part[0], to: part[1] }));
	const areas = areasOf(rings);
	if (!areas) return { problem: 'it has too many rings to tell which lies in which' };
	writer.begin();
	if (areas.length > 1) {
		headOf('MultiPolygon', record.deep);
		writer.count(areas.length);
	}
	for (const one of areas) {
		headOf('Polygon', record.deep);
		writer.count(one.length);
		for (const { from, to } of one) positions(record, found, [from, to]);
	}
	return { wkb: writer.taken() };
}

const readers: Readonly<Record<number, (record: Content) => Shape>> = { [pointKind]: point, [lineKind]: line, [areaKind]: area, [manyKind]: points };

/** The shapes of a .shp file. */
export class Shp {
	readonly #window: ByteWindow;
	#bytes = 0;
	#count = 0;
	/** The kind of all its shapes, as a code. */
	kind = 0;

	constructor(chunks: AsyncIterable<Buffer>) {
		this.#window = new ByteWindow(chunks);
	}

	/** Reads the head of the file, which has to be done before its shapes can be. */
	async begin(): Promise<void> {
		const window = this.#window;
		if (!(await window.fill(headBytes)) || window.view.getInt32(window.at) !== fileCode) throw new SourceError('its .shp is none: it does not begin as one');
		this.#bytes = window.view.getInt32(window.at + 24) * 2;
		this.kind = window.view.getInt32(window.at + 32, true);
		window.at += headBytes;
	}

	/** Whether the next shape is in memory already, so that it can be had without waiting. */
	get ready(): boolean {
		const { at, view, position } = this.#window;
		return position < this.#bytes && this.#window.holds(recordHeadBytes) && this.#window.holds(recordHeadBytes + this.#lengthAt(view, at));
	}

	#lengthAt(view: DataView, at: number): number {
		const length = view.getInt32(at + 4) * 2;
		if (length < 4 || length > largestFeature)
			throw new SourceError(`shape ${this.#count + 1} says it is ${length} bytes long; between 4 and ${largestFeature / megabyte} MB are possible`);
		return length;
	}

	/** The next shape; undefined behind the last. May wait for the file. */
	async next(): Promise<Shape | undefined> {
		if (this.#window.position >= this.#bytes) return undefined;
		if (!(await this.#window.fill(recordHeadBytes))) this.#cut();
		const { at, view } = this.#window;
		if (!(await this.#window.fill(recordHeadBytes + this.#lengthAt(view, at)))) this.#cut();
		return this.take();
	}

	#cut(): never {
		throw new SourceError(`its .shp ends in the middle, after ${this.#count} whole shapes`);
	}

	/** The next shape, which must be in memory. */
	take(): Shape {
		const { bytes, view, at } = this.#window;
		const from = at + recordHeadBytes;
		const end = from + this.#lengthAt(view, at);
		this.#window.at = end;
		this.#count += 1;
		const code = view.getInt32(from, true);
		if (code === 0) return { geometry: null };
		const read = readers[kinds.get(code) ?? -1];
		if (!read) return { problem: code === 31 ? 'its shape is a surface in space' : `its shape is of no known kind (${code})` };
		// measures, unlike heights, may be left out of a shape that could have them
		const shape = read({ bytes, view, at: from, end, deep: code >= 10 });
		return shape === broken && code >= 20 ? read({ bytes, view, at: from, end, deep: false }) : shape;
	}

	close(): Promise<void> {
		return this.#window.close();
	}
}
