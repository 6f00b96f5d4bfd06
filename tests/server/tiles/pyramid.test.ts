import { VectorTile, type VectorTileFeature } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeTile } from '../../../server/maths/tile.ts';
import { all, one } from '../../../server/platform/sql.ts';
import { addressOf, pixel } from '../../../server/tiles/address.ts';
import { type AssetTile, assetsSql, finishedSql } from '../../../server/tiles/asset-queries.ts';
import { attributesAt, layers } from '../../../server/tiles/layers.ts';
import { native } from '../../support/database.ts';
import { column, type Decoded, openTiles, row, staff, type Tiles } from './site.ts';

let tiles: Tiles;
const corner = { west: 18.951, south: -33.741, east: 18.964, north: -33.731 };
const classes = ['traffic-signals', 'roads', 'public-ground'] as const;
/** Finest first; before their first zoom layers are empty. */
const zooms = [16, 15, 14, 13, 12, 11, 10];

beforeAll(async () => {
	tiles = await openTiles();
	await tiles.db.raw(
		`insert into asset (class, key, reference, attributes, in_register_from, geom)
		 select made.class, 'P' || made.n, 'P-' || made.class || '-' || made.n, jsonb_build_object('name', 'N' || made.n, 'road_class', 'local', 'lanes', made.n), '2015-01-01',
		        st_setsrid(case made.class when 10 then made.a when 9 then st_makeline(array[made.a, made.b, made.c]) else st_envelope(st_makeline(made.a, made.c)) end, 4326)
		 from (
			select spot.n, kind.class, st_makepoint(spot.x, spot.y) as a, st_makepoint(spot.x + spot.size, spot.y + spot.size / 3) as b,
			       st_makepoint(spot.x + spot.size * 1.5, spot.y + spot.size) as c
			from (values (9), (10), (17)) as kind (class)
			cross join lateral (
				select n, :west + (n * 7919 % 1000) / 1000.0 * (:east::float8 - :west) as x, :south + (n * 6101 % 1000) / 1000.0 * (:north::float8 - :south) as y,
				       0.00002 * (1 + n % 13 * (n % 11)) as size
				from generate_series(1, 60) as n
			) as spot
		 ) as made`,
		corner,
	);
});
afterAll(() => tiles.close());

const homeOf = (id: string) => {
	const layer = layers.get(id);
	if (layer?.kind !== 'assets') throw new Error('not a class');
	return layer;
};

/** Every tile of a zoom that touches the corner, with room around it. */
function* addresses(z: number): Generator<{ z: number; x: number; y: number }> {
	const room = 0.004;
	for (let x = column(z, corner.west - room); x <= column(z, corner.east + room); x += 1)
		for (let y = row(z, corner.north + room); y <= row(z, corner.south - room); y += 1) yield { z, x, y };
}

const inside = ({ feature }: Decoded['features'][number]): boolean => {
	const point = feature.loadGeometry()[0]?.[0] ?? { x: -1, y: -1 };
	return point.x >= 0 && point.x < 4096 && point.y >= 0 && point.y < 4096;
};

/** Of a zoom: the ids of all features, and how many assets their cells stand for, each counted in the tile in which it lies. */
async function crawl(layer: string, z: number, headers: Record<string, string>): Promise<{ ids: Set<number>; counted: number }> {
	const features: Decoded['features'] = [];
	for (const { x, y } of addresses(z)) features.push(...(await tiles.get(`/tiles/${layer}/${z}/${x}/${y}.mvt`, headers)).features);
	const points = features.filter((it) => it.feature.type === 1 && inside(it));
	return {
		ids: new Set(features.flatMap(({ id }) => (id === undefined ? [] : [id]))),
		counted: points.reduce((sum, { properties }) => sum + Number(properties['count'] ?? 1), 0),
	};
}

async function shown(number: number, z: number): Promise<number[]> {
	const least = z < 14 && number !== 10 ? pixel(addressOf({ z: `${z}`, x: '0', file: '0.mvt' })) : 0;
	const { rows } = await tiles.db.raw(
		`select asset.id from asset where asset.class = ? and asset.status = 'in-service'
		 and greatest(st_xmax(asset.geom_3857) - st_xmin(asset.geom_3857), st_ymax(asset.geom_3857) - st_ymin(asset.geom_3857)) >= ?
		 and asset.geom && st_makeenvelope(?, ?, ?, ?, 4326) order by asset.id`,
		[number, least, corner.west - 0.002, corner.south - 0.002, corner.east + 0.002, corner.north + 0.002],
	);
	return rows.map(({ id }: { id: number }) => id);
}

const gathered = (id: string, z: number): boolean => homeOf(id).home.geometry === 'Point' && z < 14;

