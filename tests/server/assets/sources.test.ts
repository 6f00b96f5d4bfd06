import { describe, expect, test } from 'vitest';
import { FeatureSplitter } from '../../../server/assets/sources/reading/feature-splitter.ts';
import { collection, feature, folder, point } from './files.ts';
import { rowsOf } from './read-all.ts';

const file = folder();
const lamps = [
	feature({ pole_no: 'P1', watts: 70, note: 'a "quoted", {braced} \\ name' }, point(18.96, -33.73)),
	feature({ pole_no: 'P2', watts: 50, note: 'Bo-Paarl\u00e9' }, point(18.961, -33.731)),
	feature({ pole_no: 'P3', watts: null, note: '' }, null),
];

describe('GeoJSON', () => {
	test('is read whatever stands around and inside the features', async () => {
		const odd = feature({ text: ']}],"features":[{', nested: { features: [1, { a: '}' }] } }, point(1, 2));
		const padded = [odd, ...Array.from({ length: 900 }, (_, n) => feature({ n, text: 'x'.repeat(n) }, point(1, 2)))];
		const path = file('odd.json', `\uFEFF{ "name" : "features", "bbox":[1,2,3,4], "more": {"features": [7]},\n${collection(padded).slice(1)}`);
		const rows = await rowsOf(path);
		expect(rows).toHaveLength(901);
		expect(rows[0]?.properties).toEqual(odd.properties);
		expect(rows.every((it) => it.problem === undefined)).toBe(true);
		expect(rows.at(-1)?.line).toBe(903);
	});

	test('is cut into the same features byte by byte', () => {
		const text = Buffer.from(`${collection(lamps, '"crs":{"type":"name","properties":{"name":"EPSG:4326"}},')}`);
		const splitter = new FeatureSplitter();
		const rows = [...text].flatMap((_byte, at) => splitter.push(text.subarray(at, at + 1)));
		splitter.end();
		expect(rows).toEqual(new FeatureSplitter().push(text));
		expect(rows.map((it) => it.properties['note'])).toEqual(lamps.map((it) => it.properties['note']));
	});

	test('names its coordinate system where it has one', async () => {
		const crs = '"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::2048"}},';
		expect((await rowsOf(file('lo19.geojson', collection(lamps, crs))))[0]?.crs).toBe('urn:ogc:def:crs:EPSG::2048');
		const late = collection(lamps).replace(/\]\}\n$/, '],"crs":{"type":"name","properties":{"name":"EPSG:2048"}}}');
		await expect(rowsOf(file('late.geojson', late))).rejects.toThrow(/only after the features/);
	});

	test('that ends in the middle, or is none, is refused with the place', async () => {
		const whole = collection(lamps);
		await expect(rowsOf(file('cut.geojson', whole.slice(0, -40)))).rejects.toThrow(/ends in the middle, on line 4 after 2 whole features/);
		await expect(rowsOf(file('list.geojson', '{"type":"FeatureCollection"}'))).rejects.toThrow(/no list of "features"/);
		await expect(rowsOf(file('array.geojson', '[1, 2]'))).rejects.toThrow(/line 1: this is not the one JSON object/);
		await expect(rowsOf(file('mixed.geojson', '{"features":[{},\nnull]}'))).rejects.toThrow(/line 2: something stands between/);
		await expect(rowsOf(file('twice.geojson', `${whole}${whole}`))).rejects.toThrow(/line 6: this is not the one/);
	});

	test('sends single features back that are broken, too deep or too large, and reads the others', async () => {
		const deep = `{"type":"Feature","properties":{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}},"geometry":null}`;
		const large = `{"type":"Feature","properties":{"a":"${'x'.repeat(33 * 1024 * 1024)}"},"geometry":null}`;
		const rows = await rowsOf(file('hard.geojson', collection([deep, '{"type":"Feature","properties":{nonsense}}', large, lamps[0]])));
		expect(rows.map((it) => it.problem?.slice(0, 40))).toEqual([
			'brackets within brackets, more than 64 d',
			expect.stringMatching(/^not JSON: /),
			'larger than 32 MB',
			undefined,
		]);
		expect(rows.map((it) => it.line)).toEqual([2, 3, 4, 5]);
	});
});

