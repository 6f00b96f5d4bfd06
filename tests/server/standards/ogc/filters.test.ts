import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ids, type Ogc, openOgc, staff } from './site.ts';

let ogc: Ogc;
beforeAll(async () => {
	ogc = await openOgc();
	await ogc.db.raw(`
		update asset set valid_from = '2016-01-01', condition_grade = 1 + id % 5, attributes = attributes || jsonb_build_object('watts', 30 + 10 * (id % 4), 'lamp_type', (array['LED', 'HPS'])[1 + id % 2])
		where class = 1`);
});
afterAll(() => ogc.close());

const lamps = '/collections/street-lights/items';
const asked = async (query: Record<string, string>, headers = {}): Promise<(number | string)[]> =>
	ids(await ogc.get(`${lamps}?${new URLSearchParams({ limit: '100', ...query })}`, headers));

async function expected(condition: string): Promise<number[]> {
	const { rows } = await ogc.db.raw(`select id from asset where class = 1 and ${condition} order by id`);
	return rows.map((it: { id: number }) => it.id);
}

describe('a filter', () => {
	const table: readonly (readonly [filter: string, condition: string])[] = [
		["lamp_type='LED'", `attributes ->> 'lamp_type' = 'LED'`],
		['watts>40 and watts<=60', `(attributes ->> 'watts')::int between 41 and 60`],
		["pole_number LIKE 'P1%'", `attributes ->> 'pole_number' like 'P1%'`],
		["NOT (lamp_type IN ('LED') OR watts=30)", `attributes ->> 'lamp_type' <> 'LED' and attributes ->> 'watts' <> '30'`],
		['pole_height IS NULL', 'true'],
		["casei(street)=casei('KERKSTRAAT')", 'true'],
		["ward='Ward 2' and reference>'SL-105'", `reference > 'SL-105'`],
		['S_INTERSECTS(geometry,BBOX(18.9605,-34,18.9615,-33))', 'st_intersects(geom, st_makeenvelope(18.9605, -34, 18.9615, -33, 4326))'],
		[
			'S_WITHIN(geometry,POLYGON((18.96 -33.74,18.961 -33.74,18.961 -33.73,18.96 -33.73,18.96 -33.74)))',
			'st_within(geom, st_makeenvelope(18.96, -33.74, 18.961, -33.73, 4326))',
		],
		['distance(geometry,POINT(18.9618 -33.7382))<60', "st_distance(geom::geography, 'SRID=4326;POINT(18.9618 -33.7382)'::geography) < 60"],
	];
	for (const [filter, condition] of table) test(filter, async () => expect(await asked({ filter })).toEqual(await expected(condition)));

	test('may be JSON, and in another system', async () => {
		const filter = JSON.stringify({ op: '=', args: [{ property: 'lamp_type' }, 'LED'] });
		expect(await asked({ filter, 'filter-lang': 'cql2-json' })).toEqual(await expected(`attributes ->> 'lamp_type' = 'LED'`));
		const uri = 'http://www.opengis.net/def/crs/EPSG/0/4326';
		expect(await asked({ filter: 'S_INTERSECTS(geometry,BBOX(-34,18.9605,-33,18.9615))', 'filter-crs': uri })).toEqual(
			await expected('st_intersects(geom, st_makeenvelope(18.9605, -34, 18.9615, -33, 4326))'),
		);
	});

	test('sees of the register what may be seen', async () => {
		expect(await asked({ filter: "condition_grade>=4 and installed_on<DATE('2011-01-01')" }, staff)).toEqual(await expected('condition_grade >= 4'));
		expect((await ogc.get(`${lamps}?filter=condition_grade>=4`)).status).toBe(400);
	});

	test('goes together with all else that is asked', async () => {
		const query = { filter: 'watts>30', lamp_type: 'HPS', bbox: '18.96,-34,18.963,-33' };
		expect(await asked(query)).toEqual(
			await expected(`(attributes ->> 'watts')::int > 30 and attributes ->> 'lamp_type' = 'HPS' and st_x(geom) between 18.96 and 18.963`),
		);
	});

	test('that is wrong is told where', async () => {
		const { status, body } = await ogc.get<{ errors: { path: string; message: string }[] }>(`${lamps}?filter=${encodeURIComponent("watts='much'")}`);
		expect(status).toBe(400);
		expect(body.errors).toEqual([{ path: 'filter', message: 'character 7: expected a number, found a text' }]);
	});

	test('can ask by all that the queryables list, and each of them can stand in the address', async () => {
		const { body } = await ogc.get<{ properties: Record<string, { type?: string; format?: string }>; additionalProperties: boolean }>(
			'/collections/street-lights/queryables',
			staff,
		);
		expect(body.additionalProperties).toBe(false);
		const values: Record<string, string> = { string: 'x', number: '1', integer: '1', boolean: 'true' };
		for (const [name, { type, format }] of Object.entries(body.properties)) {
			expect((await ogc.get(`${lamps}?filter=${name}%20IS%20NULL`, staff)).status, name).toBe(200);
			if (type === undefined) continue;
			const value = format === 'date' ? '2026-01-01' : (values[type] ?? '');
			expect((await ogc.get(`${lamps}?${name}=${value}`, staff)).status, name).toBe(200);
		}
		expect(body.properties['geometry']).toMatchObject({ format: 'geometry-point' });
		expect(body.properties['geometry']).not.toHaveProperty('type');
	});
});

