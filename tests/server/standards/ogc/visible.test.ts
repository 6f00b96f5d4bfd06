import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ogc, openOgc, staff } from './site.ts';

let ogc: Ogc;
beforeAll(async () => {
	ogc = await openOgc();
});
afterAll(() => ogc.close());

const lamps = '/collections/street-lights/items';

describe('who asks decides what there is', () => {
	const idsOf = async (headers = {}): Promise<string[]> =>
		(await ogc.get<{ collections: { id: string }[] }>('/collections', headers)).body.collections.map((it) => it.id);

	test('the public never hears of a class that is for staff alone', async () => {
		expect(await idsOf()).not.toContain('water-valves');
		expect(await idsOf(staff)).toContain('water-valves');
		for (const path of ['', '/items', '/items/1', '/queryables', '/schema', '/tiles', '/tiles/WebMercatorQuad', '/tiles/WebMercatorQuad/0/0/0'])
			expect((await ogc.get(`/collections/water-valves${path}`)).status, path).toBe(404);
	});

	test('of a class whose place alone is public it gets the place alone', async () => {
		const [
			{
				rows: [secret],
			},
		] = [await ogc.db.raw(`select code from asset_class where secrecy = 'class-only' and code in ('water-pipes', 'sewer-pipes') limit 1`)];
		const { body } = await ogc.get(`/collections/${secret.code}/items`);
		expect(body.features.length).toBeGreaterThan(0);
		for (const { properties } of body.features) expect(properties).toEqual({});
		expect((await ogc.get(`/collections/${secret.code}/items?reference=X`)).status).toBe(400);
		expect((await ogc.get(`/collections/${secret.code}/items?filter=material='AC'`)).status).toBe(400);
		expect((await ogc.get(`/collections/${secret.code}/items`, staff)).body.features[0]?.properties).toHaveProperty('material');
	});

	test('attributes that are not public are not there to be asked by either', async () => {
		const [lamp] = (await ogc.get(lamps)).body.features;
		expect(Object.keys(lamp?.properties ?? {})).not.toContain('feeder');
		expect((await ogc.get(`${lamps}?feeder=F1`)).status).toBe(400);
		expect((await ogc.get(`${lamps}?filter=feeder='F1'`)).status).toBe(400);
		expect((await ogc.get(`${lamps}?feeder=F1`, staff)).body.numberMatched).toBe(12);
	});

	test('retired assets are for staff, those that never were for nobody', async () => {
		await ogc.db('asset').where({ reference: 'SL-110' }).update({ status: 'retired' });
		await ogc.db('asset').where({ reference: 'SL-111' }).update({ status: 'withdrawn' });
		expect((await ogc.get(lamps)).body.numberMatched).toBe(10);
		expect((await ogc.get(lamps, staff)).body.numberMatched).toBe(11);
		expect((await ogc.get(`${lamps}?status=retired`, staff)).body.features.map((it) => it.properties['reference'])).toEqual(['SL-110']);
		await ogc.db('asset').whereIn('reference', ['SL-110', 'SL-111']).update({ status: 'in-service' });
	});

	test('meters are not among the places', async () => {
		await ogc.db('place').insert({ kind: 'meter', name: 'Meter 774411', secrecy: 'staff', geom: ogc.db.raw('st_setsrid(st_makepoint(18.96, -33.73), 4326)') });
		for (const headers of [{}, staff]) expect(JSON.stringify((await ogc.get('/collections/places/items?limit=100', headers)).body)).not.toContain('774411');
	});
});
