import { describe, expect, test } from 'vitest';
import { layersOf } from '../../../server/assets/import/read.ts';
import { quick, refusal, rowsOf } from './fake/read.ts';
import { fake, type Heard, type Said } from './fake/server.ts';

const server = fake();
const layer = (): string => server.at('/arcgis/rest/services/Light/FeatureServer/3');

const description = {
	id: 3,
	name: 'Street lights',
	geometryType: 'esriGeometryPoint',
	objectIdField: 'OBJECTID',
	maxRecordCount: 200,
	extent: { spatialReference: { wkid: 102100, latestWkid: 3857 } },
	typeIdField: 'KIND',
	types: [
		{ id: 1, name: 'Pole', domains: { MAT: { type: 'codedValue', codedValues: [{ code: 9, name: 'Bamboo' }] } } },
		{ id: 2, name: 'Wall', domains: { MAT: { type: 'inherited' } } },
	],
	fields: [
		{ name: 'OBJECTID', type: 'esriFieldTypeOID' },
		{ name: 'POLE_NO', type: 'esriFieldTypeString' },
		{ name: 'MAT', type: 'esriFieldTypeInteger', domain: { type: 'codedValue', codedValues: [{ code: 1, name: 'Steel' }] } },
		{ name: 'KIND', type: 'esriFieldTypeInteger' },
		{ name: 'INSTALLED', type: 'esriFieldTypeDate' },
	],
};

const feature = (id: number, more: object = {}): object => ({
	attributes: {
		OBJECTID: id,
		POLE_NO: `P${id}`,
		MAT: id % 2 ? 1 : 9,
		KIND: id % 2 ? 2 : 1,
		INSTALLED: id === 7 ? -86_400_000 : id === 8 ? null : 1_577_836_800_000,
	},
	geometry: { x: 2_110_000 + id, y: -3_990_000 },
	...more,
});

interface Temper {
	count?: number;
	query?: (words: Heard['words'], ids: number[]) => Said | undefined;
	describes?: object;
}

/** A FeatureServer with a temper of its own; object ids have gaps. */
const esri =
	({ count = 500, query, describes = description }: Temper) =>
	({ url, words }: Heard): Said => {
		if (!url.pathname.endsWith('/query')) return { body: describes };
		if (words['returnidsonly'] === 'true')
			return { body: { objectIdFieldName: 'OBJECTID', objectIds: Array.from({ length: count }, (_, i) => (count - i) * 3) } };
		const ids = String(words['objectids']).split(',').map(Number);
		return query?.(words, ids) ?? { body: { features: ids.map((id) => feature(id)) } };
	};

