import { request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogue } from '../../../server/municipality/index.ts';
import { column, heard, openTiles, row, staff, street, type Tiles } from './site.ts';

let tiles: Tiles;
beforeAll(async () => {
	tiles = await openTiles();
});
afterAll(() => tiles.close());

const lamps = `/tiles/street-lights/15/${column(15, street.lon)}/${row(15, street.lat)}.mvt`;

/** What comes over the wire, undone by nobody. */
const raw = (path: string, headers: Record<string, string>) =>
	new Promise<{ status: number | undefined; headers: Record<string, unknown>; body: Buffer }>((resolve, reject) => {
		const sent = request(tiles.base + path, { headers }, (response) => {
			const parts: Buffer[] = [];
			response.on('data', (part: Buffer) => parts.push(part));
			response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }));
		});
		sent.on('error', reject).end();
	});

describe('a tile over HTTP', () => {
	test('bears its media type, comes gzipped to those who take it and plain to others', async () => {
		const zipped = await raw(lamps, { 'accept-encoding': 'gzip' });
		const plain = await raw(lamps, { 'accept-encoding': 'identity' });
		expect(zipped.headers).toMatchObject({
			'content-type': 'application/vnd.mapbox-vector-tile',
			'content-encoding': 'gzip',
			vary: 'accept-encoding, cookie, authorization',
		});
		expect(plain.headers['content-encoding']).toBeUndefined();
		expect(gunzipSync(zipped.body).equals(plain.body)).toBe(true);
		expect(zipped.headers['etag']).not.toBe(plain.headers['etag']);
	});

	test('is not sent again to somebody who has it', async () => {
		const first = await tiles.get(lamps);
		const etag = first.headers.get('etag') ?? '';
		expect(etag).toMatch(/^"[\w-]+"$/);
		const again = await raw(lamps, { 'accept-encoding': 'gzip', 'if-none-match': etag });
		expect([again.status, again.body.length]).toEqual([304, 0]);
		expect((await tiles.get(lamps, { 'if-none-match': '"another"' })).status).toBe(200);
	});

	test('is kept by browsers, asked for each time, and by nobody else when it is for staff', async () => {
		const kept = async (path: string, headers = {}) => (await tiles.get(path, headers)).headers.get('cache-control');
		expect(await kept(lamps)).toBe('public, no-cache');
		expect(await kept(`${lamps}?v=1`)).toBe('public, no-cache');
		expect(await kept(lamps, staff)).toBe('private, no-cache');
		expect(await kept('/tiles/faults/1/0/0.mvt', staff)).toBe('private, no-cache');
	});

	test('without anything in it is 204 without a body', async () => {
		const { status, bytes, headers } = await tiles.get('/tiles/roads/14/0/0.mvt');
		expect([status, bytes.length]).toEqual([204, 0]);
		const again = await raw('/tiles/roads/14/0/0.mvt', { 'accept-encoding': 'gzip', 'if-none-match': headers.get('etag') ?? '' });
		expect(again.status).toBe(304);
	});

	test.each([
		['/tiles/nothing/14/0/0.mvt', 404],
		['/tiles/nothing.json', 404],
		['/tiles/roads/17/0/0.mvt', 404],
		['/tiles/roads/3/8/0.mvt', 404],
		['/tiles/roads/3/0/8.mvt', 404],
		['/tiles/roads/99/0/0.mvt', 404],
		['/tiles/roads/a/0/0.mvt', 400],
		['/tiles/roads/3/-1/0.mvt', 400],
		['/tiles/roads/3/1e0/0.mvt', 400],
		['/tiles/roads/3/0/0', 400],
		['/tiles/roads/3/0/0.png', 400],
		['/tiles/roads/3/0/NaN.mvt', 400],
		['/tiles/roads/3/0/99999999999999999999.mvt', 400],
		["/tiles/roads/3/0/0'%20or%201=1.mvt", 400],
	])('%s is refused with %i and a reason', async (path, status) => {
		const answer = await tiles.get(path);
		expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'application/problem+json; charset=utf-8']);
		expect(JSON.parse(answer.bytes.toString())).toMatchObject({ status, detail: expect.stringMatching(/\w/) });
	});

	test.each(['?v=', '?v=abc', '?v=-5', '?v=1e400', '?v[]=1', '?v=1&v=2', '?v=9007199254740993'])(
		'takes the number of an event such as %s for none',
		async (query) => {
			const { status, headers } = await tiles.get(lamps + query);
			expect([status, headers.get('cache-control')]).toEqual([200, 'public, no-cache']);
		},
	);

	test('is made once for all who ask for it at the same time', async () => {
		let asked = 0;
		const count = ({ sql }: { sql: string }): void => {
			if (/st_asbinary|st_asmvt\(tile/.test(sql)) asked += 1;
		};
		tiles.db.on('query', count);
		const path = `/tiles/public-ground/15/${column(15, street.lon)}/${row(15, street.lat)}.mvt`;
		const answers = await Promise.all(Array.from({ length: 8 }, () => tiles.get(path)));
		tiles.db.off('query', count);
		expect(asked).toBe(1);
		expect(new Set(answers.map(({ headers }) => headers.get('etag'))).size).toBe(1);
	});
});

