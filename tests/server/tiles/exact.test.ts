import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { random } from '../../../server/maths/random.ts';
import { column, heard, openTiles, row, staff, type Tiles } from './site.ts';

let tiles: Tiles;
const stream = random('edits');
const between = (low: number, high: number): number => low + stream.next() * (high - low);
const whole = (below: number): number => Math.floor(stream.next() * below);
const corner = { west: 18.95, south: -33.745, east: 18.968, north: -33.73 };
const place = () => ({ lon: between(corner.west, corner.east), lat: between(corner.south, corner.north) });
/** Traffic signals are gathered from afar, roads straightened, ground cut. */
const layers = { 'traffic-signals': 10, roads: 9, 'public-ground': 17 } as const;

function shapeOf(number: number): string {
	const { lon, lat } = place();
	if (number === 10) return `POINT(${lon} ${lat})`;
	if (number === 9) return `LINESTRING(${lon} ${lat}, ${lon + between(-0.004, 0.004)} ${lat + between(-0.004, 0.004)}, ${lon + 0.002} ${lat})`;
	const size = between(0.0002, 0.003);
	return `POLYGON((${lon} ${lat}, ${lon + size} ${lat}, ${lon + size} ${lat + size}, ${lon} ${lat + size}, ${lon} ${lat}))`;
}

const geometry = (number: number) => tiles.db.raw('st_geomfromtext(?, 4326)', [shapeOf(number)]);
let made = 0;

async function add(number: number): Promise<void> {
	made += 1;
	const row = { class: number, key: `X${made}`, reference: `X-${number}-${made}`, attributes: '{}', in_register_from: '2015-01-01' };
	await tiles.db('asset').insert({ ...row, geom: geometry(number) });
}

/** One thing that happens to one asset of the test. */
const edits: readonly ((asset: { id: number; class: number }) => Promise<unknown>)[] = [
	({ id, class: number }) =>
		tiles
			.db('asset')
			.where({ id })
			.update({ geom: geometry(number) }),
	({ id, class: number }) =>
		tiles
			.db('asset')
			.where({ id })
			.update({ geom: geometry(number) }),
	({ id }) =>
		tiles
			.db('asset')
			.where({ id })
			.update({ geom: tiles.db.raw('st_translate(geom, 0.00003, 0)') }),
	({ id }) => tiles.db('asset').where({ id }).update({ status: 'retired' }),
	({ id }) => tiles.db('asset').where({ id }).update({ status: 'in-service' }),
	({ id }) =>
		tiles
			.db('asset')
			.where({ id })
			.update({ attributes: JSON.stringify({ name: `N${whole(1000)}`, road_class: 'arterial' }) }),
	({ id }) =>
		tiles
			.db('asset')
			.where({ id })
			.update({ street: `S${whole(1000)}` }),
	({ class: number }) => add(number),
];

async function edit(): Promise<void> {
	const assets = await tiles.db('asset').where('reference', 'like', 'X-%').orderBy('id').select('id', 'class');
	await edits[whole(edits.length)]?.(assets[whole(assets.length)]);
}

/** Every tile of the corner at every zoom. */
function* pyramid(): Generator<string> {
	for (const layer of Object.keys(layers)) {
		for (let z = 10; z <= 16; z += 1) {
			for (let x = column(z, corner.west); x <= column(z, corner.east); x += 1) {
				for (let y = row(z, corner.north); y <= row(z, corner.south); y += 1) yield `/tiles/${layer}/${z}/${x}/${y}.mvt`;
			}
		}
	}
}

async function etags({ get }: Tiles, { headers, version }: { headers: Record<string, string>; version: number }): Promise<Map<string, string | null>> {
	const found = new Map<string, string | null>();
	for (const path of pyramid()) found.set(path, (await get(`${path}?v=${version}`, headers)).headers.get('etag'));
	return found;
}

beforeAll(async () => {
	tiles = await openTiles();
	for (const number of Object.values(layers)) for (let i = 0; i < 20; i += 1) await add(number);
});
afterAll(() => tiles.close());

describe('whatever happens to the register', () => {
	test.each([
		['the public', {}],
		['staff', staff],
	])(
		'tiles for %s are those that a server makes which knows nothing yet, and most are not made again',
		async (_who, headers) => {
			const read: string[] = [];
			const note = ({ sql, bindings }: { sql: string; bindings?: unknown[] }): void => {
				if (/st_asbinary|st_asmvt\(tile/.test(sql)) read.push(JSON.stringify(bindings));
			};
			let before = await etags(tiles, { headers, version: await heard(tiles) });
			let [unchanged, again] = [0, 0];
			for (let round = 0; round < 4; round += 1) {
				for (let i = 0; i < 3; i += 1) await edit();
				tiles.db.on('query', note);
				const after = await etags(tiles, { headers, version: await heard(tiles) });
				tiles.db.off('query', note);
				const fresh = await openTiles(tiles.db);
				expect(after).toEqual(await etags(fresh, { headers, version: 0 }));
				await fresh.close();
				const same = [...after].filter(([path, etag]) => etag === before.get(path)).length;
				unchanged += same;
				again += Math.max(0, read.splice(0).length - (after.size - same));
				before = after;
			}
			expect(again / unchanged).toBeLessThan(0.05);
		},
		240_000,
	);
});
