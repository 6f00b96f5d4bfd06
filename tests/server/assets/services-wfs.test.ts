import { describe, expect, test } from 'vitest';
import { layersOf } from '../../../server/assets/import/read.ts';
import { quick, refusal, rowsOf } from './fake/read.ts';
import { fake, type Heard, type Said } from './fake/server.ts';

const server = fake();
const address = (): string => server.at('/geoserver/wfs');

const capabilities = (version: string, formats: readonly string[], crs = 'urn:ogc:def:crs:EPSG::32734'): string => `<?xml version="1.0"?>
	<wfs:WFS_Capabilities version="${version}" xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:ows="http://www.opengis.net/ows/1.1">
	<ows:OperationsMetadata>
		<ows:Operation name="GetCapabilities"><ows:Parameter name="outputFormat"><ows:Value>never/this</ows:Value></ows:Parameter></ows:Operation>
		<ows:Operation name="GetFeature"><ows:Parameter name="outputFormat"><ows:AllowedValues>${formats.map((it) => `<ows:Value>${it}</ows:Value>`).join('')}</ows:AllowedValues></ows:Parameter></ows:Operation>
	</ows:OperationsMetadata>
	<wfs:FeatureTypeList>
		<wfs:FeatureType><wfs:Name>ns:lamps</wfs:Name><wfs:Title>Lamps</wfs:Title><wfs:${version.startsWith('2') ? 'DefaultCRS' : 'DefaultSRS'}>${crs}</wfs:${version.startsWith('2') ? 'DefaultCRS' : 'DefaultSRS'}></wfs:FeatureType>
		<wfs:FeatureType><wfs:Name>ns:pipes</wfs:Name><wfs:DefaultCRS>EPSG:2048</wfs:DefaultCRS></wfs:FeatureType>
	</wfs:FeatureTypeList></wfs:WFS_Capabilities>`;

const gmlFeature = (n: number): string =>
	`<wfs:member><ns:lamps gml:id="lamps.${n}"><ns:pole_no>P${n}</ns:pole_no><ns:geom><gml:Point srsName="urn:ogc:def:crs:EPSG::32734"><gml:pos>${311000 + n} 6265000</gml:pos></gml:Point></ns:geom></ns:lamps></wfs:member>`;
const gml = (ids: readonly number[], said = ''): string =>
	`<wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:ns="ns" ${said}>${ids.map(gmlFeature).join('')}</wfs:FeatureCollection>`;
const json = (ids: readonly number[], more: object = {}): object => ({
	type: 'FeatureCollection',
	features: ids.map((n) => ({
		type: 'Feature',
		id: `lamps.${n}`,
		properties: { pole_no: `P${n}` },
		geometry: { type: 'Point', coordinates: [311000 + n, 6265000] },
	})),
	...more,
});
const range = (from: number, to: number): number[] => Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);

interface Temper {
	version?: string;
	formats?: readonly string[];
	total?: number;
	/** What it says there is. */
	says?: number | 'unknown';
	/** The most that it gives at once. */
	most?: number;
	page?: (words: Heard['words'], ids: number[]) => Said | undefined;
	crs?: object;
}

/** How many there are, as the versions say it. */
const told = (version: string, says: number | 'unknown'): string => {
	if (version.startsWith('2')) return `numberMatched="${says}"`;
	return says === 'unknown' ? '' : `numberOfFeatures="${says}"`;
};

/** A WFS with a temper of its own. */
const wfs = (temper: Temper) => {
	const { version = '2.0.0', formats = ['application/gml+xml; version=3.2'], total = 2500, most = Number.POSITIVE_INFINITY } = temper;
	const said = told(version, temper.says ?? total);
	const features = (words: Heard['words']): Said => {
		const start = Number(words['startindex'] ?? 0);
		const ids = range(start, Math.min(total, start + most, start + Number(words['count'] ?? words['maxfeatures'] ?? total)));
		return temper.page?.(words, ids) ?? { body: words['outputformat']?.includes('json') ? json(ids, temper.crs) : gml(ids, said) };
	};
	return ({ words }: Heard): Said => {
		if (words['request'] === 'GetCapabilities') return { body: capabilities(version, formats) };
		return words['resulttype'] === 'hits' ? { body: gml([], said) } : features(words);
	};
};

