import { isFeature } from 'geojson-validation';
import type { SourceRow } from '../sources/index.ts';
import { readWkt } from './wkt.ts';

/** What a row's geometry is: bytes for the database, nothing at all, or something that cannot be taken. */
export interface Shape {
	/** Extended well-known binary in hexadecimal, two dimensions, without a coordinate system. */
	readonly hex?: string;
	readonly srid?: number;
	readonly problem?: string;
	/** Whether heights or measures were left out. */
	readonly flattened?: boolean;
}

interface Geometry {
	type: string;
	coordinates: unknown[];
}

const codes: Readonly<Record<string, { code: number; depth: number; part?: string }>> = {
	Point: { code: 1, depth: 0 },
	LineString: { code: 2, depth: 1 },
	Polygon: { code: 3, depth: 2 },
	MultiPoint: { code: 4, depth: 1, part: 'Point' },
	MultiLineString: { code: 5, depth: 2, part: 'LineString' },
	MultiPolygon: { code: 6, depth: 3, part: 'Polygon' },
};

/** What geojson-validation says of a feature; it throws at some oddities, and calls an empty ring right. */
function problemOf(feature: object): string | undefined {
	try {
		return isFeature(feature, true)[0];
	} catch {
		return 'its coordinates are not arranged as those of its type';
	}
}

/** Bytes of a geometry whose arrangement has been checked. Numbers that are none end it. */
class Writer {
	#bytes = Buffer.allocUnsafe(256);
	#at = 0;
	flattened = false;
	sound = true;

	#room(count: number): void {
		if (this.#at + count <= this.#bytes.length) return;
		const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#at + count));
		this.#bytes.copy(larger, 0, 0, this.#at);
		this.#bytes = larger;
	}

	geometry({ type, coordinates }: Geometry): void {
		const kind = codes[type];
		if (!kind) return;
		this.#room(5);
		this.#at = this.#bytes.writeUInt8(1, this.#at);
		this.#at = this.#bytes.writeUInt32LE(kind.code, this.#at);
		if (kind.part === undefined) this.#list(coordinates, kind.depth);
		else {
			this.#count(coordinates.length);
			for (const part of coordinates) this.geometry({ type: kind.part, coordinates: part as unknown[] });
		}
	}

	#count(count: number): void {
		this.#room(4);
		this.#at = this.#bytes.writeUInt32LE(count, this.#at);
	}

	#list(coordinates: unknown[], depth: number): void {
		if (depth === 0) {
			this.#position(coordinates as number[]);
			return;
		}
		this.#count(coordinates.length);
		for (const it of coordinates) this.#list(it as unknown[], depth - 1);
	}

	#position(position: readonly number[]): void {
		const [x = Number.NaN, y = Number.NaN] = position;
		this.sound &&= Number.isFinite(x) && Number.isFinite(y);
		this.flattened ||= position.length > 2;
		this.#room(16);
		this.#at = this.#bytes.writeDoubleLE(x, this.#at);
		this.#at = this.#bytes.writeDoubleLE(y, this.#at);
	}

	hex(): string {
		return this.#bytes.toString('hex', 0, this.#at);
	}
}

const isEmpty = (coordinates: unknown): boolean => Array.isArray(coordinates) && (coordinates.length === 0 || coordinates.every((it) => isEmpty(it)));

function bytesOf(geometry: Geometry): Shape {
	const writer = new Writer();
	writer.geometry(geometry);
	if (!writer.sound) return { problem: 'a coordinate is not a number' };
	return { hex: writer.hex(), flattened: writer.flattened };
}

function checked(row: SourceRow, geometry: unknown): Shape {
	const { type, coordinates } = (geometry ?? {}) as Partial<Geometry>;
	if (geometry !== null && typeof type === 'string' && Object.hasOwn(codes, type) && isEmpty(coordinates)) return { problem: 'its geometry is empty' };
	const problem = problemOf({ type: row.type ?? 'Feature', geometry: geometry ?? null, properties: row.properties });
	if (problem) return { problem: `not valid GeoJSON: ${problem.slice(0, 200)}` };
	if (geometry === null || geometry === undefined) return { problem: 'it has no geometry' };
	if (typeof type !== 'string' || !Object.hasOwn(codes, type)) return { problem: `a ${String(type).slice(0, 40)} is neither point, line nor area` };
	return bytesOf(geometry as Geometry);
}

/** The geometry of a row, checked for its arrangement (what lies where is the database's business). */
export function shapeOf(row: SourceRow): Shape {
	if (row.wkt === undefined) return checked(row, row.geometry);
	try {
		const { srid, geometry } = readWkt(row.wkt);
		return { ...checked(row, geometry), ...(srid ? { srid } : {}) };
	} catch (error) {
		return { problem: `not well-known text: ${(error as Error).message}` };
	}
}
