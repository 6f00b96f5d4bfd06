import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Feature, type Ogc, officer, openOgc, staff } from './site.ts';

let ogc: Ogc;
beforeAll(async () => {
	ogc = await openOgc();
});
afterAll(() => ogc.close());

const lamps = '/collections/street-lights/items';
const point = (lon: number, lat: number) => ({ type: 'Point', coordinates: [lon, lat] });
const lamp = (properties: Record<string, unknown>, geometry: object | null = point(18.9611, -33.7382)) => ({ type: 'Feature', geometry, properties });

async function tagOf(id: string): Promise<{ tag: string; feature: Feature }> {
	const { body, headers } = await ogc.get<Feature>(`${lamps}/${id}`, officer);
	return { tag: headers.get('etag') ?? '', feature: body };
}

async function added(properties: Record<string, unknown> = {}): Promise<string> {
	const { status, headers } = await ogc.ask('POST', lamps, officer, lamp(properties));
	expect(status).toBe(201);
	return headers.get('location')?.split('/').at(-1) ?? '';
}

describe('editing', () => {
	test('is offered to those who may, and to nobody else', async () => {
		const allowed = async (path: string, headers = {}): Promise<string | null> => (await ogc.ask('OPTIONS', path, headers)).headers.get('allow');
		expect(await allowed(lamps)).toBe('GET, HEAD, OPTIONS');
		expect(await allowed(lamps, staff)).toBe('GET, HEAD, OPTIONS');
		expect(await allowed(lamps, officer)).toBe('GET, HEAD, OPTIONS, POST');
		expect(await allowed(`${lamps}/1`, officer)).toBe('GET, HEAD, OPTIONS, PUT, PATCH, DELETE');
		expect(await allowed('/collections/wards/items', officer)).toBe('GET, HEAD, OPTIONS');
		expect((await ogc.ask('POST', lamps, {}, lamp({}))).status).toBe(401);
		expect((await ogc.ask('POST', lamps, staff, lamp({}))).status).toBe(403);
		expect((await ogc.ask('DELETE', `${lamps}/1`, staff)).status).toBe(403);
		expect((await ogc.ask('POST', '/collections/wards/items', officer, lamp({}))).status).toBe(403);
		const foreign = { ...officer, cookie: 'faultline=x', 'sec-fetch-site': 'cross-site' };
		expect((await ogc.ask('POST', lamps, foreign, lamp({}))).status).toBe(403);
	});

	test('adds an asset, which is then there for all', async () => {
		const { status, headers } = await ogc.ask('POST', lamps, officer, {
			...lamp({ key: 'K-77', watts: 70, lamp_type: 'LED', condition_grade: 2, installed_on: '2026-01-02' }),
			id: 'ignored',
		});
		expect(status).toBe(201);
		const { body } = await ogc.get<Feature>(headers.get('location') ?? '', officer);
		expect(body.properties).toMatchObject({
			key: 'K-77',
			watts: 70,
			lamp_type: 'LED',
			condition_grade: 2,
			installed_on: '2026-01-02',
			ward: 'Ward 2',
			status: 'in-service',
		});
		expect(body.geometry.coordinates).toEqual([18.9611, -33.7382]);
		expect((await ogc.get(`${lamps}?reference=${String(body.properties['reference'])}`)).body.numberMatched).toBe(1);
		const { rows } = await ogc.db.raw(`select kind, source from register_change order by id desc limit 1`);
		expect(rows[0]).toEqual({ kind: 'edit', source: 'OGC API' });
	});

	test('takes coordinates in the system that the body names', async () => {
		const { rows } = await ogc.db.raw(
			`select st_x(p) as w, st_y(p) as s from (select st_transform('SRID=4326;POINT(18.9612 -33.7383)'::geometry, 2048) as p) as it`,
		);
		const crs = { 'content-crs': '<http://www.opengis.net/def/crs/EPSG/0/2048>' };
		const { headers } = await ogc.ask('POST', lamps, { ...officer, ...crs }, lamp({}, point(rows[0].w, rows[0].s)));
		const { body } = await ogc.get<Feature>(headers.get('location') ?? '', officer);
		const [lon = 0, lat = 0] = body.geometry.coordinates as number[];
		expect(lon).toBeCloseTo(18.9612, 7);
		expect(lat).toBeCloseTo(-33.7383, 7);
		const swapped = await ogc.ask(
			'POST',
			lamps,
			{ ...officer, 'content-crs': '<http://www.opengis.net/def/crs/EPSG/0/4326>' },
			lamp({}, point(-33.7383, 18.9613)),
		);
		expect(swapped.status).toBe(201);
		expect((await ogc.ask('POST', lamps, { ...officer, 'content-crs': '<EPSG:1>' }, lamp({}))).status).toBe(400);
	});

	test('changes what is said and leaves the rest', async () => {
		const id = await added({ watts: 70, lamp_type: 'LED' });
		const { tag } = await tagOf(id);
		const patch = { ...officer, 'if-match': tag, 'content-type': 'application/merge-patch+json' };
		expect((await ogc.ask('PATCH', `${lamps}/${id}`, patch, { properties: { watts: null, pole_height: 8 } })).status).toBe(204);
		const { feature, tag: now } = await tagOf(id);
		expect(feature.properties).toMatchObject({ watts: null, pole_height: 8, lamp_type: 'LED' });
		expect(now).not.toBe(tag);
		expect((await ogc.ask('PATCH', `${lamps}/${id}`, patch, { properties: { pole_height: 9 } })).status).toBe(412);
		const current = { ...patch, 'if-match': now };
		expect((await ogc.ask('PATCH', `${lamps}/${id}`, current, { geometry: point(18.9615, -33.738) })).status).toBe(204);
		expect((await tagOf(id)).feature.geometry.coordinates).toEqual([18.9615, -33.738]);
	});

	test('replaces: what is not said is not so', async () => {
		const id = await added({ watts: 70, lamp_type: 'LED', condition_grade: 3, key: `R-${Date.now()}` });
		const { tag, feature } = await tagOf(id);
		expect((await ogc.ask('PUT', `${lamps}/${id}`, { ...officer, 'if-match': tag }, lamp({ lamp_type: 'HPS' }))).status).toBe(204);
		const { feature: after } = await tagOf(id);
		expect(after.properties).toMatchObject({ lamp_type: 'HPS', watts: null, condition_grade: null, key: feature.properties['key'] });
		const { tag: now } = await tagOf(id);
		const same = await ogc.ask('PUT', `${lamps}/${id}`, { ...officer, 'if-match': now }, { ...after, links: undefined });
		expect(same.status).toBe(204);
		expect((await tagOf(id)).tag).toBe(now);
	});

	test('gives an asset another key', async () => {
		const id = await added({ key: `A-${Date.now()}` });
		const { tag } = await tagOf(id);
		const key = `B-${Date.now()}`;
		expect((await ogc.ask('PATCH', `${lamps}/${id}`, { ...officer, 'if-match': tag }, { properties: { key } })).status).toBe(204);
		expect((await tagOf(id)).feature.properties['key']).toBe(key);
	});

	test('retires rather than deletes', async () => {
		const id = await added();
		const { tag } = await tagOf(id);
		expect((await ogc.ask('DELETE', `${lamps}/${id}`, { ...officer, 'if-match': tag })).status).toBe(204);
		expect((await ogc.get(`${lamps}/${id}`)).status).toBe(404);
		const { feature, tag: now } = await tagOf(id);
		expect(feature.properties).toMatchObject({ status: 'retired' });
		expect((await ogc.ask('DELETE', `${lamps}/${id}`, { ...officer, 'if-match': now })).status).toBe(409);
	});

	test('asks which version was seen', async () => {
		const id = await added();
		for (const method of ['PUT', 'PATCH', 'DELETE']) {
			expect((await ogc.ask(method, `${lamps}/${id}`, officer, lamp({}))).status, method).toBe(428);
			expect((await ogc.ask(method, `${lamps}/${id}`, { ...officer, 'if-match': '"v9-x"' }, lamp({}))).status, method).toBe(412);
			expect((await ogc.ask(method, `${lamps}/999999`, { ...officer, 'if-match': '*' }, lamp({}))).status, method).toBe(404);
		}
		expect((await ogc.ask('PATCH', `${lamps}/${id}`, { ...officer, 'if-match': '*' }, { properties: { watts: 1 } })).status).toBe(204);
	});

	test('refuses with the name of what is wrong', async () => {
		const refused = async (body: unknown, headers = {}) => ogc.ask<{ errors: { path: string }[] }>('POST', lamps, { ...officer, ...headers }, body);
		const wrong: readonly (readonly [unknown, string])[] = [
			[lamp({ watts: 'bright' }), 'properties.watts'],
			[lamp({ nothing: 1 }), 'properties.nothing'],
			[lamp({ condition_grade: 9 }), 'properties.conditionGrade'],
			[lamp({ installed_on: '2026-02-30' }), 'properties.installedOn'],
			[lamp({}, null), 'geometry'],
			[
				lamp(
					{},
					{
						type: 'LineString',
						coordinates: [
							[18.96, -33.73],
							[18.961, -33.73],
						],
					},
				),
				'geometry',
			],
			[lamp({}, { type: 'Point', coordinates: ['a'] }), 'geometry'],
			[lamp({}, point(500, 0)), 'geometry'],
			[{ type: 'Point' }, 'type'],
			[{ ...lamp({}), properties: [1] }, 'properties'],
		];
		for (const [body, path] of wrong) {
			const { status, body: problem } = await refused(body);
			expect(status, JSON.stringify(body)).toBe(400);
			expect(
				problem.errors.map((it) => it.path),
				JSON.stringify(body),
			).toContain(path);
		}
		expect((await refused(lamp({}, point(2, 48)))).status).toBe(422);
		expect((await refused('{"type":')).status).toBe(400);
		expect((await refused('[1]')).status).toBe(400);
		expect((await refused('<xml/>', { 'content-type': 'text/xml' })).status).toBe(415);
		expect((await refused(lamp({ key: 'P0' }))).status).toBe(409);
	});
});
