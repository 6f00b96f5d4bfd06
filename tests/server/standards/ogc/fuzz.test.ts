import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ogc, officer, openOgc } from './site.ts';

let ogc: Ogc;
beforeAll(async () => {
	ogc = await openOgc();
});
afterAll(() => ogc.close());

const nasty = [
	'',
	' ',
	'0',
	'-1',
	'1.5',
	'1e9',
	'1e999',
	'NaN',
	'Infinity',
	'999999999999999999999999',
	'null',
	'undefined',
	'true',
	"'",
	"''",
	'"',
	'\\',
	'%',
	'%00',
	'\u0000',
	'\ud800',
	'😀',
	'../..',
	'<script>',
	"' or 1=1 --",
	'$1',
	'?',
	'{}',
	'[]',
	'[1,2]',
	'{"op":"and"}',
	'{"op":"=","args":[{"property":"reference"},null]}',
	'a/b',
	'..',
	'../..',
	'2026-02-30',
	'2026-01-02/2026-01-01',
	'../',
	'/..',
	'0000-01-01',
	'9999-12-31/..',
	'2026-01-01T25:00:00Z',
	'2026-01-01T00:00:00',
	'1,2,3',
	'1,2,3,4',
	'1,2,3,4,5',
	'4,3,2,1',
	'1,2,3,4,5,6',
	'a,b,c,d',
	',,,',
	'-200,-100,200,100',
	'1e300,1e300,1e300,1e300',
	'1,NaN,2,3',
	'http://www.opengis.net/def/crs/EPSG/0/2048',
	'http://www.opengis.net/def/crs/EPSG/0/0',
	'urn:ogc:def:crs:EPSG::4326',
	'reference',
	"reference='",
	'S_INTERSECTS(geometry,POINT(1e300 1e300))',
	'S_INTERSECTS(geometry,POLYGON((0 0,0 0,0 0,0 0)))',
	'S_TOUCHES(geometry,LINESTRING(0 0,0 0))',
	"reference LIKE '%'",
	"reference LIKE '\\'",
	'1/0=1',
	'0^-1=1',
	'10^308*10^308>1',
	'watts/0>1',
	'-watts^0.5>1',
	'watts%0=1',
	"T_AFTER(installed_on,INTERVAL('..','..'))",
	'WzEsMl0',
	'WzFlOTksMl0',
	'bm9wZQ',
	'x'.repeat(5000),
];
const names = [
	'f',
	'language',
	'limit',
	'bbox',
	'bbox-crs',
	'crs',
	'datetime',
	'at',
	'filter',
	'filter-lang',
	'filter-crs',
	'resultType',
	'cursor',
	'reference',
	'watts',
	'installed_on',
	'status',
	'x',
	'__proto__',
	'constructor',
	'toString',
];
const paths = [
	'/',
	'/conformance',
	'/api',
	'/functions',
	'/collections',
	'/collections/street-lights',
	'/collections/street-lights/items',
	'/collections/street-lights/items/1',
	'/collections/street-lights/queryables',
	'/collections/street-lights/tiles/WebMercatorQuad',
	'/collections/faults/items',
	'/collections/wards/items',
	'/collections/places/items',
	'/tileMatrixSets/WebMercatorQuad',
];

const bodies: unknown[] = [
	{},
	[],
	null,
	1,
	'x',
	'{"a":',
	{ type: 'Feature' },
	{ type: 'Feature', geometry: {}, properties: null },
	{ geometry: { type: 'Point', coordinates: [[[]]] } },
	{ geometry: { type: 'Point', coordinates: [1e308, -1e308] } },
	{ geometry: { type: 'GeometryCollection', geometries: [] } },
	{ properties: { key: {} } },
	{ properties: { watts: { a: 1 } } },
	{ properties: { owner: 7 } },
	{ properties: { street: '\u0000' } },
	{ properties: { __proto__: 1, constructor: 2 } },
	{ properties: { key: 'x'.repeat(500) } },
	{ properties: { installed_on: 'soon' } },
	{ properties: { criticality: -1 } },
];

async function mustBeFair(method: string, path: string, headers: Record<string, string> = {}, body?: unknown): Promise<void> {
	const { status, body: said, headers: answered } = await ogc.ask<{ detail?: string }>(method, path, headers, body);
	expect(status, `${method} ${path} ${JSON.stringify(said).slice(0, 300)}`).toBeLessThan(500);
	if (status >= 400 && method !== 'HEAD' && (answered.get('content-type') ?? '').includes('problem')) expect(said.detail, path).toBeTruthy();
}

const atOnce = 6;

/** Asks for all of them, a few at a time. */
async function allOf(addresses: readonly string[]): Promise<void> {
	for (let i = 0; i < addresses.length; i += atOnce) await Promise.all(addresses.slice(i, i + atOnce).map((it) => mustBeFair('GET', it, officer)));
}

describe('nothing that is asked brings the server to its knees', () => {
	test('every parameter with every nastiness, of the features of a class', async () => {
		const encoded = nasty.map((it) => encodeURIComponent(it.isWellFormed() ? it : '%'));
		await allOf(names.flatMap((name) => encoded.map((it) => `/collections/street-lights/items?${name}=${it}`)));
	}, 240_000);

	test('every address with every parameter', async () => {
		const values = ['', "'", '1,2,3,4', '..', '2026-01-01'].map(encodeURIComponent);
		await allOf(paths.flatMap((path) => names.flatMap((name) => values.map((it) => `${path}?${name}=${it}`))));
	}, 240_000);

	test('addresses that are wrong in any part', async () => {
		for (const value of nasty.filter((it) => it.isWellFormed() && it.length < 100)) {
			const part = encodeURIComponent(value);
			await allOf([
				`/${part}`,
				`/collections/${part}`,
				`/collections/${part}/items`,
				`/collections/street-lights/items/${part}`,
				`/collections/street-lights/tiles/${part}`,
				`/tileMatrixSets/${part}`,
				`/collections/wards/tiles/WebMercatorQuad/${part}/0/0`,
				`/collections/wards/tiles/WebMercatorQuad/0/${part}/0`,
			]);
		}
		await allOf([
			'/%',
			'/%ff',
			'/collections/%',
			'/collections/street-lights/items/%c0',
			'/collections/street-lights/items?filter=%ff',
			'/collections?a=1&a=2',
			'/collections/street-lights/items?limit=1&limit=2',
			'/collections/street-lights/items?limit[]=2',
		]);
	}, 240_000);

	test('parameters together', async () => {
		const one = fc.tuple(fc.constantFrom(...names), fc.oneof(fc.constantFrom(...nasty), fc.string({ maxLength: 30 })));
		await fc.assert(
			fc.asyncProperty(fc.constantFrom(...paths), fc.array(one, { maxLength: 4 }), async (path, query) => {
				const text = query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value.isWellFormed() ? value : '%')}`).join('&');
				await mustBeFair('GET', `${path}?${text}`, officer);
			}),
			{ numRuns: 300 },
		);
	}, 180_000);

	test('bodies of any kind', async () => {
		const headers = { ...officer, 'if-match': '*' };
		for (const body of bodies) {
			await mustBeFair('POST', '/collections/street-lights/items', headers, body);
			await mustBeFair('POST', '/collections/roads/items', headers, body);
			for (const method of ['PUT', 'PATCH', 'DELETE'])
				for (const item of ['street-lights/items/2', 'roads/items/x']) await mustBeFair(method, `/collections/${item}`, headers, body);
		}
	}, 120_000);
});
