import { describe, expect, test } from 'vitest';
import { shapeOf } from '../../../server/assets/import/shape.ts';
import type { SourceRow } from '../../../server/assets/sources/index.ts';
import { gmlFeatures } from '../../../server/assets/sources/reading/gml.ts';
import { folder } from './files.ts';
import { rowsOf, sourceOf } from './read-all.ts';
import { zipOf } from './zip-files.ts';

const file = folder();

async function* chunks(...parts: (string | Buffer)[]): AsyncGenerator<string | Buffer> {
	yield* parts;
}

/** GML with one feature of this geometry. */
const gml = (geometry: string, more = '<ogr:code>K1</ogr:code>'): string =>
	`<wfs:FeatureCollection xmlns:wfs="w" xmlns:gml="g" xmlns:ogr="o" xmlns:xlink="x" xmlns:xsi="s"><gml:featureMember><ogr:pipe gml:id="pipe.1">${more}<ogr:geom>${geometry}</ogr:geom></ogr:pipe></gml:featureMember></wfs:FeatureCollection>`;

async function rowOf(geometry: string, more?: string): Promise<SourceRow> {
	const rows: SourceRow[] = [];
	for await (const row of gmlFeatures(chunks(gml(geometry, more)))) rows.push(row);
	expect(rows).toHaveLength(1);
	return rows[0] as SourceRow;
}
const shapeIn = async (geometry: string): Promise<unknown> => (await rowOf(geometry)).geometry;
const ring = '<gml:LinearRing><gml:posList>0 0 0 9 9 9 9 0 0 0</gml:posList></gml:LinearRing>';
const corners = [
	[0, 0],
	[0, 9],
	[9, 9],
	[9, 0],
	[0, 0],
];