/** What the tiles of a zoom hold of the corner: the ids, or of gathered points how many. */
async function foundAt(id: string, z: number, around: ReadonlySet<number>): Promise<number[] | number> {
	const { ids, counted } = await crawl(id, z, {});
	return gathered(id, z) ? counted : [...ids].filter((it) => around.has(it)).sort((a, b) => a - b);
}

async function wantedAt(id: string, z: number): Promise<number[] | number> {
	const { home, minZoom } = homeOf(id);
	const wanted = z < minZoom ? [] : await shown(home.number, z);
	return gathered(id, z) ? wanted.length : wanted;
}

describe('a pyramid', () => {
	test.each(classes)(
		'of %s holds at every zoom each feature that is shown there, and no other',
		async (id) => {
			const around = new Set(await shown(homeOf(id).home.number, 16));
			for (const z of zooms) expect([z, await foundAt(id, z, around)]).toEqual([z, await wantedAt(id, z)]);
		},
		240_000,
	);

	test('has in each of its finest tiles what the register has in its box', async () => {
		for (const { z, x, y } of addresses(16)) {
			const { west, south, side } = addressOf({ z: `${z}`, x: `${x}`, file: `${y}.mvt` });
			const rows = await tiles
				.db('public_asset')
				.where({ class: 10 })
				.whereRaw('geom_3857 && st_makeenvelope(?, ?, ?, ?, 3857)', [west, south, west + side, south + side])
				.orderBy('id')
				.select('id');
			const { features } = await tiles.get(`/tiles/traffic-signals/${z}/${x}/${y}.mvt`);
			expect(
				features
					.filter(inside)
					.map((it) => it.id)
					.sort((a = 0, b = 0) => a - b),
			).toEqual(rows.map(({ id }) => id));
		}
	}, 120_000);
});

const decoded = (bytes: Uint8Array): VectorTileFeature[] =>
	Object.values(new VectorTile(new PbfReader(bytes)).layers).flatMap((layer) => Array.from({ length: layer.length }, (_, i) => layer.feature(i)));

describe.runIf(native)('tiles that the database makes', () => {
	const tilesOf = (id: string, view: AssetTile['view']): AssetTile[] => {
		const { home, minZoom } = homeOf(id);
		const { number, geometry } = home;
		return zooms
			.filter((it) => it >= minZoom)
			.flatMap((z) => [...addresses(z)])
			.map(({ z, x, y }) => ({
				...{ layer: id, number, geometry, view, limit: 1000, largest: false, attributes: attributesAt(home, view, z) },
				address: addressOf({ z: `${z}`, x: `${x}`, file: `${y}.mvt` }),
			}));
	};

	async function beside(tile: AssetTile): Promise<string[]> {
		const rows = await all<{ id: number | null; wkb: Buffer }>(tiles.db, assetsSql(tile));
		const features = rows.map(({ id, wkb, ...properties }) => ({ ...(id !== null && { id }), wkb, properties }));
		return decoded(encodeTile([{ name: tile.layer, ...tile.address, features }])).map(said);
	}

	test.each(classes)(
		'of %s say what those say that are made beside it',
		async (id) => {
			let compared = 0;
			for (const tile of [...tilesOf(id, 'staff'), ...tilesOf(id, 'public'), ...tilesOf(id, 'shape')]) {
				const theirs = decoded((await one<{ tile: Buffer }>(tiles.db, finishedSql(tile))).tile).map(said);
				const ours = await beside(tile);
				compared += ours.length;
				expect(theirs.sort()).toEqual(ours.sort());
			}
			expect(compared).toBeGreaterThan(100);
		},
		240_000,
	);
});

/** What a feature says, and where it lies to within two units of 4096. */
const said = (feature: VectorTileFeature): string => {
	const points = feature.loadGeometry().flat();
	const edge = (of: (it: { x: number; y: number }) => number, pick: (...them: number[]) => number): number => Math.round(pick(...points.map(of)) / 4);
	const box = [edge((it) => it.x, Math.min), edge((it) => it.y, Math.min), edge((it) => it.x, Math.max), edge((it) => it.y, Math.max)];
	return JSON.stringify([feature.id, feature.type, Object.entries(feature.properties).sort(), box]);
};

test('staff find in the pyramid what is retired as well, from the finest zoom on', async () => {
	await tiles.db('asset').where({ reference: 'P-9-7' }).update({ status: 'retired' });
	const { id } = await tiles.db('asset').where({ reference: 'P-9-7' }).first('id');
	await new Promise((resolve) => setTimeout(resolve, 1100));
	expect((await crawl('roads', 16, staff)).ids.has(id)).toBe(true);
	expect((await crawl('roads', 15, staff)).ids.has(id)).toBe(false);
	expect((await crawl('roads', 16, {})).ids.has(id)).toBe(false);
}, 120_000);
