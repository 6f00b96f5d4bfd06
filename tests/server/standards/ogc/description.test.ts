import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ogc, officer, openOgc, staff } from './site.ts';

let ogc: Ogc;
beforeAll(async () => {
	ogc = await openOgc();
});
afterAll(() => ogc.close());

interface Parameter {
	name: string;
	in: string;
	style?: string;
	explode?: boolean;
	schema: { type?: string; enum?: string[]; default?: unknown; minimum?: number; maximum?: number; minItems?: number; maxItems?: number; format?: string };
}
interface Operation {
	operationId: string;
	parameters?: Parameter[];
	responses: Record<string, unknown>;
}
interface Document {
	openapi: string;
	paths: Record<string, Record<string, Operation>>;
	components: { schemas: Record<string, unknown> };
}

const example: Record<string, string> = { bbox: '18,-34,19,-33', datetime: '2026-01-01/..', at: '2026-01-01', filter: 'true', language: 'af' };

const exampleOf = ({ name, schema }: Parameter): string => {
	if (example[name] !== undefined) return example[name];
	if (schema.enum) return schema.enum.at(-1) ?? '';
	if (schema.format === 'date') return '2026-01-01';
	return { integer: '1', number: '1', boolean: 'true' }[schema.type ?? ''] ?? 'x';
};

describe('the description of the API', () => {
	test('names every parameter that is answered to, and each that it names is', async () => {
		const { body } = await ogc.get<Document>('/api', staff);
		expect(body.openapi).toMatch(/^3\.0\./);
		expect(Object.keys(body.paths).length).toBeGreaterThan(80);
		for (const [path, { get }] of Object.entries(body.paths)) {
			if (!/^\/collections\/(street-lights|faults|wards|places)/.test(path) && path.startsWith('/collections/')) continue;
			for (const it of get?.parameters?.filter(({ in: where, name }) => where === 'query' && name !== 'cursor') ?? []) {
				const address = path.replace('{item}', '1').replace('{set}', 'WebMercatorQuad').replace('/faults/items/1', '/faults/items');
				const { status } = await ogc.get(`${address}?${it.name}=${encodeURIComponent(exampleOf(it))}`, staff);
				expect(status, `${address} ${it.name}`).toBe(200);
				expect(it).toMatchObject({ style: 'form', explode: false });
			}
		}
	}, 120_000);

	test('says of limit and bbox what tests of conformance and QGIS look for', async () => {
		const { body } = await ogc.get<Document>('/api');
		const { parameters = [] } = body.paths['/collections/street-lights/items']?.['get'] ?? ({} as Operation);
		expect(parameters.find((it) => it.name === 'limit')?.schema).toEqual({ type: 'integer', minimum: 1, maximum: 10_000, default: 100 });
		expect(parameters.find((it) => it.name === 'bbox')?.schema).toMatchObject({ type: 'array', minItems: 4, maxItems: 6 });
		expect(parameters.find((it) => it.name === 'resultType')?.schema.enum).toContain('hits');
		expect(parameters.find((it) => it.name === 'filter-lang')?.schema.enum).toEqual(['cql2-text', 'cql2-json']);
	});

	test('gives every operation a name of its own, and its refusals', async () => {
		const { body } = await ogc.get<Document>('/api', officer);
		const operations = Object.values(body.paths).flatMap((it) => Object.values(it));
		expect(new Set(operations.map((it) => it.operationId)).size).toBe(operations.length);
		for (const { responses, operationId } of operations) expect(Object.keys(responses), operationId).toEqual(expect.arrayContaining(['400', '404', '500']));
	});

	test('tells of edits to those who may make them', async () => {
		const methods = async (headers = {}): Promise<string[]> =>
			Object.keys((await ogc.get<Document>('/api', headers)).body.paths['/collections/street-lights/items/{item}'] ?? {});
		expect(await methods()).toEqual(['get']);
		expect(await methods(officer)).toEqual(['get', 'put', 'patch', 'delete']);
	});
});
