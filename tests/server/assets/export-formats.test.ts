import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sqlite from 'node-sqlite3-wasm';
import { afterAll, describe, expect, test } from 'vitest';
import { type ExportColumn, type ExportLayer, type ExportRow, type ExportSystem, type Format, formats } from '../../../server/assets/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'faultline-formats-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const wkb = (kind: number, ...numbers: number[]): Buffer => {
	const head = Buffer.from([1, kind, 0, 0, 0]);
	const count = Buffer.alloc(kind === 1 ? 0 : 4);
	if (kind !== 1) count.writeUInt32LE(numbers.length / 2);
	const body = Buffer.alloc(numbers.length * 8);
	numbers.forEach((it, at) => void body.writeDoubleLE(it, at * 8));
	return Buffer.concat([head, count, body]);
};

const system: ExportSystem = { srid: 4326, authority: 'EPSG', code: 4326, name: 'WGS 84', wkt: 'GEOGCS["WGS 84"]' };
const columns: ExportColumn[] = [
	{ name: 'fid', kind: 'integer' },
	{ name: 'a "name" with, marks', kind: 'text' },
	{ name: 'reading', kind: 'number' },
];
const layer = (geometry: ExportLayer['geometry']): ExportLayer => ({ name: 'odd "ones"', geometry, columns, system });
const points: ExportRow[] = [
	{ id: 1, wkb: wkb(1, 18.5, -33.5), properties: { fid: 2 ** 40 + 1, 'a "name" with, marks': 'é'.repeat(200), reading: 1e-7 } },
	{ id: 2, wkb: null, properties: { fid: -7, 'a "name" with, marks': null } },
	{ id: 3, wkb: wkb(1, Number.NaN, Number.NaN), properties: { fid: null, reading: -123456.789 } },
];

async function* each(rows: readonly ExportRow[]): AsyncGenerator<ExportRow> {
	yield* rows;
}

const formatOf = (id: string): Format => formats.get(id) as Format;

async function file(id: string, of: ExportLayer, rows: readonly ExportRow[]): Promise<Buffer> {
	const pieces: Buffer[] = [];
	for await (const piece of formatOf(id).write(of, each(rows))) pieces.push(piece);
	return Buffer.concat(pieces);
}

const scratch = (): string[] => readdirSync(tmpdir()).filter((it) => it.startsWith('faultline-export-'));

describe('every format', () => {
	test.each([...formats.keys()])('%s has a title, an ending and a media type, and writes a layer without rows', async (id) => {
		const { title, endings, mediaType } = formatOf(id);
		expect(title.length).toBeGreaterThan(2);
		expect(endings.length).toBeGreaterThan(0);
		expect(mediaType).toMatch(/^[a-z]+\/[a-z0-9.+-]+/);
		expect((await file(id, layer('Point'), [])).length).toBeGreaterThan(id === 'geojsonseq' ? -1 : 20);
	});

	test.each([...formats.keys()])('%s leaves nothing behind, whether it is read to its end or not', async (id) => {
		const before = scratch();
		await file(id, layer('Point'), points);
		for await (const piece of formatOf(id).write(layer('Point'), each(points))) if (piece.length) break;
		expect(scratch()).toEqual(before);
	});

	test.each([...formats.keys()])('%s passes on what went wrong while rows were read, and leaves nothing behind', async (id) => {
		const before = scratch();
		const broken = async function* (): AsyncGenerator<ExportRow> {
			yield* points;
			throw new Error('the database is gone');
		};
		const written = (async () => {
			for await (const piece of formatOf(id).write(layer('Point'), broken())) expect(piece).toBeInstanceOf(Buffer);
		})();
		await expect(written).rejects.toThrow('the database is gone');
		expect(scratch()).toEqual(before);
	});
});

describe('a GeoPackage', () => {
	test('says that it is one, and what is in it; names and values come through whole', async () => {
		const path = join(folder, 'odd.gpkg');
		writeFileSync(path, await file('geopackage', layer('any'), [...points, { id: 4, wkb: wkb(2, 1, 2, 3, 5), properties: {} }]));
		const database = new sqlite.Database(path, { readOnly: true });
		expect(database.get('pragma application_id')).toEqual({ application_id: 0x47504b47 });
		expect(database.get('pragma integrity_check')).toEqual({ integrity_check: 'ok' });
		expect(database.all('pragma foreign_key_check')).toEqual([]);
		expect(database.get('select table_name, data_type, min_x, min_y, max_x, max_y, srs_id from gpkg_contents')).toEqual({
			...{ table_name: 'odd "ones"', data_type: 'features', min_x: 1, min_y: -33.5, max_x: 18.5, max_y: 5, srs_id: 4326 },
		});
		expect(database.all('select srs_id from gpkg_spatial_ref_sys order by srs_id')).toEqual([{ srs_id: -1 }, { srs_id: 0 }, { srs_id: 4326 }]);
		const rows = database.all('select "fid", "a ""name"" with, marks" as name, "reading", hex(geom) as geom from "odd ""ones""" order by fid_');
		expect(rows.map((it) => ({ ...it, geom: String(it['geom']).slice(0, 8) }))).toEqual([
			{ fid: 2 ** 40 + 1, name: 'é'.repeat(200), reading: 1e-7, geom: '47500001' },
			{ fid: -7, name: null, reading: null, geom: '' },
			{ fid: null, name: null, reading: -123456.789, geom: '' },
			{ fid: null, name: null, reading: null, geom: '47500003' },
		]);
		database.close();
	});

	test('holds several layers, each with its own box and rows', async () => {
		const lines: ExportLayer = { ...layer('LineString'), name: 'beside', columns: [{ name: 'from', kind: 'number' }] };
		const path = join(folder, 'two.gpkg');
		const further = [{ layer: lines, rows: each([{ id: 1, wkb: wkb(2, 1, 2, 3, 5), properties: { from: 2 } }]) }];
		const pieces: Buffer[] = [];
		for await (const piece of formatOf('geopackage').write(layer('Point'), each(points), further)) pieces.push(piece);
		writeFileSync(path, Buffer.concat(pieces));
		const database = new sqlite.Database(path, { readOnly: true });
		expect(database.all('pragma foreign_key_check')).toEqual([]);
		expect(database.all('select table_name, min_x, max_y from gpkg_contents order by rowid')).toEqual([
			{ table_name: 'odd "ones"', min_x: 18.5, max_y: -33.5 },
			{ table_name: 'beside', min_x: 1, max_y: 5 },
		]);
		expect(database.all('select "from" from beside')).toEqual([{ from: 2 }]);
		expect(database.get('select count(*) as n from "odd ""ones"""')).toEqual({ n: 3 });
		database.close();
	});
});

describe('a Shapefile', () => {
	test('that cannot hold a layer says so', async () => {
		await expect(file('shapefile', layer('any'), points)).rejects.toThrow('not several kinds at once');
		await expect(file('shapefile', layer('Point'), [{ id: 1, wkb: wkb(2, 1, 2, 3, 5), properties: {} }])).rejects.toThrow('points cannot hold a LineString');
	});
});
