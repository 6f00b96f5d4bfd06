import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogue } from '../../../server/municipality/index.ts';
import { all } from '../../../server/platform/sql.ts';
import { addressOf } from '../../../server/tiles/address.ts';
import { assetsSql } from '../../../server/tiles/asset-queries.ts';
import { layers } from '../../../server/tiles/layers.ts';
import { around, column, heard, openTiles, row, staff, street, type Tiles } from './site.ts';

let tiles: Tiles;
beforeAll(async () => {
	tiles = await openTiles();
});
afterAll(() => tiles.close());

const idOf = async (reference: string): Promise<number> => (await tiles.db('asset').where({ reference }).first('id')).id;
const byId = <T extends { id: number | undefined }>(list: T[]): T[] => list.sort((a, b) => (a.id ?? 0) - (b.id ?? 0));

describe('tiles of the register', () => {
	test('hold every lamp once by its id, and for the public its public attributes alone', async () => {
		const lamps = await around(tiles, 'street-lights', { z: 16 });
		const rows = await tiles.db('asset').where({ class: 1 }).orderBy('id').select('id', 'reference as ref');
		expect(byId(lamps).map(({ id, properties }) => ({ id, ref: properties['ref'] }))).toEqual(rows);
		for (const { properties } of lamps) expect(Object.keys(properties).sort()).toEqual(['lamp_type', 'pole_number', 'ref']);
	});

	test('tell staff all attributes, and from afar only what the drawing needs', async () => {
		const near = await around(tiles, 'street-lights', { z: 16, headers: staff });
		expect(near[0]?.properties).toMatchObject({ feeder: 'F1', lamp_type: 'LED', phase: expect.stringMatching(/^[RWB]$/) });
		const pipes = await around(tiles, 'water-pipes', { z: 13, headers: staff });
		expect(pipes.map(({ properties }) => properties)).toEqual([{ diameter: 110 }]);
		const lamps = await around(tiles, 'street-lights', { z: 14, headers: staff });
		expect(Object.keys(lamps[0]?.properties ?? {})).toEqual(['ref']);
	});

	test('put a lamp where it stands', async () => {
		const place = { lon: 18.9597952, lat: -33.7381719 };
		const { features } = await tiles.at('street-lights', 16, place);
		const lamp = features.find(({ properties }) => properties['ref'] === 'SL-100');
		const geometry = lamp?.feature.toGeoJSON(column(16, place.lon), row(16, place.lat), 16).geometry;
		if (geometry?.type !== 'Point') throw new Error('a lamp is a point');
		expect(geometry.coordinates[0]).toBeCloseTo(place.lon, 5);
		expect(geometry.coordinates[1]).toBeCloseTo(place.lat, 5);
	});

	test('show the public the shape of a pipe and nothing else about it', async () => {
		const pipes = await around(tiles, 'water-pipes', { z: 16 });
		expect(pipes.length).toBeGreaterThan(0);
		for (const { id, properties } of pipes) expect({ id, properties }).toEqual({ id: undefined, properties: {} });
	});

	test('of secret classes do not exist for the public', async () => {
		for (const { id } of catalogue.classes.filter((it) => it.secrecy === 'staff')) {
			const tile = await tiles.at(id, 16, street);
			expect([id, tile.status, tile.headers.get('content-type')]).toEqual([id, 404, 'application/problem+json; charset=utf-8']);
			expect((await tiles.get(`/tiles/${id}.json`)).status).toBe(404);
			expect((await tiles.at(id, 16, street, staff)).status).toBe(204);
		}
	});

	test('are empty before the zoom of their class', async () => {
		expect((await tiles.at('street-lights', 13, street)).status).toBe(204);
		expect((await tiles.at('street-lights', 14, street)).status).toBe(200);
	});

	test('follow the register, and mark for staff what is retired and what lies uncertainly', async () => {
		const id = await idOf('SL-111');
		await tiles.db('asset').where({ id }).update({ status: 'retired', position_sd_m: 25 });
		const version = await heard(tiles);
		const seen = await around(tiles, 'street-lights', { z: 16, headers: staff, version });
		expect(seen.find((it) => it.id === id)?.properties).toMatchObject({ status: 'retired', doubtful: true });
		const seenByAll = await around(tiles, 'street-lights', { z: 16, version });
		expect(seenByAll).toHaveLength(11);
		expect(seenByAll.some((it) => it.id === id)).toBe(false);
	});
});

