import { describe, expect, test } from 'vitest';
import { collection, feature, folder, point } from './files.ts';
import { register } from './register.ts';

const file = folder();
const { take, rows, place, sound } = register();

describe('coordinate systems', () => {
	const lo19 = 'pole_no;y;x\nW1;3707,04;3733713,77\nW2;3800,10;3733700,00\n';

	test('westing and southing of EPSG:2048 come out where PROJ has them', async () => {
		const taken = await take(file('lo19.csv', lo19), 'street-lights', { srid: 2048, x: 'y', y: 'x' });
		expect(taken.tally).toMatchObject({ accepted: 2 });
		const [w1] = await rows<{ lon: number; lat: number }>("select st_x(geom) as lon, st_y(geom) as lat from asset where key = 'W1'");
		expect(w1?.lon).toBeCloseTo(18.96, 6);
		expect(w1?.lat).toBeCloseTo(-33.73, 6);
	});

	test('the same file without a system, with its columns the other way round, or with turned signs is sent back with what would fit', async () => {
		const nowhere = await take(file('lo19-2.csv', lo19), 'street-lights', { x: 'y', y: 'x' });
		expect(nowhere).toMatchObject({ runId: null, tally: { rejected: 2 }, reasons: [{ what: 'outside the municipality', count: 2 }] });
		expect(nowhere.fits.some((it) => it.startsWith('EPSG:2048 (Hartebeesthoek94 / Lo19)'))).toBe(true);
		const swapped = await take(file('lo19-3.csv', lo19), 'street-lights', { srid: 2048 });
		expect(swapped.reasons).toEqual([{ what: 'outside the municipality; inside if x and y change places', count: 2 }]);
		const turned = await take(file('lo19-4.csv', lo19.replaceAll(';3', ';-3')), 'street-lights', { srid: 2048, x: 'y', y: 'x' });
		expect(turned.reasons).toEqual([{ what: 'outside the municipality; inside if both signs are turned', count: 2 }]);
		expect(turned.fits[0]).toMatch(/^ESRI:102562/);
	});

	test('a system of the file itself is used, an unknown or foreign one refused', async () => {
		const crs = '"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32734"}},';
		const path = file('utm.geojson', collection([feature({ pole_no: 'U1' }, point(311_005, 6_265_005))], crs));
		expect(await take(path, 'street-lights')).toMatchObject({ srid: 32734, tally: { accepted: 1 } });
		await expect(take(path, 'street-lights', { srid: 987_654 })).rejects.toThrow(/EPSG:987654 is not known/);
		expect(await take(path, 'street-lights', { srid: 2193 })).toMatchObject({ runId: null, tally: { rejected: 1 } });
	});
});

describe('lines and areas', () => {
	test('are joined, mended and flattened where that is safe, and said to be', async () => {
		const at = async (...pairs: [number, number][]) => Promise.all(pairs.map(async ([x, y]) => Object.values(await place(311_000 + x, 6_265_000 + y))));
		const line = (key: string, type: string, coordinates: unknown) => feature({ pipe_id: key, material: 'AC', dia: '110' }, { type, coordinates });
		const pipes = [
			line('L1', 'LineString', await at([0, 0], [50, 0])),
			line('L2', 'MultiLineString', [await at([0, 9], [50, 9]), await at([50, 9], [90, 9])]),
			line('L3', 'MultiLineString', [await at([0, 8], [50, 8]), await at([60, 8], [90, 8])]),
			line(
				'L4',
				'LineString',
				(await at([0, 7], [50, 7])).map((it) => [...it, 121.5]),
			),
			line('L5', 'LineString', await at([10, 7], [10, 7])),
			line('L6', 'Point', (await at([10, 7]))[0]),
		];
		const taken = await take(file('pipes.geojsonl', pipes.map((it) => JSON.stringify(it)).join('\n')), 'water-pipes');
		expect(taken.tally).toEqual({ rows: 6, accepted: 2, repaired: 2, rejected: 2 });
		expect(taken.repairs).toEqual([
			{ what: 'heights or measures were left out', count: 1 },
			{ what: 'parts were joined to one', count: 1 },
		]);
		expect(taken.reasons).toEqual([
			{ what: 'a line without length', count: 1 },
			{ what: 'a point where the layer has lines', count: 1 },
		]);
		const made = await rows(
			"select key, geometrytype(geom) as type, st_ndims(geom) as dimensions, round(length_m) as length, attributes from asset where key ~ '^L[0-9]$' order by key",
		);
		expect(made).toMatchObject([
			{ key: 'L1', type: 'LINESTRING', length: 50, attributes: { material: 'AC', diameter: 110 } },
			{ key: 'L2', type: 'LINESTRING', length: 90 },
			{ key: 'L3', type: 'MULTILINESTRING', length: 80 },
			{ key: 'L4', type: 'LINESTRING', dimensions: 2 },
		]);
		const bow = [await at([0, 100], [50, 150], [50, 100], [0, 150], [0, 100])];
		const parks = await take(file('parks.geojson', collection([feature({ park_id: 'B1' }, { type: 'Polygon', coordinates: bow })])), 'public-ground');
		expect(parks).toMatchObject({ tally: { repaired: 1 }, repairs: [{ what: 'an invalid geometry was repaired', count: 1 }] });
		const turned = line('L1', 'LineString', await at([50, 0], [0, 0]));
		expect((await take(file('turned.geojsonl', JSON.stringify(turned)), 'water-pipes')).difference).toMatchObject({ geometry: 1 });
		await sound();
	});

	test('roads give their names to what stands nameless beside them, and to the search', async () => {
		const { lon, lat } = await place(312_000, 6_266_000);
		const lights = [feature({ pole_no: 'R1' }, point(lon + 0.0005, lat + 0.0001))];
		await take(file('lights.geojson', collection(lights)), 'street-lights');
		expect(await rows("select street from asset where key = 'R1'")).toEqual([{ street: null }]);
		const csv = `road_id,name,class,wkt\nRD1,Nuwestraat,local,"LINESTRING(${lon} ${lat}, ${lon + 0.001} ${lat})"\n`;
		expect(await take(file('roads.csv', csv), 'roads')).toMatchObject({ tally: { accepted: 1 } });
		expect(await rows("select street from asset where key in ('R1', 'RD1')")).toEqual([{ street: 'Nuwestraat' }, { street: 'Nuwestraat' }]);
		expect(await rows("select kind, name from place where name = 'Nuwestraat'")).toEqual([{ kind: 'street', name: 'Nuwestraat' }]);
		expect((await take(file('lights.geojson', collection(lights)), 'street-lights')).difference).toMatchObject({ unchanged: 1 });
	});
});
