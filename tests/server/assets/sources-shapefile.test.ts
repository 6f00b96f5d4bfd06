import { describe, expect, test } from 'vitest';
import { shapeOf } from '../../../server/assets/import/shape.ts';
import type { SourceRow } from '../../../server/assets/sources/index.ts';
import { folder } from './files.ts';
import { rowsOf, sourceOf } from './read-all.ts';
import { dbfOf, nullShape, partsShape, pointShape, pointsShape, pointZShape, shpOf } from './shapefile-files.ts';
import { type ZipFile, zipOf } from './zip-files.ts';

const file = folder();
const code = [{ name: 'CODE', type: 'C', width: 8 }];
const numbered = (count: number, more = {}) =>
	dbfOf(
		code,
		Array.from({ length: count }, (_, n) => [`K${n + 1}`]),
		more,
	);
const two = [pointShape(18.96, -33.73), pointShape(18.97, -33.74)];

/** A zip with one shapefile of these shapes, and whatever else is given. */
const zipped = (name: string, kind: number, shapes: readonly Buffer[], more: readonly ZipFile[] = []): string =>
	file(`${name}.zip`, zipOf([{ name: `${name}.shp`, content: shpOf(kind, shapes) }, { name: `${name}.dbf`, content: numbered(shapes.length) }, ...more]));

/** The rings of an area, as the database will get them. */
function ringsOf(row: SourceRow | undefined): number[][][] {
	const { hex = '', problem } = row ? shapeOf(row) : { problem: 'no row' };
	if (problem) throw new Error(problem);
	const bytes = Buffer.from(hex, 'hex');
	let at = 0;
	const step = (size: number): number => {
		at += size;
		return at - size;
	};
	const uint = () => bytes.readUInt32LE(step(4));
	const ring = (): number[] => Array.from({ length: uint() * 2 }, () => bytes.readDoubleLE(step(8)));
	const polygon = (): number[][] => {
		step(5);
		return Array.from({ length: uint() }, ring);
	};
	if (bytes.readUInt32LE(1) === 3) return [polygon()];
	step(5);
	return Array.from({ length: uint() }, polygon);
}

const square = (x: number, y: number, size: number, clockwise: boolean): number[][] => {
	const ring = [
		[x, y],
		[x, y + size],
		[x + size, y + size],
		[x + size, y],
		[x, y],
	];
	return clockwise ? ring : ring.reverse();
};
const corners = (rings: number[][][]): (string | undefined)[][] => rings.map((area) => area.map((ring) => `${Math.min(...ring)}`));

