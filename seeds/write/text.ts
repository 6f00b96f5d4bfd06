import proj4 from 'proj4';
import type { MetricGeometry } from '../../server/maths/geometry.ts';
import { nth, type Point } from '../town/geometry.ts';

export type Value = string | number | boolean | null | undefined;

/** One row in the text format of COPY. */
export function row(values: readonly Value[]): string {
	let out = '';
	for (let i = 0; i < values.length; i++) {
		const value = values[i];
		out += `${i > 0 ? '\t' : ''}${value === null || value === undefined ? '\\N' : typeof value === 'string' ? escaped(value) : value}`;
	}
	return `${out}\n`;
}

const special = /[\\\n\r\t]/;
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const escaped = (text: string): string => (special.test(text) ? text.replaceAll(/[\\\n\r\t]/g, (it) => escapes[it] ?? it) : text);

/** An instant as PostgreSQL reads it. */
export const instantText = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
/** The day of an instant. */
export const dayText = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString().slice(0, 10));

export const SRID = 32734;
const utm = proj4('+proj=utm +zone=34 +south +datum=WGS84 +units=m +no_defs');

/** Longitude and latitude of a point in metres, to a hundredth of a millimetre. */
export function degrees(at: Point): [number, number] {
	const [lon, lat] = utm.inverse([at[0], at[1]]);
	return [Math.round(lon * 1e10) / 1e10, Math.round(lat * 1e10) / 1e10];
}

const types = { Point: 1, LineString: 2, Polygon: 3, MultiPolygon: 6 } as const;

/** A geometry in metres as EWKB in EPSG:4326, in hexadecimal. */
export function ewkb(shape: MetricGeometry): string {
	if (shape.type === 'Point') {
		return head('Point') + coordinates([shape.coordinates as unknown as Point]);
	}
	if (shape.type === 'LineString') {
		const line = shape.coordinates as unknown as readonly Point[];
		return head('LineString') + count(line.length) + coordinates(line);
	}
	return head('Polygon') + rings(shape.coordinates as unknown as readonly (readonly Point[])[]);
}

/** Rings of one polygon each, as a MultiPolygon. */
export const multiPolygon = (outer: readonly (readonly Point[])[]): string =>
	head('MultiPolygon') + count(outer.length) + outer.map((ring) => `01${count(types.Polygon)}${rings([ring])}`).join('');

const rings = (all: readonly (readonly Point[])[]): string => count(all.length) + all.map((ring) => count(ring.length) + coordinates(closed(ring))).join('');

// A ring ends exactly where it began, also in the last digit.
const closed = (ring: readonly Point[]): readonly Point[] => [...ring.slice(0, -1), nth(ring, 0)];

const head = (type: keyof typeof types): string => `01${count((types[type] | 0x20000000) >>> 0)}e6100000`;

function count(n: number): string {
	const buffer = Buffer.allocUnsafe(4);
	buffer.writeUInt32LE(n);
	return buffer.toString('hex');
}

function coordinates(points: readonly Point[]): string {
	const buffer = Buffer.allocUnsafe(16 * points.length);
	points.forEach((at, i) => {
		const [lon, lat] = degrees(at);
		buffer.writeDoubleLE(lon, 16 * i);
		buffer.writeDoubleLE(lat, 16 * i + 8);
	});
	return buffer.toString('hex');
}