describe('a change of the register', () => {
	const move = (reference: string) =>
		tiles
			.db('asset')
			.where({ reference })
			.update({ geom: tiles.db.raw('st_translate(geom, 0, 0.0005)') });
	const version = async (layer: string) => Number.parseInt((await tiles.json(`/tiles/${layer}.json`)).version, 10);

	test('is seen at once by those who have heard of it, whoever made it', async () => {
		const before = await tiles.get(lamps);
		await move('SL-103');
		const id = await heard(tiles);
		const after = await tiles.get(`${lamps}?v=${id}`);
		expect(after.headers.get('etag')).not.toBe(before.headers.get('etag'));
		expect((await tiles.get(lamps)).headers.get('etag')).toBe(after.headers.get('etag'));
		expect(await version('street-lights')).toBe(id);
	});

	test('is seen by those who have not, a second later', async () => {
		const before = await tiles.get(lamps);
		await move('SL-103');
		await new Promise((resolve) => setTimeout(resolve, 1100));
		expect((await tiles.get(lamps)).headers.get('etag')).not.toBe(before.headers.get('etag'));
	});

	test('of one class leaves the others alone, and so does one of what a class tells the public', async () => {
		const [lights, roads] = [await version('street-lights'), await version('roads')];
		await move('SL-103');
		expect(await version('street-lights')).toBeGreaterThan(lights);
		expect(await version('roads')).toBe(roads);
		await tiles
			.db('asset_class')
			.where({ code: 'roads' })
			.update({ public_attributes: tiles.db.raw('public_attributes[1:1]') });
		expect(await version('roads')).toBeGreaterThan(roads);
	});
});

describe('TileJSON', () => {
	test('describes a layer as its asker may see it', async () => {
		const roads = await tiles.json('/tiles/roads.json');
		expect(roads).toMatchObject({
			tilejson: '3.0.0',
			scheme: 'xyz',
			minzoom: 11,
			maxzoom: 16,
			bounds: [18.9, -33.8, 19, -33.7],
			vector_layers: [{ id: 'roads', minzoom: 11, maxzoom: 16, fields: { ref: 'String', name: 'String', lanes: 'Number' } }],
		});
		expect(roads.center[2]).toBeGreaterThanOrEqual(roads.minzoom);
		const address = String(roads.tiles[0])
			.replace('{z}', '15')
			.replace('{x}', `${column(15, street.lon)}`)
			.replace('{y}', `${row(15, street.lat)}`);
		expect((await fetch(address)).status).toBe(200);
	});

	test('names no attribute that the asker may not see', async () => {
		for (const { id, attributes, secrecy } of catalogue.classes.filter((it) => it.secrecy !== 'staff')) {
			const { vector_layers } = await tiles.json(`/tiles/${id}.json`);
			const hidden = attributes.filter((it) => secrecy !== 'public' || !it.public).map((it) => it.id);
			expect(Object.keys(vector_layers[0]?.fields ?? {}).filter((it) => hidden.includes(it))).toEqual([]);
		}
		const { vector_layers } = await tiles.json('/tiles/street-lights.json', staff);
		expect(vector_layers[0]?.fields ?? {}).toMatchObject({ feeder: 'String', watts: 'Number' });
	});

	test('has a list of all layers one may see', async () => {
		const ids = async (headers = {}) => (await tiles.json('/tiles/index.json', headers)).layers.map(({ id }) => id);
		expect(await ids()).toEqual([...catalogue.classes.filter((it) => it.secrecy !== 'staff').map(({ id }) => id), 'faults', 'wards', 'places']);
		expect(await ids(staff)).toEqual([...catalogue.classes.map(({ id }) => id), 'faults', 'wards', 'places']);
	});
});

describe('tiles of the base map', () => {
	test('hold wards with their names', async () => {
		const { features } = await tiles.at('wards', 10, street);
		expect(features.map(({ properties }) => properties)).toEqual([
			{ code: '1', name: 'Ward 1' },
			{ code: '2', name: 'Ward 2' },
		]);
	});

	test('hold the names that fit, suburbs first and streets nearer in, never addresses', async () => {
		const place = { lon: 18.961, lat: -33.731 };
		const kinds = async (z: number) =>
			(await tiles.at('places', z, place)).features.map(({ properties }) => `${properties['kind']} ${properties['name']}`).sort();
		expect(await kinds(10)).toEqual(['suburb Sentraal']);
		expect(await kinds(14)).toEqual(['street Kerkstraat', 'suburb Sentraal']);
		await tiles.db('place').insert({ kind: 'suburb', name: 'Minor', geom: tiles.db.raw('st_setsrid(st_makepoint(18.9612, -33.7312), 4326)'), importance: 1 });
		expect(await kinds(11)).toEqual(['suburb Sentraal']);
	});
});