describe('time', () => {
	const street = async (query: string, headers = {}): Promise<unknown[]> => {
		const { body } = await ogc.get(`${lamps}?limit=1&${query}`, headers);
		return body.features.map((it) => it.properties['street']);
	};

	test('shows assets as they were', async () => {
		await ogc.db.raw(`update asset set owner = 'second', valid_from = '2020-05-01T10:00:00Z' where reference = 'SL-100'`);
		await ogc.db.raw(`update asset set owner = 'third', valid_from = '2022-05-01T10:00:00Z' where reference = 'SL-100'`);
		const owner = async (query: string): Promise<unknown> => (await ogc.get(`${lamps}?limit=1&${query}`)).body.features[0]?.properties['owner'];
		expect(await owner('at=2019-01-01')).toBe('municipal');
		expect(await owner('at=2020-05-01')).toBe('second');
		expect(await owner('at=2020-04-30')).toBe('municipal');
		expect(await owner('datetime=2020-05-01T09:59:59Z')).toBe('municipal');
		expect(await owner('datetime=2020-05-01T10:00:00Z')).toBe('second');
		expect(await owner('datetime=2019-01-01/2020-04-30')).toBe('municipal');
		expect(await owner('datetime=2019-01-01/2021-01-01')).toBe('second');
		expect(await owner('datetime=../2021-01-01')).toBe('second');
		expect(await owner('datetime=2021-01-01/..')).toBe('third');
		expect(await owner('')).toBe('third');
		expect((await ogc.get(`${lamps}?datetime=../2014-01-01`)).body.numberMatched).toBe(0);
		expect((await ogc.get(`${lamps}?datetime=2019-01-01/2023-01-01`)).body.numberMatched).toBe(12);
		expect((await ogc.get<{ properties: object }>(`${lamps}/1?at=2020-06-01`)).body.properties).toMatchObject({ owner: 'second' });
	});

	test('shows what is retired now as it was then', async () => {
		await ogc.db.raw(`update asset set status = 'retired', valid_from = '2024-01-01T00:00:00Z' where reference = 'SL-111'`);
		expect((await ogc.get(lamps)).body.numberMatched).toBe(11);
		expect((await ogc.get(`${lamps}?at=2023-06-01`)).body.numberMatched).toBe(12);
	});

	test('is not asked of what has none', async () => {
		expect((await ogc.get('/collections/places/items?datetime=1900-01-01')).body.numberMatched).toBe(3);
		expect(await street('datetime=2020-01-01')).toEqual(['Kerkstraat']);
	});

	test('shows wards of their day, and faults that were there', async () => {
		await ogc.db.raw(`insert into ward (code, name, geom, valid) select '9', 'Old ward', geom, '[2000-01-01,2010-01-01)' from ward where code = '1'`);
		const names = async (query: string): Promise<unknown[]> =>
			(await ogc.get(`/collections/wards/items?${query}`)).body.features.map((it) => it.properties['name']);
		expect(await names('limit=10')).toEqual(['Ward 1', 'Ward 2']);
		expect(await names('datetime=2005-01-01')).toEqual(['Old ward']);
		expect(await names('datetime=2010-01-01/2020-01-01')).toEqual(['Ward 1', 'Ward 2']);
		const point = `st_setsrid(st_makepoint(18.961, -33.7382), 4326)`;
		await ogc.db.raw(
			`insert into fault (failure_mode, family, class, geom, public_geom, department_id, ward_id, first_report_at, last_report_at, state_since) values
			 ('street-light.out', 'no-light', 1, ${point}, ${point}, 1, 2, '2026-03-01T10:00:00Z', '2026-03-01T10:00:00Z', '2026-03-01T10:00:00Z')`,
		);
		const faults = async (query: string): Promise<number> => (await ogc.get(`/collections/faults/items?${query}`)).body.numberMatched;
		expect(await faults('datetime=2026-02-28')).toBe(0);
		expect(await faults('datetime=2026-03-01')).toBe(1);
		expect(await faults('datetime=2026-06-01/..')).toBe(1);
		expect(await faults('mode=street-light.out&open=true')).toBe(1);
		const [fault] = (await ogc.get('/collections/faults/items')).body.features;
		expect((await ogc.get(`/collections/faults/items/${fault?.id}`)).status).toBe(200);
	});

	test('gives those who plan, and nobody else, what they reckon by', async () => {
		const planner = { 'x-rights': 'planning.read' };
		expect((await ogc.get('/collections/planning-faults/items')).status).toBe(404);
		const { body } = await ogc.get('/collections/planning-faults/items?filter=reports>0&datetime=2026-03-01', planner);
		expect(body.features).toMatchObject([{ properties: { mode: 'street-light.out', days_to_fix: null, is_failure: null, reports: 1 } }]);
		expect((await ogc.get(`/collections/planning-faults/items/${body.features[0]?.id}`, planner)).status).toBe(200);
	});
});