describe('GeoJSON with one feature a line', () => {
	test('may have record separators, and features of several lines between them', async () => {
		const text = lamps.map((it) => `\u001e${JSON.stringify(it, null, 1)}\n`).join('');
		const rows = await rowsOf(file('rs.geojsons', text));
		expect(rows.map((it) => it.properties['pole_no'])).toEqual(['P1', 'P2', 'P3']);
		expect(rows[0]?.line).toBe(1);
		expect(rows[1]?.line).toBe(1 + JSON.stringify(lamps[0], null, 1).split('\n').length);
	});

	test('is known by its content under the name of GeoJSON, and sends a broken line back', async () => {
		const rows = await rowsOf(file('lines.json', `${JSON.stringify(lamps[0])}\n{"type":"Feat\n\n${JSON.stringify(lamps[1])}`));
		expect(rows.map((it) => [it.line, it.problem !== undefined])).toEqual([
			[1, false],
			[2, true],
			[4, false],
		]);
	});

	test('that ends in the middle is refused', async () => {
		await expect(rowsOf(file('cut.geojsonl', `${JSON.stringify(lamps[0])}\n${JSON.stringify(lamps[1]).slice(0, -9)}`))).rejects.toThrow(
			/ends in the middle of the feature on line 2/,
		);
	});
});

describe('CSV', () => {
	test('with semicolons and decimal commas, in Latin-1, as spreadsheets write it', async () => {
		const text = 'Nr;X;Y;Naam\r\n1;3 707,04;3.733.713,77;Bo-Paarl\u00e9\r\n2;-12,5;0,25;"twee\r\nre\u00ebls"\r\n3;1;2;slot\r\n';
		const rows = await rowsOf(file('lo.csv', Buffer.from(text, 'latin1')));
		expect(rows.map((it) => (it.geometry as { coordinates: number[] }).coordinates)).toEqual([
			[3707.04, 3733713.77],
			[-12.5, 0.25],
			[1, 2],
		]);
		expect(rows.map((it) => it.properties['Naam'])).toEqual(['Bo-Paarl\u00e9', 'twee\r\nre\u00ebls', 'slot']);
		expect(rows.map((it) => it.line)).toEqual([2, 3, 5]);
	});

	test('with tabs, in UTF-16, with well-known text', async () => {
		const text = '\uFEFFid\tgeom\nA\tSRID=4326;POINT (18.96 -33.73)\nB\t\n';
		const rows = await rowsOf(file('utf16.txt', Buffer.from(text, 'utf16le')));
		expect(rows.map(({ wkt, geometry }) => wkt ?? geometry)).toEqual(['SRID=4326;POINT (18.96 -33.73)', null]);
		expect(rows[0]?.properties).toEqual({ id: 'A' });
	});

	test('sends rows back whose coordinates are no numbers or that have another number of fields', async () => {
		const rows = await rowsOf(file('bad.csv', 'id,lat,lon\n1,NaN,18\n2,-33,18,9\n3,-33.7,Infinity\n4,-33.7,18.9\n'));
		expect(rows.map((it) => it.problem)).toEqual([
			'its coordinates are no numbers: "18", "NaN"',
			'4 fields where the first line has 3',
			'its coordinates are no numbers: "Infinity", "-33.7"',
			undefined,
		]);
	});

	test('asks which columns hold the place when it cannot tell', async () => {
		const path = file('where.csv', 'id,a,b\n1,18.9,-33.7\n');
		await expect(rowsOf(path)).rejects.toThrow(/--x COLUMN --y COLUMN, or --wkt COLUMN; the file has: id, a, b/);
		expect((await rowsOf(path, { x: 'A', y: 'b' }))[0]?.geometry).toEqual({ type: 'Point', coordinates: [18.9, -33.7] });
		await expect(rowsOf(path, { x: 'A', y: 'c' })).rejects.toThrow(/no column "c"/);
		expect((await rowsOf(path, { placeless: true }))[0]).toMatchObject({ geometry: null, properties: { id: '1', a: '18.9', b: '-33.7' } });
	});

	test('with a quotation that is never closed is refused, however large the file', async () => {
		await expect(rowsOf(file('open.csv', `id,x,y\n1,"18.9,-33.7\n${'2,18.9,-33.7\n'.repeat(50)}`))).rejects.toThrow(/never closed/);
		await expect(rowsOf(file('huge.csv', `id,x,y\n1,"${'x'.repeat(17 * 1024 * 1024)}",2\n`))).rejects.toThrow(/line 2: a row of more than 16 MB/);
	});
});
