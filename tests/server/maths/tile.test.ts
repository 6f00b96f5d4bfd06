import { classifyRings, VectorTile, type VectorTileFeature } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { describe, expect, test } from 'vitest';
import { encodeTile, type TileFeature, type TileLayer, tileBounds3857 } from '../../../server/maths/tile.ts';
import { readWkb } from '../../../server/maths/wkb.ts';

const PLACE = { z: 14, x: 9055, y: 9823 } as const;
const [WEST, , EAST, NORTH] = tileBounds3857(PLACE.z, PLACE.x, PLACE.y);
const UNIT = (EAST - WEST) / 4096;

type Pair = readonly [number, number];

// well-known binary of positions given in tile units
class Wkb {
	private readonly parts: Buffer[] = [];
	private readonly little: boolean;
	constructor(little = true) {
		this.little = little;
	}
	header(type: number): this {
		const bytes = Buffer.alloc(5);
		bytes.writeUInt8(this.little ? 1 : 0);
		this.little ? bytes.writeUInt32LE(type, 1) : bytes.writeUInt32BE(type, 1);
		this.parts.push(bytes);
		return this;
	}
	count(n: number): this {
		const bytes = Buffer.alloc(4);
		this.little ? bytes.writeUInt32LE(n) : bytes.writeUInt32BE(n);
		this.parts.push(bytes);
		return this;
	}
	positions(pairs: readonly Pair[], extra: readonly number[] = []): this {
		for (const value of pairs.flatMap(([x, y]) => [WEST + x * UNIT, NORTH - y * UNIT, ...extra])) {
			const bytes = Buffer.alloc(8);
			this.little ? bytes.writeDoubleLE(value) : bytes.writeDoubleBE(value);
			this.parts.push(bytes);
		}
		return this;
	}
	bytes(): Buffer {
		return Buffer.concat(this.parts);
	}
}

const point = (pair: Pair) => new Wkb().header(1).positions([pair]).bytes();
const line = (...pairs: Pair[]) => new Wkb().header(2).count(pairs.length).positions(pairs).bytes();
const polygon = (...rings: Pair[][]) => rings.reduce((wkb, ring) => wkb.count(ring.length).positions(ring), new Wkb().header(3).count(rings.length)).bytes();
const square = (from: number, to: number): Pair[] => [
	[from, from],
	[to, from],
	[to, to],
	[from, to],
	[from, from],
];

function decode(features: readonly TileFeature[], layer: Partial<TileLayer> = {}): VectorTileFeature[] {
	const tile = new VectorTile(new PbfReader(encodeTile([{ name: 'assets', ...PLACE, ...layer, features }])));
	const decoded = tile.layers['assets'];
	return Array.from({ length: decoded?.length ?? 0 }, (_, i) => decoded?.feature(i)).filter((feature) => feature !== undefined);
}

const drawn = (wkb: Uint8Array) =>
	decode([{ wkb, properties: {} }])[0]
		?.loadGeometry()
		.map((part) => part.map(({ x, y }) => [x, y]));

const area = (ring: readonly { x: number; y: number }[]) =>
	ring.slice(1).reduce((sum, p, i) => sum + (ring[i]?.x ?? Number.NaN) * p.y - p.x * (ring[i]?.y ?? Number.NaN), 0) / 2;