describe('an Esri server', () => {
	test('is read by the ids of its objects, in pieces it can give, each once', async () => {
		server.says(esri({}));
		const rows = await rowsOf(layer());
		expect(rows.length).toBe(500);
		expect(rows.map((it) => it.id)).toEqual(Array.from({ length: 500 }, (_, i) => (i + 1) * 3));
		expect(rows[1]).toMatchObject({ crs: 'EPSG:3857', geometry: { type: 'Point', coordinates: [2_110_006, -3_990_000] } });
		const pieces = server.heard.filter((it) => it.words['objectids'] !== undefined);
		expect(pieces.map((it) => String(it.words['objectids']).split(',').length)).toEqual([200, 200, 100]);
		expect(pieces.map((it) => it.method)).toEqual(['GET', 'GET', 'GET']);
		expect(pieces[0]?.words['outsr']).toBe('3857');
	});

	test('is asked by a form where an address would be too long', async () => {
		server.says(esri({ count: 3000, describes: { ...description, maxRecordCount: 2000 } }));
		expect((await rowsOf(layer())).length).toBe(3000);
		expect(server.heard.filter((it) => it.words['objectids'] !== undefined).every((it) => it.method === 'POST' && it.url.search === '')).toBe(true);
	});

	test('gives names for codes, of fields and of subtypes, and days for milliseconds', async () => {
		server.says(esri({ count: 4, query: () => ({ body: { features: [3, 6, 9, 12].map((id) => feature(id)) } }) }));
		const [odd, even] = await rowsOf(layer());
		expect(odd?.properties).toEqual({ OBJECTID: 3, POLE_NO: 'P3', MAT: 'Steel', KIND: 'Wall', INSTALLED: '2020-01-01T00:00:00.000Z' });
		expect(even?.properties).toMatchObject({ MAT: 'Bamboo', KIND: 'Pole' });
	});

	test('gives areas whose rings turn the right way: holes in their shells, islands for themselves', async () => {
		const square = (x: number, size: number, clockwise: boolean): number[][] => {
			const ring = [
				[x, 0],
				[x, size],
				[x + size, size],
				[x + size, 0],
				[x, 0],
			];
			return clockwise ? ring : ring.toReversed();
		};
		const hole = square(2, 3, false).map(([x = 0, y = 0]) => [x, y + 2]);
		const rings = [square(0, 10, true), hole, square(20, 5, true)];
		const describes = { ...description, geometryType: 'esriGeometryPolygon' };
		server.says(esri({ describes, count: 1, query: () => ({ body: { features: [feature(3, { geometry: { rings } })] } }) }));
		const [row] = await rowsOf(layer());
		const { type, coordinates } = (row?.geometry ?? { type: '', coordinates: [] }) as { type: string; coordinates: unknown[][] };
		expect([type, coordinates.map((it) => it.length).sort()]).toEqual(['MultiPolygon', [1, 2]]);
	});

	test('has rows without a place; what has no id is no feature', async () => {
		const features = [feature(3, { geometry: undefined }), feature(6, { geometry: { x: 'NaN', y: 'NaN' } })];
		server.says(esri({ count: 2, query: () => ({ body: { features } }) }));
		expect((await rowsOf(layer())).map((it) => it.geometry)).toEqual([null, null]);
		server.says(esri({ count: 3, query: () => ({ body: { features: [...features, { nothing: true }] } }) }));
		expect(await refusal(layer())).toContain('it gives a feature without its OBJECTID');
	});

	test('that gives fewer than it was asked for is asked for the rest, and refused where it will not give it', async () => {
		server.says(esri({ query: (_, ids) => ({ body: { exceededTransferLimit: ids.length > 64, features: ids.slice(0, 64).map((id) => feature(id)) } }) }));
		expect((await rowsOf(layer())).length).toBe(500);
		server.says(esri({ query: (_, ids) => ({ body: { features: ids.filter((id) => id !== 33).map((id) => feature(id)) } }) }));
		expect(await refusal(layer())).toContain('the server gave 499 of 500 features');
		server.says(esri({ query: () => ({ body: { features: [] } }) }));
		expect(await refusal(layer())).toContain('the server gave 0 of 500 features');
	});

	test('lists the layers of a whole service, and is read by the name or number of one', async () => {
		const whole = {
			layers: [
				{ id: 0, name: 'Group', subLayerIds: [3, 4] },
				{ id: 3, name: 'Street lights', geometryType: 'esriGeometryPoint' },
				{ id: 4, name: 'Cables' },
			],
			tables: [{ id: 5, name: 'Log' }],
		};
		const service = server.at('/arcgis/rest/services/Light/FeatureServer');
		const answer = esri({ count: 2 });
		server.says((heard) => (heard.url.pathname.endsWith('/FeatureServer') ? { body: whole } : answer(heard)));
		expect((await layersOf(service, { get: quick }))?.map((it) => [it.name, it.geometry])).toEqual([
			['Street lights', 'esriGeometryPoint'],
			['Cables', 'unknown'],
			['Log', null],
		]);
		expect((await rowsOf(service, { layer: 'street lights' })).length).toBe(2);
		expect((await rowsOf(service, { layer: '3' })).length).toBe(2);
		expect(await refusal(service)).toContain('say which one is meant');
	});

	test('that says that something is wrong, behind a status of 200, is heard; the token is told to nobody', async () => {
		const secret = 'a-very-secret-token';
		server.says(() => ({ body: { error: { code: 400, message: 'Cannot perform query.', details: ['Invalid field'] } } }));
		expect(await refusal(`${layer()}?token=${secret}`)).toContain('the server says: Cannot perform query. Invalid field');
		expect(server.heard[0]?.words['token']).toBe(secret);
		server.says(() => ({ body: { error: { code: 498, message: `Invalid token ${secret}` } } }));
		const told = await refusal(`${layer()}?token=${secret}`);
		expect(told).toContain('it wants a token, or one that is still good');
		expect(told).not.toContain(secret);
	});

	test.each([
		['a page for people', { body: '<html>Sign in</html>', type: 'text/html' }],
		['broken JSON', { body: '{"fields":[', type: 'application/json' }],
		['a list', { body: [] }],
		['nothing it knows', { body: {} }],
		['no ids', { body: { ...description, objectIdField: undefined, fields: [] } }],
	])('that answers with %s is refused in a sentence', async (_, said) => {
		server.says(() => said);
		expect(await refusal(layer())).toMatch(/^SourceError: 127\.0\.0\.1:\d+\/arcgis\/rest\/services\/Light\/FeatureServer\/3: /);
	});
});
