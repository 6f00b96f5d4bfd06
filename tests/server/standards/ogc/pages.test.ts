import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Feature, ids, type Ogc, openOgc, walk } from './site.ts';

let ogc: Ogc;
beforeAll(async () => {
	ogc = await openOgc();
});
afterAll(() => ogc.close());

const lamps = '/collections/street-lights/items';

describe('pages', () => {
	test('lead from one to the next and hold each feature once', async () => {
		const pages = await walk(ogc, `${lamps}?limit=5`);
		expect(pages.map((it) => it.numberReturned)).toEqual([5, 5, 2]);
		for (const it of pages) expect(it.numberMatched).toBe(12);
		expect(new Set(pages.flatMap((it) => it.features.map((feature) => feature.id))).size).toBe(12);
	});

	test('have no next after a last that is full', async () => {
		const pages = await walk(ogc, `${lamps}?limit=6`);
		expect(pages.map((it) => it.numberReturned)).toEqual([6, 6]);
	});

	test('hold what was there when the walk began, whatever comes in between', async () => {
		const first = await ogc.get(`${lamps}?limit=7`);
		await ogc.db.raw(
			`insert into asset (class, key, reference, geom, in_register_from) values (1, 'NEW', 'SL-NEW', st_setsrid(st_makepoint(18.961, -33.7382), 4326), '2015-01-01')`,
		);
		const second = await ogc.get(first.body.links.find((it) => it.rel === 'next')?.href ?? '');
		const seen = [...ids(first), ...ids(second)];
		expect(new Set(seen).size).toBe(seen.length);
		expect(seen.length).toBeGreaterThanOrEqual(12);
		expect((await ogc.get(`${lamps}?limit=1`)).body.numberMatched).toBe(13);
		await ogc.db('asset').where({ reference: 'SL-NEW' }).delete();
		expect((await ogc.get(`${lamps}?limit=1`)).body.numberMatched).toBe(12);
	});

	test('keep what was asked, whatever was asked', async () => {
		const pages = await walk(ogc, `${lamps}?limit=2&crs=http://www.opengis.net/def/crs/EPSG/0/3857&filter=pole_number%3C'P3'&lamp_type=LED&bbox=18,-34,19,-33`);
		expect(pages.flatMap((it) => it.features.map(({ properties }) => properties['pole_number']))).toEqual(['P0', 'P1', 'P2', 'P10', 'P11']);
		for (const it of pages.flatMap(({ features }) => features)) expect(Math.abs((it.geometry.coordinates as number[])[0] ?? 0)).toBeGreaterThan(180);
	});

	test('find what a filter matches however far apart it lies', async () => {
		const far = [20, 30, 400, 5_000, 60_000, 7_000_000];
		for (const id of far)
			await ogc.db.raw(
				`insert into asset (id, class, key, reference, owner, geom, in_register_from) values (?, 1, ?, ?, 'somebody', st_setsrid(st_makepoint(18.961, -33.7382), 4326), '2015-01-01')`,
				[id + 100, `F${id}`, `SL-F${id}`],
			);
		for (const limit of [1, 2, 4, 100]) {
			const pages = await walk(ogc, `${lamps}?limit=${limit}&filter=owner='somebody'`);
			expect(pages.flatMap((it) => it.features.map(({ id }) => id))).toEqual(far.map((id) => id + 100));
			for (const it of pages) expect(it.numberMatched).toBe(far.length);
		}
		await ogc.db('asset').where({ owner: 'somebody' }).delete();
	});

	test('are as long as is asked, and never longer than can be', async () => {
		expect((await ogc.get(`${lamps}?limit=1`)).body.numberReturned).toBe(1);
		expect((await ogc.get(`${lamps}?limit=99999999`)).status).toBe(200);
	});

	test('can be asked for how many there are, and nothing else', async () => {
		const { body } = await ogc.get(`${lamps}?resultType=hits&filter=pole_number='P3'`);
		expect(body).toMatchObject({ numberMatched: 1, numberReturned: 0, features: [] });
	});
});

describe('boxes', () => {
	const counted = async (query: string, collection = 'street-lights'): Promise<number> =>
		(await ogc.get(`/collections/${collection}/items?${query}`)).body.numberMatched;

	test('choose what meets them, to the hair', async () => {
		const { body } = await ogc.get(`${lamps}?limit=20`);
		const middle = body.features[5] as Feature;
		const [lon = 0, lat = 0] = middle.geometry.coordinates as number[];
		const [near, far] = [1e-6, 1e-4];
		expect(await counted(`bbox=${lon - near},${lat - near},${lon + near},${lat + near}`)).toBe(1);
		expect(await counted(`bbox=${lon - near},${lat - near},-5,${lon + near},${lat + near},100`)).toBe(1);
		expect(await counted(`bbox=${lon + near},${lat - far},${lon + far},${lat + far}`)).toBe(0);
		const area = `${lon - 2 * far},${lat - far},${lon + far},${lat + far}`;
		const { rows } = await ogc.db.raw(`select count(*)::int as count from asset where class = 1 and st_intersects(geom, st_makeenvelope(${area}, 4326))`);
		expect(await counted(`bbox=${area}`)).toBe(rows[0].count);
	});

	test('may hold the world, go round its back, or be one point', async () => {
		expect(await counted('bbox=-180,-90,180,90')).toBe(12);
		expect(await counted('bbox=170,-90,19,90')).toBe(12);
		expect(await counted('bbox=170,-90,-170,90')).toBe(0);
		expect(await counted('bbox=-80,-5,-70,5')).toBe(0);
		expect(await counted('bbox=18.95,-33.75,18.95,-33.75', 'wards')).toBe(2);
	});

	test('may be in any system that is offered', async () => {
		const uri = (srid: number): string => `http://www.opengis.net/def/crs/EPSG/0/${srid}`;
		for (const srid of [3857, 32734, 2048]) {
			const { rows } = await ogc.db.raw(
				`select st_xmin(g) as a, st_ymin(g) as b, st_xmax(g) as c, st_ymax(g) as d from (select st_expand(st_extent(st_transform(geom, ${srid})), 1) as g from asset where class = 1 and reference < 'SL-105') as it`,
			);
			const [{ a, b, c, d }] = rows;
			expect(await counted(`bbox=${a},${b},${c},${d}&bbox-crs=${uri(srid)}`), String(srid)).toBe(5);
			expect(await counted(`bbox=${a},${b},${a + 0.5},${d}&bbox-crs=${uri(srid)}`), String(srid)).toBe(0);
			expect(await counted(`bbox=-20000000,-20000000,20000000,20000000&bbox-crs=${uri(srid)}`), String(srid)).toBe(12);
		}
		expect(await counted(`bbox=-34,18,-33,19&bbox-crs=${uri(4326)}`)).toBe(12);
		expect(await counted(`bbox=18,-34,19,-33&bbox-crs=${uri(4326)}`)).toBe(0);
	});
});