describe('vector tiles', () => {
	test('bounds are those of the grid of the web', () => {
		expect(tileBounds3857(0, 0, 0)).toEqual([-20037508.342789244, -20037508.342789244, 20037508.342789244, 20037508.342789244]);
		const [west, south, east, north] = tileBounds3857(1, 1, 0, 4096);
		expect([west, south, east, north].map((value) => value / 20037508.342789244)).toEqual([-1, -1, 2, 2]);
	});

	test('ids, names, extent and every kind of value come back', () => {
		const properties = {
			name: 'Lamp 7 é',
			dark: true,
			lit: false,
			height: 7.25,
			poles: 3,
			depth: -4,
			big: 2 ** 51,
			huge: -(2 ** 60),
			none: null,
			odd: Number.NaN,
		};
		const tile = new VectorTile(new PbfReader(encodeTile([{ name: 'lamps', ...PLACE, features: [{ id: 2 ** 40, wkb: point([10, 20]), properties }] }])));
		const feature = tile.layers['lamps']?.feature(0);
		expect(tile.layers['lamps']).toMatchObject({ version: 2, extent: 4096, length: 1 });
		const { none, odd, ...kept } = properties;
		expect(feature?.properties).toEqual(kept);
		expect(feature?.id).toBe(2 ** 40);
		expect(feature?.type).toBe(1);
	});

	test('features share their keys and values, and one without an id has none', () => {
		const lamp = (id: number) => ({ id, wkb: point([id, id]), properties: { class: 'street-lights', dark: true } });
		const [one, many] = [[lamp(1)], [1, 2, 3, 4].map(lamp)].map((features) => encodeTile([{ name: 'a', ...PLACE, features }]).length);
		expect(((many ?? 0) - (one ?? 0)) / 3).toBeLessThan(20);
		expect(decode([{ wkb: point([1, 1]), properties: {} }])[0]?.id).toBeUndefined();
	});

	test('what is outside the buffer vanishes, with its layer and tile', () => {
		expect(drawn(point([-64, 4160]))).toEqual([[[-64, 4160]]]);
		expect(encodeTile([{ name: 'a', ...PLACE, features: [{ wkb: point([-65, 0]), properties: {} }] }])).toHaveLength(0);
		expect(drawn(line([-100, -100], [5000, -100]))).toBeUndefined();
		expect(drawn(polygon(square(-500, -100)))).toBeUndefined();
	});

	test('several points are one command', () => {
		const wkb = new Wkb()
			.header(4)
			.count(3)
			.header(1)
			.positions([[1, 2]])
			.header(1)
			.positions([[9999, 2]])
			.header(1)
			.positions([[3, 4]])
			.bytes();
		expect(drawn(wkb)).toEqual([[[1, 2]], [[3, 4]]]);
	});

	test('a line that leaves and returns becomes pieces cut at the buffer', () => {
		expect(drawn(line([0, 0], [5000, 0], [5000, 100], [0, 100]))).toEqual([
			[
				[0, 0],
				[4160, 0],
			],
			[
				[4160, 100],
				[0, 100],
			],
		]);
		expect(drawn(line([-1000, -1000], [5096, 5096]))).toEqual([
			[
				[-64, -64],
				[4160, 4160],
			],
		]);
	});

	test('positions that fall together are drawn once; a line of one position is none', () => {
		expect(drawn(line([0, 0], [0.1, 0.2], [8, 0], [8.2, 0]))).toEqual([
			[
				[0, 0],
				[8, 0],
			],
		]);
		expect(drawn(line([5, 5], [5.1, 5.1]))).toBeUndefined();
	});

	test.each([
		['outer ring anticlockwise', square(0, 100), square(40, 60)],
		['both the other way', square(0, 100).toReversed(), square(40, 60).toReversed()],
		['hole the other way', square(0, 100), square(40, 60).toReversed()],
	])('rings are wound as the standard wants: %s', (_, outer, hole) => {
		const rings = decode([{ wkb: polygon(outer, hole), properties: {} }])[0]?.loadGeometry() ?? [];
		expect(rings.map(area)).toEqual([10_000, -400]);
		expect(classifyRings(rings)).toHaveLength(1);
	});

	test('a polygon larger than the tile is cut to the buffered tile, its hole too', () => {
		const rings = decode([{ wkb: polygon(square(-9000, 9000), square(4000, 8000)), properties: {} }])[0]?.loadGeometry() ?? [];
		expect(rings.map(area)).toEqual([4224 ** 2, -(160 ** 2)]);
	});

	test('specks and slivers vanish, also as holes', () => {
		expect(drawn(polygon(square(10, 10.3)))).toBeUndefined();
		expect(
			drawn(
				polygon([
					[0, 0],
					[50, 0],
					[100, 0],
					[0, 0],
				]),
			),
		).toBeUndefined();
		expect(drawn(polygon(square(0, 100), square(10, 10.3)))).toHaveLength(1);
	});

	test('every polygon of several keeps its own rings', () => {
		const one = (from: number, to: number) => polygon(square(from, to), square(from + 1, to - 1));
		const wkb = Buffer.concat([new Wkb().header(6).count(3).bytes(), one(0, 100), one(-900, -800), one(200, 300)]);
		const rings = decode([{ wkb, properties: {} }])[0]?.loadGeometry() ?? [];
		expect(classifyRings(rings).map((rs) => rs.map(area))).toEqual([
			[10_000, -9604],
			[10_000, -9604],
		]);
	});

	test('both byte orders, heights, measures and reference systems are read', () => {
		const plain = { x0: 0, y0: 0, scaleX: 1, scaleY: 1 };
		const pairs: Pair[] = [
			[1, 2],
			[3, 4],
		];
		const expected = readWkb(line(...pairs), plain);
		const big = new Wkb(false).header(2).count(2).positions(pairs).bytes();
		const iso = new Wkb().header(3002).count(2).positions(pairs, [5, 6]).bytes();
		const isoHeight = new Wkb().header(1002).count(2).positions(pairs, [5]).bytes();
		const extended = new Wkb().header(0xe0000002).count(3857).count(2).positions(pairs, [5, 6]).bytes();
		for (const wkb of [big, iso, isoHeight, extended]) {
			expect(readWkb(wkb, plain)).toEqual(expected);
		}
	});

	test('an empty point is nothing, cut bytes and unknown kinds are errors', () => {
		const empty = new Wkb()
			.header(1)
			.positions([[Number.NaN, Number.NaN]])
			.bytes();
		expect(drawn(empty)).toBeUndefined();
		expect(() => drawn(line([0, 0], [1, 1]).subarray(0, 30))).toThrow(RangeError);
		expect(() => drawn(new Wkb().header(8).bytes())).toThrow('type 8');
	});

	test('of a mixed collection the first kind is drawn', () => {
		const wkb = Buffer.concat([new Wkb().header(7).count(3).bytes(), line([0, 0], [9, 9]), point([1, 1]), line([20, 20], [29, 29])]);
		expect(decode([{ wkb, properties: {} }])[0]?.type).toBe(2);
		expect(drawn(wkb)).toHaveLength(2);
	});
});