describe('a WFS', () => {
	test.each(['2.0.0', '1.1.0'])('%s in GML is read page by page, all of it and each feature once', async (version) => {
		server.says(wfs({ version }));
		const rows = await rowsOf(address(), { layer: 'ns:lamps' });
		expect(rows.length).toBe(2500);
		expect(new Set(rows.map((it) => it.id)).size).toBe(2500);
		expect(rows[2400]).toMatchObject({ line: 2401, properties: { pole_no: 'P2400' }, geometry: { type: 'Point', coordinates: [313400, 6265000] } });
		expect(rows[0]?.crs).toMatch(/32734$/);
		const asked = server.heard.filter((it) => it.words['request'] === 'GetFeature' && it.words['resulttype'] === undefined);
		expect(asked.map((it) => it.words['startindex'])).toEqual(['0', '1000', '2000']);
		expect(asked[0]?.words[version.startsWith('2') ? 'typenames' : 'typename']).toBe('ns:lamps');
		expect(asked[0]?.words['srsname']).toBe('urn:ogc:def:crs:EPSG::32734');
	});

	test('is read in JSON where it offers it; the system is the one the answer names, wherever it names it', async () => {
		const named = { crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::32734' } } };
		server.says(wfs({ formats: ['text/javascript', 'application/json'], total: 1200, crs: named }));
		const rows = await rowsOf(`${address()}?typeNames=ns:lamps&token=secret`);
		expect(rows.length).toBe(1200);
		expect(rows.every((it) => it.crs === 'urn:ogc:def:crs:EPSG::32734')).toBe(true);
		expect(server.heard.every((it) => it.words['token'] === 'secret')).toBe(true);
		expect(server.heard.at(-1)?.words['outputformat']).toBe('application/json');
	});

	test('that does not name the system of its JSON is taken by the numbers it gives', async () => {
		server.says(wfs({ formats: ['application/json'], total: 3 }));
		expect((await rowsOf(address(), { layer: 'ns:lamps' }))[0]?.crs).toBe('urn:ogc:def:crs:EPSG::32734');
		const degrees = {
			type: 'FeatureCollection',
			features: [{ type: 'Feature', id: 'a', properties: {}, geometry: { type: 'Point', coordinates: [18.96, -33.73] } }],
		};
		server.says(wfs({ formats: ['application/json'], total: 1, page: () => ({ body: degrees }) }));
		expect((await rowsOf(address(), { layer: 'ns:lamps' }))[0]?.crs).toBe('EPSG:4326');
	});

	test('that gives less at once than it is asked for is asked on', async () => {
		server.says(wfs({ total: 700, most: 300 }));
		expect((await rowsOf(address(), { layer: 'ns:lamps' })).length).toBe(700);
		server.says(wfs({ total: 700, most: 300, says: 'unknown' }));
		expect((await rowsOf(address(), { layer: 'ns:lamps' })).length).toBe(700);
	});

	test('that does not turn its pages is asked for everything at once', async () => {
		server.says(
			wfs({ version: '1.1.0', page: ({ maxfeatures }, ids) => ({ body: gml(range(0, maxfeatures === undefined ? 2500 : 1000), `n="${ids.length}"`) }) }),
		);
		expect((await rowsOf(address(), { layer: 'ns:lamps' })).length).toBe(2500);
	});

	test('that gives the same page again and again is refused, not asked for ever', async () => {
		server.says(wfs({ page: () => ({ body: gml(range(0, 900)) }) }));
		expect(await refusal(address(), { layer: 'ns:lamps' })).toMatch(/^SourceError: 127.*it gave 900 of 2,500 features, the same page again and again$/);
		expect(server.heard.length).toBeLessThan(8);
		server.says(wfs({ says: 'unknown', page: () => ({ body: gml(range(0, 900)) }) }));
		expect(await refusal(address(), { layer: 'ns:lamps' })).toContain('the same page again and again, and does not say how many');
	});

	test('that gives fewer than it says, or some of them twice, is refused with the numbers', async () => {
		server.says(wfs({ total: 900, says: 1000 }));
		expect(await refusal(address(), { layer: 'ns:lamps' })).toContain('it gave 900 of 1,000 features');
		server.says(
			wfs({ total: 2000, page: ({ startindex }) => ({ body: gml(startindex === '0' ? range(0, 1000) : startindex === '1000' ? range(990, 1990) : []) }) }),
		);
		expect(await refusal(address(), { layer: 'ns:lamps' })).toContain('it gave 1,990 of 2,000 features');
		server.says(
			wfs({ says: 'unknown', page: ({ startindex }) => ({ body: gml(startindex === '0' ? range(0, 1000) : startindex === '1000' ? range(990, 1990) : []) }) }),
		);
		expect(await refusal(address(), { layer: 'ns:lamps' })).toContain('it gave 10 features a second time');
	});

	test('that holds several layers says which, with their systems', async () => {
		server.says(wfs({}));
		expect((await layersOf(address(), { get: quick }))?.map(({ name, crs }) => [name, crs])).toEqual([
			['ns:lamps', 'urn:ogc:def:crs:EPSG::32734'],
			['ns:pipes', 'EPSG:2048'],
		]);
		expect(await refusal(address())).toBe('SourceError: it holds several layers: "ns:lamps", "ns:pipes"; say which one is meant');
		expect(await refusal(address(), { layer: 'ns:trees' })).toContain('it holds no layer "ns:trees"');
	});

	test('that says that something is wrong is heard, in XML and behind a status of 200', async () => {
		const exception =
			'<ows:ExceptionReport xmlns:ows="o"><ows:Exception><ows:ExceptionText>Out of memory &amp; luck</ows:ExceptionText></ows:Exception></ows:ExceptionReport>';
		server.says(() => ({ body: exception }));
		expect(await refusal(address(), { layer: 'ns:lamps' })).toContain('the service says: Out of memory & luck');
		server.says(wfs({ formats: ['application/json'], page: () => ({ body: exception }) }));
		expect(await refusal(address(), { layer: 'ns:lamps' })).toContain('the service says: Out of memory & luck');
		server.says(wfs({ version: '1.0.0' }));
		expect(await refusal(address(), { layer: 'ns:lamps' })).toContain('it speaks version 1.0.0 of WFS; 2.0 or 1.1 is needed');
	});

	test.each([
		['a page for people', '<html><body>Welcome</body></html>'],
		['broken XML', '<wfs:FeatureCollection><wfs:member>'],
		['broken JSON', '{"type":"FeatureCollection","features":[{"type"'],
		['something else', 'GIF89a'],
		['nothing', ''],
	])('that answers with %s is refused in a sentence', async (_, body) => {
		server.says(wfs({ page: () => ({ body }) }));
		expect(await refusal(address(), { layer: 'ns:lamps' })).toMatch(/^SourceError: /);
		server.says(() => ({ body }));
		expect(await refusal(address(), { layer: 'ns:lamps' })).toMatch(/^SourceError: /);
	});
});
