import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Link, type Ogc, openOgc } from './site.ts';

let ogc: Ogc;
beforeAll(async () => {
	ogc = await openOgc();
});
afterAll(() => ogc.close());

const lamps = '/collections/street-lights/items';

describe('forms', () => {
	test('are chosen by what is accepted, or by f', async () => {
		const type = async (accept: string, path = lamps): Promise<string> => {
			const { status, headers } = await ogc.get(path, { accept });
			return status === 200 ? (headers.get('content-type') ?? '') : String(status);
		};
		expect(await type('*/*')).toBe('application/geo+json');
		expect(await type('application/json')).toBe('application/geo+json');
		expect(await type('text/html,application/xhtml+xml,*/*;q=0.8')).toBe('text/html; charset=utf-8');
		expect(await type('application/flatgeobuf')).toBe('application/flatgeobuf');
		expect(await type('text/csv')).toBe('text/csv; charset=utf-8');
		expect(await type('image/png')).toBe('406');
		expect(await type('text/html', `${lamps}?f=json`)).toBe('application/geo+json');
		expect(await type('application/vnd.oai.openapi+json;version=3.0', '/api')).toBe('application/vnd.oai.openapi+json;version=3.0');
	});

	test('as FlatGeobuf and CSV hold the same features, with the next page in a header', async () => {
		const { body, headers } = await ogc.get<string>(`${lamps}?f=csv&limit=3`);
		expect(body.split('\r\n').filter(Boolean)).toHaveLength(4);
		expect(headers.get('link')).toMatch(/cursor=[^>]*>; rel="next"; type="text\/csv"/);
		expect(headers.get('ogc-numbermatched')).toBe('12');
		const response = await fetch(`${ogc.base}${lamps}?f=fgb&limit=3`);
		const { deserialize } = await import('flatgeobuf/lib/mjs/geojson.js');
		const found: { properties: Record<string, unknown> }[] = [];
		for await (const it of deserialize(new Uint8Array(await response.arrayBuffer()))) found.push(it as never);
		expect(found.map((it) => it.properties['pole_number'])).toEqual(['P0', 'P1', 'P2']);
		const { body: text } = await ogc.get<string>(`${lamps}?f=geojsonseq&limit=2`);
		expect(
			text
				.split('\n')
				.filter(Boolean)
				.map((line) => JSON.parse(line.slice(1)).type),
		).toEqual(['Feature', 'Feature']);
	});

	const pages = [
		'/',
		'/conformance',
		'/collections',
		'/collections/wards',
		'/collections/wards/items',
		'/collections/wards/items/1',
		'/collections/wards/queryables',
		'/collections/wards/schema',
		'/collections/wards/tiles',
		'/collections/wards/tiles/WebMercatorQuad',
		'/tileMatrixSets',
		'/tileMatrixSets/WebMercatorQuad',
		'/functions',
	];

	test('as a page have every link of the JSON', async () => {
		for (const path of pages) {
			const { body } = await ogc.get<{ links?: Link[] }>(`${path}?f=json`);
			const page = (await ogc.get<string>(`${path}?f=html`)).body;
			const others = (body.links ?? []).filter(({ rel }) => rel !== 'self' && rel !== 'alternate' && rel !== 'next');
			for (const { href, rel } of others) expect(page, `${path} ${rel}`).toContain(`href="${href.replaceAll('&', '&#38;')}"`);
		}
	});

	test('as a page speak three languages', async () => {
		for (const path of pages)
			for (const language of ['af', 'xh']) {
				const { body, headers } = await ogc.get<string>(`${path}?f=html&language=${language}`);
				expect(headers.get('content-language')).toBe(language);
				expect(body).toContain(`<html lang="${language}"`);
				expect(body).not.toContain('<h2 id="links">Links');
			}
	});

	test('never let words of the register become HTML', async () => {
		const evil = '<script>alert(1)</script>"\'&';
		await ogc.db('asset').where({ reference: 'SL-100' }).update({ street: evil });
		for (const path of [`${lamps}?f=html`, `${lamps}/1?f=html`, `${lamps}?f=html&street=${encodeURIComponent(evil)}`])
			expect((await ogc.get<string>(path)).body, path).not.toContain('<script>alert');
		await ogc.db('asset').where({ reference: 'SL-100' }).update({ street: 'Kerkstraat' });
	});
});