describe('a shapefile', () => {
	test('gives areas the holes that lie in them, islands in holes included, however its rings are ordered', async () => {
		const rings = [
			square(3, 3, 1, false),
			square(20, 20, 9, true),
			square(2, 2, 4, false),
			square(0, 0, 10, true),
			square(3, 3, 2, true),
			square(21, 21, 2, false),
		];
		const [row] = await rowsOf(zipped('areas', 5, [partsShape(5, rings)]));
		expect(corners(ringsOf(row)).sort()).toEqual([
			['0', '2'],
			['20', '21'],
			['3', '3'],
		]);
	});

	test('with rings the wrong way round still gives areas with their holes', async () => {
		const [alone, hole, outside] = await rowsOf(
			zipped('turned', 5, [
				partsShape(5, [square(0, 0, 10, false)]),
				partsShape(5, [square(0, 0, 10, false), square(2, 2, 4, false)]),
				partsShape(5, [square(0, 0, 10, true), square(50, 50, 4, false)]),
			]),
		);
		expect(corners(ringsOf(alone))).toEqual([['0']]);
		expect(corners(ringsOf(hole))).toEqual([['0', '2']]);
		expect(corners(ringsOf(outside))).toEqual([['0'], ['50']]);
	});

	test('with heights is flattened and says so; points, lines of several parts and shapes without a place are what they are', async () => {
		const line = [
			[18.9, -33.7, 5],
			[18.91, -33.71, 6],
		];
		const path = (name: string, kind: number, shape: Buffer) => zipped(name, kind, [shape]);
		const shape = async (it: string) => shapeOf((await rowsOf(it))[0] as SourceRow);
		expect(await shape(path('pz', 11, pointZShape(18.9, -33.7, 120)))).toMatchObject({ hex: expect.stringMatching(/^0101000000/), flattened: true });
		expect(await shape(path('lz', 13, partsShape(13, [line])))).toMatchObject({ hex: expect.stringMatching(/^010200000002000000/), flattened: true });
		expect(await shape(path('ll', 3, partsShape(3, [line, line])))).toMatchObject({
			hex: expect.stringMatching(/^01050000000200000001020000/),
			flattened: false,
		});
		expect(await shape(path('mp', 8, pointsShape(line)))).toMatchObject({ hex: expect.stringMatching(/^01040000000200000001010000/) });
		expect(await shape(path('mz', 15, partsShape(15, [square(0, 0, 1, true)])))).toMatchObject({ flattened: true });
		expect(await shape(path('lm', 23, partsShape(23, [line])))).toMatchObject({ hex: expect.stringMatching(/^010200000002000000/), flattened: true });
		const without = partsShape(23, [line]).subarray(0, -32);
		expect(await shape(path('l-', 23, without))).toMatchObject({ hex: expect.stringMatching(/^010200000002000000/), flattened: false });
		expect(await shape(path('no', 1, nullShape))).toEqual({ problem: 'it has no geometry' });
		expect(await shape(path('none', 3, partsShape(3, [])))).toEqual({ problem: 'its geometry is empty' });
		expect(await shape(path('nan', 1, pointShape(Number.NaN, 1)))).toEqual({ problem: 'a coordinate is not a number' });
		expect((await rowsOf(path('patch', 31, Buffer.from([31, 0, 0, 0]))))[0]?.problem).toBe('its shape is a surface in space');
		expect((await rowsOf(path('short', 3, partsShape(3, [line]).subarray(0, 60))))[0]?.problem).toBe('its shape says that it is larger than its record');
	});

	test('leaves deleted rows out with their shapes, and needs its table', async () => {
		const shp = { name: 'lamps.shp', content: shpOf(1, [...two, ...two]) };
		const rows = await rowsOf(file('deleted.zip', zipOf([shp, { name: 'lamps.dbf', content: numbered(4, { deleted: [1] }) }])));
		expect(rows.map((it) => [it.line, it.properties['CODE']])).toEqual([
			[1, 'K1'],
			[3, 'K3'],
			[4, 'K4'],
		]);
		await expect(rowsOf(file('alone.zip', zipOf([shp])))).rejects.toThrow(/comes without its table \(lamps.dbf\)/);
		await expect(rowsOf(file('fewer.zip', zipOf([shp, { name: 'lamps.dbf', content: numbered(3) }])))).rejects.toThrow(/ends after 3 rows/);
		await expect(rowsOf(file('more.zip', zipOf([shp, { name: 'lamps.dbf', content: numbered(5) }])))).rejects.toThrow(/has 5 rows for 4 shapes/);
	});

	test('stands bare in a folder, with endings in capitals', async () => {
		file('POLES.DBF', numbered(2));
		file(
			'POLES.PRJ',
			'PROJCS["Hartebeesthoek94_Lo19",DATUM["D_Hartebeesthoek_1994"],PROJECTION["Transverse_Mercator_South_Orientated"],PARAMETER["central_meridian",19.0],PARAMETER["scale_factor",1.0],PARAMETER["false_easting",0.0]]',
		);
		const rows = await rowsOf(file('POLES.SHP', shpOf(1, two)));
		expect(rows.map((it) => [it.properties['CODE'], it.crs])).toEqual([
			['K1', 'EPSG:2048'],
			['K2', 'EPSG:2048'],
		]);
	});

	test('says its coordinate system by what stands in its .prj, and by the name alone where that is not known', async () => {
		const system = async (prj: string | undefined) => {
			const more = prj === undefined ? [] : [{ name: 'crs.prj', content: prj }];
			return (await rowsOf(zipped('crs', 1, two, more)))[0]?.crs;
		};
		const band = (projection: string, meridian: number, datum = 'D_Hartebeesthoek_1994') =>
			`PROJCS["Some_Lo",GEOGCS["GCS",DATUM["${datum}"]],PROJECTION["${projection}"],PARAMETER["false_easting",0],PARAMETER["central_meridian",${meridian}],PARAMETER["scale_factor",1]]`;
		expect(await system(undefined)).toBeUndefined();
		expect(await system('GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984"]]')).toBe('EPSG:4326');
		expect(await system('PROJCS["WGS_1984_UTM_Zone_34S",GEOGCS["GCS_WGS_1984"]]')).toBe('EPSG:32734');
		expect(await system('PROJCS["WGS 84 / UTM zone 35N",GEOGCS["WGS 84",AUTHORITY["EPSG","4326"]],AUTHORITY["EPSG","32635"]]')).toBe('EPSG:32635');
		expect(await system('PROJCRS["WGS 84 / UTM zone 35N",BASEGEOGCRS["WGS 84",ID["EPSG",4326]],ID["EPSG",32635]]')).toBe('EPSG:32635');
		expect(await system('PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",GEOGCS["GCS_WGS_1984"]]')).toBe('EPSG:3857');
		expect(await system(band('Transverse_Mercator_South_Orientated', 33))).toBe('EPSG:2055');
		expect(await system(band('Transverse_Mercator_South_Orientated', 27, 'D_Cape'))).toBe('EPSG:22287');
		expect(await system(band('Transverse_Mercator', 19))).toBe('ESRI:102562');
		expect(await system(band('Transverse_Mercator', 18.5))).toBe('Some_Lo');
		expect(await system('LOCAL_CS["grid"]')).toBe('a system that its .prj does not name');
	});

	test('is read in the encoding that is named beside it or in it, else in the one it looks like', async () => {
		const name = async (bytes: Buffer, { cpg, driver }: { cpg?: string; driver?: number }) => {
			const files = [
				{ name: 'n.shp', content: shpOf(1, two.slice(0, 1)) },
				{ name: 'n.dbf', content: dbfOf(code, [[bytes]], { driver: driver ?? 0 }) },
				...(cpg === undefined ? [] : [{ name: 'n.cpg', content: cpg }]),
			];
			return (await rowsOf(file('n.zip', zipOf(files))))[0]?.properties['CODE'];
		};
		const [utf8, latin1, dos] = [Buffer.from('Paarl\u00e9'), Buffer.from('Paarl\u00e9', 'latin1'), Buffer.from([0x50, 0x82])];
		expect(await name(utf8, { cpg: 'UTF-8' })).toBe('Paarl\u00e9');
		expect(await name(utf8, {})).toBe('Paarl\u00e9');
		expect(await name(latin1, {})).toBe('Paarl\u00e9');
		expect(await name(latin1, { cpg: 'ISO 88591' })).toBe('Paarl\u00e9');
		expect(await name(latin1, { cpg: 'ANSI 1252' })).toBe('Paarl\u00e9');
		expect(await name(utf8, { cpg: '1252' })).toBe('Paarl\u00c3\u00a9');
		expect(await name(dos, { driver: 2 })).toBe('P\u00e9');
		expect(await name(dos, { cpg: '437' })).toBe('P\u00e9');
		expect(await name(utf8, { cpg: 'nonsense' })).toBe('Paarl\u00e9');
	});

	test('has numbers, days, yes and no; what is too long for a number stays text', async () => {
		const fields = [
			{ name: 'N', type: 'N', width: 20 },
			{ name: 'F', type: 'F', width: 10 },
			{ name: 'D', type: 'D', width: 8 },
			{ name: 'L', type: 'L', width: 1 },
			{ name: 'TENLETTERS', type: 'C', width: 5 },
		];
		const rows = [
			['12', '-1.5', '20190304', 'T', 'a'],
			['9007199254740993123', '1.25e+03', '00000000', 'n', ''],
			['', '*****', '', '?', ' b'],
		];
		const files = [
			{ name: 'n.shp', content: shpOf(1, [...two, ...two].slice(0, 3)) },
			{ name: 'n.dbf', content: dbfOf(fields, rows) },
		];
		expect((await rowsOf(file('values.zip', zipOf(files)))).map((it) => Object.values(it.properties))).toEqual([
			[12, -1.5, '2019-03-04', true, 'a'],
			['9007199254740993123', 1250, null, false, null],
			[null, null, null, null, ' b'],
		]);
		const memo = dbfOf([...code, { name: 'NOTES', type: 'M', width: 10 }], [['K1', '1']]);
		await expect(
			rowsOf(
				file(
					'memo.zip',
					zipOf([
						{ name: 'm.shp', content: shpOf(1, two.slice(0, 1)) },
						{ name: 'm.dbf', content: memo },
					]),
				),
			),
		).rejects.toThrow(/"NOTES" of its table is a memo/);
	});

	test('beside others in one zip is a layer among layers, in whatever folder', async () => {
		const files = ['lamps', 'old/lamps', 'pipes'].flatMap((name, n) => [
			{ name: `${name}.shp`, content: shpOf(1, two.slice(n % 2)) },
			{ name: `${name}.dbf`, content: numbered(2 - (n % 2)) },
		]);
		const path = file('many.zip', zipOf([...files, { name: '__MACOSX/._lamps.shp', content: 'x' }, { name: 'old/', content: '' }]));
		await expect(rowsOf(path)).rejects.toThrow('it holds several layers: "lamps", "old/lamps", "pipes"; say which one is meant');
		expect(await rowsOf(path, { layer: 'old/lamps' })).toHaveLength(1);
		expect(await sourceOf(path).layers?.(path, {})).toEqual([
			{ name: 'lamps', rows: 2, crs: null, geometry: 'Point' },
			{ name: 'old/lamps', rows: 1, crs: null, geometry: 'Point' },
			{ name: 'pipes', rows: 2, crs: null, geometry: 'Point' },
		]);
	});
});
