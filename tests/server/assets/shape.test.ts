import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shapeOf } from '../../../server/assets/import/shape.ts';

type Position = [number, number, number];

interface Dialect {
	little: boolean;
	iso: boolean;
	z: boolean;
	m: boolean;
	srid: boolean;
}

const codes = { Point: 1, LineString: 2, Polygon: 3, MultiPoint: 4, MultiLineString: 5, MultiPolygon: 6 } as const;
type Kind = keyof typeof codes;

const namesSystem = ({ srid, iso }: Dialect): boolean => srid && !iso;

/** The number of a kind: with thousands, as ISO has it, or with bits, as PostGIS has it. */
function codeOf(kind: Kind, it: Dialect): number {
	if (it.iso) return codes[kind] + (it.z ? 1000 : 0) + (it.m ? 2000 : 0);
	return (codes[kind] | (it.z ? 0x80000000 : 0) | (it.m ? 0x40000000 : 0) | (it.srid ? 0x20000000 : 0)) >>> 0;
}

/** Well-known binary in any of its dialects, written in the plainest way there is. */
function wkb(kind: Kind, coordinates: unknown, dialect: Dialect): Buffer {
	const { little, z, m } = dialect;
	const uint = (value: number): Buffer => {
		const it = Buffer.alloc(4);
		if (little) it.writeUInt32LE(value);
		else it.writeUInt32BE(value);
		return it;
	};
	const double = (value: number): Buffer => {
		const it = Buffer.alloc(8);
		if (little) it.writeDoubleLE(value);
		else it.writeDoubleBE(value);
		return it;
	};
	const code = codeOf(kind, dialect);
	const head = [Buffer.from([little ? 1 : 0]), uint(code), ...(namesSystem(dialect) ? [uint(2048)] : [])];
	const position = ([x, y, h]: Position): Buffer => Buffer.concat([x, y, ...(z ? [h] : []), ...(m ? [7] : [])].map(double));
	const list = <T>(all: T[], each: (it: T) => Buffer): Buffer => Buffer.concat([uint(all.length), ...all.map(each)]);
	const ring = (it: Position[]): Buffer => list(it, position);
	const inner = { ...dialect, srid: false };
	const bodies: Record<Kind, () => Buffer> = {
		Point: () => position(coordinates as Position),
		LineString: () => ring(coordinates as Position[]),
		Polygon: () => list(coordinates as Position[][], ring),
		MultiPoint: () => list(coordinates as Position[], (it) => wkb('Point', it, inner)),
		MultiLineString: () => list(coordinates as Position[][], (it) => wkb('LineString', it, inner)),
		MultiPolygon: () => list(coordinates as Position[][][], (it) => wkb('Polygon', it, inner)),
	};
	return Buffer.concat([...head, bodies[kind]()]);
}