describe('tiles from afar', () => {
	test('gather points into cells that say how many there are, and leave the lonely one what it is', async () => {
		const lights = tiles.db.raw('st_setsrid(st_makepoint(18.97, -33.76), 4326)');
		const lonely = tiles.db.raw('st_setsrid(st_makepoint(18.99, -33.76), 4326)');
		const asset = { class: 10, attributes: '{}', in_register_from: '2015-01-01' };
		const rows = [1, 2, 3].map((n) => ({ ...asset, key: `T${n}`, reference: `TS-${n}`, geom: lights }));
		await tiles.db('asset').insert([...rows, { ...asset, key: 'T4', reference: 'TS-4', geom: lonely }]);
		const version = await heard(tiles);
		const path = (z: number, lon: number) => `/tiles/traffic-signals/${z}/${column(z, lon)}/${row(z, -33.76)}.mvt?v=${version}`;
		const crowd = await tiles.get(path(13, 18.97));
		const gathered = crowd.features.find(({ properties }) => Number(properties['count']) > 1);
		expect(gathered).toMatchObject({ id: undefined, properties: { count: 3 } });
		const alone = (await tiles.get(path(13, 18.99))).features.filter(({ properties }) => properties['count'] === 1);
		expect(alone.map(({ id, properties }) => ({ id, ...properties }))).toEqual([{ id: await idOf('TS-4'), count: 1, ref: 'TS-4' }]);
		expect((await tiles.get(path(14, 18.97))).features.map(({ properties }) => properties['ref']).sort()).toEqual(['TS-1', 'TS-2', 'TS-3']);
	});

	test('leave out lines of less than a pixel and straighten the others', async () => {
		const line = (wkt: string) => tiles.db.raw('st_geomfromtext(?, 4326)', [wkt]);
		const zigzag = Array.from({ length: 200 }, (_, i) => `${18.92 + i * 1e-4} ${-33.76 + (i % 2) * 1e-6}`).join(', ');
		const asset = { class: 9, attributes: '{"road_class":"arterial"}', in_register_from: '2015-01-01' };
		await tiles.db('asset').insert([
			{ ...asset, key: 'long', reference: 'RD-LONG', geom: line(`LINESTRING(${zigzag})`) },
			{ ...asset, key: 'short', reference: 'RD-SHORT', geom: line('LINESTRING(18.925 -33.761, 18.92503 -33.761)') },
		]);
		const version = await heard(tiles);
		const roads = async (z: number) => (await tiles.get(`/tiles/roads/${z}/${column(z, 18.925)}/${row(z, -33.76)}.mvt?v=${version}`)).features;
		const far = await roads(12);
		expect(far.map(({ id }) => id)).toContain(await idOf('RD-LONG'));
		expect(far.map(({ id }) => id)).not.toContain(await idOf('RD-SHORT'));
		expect(far.find(({ properties }) => properties['road_class'] === 'arterial')?.feature.loadGeometry()[0]).toHaveLength(2);
		expect((await roads(14)).map(({ properties }) => properties['ref'])).toContain('RD-SHORT');
	});

	test('keep the largest when there are too many', async () => {
		const address = addressOf({ z: '12', x: String(column(12, 18.925)), file: `${row(12, -33.76)}.mvt` });
		const tile = { layer: 'roads', number: 9, geometry: 'LineString', view: 'staff', address, attributes: [], limit: 1, largest: true } as const;
		const kept = await all<{ id: number }>(tiles.db, assetsSql(tile));
		expect(kept.map(({ id }) => id)).toEqual([await idOf('RD-LONG')]);
	});

	test('of thousands of features are the same when the thread beside makes them', async () => {
		await tiles.db.raw(`insert into asset (class, key, reference, geom, attributes, in_register_from)
			select 6, 'M' || n, 'MH-' || n, st_setsrid(st_makepoint(18.935 + (n % 50) * 1e-5, -33.775 + (n / 50) * 1e-5), 4326), '{}', '2015-01-01' from generate_series(0, 2499) as n`);
		const version = await heard(tiles);
		const { features } = await tiles.get(`/tiles/manholes/15/${column(15, 18.935)}/${row(15, -33.775)}.mvt?v=${version}`);
		const rows = await tiles.db('asset').where({ class: 6 }).orderBy('id').select('id', 'reference as ref');
		expect(features.map(({ id, properties }) => ({ id, ref: properties['ref'] }))).toEqual(rows);
	});
});

test('no public tile of any layer at any zoom holds anything secret', async () => {
	const secret = 'TOP-SECRET';
	const shapes = {
		Point: 'POINT(18.9618 -33.7382)',
		LineString: 'LINESTRING(18.961 -33.7382, 18.9618 -33.7383, 18.9622 -33.7382)',
		Polygon: 'POLYGON((18.961 -33.739, 18.962 -33.739, 18.962 -33.738, 18.961 -33.739))',
	};
	for (const { number, id, secrecy, attributes, geometry } of catalogue.classes) {
		const hidden = secrecy !== 'public';
		await tiles.db('asset').insert({
			class: number,
			key: `${secret} key of ${id}`,
			reference: hidden ? `${secret} ${number}` : `PLANTED-${number}`,
			owner: secret,
			zone: secret,
			geom: tiles.db.raw('st_geomfromtext(?, 4326)', [shapes[geometry]]),
			attributes: JSON.stringify(Object.fromEntries(attributes.map((it) => [it.id, it.public && !hidden ? 'told' : secret]))),
			in_register_from: '2015-01-01',
		});
	}
	const version = await heard(tiles);
	const seen: string[] = [];
	for (const id of layers.keys()) {
		for (let z = 9; z <= 16; z += 1) {
			const tile = await tiles.get(`/tiles/${id}/${z}/${column(z, street.lon)}/${row(z, street.lat)}.mvt?v=${version}`);
			expect([id, z, tile.bytes.includes(secret)]).toEqual([id, z, false]);
			if (tile.bytes.includes('told')) seen.push(id);
		}
	}
	// The crawl did see what was planted.
	expect(new Set(seen).size).toBeGreaterThan(4);
});
