import { GeometryBytes, ShapeError } from '../sources/reading/geometry-bytes.ts';

/** A geometry as the database takes it, and what was left out on the way. */
export interface Binary {
	readonly hex: string;
	/** Whether heights or measures were left out. */
	readonly flattened: boolean;
	/** The number of the coordinate system, where the bytes name one. */
	readonly srid?: number;
}

const [withZ, withM, withSrid] = [0x80000000, 0x40000000, 0x20000000];
const [point, line, polygon, multiPoint, multiLine, multiPolygon, multiCurve, multiSurface] = [1, 2, 3, 4, 5, 6, 11, 12];
const foreign: Readonly<Record<number, string>> = {
	7: 'a collection of different geometries',
	8: 'a line with arcs',
	9: 'a line with arcs',
	10: 'an area with arcs',
	13: 'a line with arcs',
	14: 'an area with arcs',
	15: 'a surface in space',
	16: 'a surface in space',
	17: 'a triangle',
};
/** What each kind of many holds, and as what it is written. Curves and surfaces without arcs are lines and polygons. */
const many: Readonly<Record<number, { part: number; code: number }>> = {
	[multiPoint]: { part: point, code: multiPoint },
	[multiLine]: { part: line, code: multiLine },
	[multiPolygon]: { part: polygon, code: multiPolygon },
	[multiCurve]: { part: line, code: multiLine },
	[multiSurface]: { part: polygon, code: multiPolygon },
};

interface Head {
	readonly little: boolean;
	readonly kind: number;
	/** Numbers a position has. */
	readonly numbers: number;
	readonly srid?: number;
}

/** A way through the bytes of one geometry, checked at every step. */
class Reader {
	readonly #view: DataView;
	#at = 0;

	constructor(bytes: Uint8Array) {
		this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	}

	#left(bytes: number): void {
		if (this.#view.byteLength - this.#at < bytes) throw new ShapeError('its geometry ends in the middle');
	}

	#uint(little: boolean): number {
		this.#left(4);
		this.#at += 4;
		return this.#view.getUint32(this.#at - 4, little);
	}

	/** Both ways of naming a kind: bits as PostGIS sets them, thousands as ISO adds them. */
	head(): Head {
		this.#left(1);
		const order = this.#view.getUint8(this.#at++);
		if (order > 1) throw new ShapeError('its geometry is not well-known binary');
		const little = order === 1;
		const written = this.#uint(little);
		const base = written & 0x0fffffff;
		const thousands = Math.floor(base / 1000);
		if (thousands > 3) throw new ShapeError('its geometry is not well-known binary');
		const z = written >= withZ || thousands === 1 || thousands === 3;
		const m = (written & withM) !== 0 || thousands >= 2;
		const head = { little, kind: base % 1000, numbers: 2 + Number(z) + Number(m) };
		return (written & withSrid) === 0 ? head : { ...head, srid: this.#uint(little) };
	}

	/** A count of things of which each takes at least so many bytes. */
	count({ little }: Head, bytesEach: number): number {
		const count = this.#uint(little);
		this.#left(count * bytesEach);
		return count;
	}

	positions(count: number, { little, numbers }: Head, into: GeometryBytes): void {
		this.#left(count * numbers * 8);
		for (let n = 0; n < count; n++, this.#at += numbers * 8)
			into.position(this.#view.getFloat64(this.#at, little), this.#view.getFloat64(this.#at + 8, little));
	}

	/** Whether the position that comes next has no numbers: how an empty point is written. */
	isHole({ little }: Head): boolean {
		this.#left(16);
		return Number.isNaN(this.#view.getFloat64(this.#at, little)) && Number.isNaN(this.#view.getFloat64(this.#at + 8, little));
	}

	end(): void {
		if (this.#at !== this.#view.byteLength) throw new ShapeError('something follows after its geometry');
	}
}

const empty = (): never => {
	throw new ShapeError('its geometry is empty');
};

function ring(reader: Reader, head: Head, into: GeometryBytes): void {
	const count = reader.count(head, head.numbers * 8);
	if (count < 4) throw new ShapeError('a ring has fewer than four positions');
	into.count(count);
	const first = into.at;
	reader.positions(count, head, into);
	if (!into.closes(first)) throw new ShapeError('a ring is not closed');
}

function single(reader: Reader, head: Head, into: GeometryBytes): void {
	if (head.kind === point) {
		if (reader.isHole(head)) empty();
		reader.positions(1, head, into);
		return;
	}
	const count = reader.count(head, head.kind === line ? head.numbers * 8 : 4);
	if (count === 0) empty();
	into.count(count);
	if (head.kind === polygon) for (let n = 0; n < count; n++) ring(reader, head, into);
	else if (count < 2) throw new ShapeError('a line has fewer than two positions');
	else reader.positions(count, head, into);
}

function parts(reader: Reader, head: Head, into: GeometryBytes): void {
	const { part, code } = many[head.kind] as { part: number; code: number };
	const count = reader.count(head, 5);
	if (count === 0) empty();
	into.head(code);
	into.count(count);
	for (let n = 0; n < count; n++) {
		const inner = reader.head();
		if (inner.kind !== part) throw new ShapeError(foreign[inner.kind] ? `it is ${foreign[inner.kind]}` : 'its parts are of another kind than the whole');
		into.head(part);
		single(reader, inner, into);
	}
}

const writer = new GeometryBytes();

const pointBytes = 21;
const hasNumber = (bytes: Uint8Array, at: number): boolean => ((bytes[at + 7] as number) & 0x7f) !== 0x7f || (bytes[at + 6] as number) < 0xf0;

/** Whether this is what most rows of most registers are, byte for byte as the database takes it: a point in two dimensions. */
const isPlainPoint = (it: Uint8Array): boolean =>
	it.length === pointBytes && it[0] === 1 && it[1] === point && it[2] === 0 && it[3] === 0 && it[4] === 0 && hasNumber(it, 5) && hasNumber(it, 13);

/** Takes well-known binary of any dialect apart and writes it anew in two dimensions. Throws a ShapeError with the reason where it is no whole point, line or area. */
export function readWkb(bytes: Uint8Array): Binary {
	writer.begin();
	if (isPlainPoint(bytes)) return { hex: writer.copied(bytes), flattened: false };
	const reader = new Reader(bytes);
	const head = reader.head();
	if (many[head.kind]) parts(reader, head, writer);
	else if (head.kind >= point && head.kind <= polygon) {
		writer.head(head.kind);
		single(reader, head, writer);
	} else throw new ShapeError(`${foreign[head.kind] ?? 'its geometry'} is neither point, line nor area`);
	reader.end();
	const srid = head.srid ? { srid: head.srid } : {};
	return { hex: writer.hex(), flattened: head.numbers > 2, ...srid };
}