describe('GML', () => {
	test('has latitude first where the name of the system says so, and x first where it does not', async () => {
		const point = (srs: string, pos = '-33.7 18.9') => shapeIn(`<gml:Point srsName="${srs}"><gml:pos>${pos}</gml:pos></gml:Point>`);
		const [swapped, asWritten] = [
			{ type: 'Point', coordinates: [18.9, -33.7] },
			{ type: 'Point', coordinates: [-33.7, 18.9] },
		];
		expect(await point('urn:ogc:def:crs:EPSG::4326')).toEqual(swapped);
		expect(await point('urn:x-ogc:def:crs:EPSG:6.9:4148')).toEqual(swapped);
		expect(await point('http://www.opengis.net/def/crs/EPSG/0/4258')).toEqual(swapped);
		expect(await point('urn:ogc:def:crs:EPSG::2193')).toEqual(swapped);
		expect(await point('EPSG:4326')).toEqual(asWritten);
		expect(await point('http://www.opengis.net/gml/srs/epsg.xml#4326')).toEqual(asWritten);
		expect(await point('urn:ogc:def:crs:OGC:1.3:CRS84')).toEqual(asWritten);
		for (const code of [2048, 32734, 3857]) expect(await point(`urn:ogc:def:crs:EPSG::${code}`)).toEqual(asWritten);
	});

	test('inherits the system and the number of dimensions from around', async () => {
		const inner = '<gml:pointMember><gml:Point><gml:pos>-33.7 18.9 5</gml:pos></gml:Point></gml:pointMember>';
		expect(await rowOf(`<gml:MultiPoint srsName="urn:ogc:def:crs:EPSG::4326" srsDimension="3">${inner}</gml:MultiPoint>`)).toMatchObject({
			crs: 'urn:ogc:def:crs:EPSG::4326',
			geometry: { type: 'MultiPoint', coordinates: [[18.9, -33.7, 5]] },
		});
		const bounded = '<gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::4326"><gml:lowerCorner>1 2</gml:lowerCorner></gml:Envelope></gml:boundedBy>';
		expect(await rowOf('<gml:Point><gml:pos>-33.7 18.9</gml:pos></gml:Point>', bounded)).toMatchObject({
			properties: {},
			geometry: { type: 'Point', coordinates: [18.9, -33.7] },
		});
		expect(await shapeIn('<gml:LineString srsDimension="3"><gml:posList>1 2 3 4 5 6</gml:posList></gml:LineString>')).toEqual({
			type: 'LineString',
			coordinates: [
				[1, 2, 3],
				[4, 5, 6],
			],
		});
	});

	test('of every age and make gives points, lines and areas', async () => {
		const line = { type: 'LineString', coordinates: corners.slice(0, 3) };
		const area = { type: 'Polygon', coordinates: [corners] };
		const cases: [string, unknown][] = [
			['<gml:Point><gml:coordinates>1,2</gml:coordinates></gml:Point>', { type: 'Point', coordinates: [1, 2] }],
			['<gml:Point><gml:coord><gml:X>1</gml:X><gml:Y>2</gml:Y></gml:coord></gml:Point>', { type: 'Point', coordinates: [1, 2] }],
			['<gml:LineString><gml:coordinates decimal="," cs=" " ts=";">0,0 0;0 9,0;9 9</gml:coordinates></gml:LineString>', line],
			['<gml:LineString><gml:pos>0 0</gml:pos><gml:pos>0 9</gml:pos><gml:pos>9 9</gml:pos></gml:LineString>', line],
			[
				'<gml:Curve><gml:segments><gml:LineStringSegment><gml:posList>0 0 0 9</gml:posList></gml:LineStringSegment><gml:LineStringSegment><gml:posList>0 9 9 9</gml:posList></gml:LineStringSegment></gml:segments></gml:Curve>',
				line,
			],
			[
				'<gml:OrientableCurve orientation="-"><gml:baseCurve><gml:LineString><gml:posList>9 9 0 9 0 0</gml:posList></gml:LineString></gml:baseCurve></gml:OrientableCurve>',
				line,
			],
			[
				'<gml:MultiCurve><gml:curveMembers><gml:LineString><gml:posList>0 0 0 9 9 9</gml:posList></gml:LineString></gml:curveMembers></gml:MultiCurve>',
				{ type: 'MultiLineString', coordinates: [line.coordinates] },
			],
			[`<gml:Polygon><gml:outerBoundaryIs>${ring}</gml:outerBoundaryIs></gml:Polygon>`, area],
			[
				`<gml:Polygon><gml:exterior>${ring}</gml:exterior><gml:interior><gml:LinearRing><gml:posList>1 1 2 1 2 2 1 1</gml:posList></gml:LinearRing></gml:interior></gml:Polygon>`,
				{
					type: 'Polygon',
					coordinates: [
						corners,
						[
							[1, 1],
							[2, 1],
							[2, 2],
							[1, 1],
						],
					],
				},
			],
			[`<gml:Surface><gml:patches><gml:PolygonPatch><gml:exterior>${ring}</gml:exterior></gml:PolygonPatch></gml:patches></gml:Surface>`, area],
			[
				'<gml:Polygon><gml:exterior><gml:Ring><gml:curveMember><gml:LineString><gml:posList>0 0 0 9 9 9</gml:posList></gml:LineString></gml:curveMember><gml:curveMember><gml:LineString><gml:posList>9 9 9 0 0 0</gml:posList></gml:LineString></gml:curveMember></gml:Ring></gml:exterior></gml:Polygon>',
				area,
			],
			[
				`<gml:MultiSurface><gml:surfaceMember><gml:Polygon><gml:exterior>${ring}</gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface>`,
				{ type: 'MultiPolygon', coordinates: [[corners]] },
			],
		];
		for (const [written, expected] of cases) {
			expect(await shapeIn(written)).toEqual(expected);
			expect(shapeOf(await rowOf(written)).hex).toMatch(/^01/);
		}
	});

	test('says of what is none of these what it is, and of every property what stands there', async () => {
		const arc = '<gml:Curve><gml:segments><gml:Arc><gml:posList>0 0 1 1 2 0</gml:posList></gml:Arc></gml:segments></gml:Curve>';
		expect((await rowOf(arc)).problem).toMatch(/it has arcs/);
		const mixed =
			'<gml:MultiGeometry><gml:geometryMember><gml:Point><gml:pos>1 2</gml:pos></gml:Point></gml:geometryMember><gml:geometryMember><gml:LineString><gml:posList>0 0 1 1</gml:posList></gml:LineString></gml:geometryMember></gml:MultiGeometry>';
		expect(shapeOf(await rowOf(mixed)).problem).toBe('a GeometryCollection is neither point, line nor area');
		const open =
			'<gml:Polygon><gml:exterior><gml:Ring><gml:curveMember><gml:LineString><gml:posList>0 0 0 9</gml:posList></gml:LineString></gml:curveMember><gml:curveMember><gml:LineString><gml:posList>5 5 0 0</gml:posList></gml:LineString></gml:curveMember></gml:Ring></gml:exterior></gml:Polygon>';
		expect((await rowOf(open)).problem).toMatch(/pieces of a ring do not follow/);
		const properties =
			'<ogr:code>K1</ogr:code><ogr:none xsi:nil="true"/><ogr:empty/><ogr:owner><ogr:Party><ogr:name>Town &amp; Co</ogr:name></ogr:Party></ogr:owner><ogr:tag>a</ogr:tag><ogr:tag>b</ogr:tag><ogr:link xlink:href="#x"/>';
		expect(await rowOf('<gml:Point><gml:pos>1 2</gml:pos></gml:Point>', properties)).toMatchObject({
			id: 'pipe.1',
			properties: { code: 'K1', none: null, empty: null, 'owner.Party.name': 'Town & Co', tag: 'a; b', link: '#x' },
		});
	});

	test('may come in any pieces and encodings; what a service says instead of features is passed on', async () => {
		const text = gml('<gml:Point><gml:pos>1 2</gml:pos></gml:Point>', '<ogr:code>Paarl\u00e9 \u65e5</ogr:code>');
		const all = async (...parts: (string | Buffer)[]): Promise<unknown[]> => {
			const rows: unknown[] = [];
			for await (const { properties } of gmlFeatures(chunks(...parts))) rows.push(properties['code']);
			return rows;
		};
		const bytes = Buffer.from(text);
		expect(await all(...Array.from(bytes, (_, at) => bytes.subarray(at, at + 1)))).toEqual(['Paarl\u00e9 \u65e5']);
		expect(await all(Buffer.from(`\ufeff${text}`, 'utf16le'))).toEqual(['Paarl\u00e9 \u65e5']);
		expect(await all(Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${text.replace(' \u65e5', '')}`, 'latin1'))).toEqual(['Paarl\u00e9']);
		await expect(
			all('<ows:ExceptionReport xmlns:ows="o"><ows:Exception><ows:ExceptionText>no such layer</ows:ExceptionText></ows:Exception></ows:ExceptionReport>'),
		).rejects.toThrow('the service says: no such layer');
		expect(await all('<wfs:FeatureCollection xmlns:wfs="w" numberMatched="0"/>')).toEqual([]);
		const twice = text.replace(
			'</wfs:FeatureCollection>',
			`<gml:featureMember><ogr:pipe><ogr:geom><gml:Point srsName="EPSG:2048"><gml:pos>1 2</gml:pos></gml:Point></ogr:geom></ogr:pipe></gml:featureMember></wfs:FeatureCollection>`,
		);
		const rows: SourceRow[] = [];
		for await (const row of gmlFeatures(chunks(twice.replace('<gml:Point>', '<gml:Point srsName="EPSG:4326">')))) rows.push(row);
		expect(rows[1]?.problem).toBe('it is written in EPSG:2048 where the first feature is in EPSG:4326');
	});
});

const kml = (body: string): string => `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>town</name>${body}</Document></kml>`;
const mark = (name: string, geometry = '<Point><coordinates>18.9,-33.7,0</coordinates></Point>') =>
	`<Placemark id="${name}"><name>${name}</name>${geometry}</Placemark>`;

describe('KML', () => {
	test('has points, lines, areas and several of them; a height of nought is none', async () => {
		const shape = async (geometry: string) => (await rowsOf(file('one.kml', kml(mark('a', geometry)))))[0];
		const area = '<Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 0,9 9,9 0,0</coordinates></LinearRing></outerBoundaryIs></Polygon>';
		expect((await shape('<Point><coordinates> 18.9 , -33.7 </coordinates></Point>'))?.geometry).toEqual({ type: 'Point', coordinates: [18.9, -33.7] });
		expect((await shape('<LineString><coordinates>1,2,0 3,4,7</coordinates></LineString>'))?.geometry).toEqual({
			type: 'LineString',
			coordinates: [
				[1, 2],
				[3, 4, 7],
			],
		});
		expect((await shape(`<MultiGeometry>${area}${area}</MultiGeometry>`))?.geometry).toMatchObject({
			type: 'MultiPolygon',
			coordinates: [
				[
					[
						[0, 0],
						[0, 9],
						[9, 9],
						[0, 0],
					],
				],
				[
					[
						[0, 0],
						[0, 9],
						[9, 9],
						[0, 0],
					],
				],
			],
		});
		expect((await shape('<gx:Track><when>2019</when><gx:coord>1 2 3</gx:coord></gx:Track>'))?.problem).toBe('it is the track of something that moved');
		expect(await shape('<Point><coordinates>x,y</coordinates></Point>')).toMatchObject({ properties: { name: 'a' }, id: 'a', crs: 'EPSG:4326' });
		const told =
			'<atom:author><atom:name>somebody</atom:name></atom:author><description>dark &amp; cold</description><TimeStamp><when>2019-03-04</when></TimeStamp><ExtendedData><Data name="watts"><displayName>W</displayName><value>70</value></Data></ExtendedData>';
		expect((await shape(told))?.properties).toEqual({ name: 'a', description: 'dark & cold', when: '2019-03-04', watts: '70' });
	});

	test('has folders as layers, one within another, and does not follow links to other files', async () => {
		const path = file(
			'folders.kml',
			kml(
				`<Folder><name>lights</name><Folder><name>north</name>${mark('n')}</Folder><Folder><name>south</name>${mark('s')}</Folder></Folder><Folder><name>notes</name>${mark('t', '')}</Folder>`,
			),
		);
		await expect(rowsOf(path)).rejects.toThrow('it holds several layers: "lights/north", "lights/south", "notes"; say which one is meant');
		expect((await rowsOf(path, { layer: 'Lights' })).map((it) => it.id)).toEqual(['n', 's']);
		expect((await rowsOf(path, { layer: 'lights/south' })).map((it) => it.id)).toEqual(['s']);
		expect(await sourceOf(path).layers?.(path, {})).toMatchObject([
			{ name: 'lights/north', rows: 1, geometry: 'Point' },
			{},
			{ name: 'notes', geometry: null },
		]);
		const linked = await rowsOf(file('linked.kml', kml(`${mark('a')}<NetworkLink><Link><href>http://elsewhere/b.kml</href></Link></NetworkLink>`)));
		expect(linked.map((it) => it.problem)).toEqual([undefined, 'a link to another file, which is not followed: http://elsewhere/b.kml']);
	});

	test('may be packed, in several documents that link to each other', async () => {
		const link = '<NetworkLink><Link><href>layers/lights.kml</href></Link></NetworkLink>';
		const path = file(
			'packed.kmz',
			zipOf([
				{ name: 'layers/lights.kml', content: kml(mark('a')) },
				{ name: 'doc.kml', content: kml(link) },
				{ name: 'icon.png', content: 'x' },
			]),
		);
		expect((await rowsOf(path)).map((it) => it.id)).toEqual(['a']);
		await expect(rowsOf(file('empty.kmz', zipOf([{ name: 'icon.png', content: 'x' }])))).rejects.toThrow('the KMZ holds no .kml');
	});
});
