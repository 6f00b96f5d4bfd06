import { isFeature } from 'geojson-validation';
import type { SourceRow } from '../sources/index.ts';
import { GeometryBytes, kindCodes, ShapeError } from '../sources/reading/geometry-bytes.ts';
import { readWkb } from './wkb.ts';
import { readWkt } from './wkt.ts';

/** What a row's geometry is: bytes for the database, nothing at all, or something that cannot be taken. */
export interface Shape {
	/** Well-known binary in hexadecimal, two dimensions, without a coordinate system. */
	readonly hex?: string;
	readonly srid?: number;
	readonly problem?: string;
	/** Whether heights or measures were left out. */
	readonly flattened?: boolean;
}

interface Geometry {
	type: keyof typeof kindCodes;
	coordinates: unknown;
}

const writer = new GeometryBytes();
let flattened = false;

const misplaced = (): ShapeError => new ShapeError('its coordinates are not arranged as those of its type');

function list(it: unknown, least: number): unknown[] {
	if (!Array.isArray(it) || it.length < least) throw misplaced();
	return it;
}

function position(it: unknown): void {
	const numbers = list(it, 2);
	for (const number of numbers) if (typeof number !== 'number') throw misplaced();
	flattened ||= numbers.length > 2;
	writer.position(numbers[0] as number, numbers[1] as number);
}

function positions(it: unknown, least: number): void {
	const all = list(it, least);
	writer.count(all.length);
	for (const one of all) position(one);
}

function ring(it: unknown): void {
	const first = writer.at + 4;
	positions(it, 4);
	if (!writer.closes(first)) throw new ShapeError('a ring is not closed');
}

function rings(it: unknown): void {
	const all = list(it, 1);
	writer.count(all.length);
	for (const one of all) ring(one);
}

const single = {
	Point: position,
	LineString: (it: unknown): void => positions(it, 2),
	Polygon: rings,
};

function parts(it: unknown, kind: keyof typeof single): void {
	const all = list(it, 1);
	writer.count(all.length);
	for (const one of all) {
		writer.head(kindCodes[kind]);
		single[kind](one);
	}
}

const bodies: Readonly<Record<Geometry['type'], (it: unknown) => void>> = {
	...single,
	MultiPoint: (it) => parts(it, 'Point'),
	MultiLineString: (it) => parts(it, 'LineString'),
	MultiPolygon: (it) => parts(it, 'Polygon'),
};

/** Writes a geometry while checking how it is arranged; throws a ShapeError at the first thing that is not as it should be. */
function written({ type, coordinates }: Geometry): Shape {
	writer.begin();
	flattened = false;
	writer.head(kindCodes[type]);
	bodies[type](coordinates);
	return { hex: writer.hex(), flattened };
}

/** What geojson-validation says of a feature; it throws at some oddities, and calls an empty ring right. */
function sentenceOf(feature: object, otherwise: string): string {
	try {
		const [sentence] = isFeature(feature, true);
		return sentence === undefined ? otherwise : `not valid GeoJSON: ${sentence.slice(0, 200)}`;
	} catch {
		return `not valid GeoJSON: ${misplaced().message}`;
	}
}

const isEmpty = (coordinates: unknown): boolean => Array.isArray(coordinates) && (coordinates.length === 0 || coordinates.every((it) => isEmpty(it)));
const isKnown = (type: unknown): type is Geometry['type'] => typeof type === 'string' && Object.hasOwn(kindCodes, type);

function checked(row: SourceRow, geometry: unknown): Shape {
	const { type, coordinates } = (geometry ?? {}) as Partial<Record<keyof Geometry, unknown>>;
	const known = isKnown(type);
	if (known && isEmpty(coordinates)) return { problem: 'its geometry is empty' };
	const asFeature = { type: row.type ?? 'Feature', geometry: geometry ?? null, properties: row.properties };
	if (!known || asFeature.type !== 'Feature') return { problem: sentenceOf(asFeature, geometry ? foreign(type) : 'it has no geometry') };
	try {
		return written({ type, coordinates });
	} catch (error) {
		return { problem: sentenceOf(asFeature, (error as ShapeError).message) };
	}
}

const foreign = (type: unknown): string => `a ${String(type).slice(0, 40)} is neither point, line nor area`;

function ofText(row: SourceRow, text: string): Shape {
	try {
		const { srid, geometry } = readWkt(text);
		return { ...checked(row, geometry), ...(srid ? { srid } : {}) };
	} catch (error) {
		return { problem: `not well-known text: ${(error as Error).message}` };
	}
}

function ofBytes(bytes: Uint8Array): Shape {
	try {
		return readWkb(bytes);
	} catch (error) {
		if (error instanceof ShapeError) return { problem: error.message };
		throw error;
	}
}

/** The geometry of a row, checked for its arrangement (what lies where is the database's business). */
export function shapeOf(row: SourceRow): Shape {
	if (row.wkb) return ofBytes(row.wkb);
	return row.wkt === undefined ? checked(row, row.geometry) : ofText(row, row.wkt);
}
