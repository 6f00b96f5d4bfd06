import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { shapeOf } from '../../../server/assets/import/shape.ts';
import type { SourceRow } from '../../../server/assets/sources/index.ts';
import { type Feature, folder } from './files.ts';
import { fileSources, fixture, rowsOf, sourceOf } from './read-all.ts';

const file = folder();
const { features: lamps } = JSON.parse(readFileSync(fixture('ten.geojson'), 'utf8')) as { features: Feature[] };

/** For each format on the shelf its file of the ten lamps, and how many of them it holds. */
const samples: Record<string, { name: string; rows: number; crs?: string }> = {
	csv: { name: 'ten.csv', rows: 10 },
	flatgeobuf: { name: 'ten.fgb', rows: 9, crs: 'EPSG:4326' },
	geojson: { name: 'ten.geojson', rows: 10 },
	geojsonseq: { name: 'ten.geojsonl', rows: 10 },
	geopackage: { name: 'ten.gpkg', rows: 10, crs: 'EPSG:4326' },
	gml: { name: 'ten.gml', rows: 10, crs: 'urn:ogc:def:crs:EPSG::4326' },
	kml: { name: 'ten.kml', rows: 10, crs: 'EPSG:4326' },
	shapefile: { name: 'ten.shp.zip', rows: 10, crs: 'EPSG:4326' },
	xlsx: { name: 'ten.xlsx', rows: 10 },
};

const sampleOf = (id: string) => {
	const sample = samples[id];
	if (!sample) throw new Error(`the source ${id} has no file of the ten lamps`);
	return sample;
};

const number = (it: unknown): number | null => (it === null || it === undefined || it === '' ? null : Number(it));

/** What a row says of a lamp, whatever the format made of numbers, days and nothing. */
const lampOf = (row: Pick<SourceRow, 'properties'> & Partial<SourceRow>) => ({
	key: row.properties['pole_no'],
	name: row.properties['name'] || null,
	watts: number(row.properties['watts']),
	height: number(row.properties['height']),
	installed: String(row.properties['installed']).slice(0, 10).replaceAll('/', '-'),
	place: shapeOf({ line: 0, ...row }).hex ?? null,
});

const expected = lamps.map(lampOf);

describe('every source on the shelf', () => {
	test.each(fileSources.map((it) => [it.id]))('%s reads the same ten lamps', async (id) => {
		const { name, rows: count, crs } = sampleOf(id);
		const rows = await rowsOf(fixture(name));
		expect(rows.map(lampOf)).toEqual(expected.slice(0, count));
		expect(expected[0]?.place).toMatch(/^0101000000f6285c8f/);
		expect(rows.every((it) => it.problem === undefined)).toBe(true);
		expect(rows.find((it) => it.properties['pole_no'] === 'P1')?.crs).toBe(crs);
		expect(rows.map((it) => it.line)).toEqual(rows.map((it) => it.line).sort((a, b) => a - b));
	});

	test.each(fileSources.map((it) => [it.id]))('%s accepts its own file and no other format does', (id) => {
		expect(sourceOf(fixture(sampleOf(id).name)).id).toBe(id);
	});

	test.each(fileSources.map((it) => [it.id, it] as const))('%s says of an unreadable file why', async (_id, source) => {
		await expect(async () => {
			for await (const _row of source.read(file('broken', '\u0000\u0001{"features": [{'), {}));
		}).rejects.toThrow(/./);
	});

	test.each(fileSources.filter((it) => it.layers).map((it) => [it.id, it] as const))('%s lists the layers of its file', async (id, source) => {
		const { name, rows } = sampleOf(id);
		const [layer, ...more] = (await source.layers?.(fixture(name), {})) ?? [];
		expect(more).toEqual([]);
		expect(layer?.name).toMatch(/^lamps$/i);
		expect([rows, null]).toContain(layer?.rows);
		await expect(rowsOf(fixture(name), { layer: 'pipes' })).rejects.toThrow(/holds no layer "pipes"; it holds: "lamps"/i);
		expect(await rowsOf(fixture(name), { layer: 'LAMPS' })).toHaveLength(rows);
	});
});

test('a FlatGeobuf with an index has the same lamps, in the order of the index', async () => {
	const rows = await rowsOf(fixture('indexed.fgb'));
	const byKey = (a: { key: unknown }, b: { key: unknown }): number => String(a.key).localeCompare(String(b.key));
	expect(rows.map(lampOf).sort(byKey)).toEqual(expected.slice(0, 9).sort(byKey));
	expect(await sourceOf(fixture('indexed.fgb')).layers?.(fixture('indexed.fgb'), {})).toEqual([
		{ name: 'lamps', rows: 9, crs: 'EPSG:4326', geometry: 'Point' },
	]);
});
