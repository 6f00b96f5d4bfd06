import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Feature, type Link, type Ogc, openOgc, staff } from './site.ts';

let ogc: Ogc;
beforeAll(async () => {
	ogc = await openOgc();
});
afterAll(() => ogc.close());

const lamps = '/collections/street-lights/items';
const rels = (links: readonly Link[]): string[] => links.map((it) => it.rel);

interface Listed {
	links: Link[];
	collections: {
		id: string;
		crs: string[];
		storageCrs: string;
		extent?: { spatial: { bbox: number[][] }; temporal?: { interval: string[][] } };
		links: Link[];
	}[];
}

describe('the start', () => {
	test('leads to all there is, in JSON and as a page', async () => {
		const { body, headers } = await ogc.get<{ links: Link[] }>('/');
		for (const rel of ['self', 'alternate', 'service-desc', 'service-doc', 'conformance', 'data']) expect(rels(body.links)).toContain(rel);
		expect(body.links.find((it) => it.rel === 'service-desc')?.type).toBe('application/vnd.oai.openapi+json;version=3.0');
		expect(headers.get('link')).toContain('rel="conformance"');
		for (const { href } of body.links) expect((await ogc.get(href)).status, href).toBe(200);
	});

	test('says which standards are kept, with the name QGIS looks for', async () => {
		const { body } = await ogc.get<{ conformsTo: string[] }>('/conformance');
		for (const it of [
			'ogcapi-features-1/1.0/conf/core',
			'ogcapi-features-2/1.0/conf/crs',
			'ogcapi-features-3/1.0/conf/features-filter',
			'cql2/1.0/conf/basic-cql2',
		])
			expect(body.conformsTo).toContain(`http://www.opengis.net/spec/${it}`);
		expect(body.conformsTo).toContain('http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-operators');
	});

	test('holds in each collection every feature of it', async () => {
		const { body } = await ogc.get<Listed>('/collections', staff);
		expect(body.collections.length).toBeGreaterThan(15);
		for (const { id, extent, crs, storageCrs } of body.collections) {
			expect(crs[0]).toBe('http://www.opengis.net/def/crs/OGC/1.3/CRS84');
			expect(crs).toContain(storageCrs);
			const { body: all } = await ogc.get(`/collections/${id}/items?limit=1000`, staff);
			if (!extent) expect(all.numberMatched).toBe(0);
			for (const { geometry } of all.features) {
				const [west = 0, south = 0, east = 0, north = 0] = extent?.spatial.bbox[0] ?? [];
				const numbers = (geometry.coordinates as unknown[]).flat(4) as number[];
				numbers.forEach((it, i) => {
					expect(it).toBeGreaterThanOrEqual(i % 2 ? south : west);
					expect(it).toBeLessThanOrEqual(i % 2 ? north : east);
				});
			}
		}
	});

	test('lists collections as each of them says of itself', async () => {
		const { body } = await ogc.get<Listed>('/collections');
		for (const listed of body.collections) {
			const { body: one } = await ogc.get<Listed['collections'][number]>(`/collections/${listed.id}`);
			expect({ ...one, links: [] }).toEqual({ ...listed, links: [] });
			for (const rel of [
				'items',
				'describedby',
				'http://www.opengis.net/def/rel/ogc/1.0/queryables',
				'http://www.opengis.net/def/rel/ogc/1.0/schema',
				'http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector',
			])
				expect(rels(one.links), listed.id).toContain(rel);
			for (const { href } of one.links) expect((await ogc.get(href)).status, href).toBe(200);
		}
	});
});

describe('one feature', () => {
	test('is as it was on its page, with links and a tag', async () => {
		const page = await ogc.get(`${lamps}?limit=1`);
		const [first] = page.body.features;
		const { body, headers } = await ogc.get<Feature>(`${lamps}/${first?.id}`);
		expect(rels(body.links ?? [])).toEqual(expect.arrayContaining(['self', 'alternate', 'collection']));
		expect({ ...body, links: undefined }).toEqual({ ...first, links: undefined });
		expect(headers.get('etag')).toMatch(/^"v1-/);
		expect(headers.get('content-crs')).toBe('<http://www.opengis.net/def/crs/OGC/1.3/CRS84>');
	});

	test('is not found where there is none', async () => {
		for (const id of ['0', '-1', '99999999', '1e3', 'SL-100', '99999999999999999999', '%27', '1%20or%201=1'])
			expect((await ogc.get(`${lamps}/${id}`)).status, id).toBe(404);
	});
});

describe('a client that comes again', () => {
	test('is told that nothing has changed, until something has', async () => {
		const first = await ogc.get(`${lamps}?limit=3`);
		const again = { 'if-none-match': first.headers.get('etag') ?? '', 'cache-control': 'max-age=0' };
		expect((await ogc.get(`${lamps}?limit=3`, again)).status).toBe(304);
		await ogc.db('asset').where({ reference: 'SL-101' }).update({ street: 'Langstraat' });
		expect((await ogc.get(`${lamps}?limit=3`, again)).status).toBe(200);
		await ogc.db('asset').where({ reference: 'SL-101' }).update({ street: 'Kerkstraat' });
	});

	test('may ask for the head alone, and from any page', async () => {
		const head = await ogc.ask('HEAD', `${lamps}?limit=3`);
		expect(head.status).toBe(200);
		expect(head.headers.get('link')).toContain('rel="next"');
		expect(head.headers.get('access-control-allow-origin')).toBe('*');
		const before = await ogc.ask('OPTIONS', `${lamps}/1`, {
			origin: 'https://example.org',
			'access-control-request-method': 'PUT',
			'access-control-request-headers': 'if-match',
		});
		expect(before.status).toBe(204);
		expect(before.headers.get('access-control-allow-headers')).toContain('If-Match');
	});
});
