import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ids, type Ogc, openOgc, staff } from './site.ts';

let ogc: Ogc;
beforeAll(async () => {
	ogc = await openOgc();
});
afterAll(() => ogc.close());

describe('tiles by the standard', () => {
	interface Tileset {
		tileMatrixSetLimits: { tileMatrix: string; minTileRow: number; maxTileRow: number; minTileCol: number; maxTileCol: number }[];
		links: { rel: string; href: string; templated?: boolean; type?: string }[];
	}

	test('are those of the tiles own address, row before column', async () => {
		const { body } = await ogc.get<Tileset>('/collections/street-lights/tiles/WebMercatorQuad');
		const item = body.links.find((it) => it.rel === 'item');
		expect(item).toMatchObject({ templated: true, type: 'application/vnd.mapbox-vector-tile' });
		const limits = body.tileMatrixSetLimits.find((it) => it.tileMatrix === '16');
		if (!limits || !item) throw new Error('no limits');
		const address = item.href.replace('{tileMatrix}', '16').replace('{tileRow}', String(limits.minTileRow)).replace('{tileCol}', String(limits.minTileCol));
		const [ours, own] = await Promise.all([
			fetch(address),
			fetch(`${ogc.base.replace('/ogc', '')}/tiles/street-lights/16/${limits.minTileCol}/${limits.minTileRow}.mvt`),
		]);
		expect(ours.status).toBe(200);
		expect(ours.headers.get('content-type')).toBe('application/vnd.mapbox-vector-tile');
		const bytes = Buffer.from(await ours.arrayBuffer());
		expect(bytes.length).toBeGreaterThan(100);
		expect(bytes.equals(Buffer.from(await own.arrayBuffer()))).toBe(true);
	});

	test('outside the grid are not found', async () => {
		for (const tile of ['17/0/0', '0/1/0', '0/0/1', '3/8/0'])
			expect((await ogc.get(`/collections/wards/tiles/WebMercatorQuad/${tile}`)).status, tile).toBe(404);
		for (const tile of ['a/0/0', '0/-1/0', '0/0/1.5']) expect((await ogc.get(`/collections/wards/tiles/WebMercatorQuad/${tile}`)).status, tile).toBe(400);
		expect((await ogc.get('/collections/wards/tiles/Other/0/0/0')).status).toBe(404);
	});
});

describe('a tile shows what the features of its box are', () => {
	const half = 20_037_508.342789244;
	/** Units around a tile that belong to it as well. */
	const margin = 64 / 4096;
	const around = { west: 18.9588, east: 18.9652, north: -33.7365, south: -33.7395 };

	/** A tile's ids, and those of the features in its box. */
	async function both(collection: string, [z, x, y]: readonly [number, number, number], headers: Record<string, string>): Promise<[unknown[], unknown[]]> {
		const response = await fetch(`${ogc.base}/collections/${collection}/tiles/WebMercatorQuad/${z}/${y}/${x}`, { headers });
		const tile = response.status === 204 ? undefined : new VectorTile(new PbfReader(new Uint8Array(await response.arrayBuffer()))).layers[collection];
		const shown = Array.from({ length: tile?.length ?? 0 }, (_, i) => tile?.feature(i).id);
		const side = (2 * half) / 2 ** z;
		const [west, north] = [x * side - half, half - y * side];
		const box = [west - margin * side, north - side - margin * side, west + side + margin * side, north + margin * side];
		const found = await ogc.get(
			`/collections/${collection}/items?limit=1000&bbox=${box.join(',')}&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/3857`,
			headers,
		);
		return [shown.sort(), ids(found).sort()];
	}

	for (const [who, headers] of [
		['the public', {}],
		['staff', staff],
	] as const) {
		for (const collection of ['street-lights', 'roads', 'public-ground', 'wards']) {
			test(`${collection}, for ${who}`, async () => {
				const column = (lon: number): number => Math.floor(((lon + 180) / 360) * 2 ** 16);
				const row = (lat: number): number => {
					const radians = (lat * Math.PI) / 180;
					return Math.floor(((1 - Math.log(Math.tan(radians) + 1 / Math.cos(radians)) / Math.PI) / 2) * 2 ** 16);
				};
				let seen = 0;
				for (let x = column(around.west); x <= column(around.east); x += 1)
					for (let y = row(around.north); y <= row(around.south); y += 1) {
						const [shown, found] = await both(collection, [16, x, y], headers);
						expect(shown, `16/${x}/${y}`).toEqual(found);
						seen += shown.length;
					}
				expect(seen).toBeGreaterThan(0);
			});
		}
	}
});