const number = fc.double({ noNaN: true, noDefaultInfinity: true });
const position: fc.Arbitrary<Position> = fc.tuple(number, number, number);
const line = fc.array(position, { minLength: 2, maxLength: 6 });
const ring = fc.array(position, { minLength: 3, maxLength: 6 }).map((it): Position[] => [...it, it[0] as Position]);
const area = fc.array(ring, { minLength: 1, maxLength: 3 });
const several = <T>(it: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(it, { minLength: 1, maxLength: 3 });
const geometry: fc.Arbitrary<{ kind: Kind; coordinates: unknown }> = fc.oneof(
	position.map((coordinates) => ({ kind: 'Point' as const, coordinates })),
	line.map((coordinates) => ({ kind: 'LineString' as const, coordinates })),
	area.map((coordinates) => ({ kind: 'Polygon' as const, coordinates })),
	several(position).map((coordinates) => ({ kind: 'MultiPoint' as const, coordinates })),
	several(line).map((coordinates) => ({ kind: 'MultiLineString' as const, coordinates })),
	several(area).map((coordinates) => ({ kind: 'MultiPolygon' as const, coordinates })),
);
const dialect = fc.record({ little: fc.boolean(), iso: fc.boolean(), z: fc.boolean(), m: fc.boolean(), srid: fc.boolean() });
const plain: Dialect = { little: true, iso: true, z: false, m: false, srid: false };
const row = { line: 1, properties: {} };
const ofBytes = (bytes: Buffer) => shapeOf({ ...row, wkb: bytes });

describe('a geometry', () => {
	test('in every dialect of well-known binary becomes the same plain bytes', () => {
		fc.assert(
			fc.property(geometry, dialect, ({ kind, coordinates }, spoken) => {
				const shape = ofBytes(wkb(kind, coordinates, spoken));
				expect(shape.hex).toBe(wkb(kind, coordinates, plain).toString('hex'));
				expect(shape.flattened).toBe(spoken.z || spoken.m);
				expect(shape.srid).toBe(spoken.srid && !spoken.iso ? 2048 : undefined);
			}),
		);
	});

	test('as GeoJSON becomes the same bytes', () => {
		fc.assert(
			fc.property(geometry, ({ kind, coordinates }) => {
				const shape = shapeOf({ ...row, geometry: { type: kind, coordinates } });
				expect(shape).toEqual({ hex: wkb(kind, coordinates, plain).toString('hex'), flattened: true });
			}),
		);
	});

	test('cut short or damaged is refused with a reason, or is one', () => {
		fc.assert(
			fc.property(geometry, dialect, fc.nat(), fc.nat(255), ({ kind, coordinates }, spoken, at, byte) => {
				const bytes = wkb(kind, coordinates, spoken);
				expect(ofBytes(bytes.subarray(0, at % bytes.length)).problem).toMatch(/./);
				bytes[at % bytes.length] = byte;
				const { hex, problem } = ofBytes(bytes);
				expect((hex === undefined) !== (problem === undefined)).toBe(true);
			}),
			{ numRuns: 500 },
		);
	});

	test('that is not whole says what is wrong with it', () => {
		const bytes = (kind: Kind, coordinates: unknown) => ofBytes(wkb(kind, coordinates, plain)).problem;
		const json = (type: string, coordinates: unknown) => shapeOf({ ...row, geometry: { type, coordinates } }).problem;
		const open = [
			[0, 0],
			[0, 9],
			[9, 9],
			[9, 0],
		];
		expect(bytes('Point', [Number.NaN, Number.NaN])).toBe('its geometry is empty');
		expect(bytes('Point', [1, Number.POSITIVE_INFINITY])).toBe('a coordinate is not a number');
		expect(bytes('LineString', [])).toBe('its geometry is empty');
		expect(bytes('LineString', [[1, 2]])).toBe('a line has fewer than two positions');
		expect(bytes('Polygon', [open])).toBe('a ring is not closed');
		expect(bytes('Polygon', [open.slice(0, 3)])).toBe('a ring has fewer than four positions');
		expect(bytes('MultiPolygon', [])).toBe('its geometry is empty');
		expect(ofBytes(Buffer.concat([wkb('Point', [1, 2], plain), Buffer.from([0])])).problem).toBe('something follows after its geometry');
		expect(ofBytes(Buffer.from('0107000000' + '00000000', 'hex')).problem).toBe('a collection of different geometries is neither point, line nor area');
		expect(ofBytes(Buffer.from('0108000000' + '00000000', 'hex')).problem).toBe('a line with arcs is neither point, line nor area');
		expect(ofBytes(Buffer.from('0102000000ffffff7f', 'hex')).problem).toBe('its geometry ends in the middle');
		expect(ofBytes(Buffer.from('7b7d', 'hex')).problem).toBe('its geometry is not well-known binary');
		expect(json('Point', [1])).toMatch(/^not valid GeoJSON: /);
		expect(json('LineString', [[1, 2]])).toMatch(/^not valid GeoJSON: /);
		expect(json('Polygon', [open])).toMatch(/^not valid GeoJSON: /);
		expect(json('Polygon', [[1, 2]])).toMatch(/^not valid GeoJSON: /);
		expect(json('Point', ['18.9', '-33.7'])).toMatch(/^not valid GeoJSON: /);
		expect(
			json('MultiPoint', [
				[1, 2],
				[3, null],
			]),
		).toMatch(/^not valid GeoJSON: /);
		expect(json('GeometryCollection', [])).toMatch(/^not valid GeoJSON: /);
		expect(json('Nonsense', [])).toMatch(/^not valid GeoJSON: /);
		expect(shapeOf({ ...row, type: 'Lamp', geometry: { type: 'Point', coordinates: [1, 2] } }).problem).toMatch(/^not valid GeoJSON: /);
	});

	test('of curves without arcs is lines and areas', () => {
		const inner = wkb(
			'LineString',
			[
				[0, 0],
				[1, 1],
			],
			plain,
		);
		const curve = Buffer.concat([Buffer.from('010b00000001000000', 'hex'), inner]);
		expect(ofBytes(curve).hex).toBe(Buffer.concat([Buffer.from('010500000001000000', 'hex'), inner]).toString('hex'));
	});
});
