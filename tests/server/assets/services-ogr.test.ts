import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { layersOf } from '../../../server/assets/import/read.ts';
import { refusal, rowsOf } from './fake/read.ts';

const gdal = spawnSync('ogr2ogr', ['--version']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'faultline-ogr-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const point = (n: number): object => ({
	type: 'Feature',
	properties: { POLE_NO: `P${n}`, watts: 70 + n },
	geometry: { type: 'Point', coordinates: [18.96 + n / 1e4, -33.73] },
});
const source = join(folder, 'source.geojson');
writeFileSync(source, JSON.stringify({ type: 'FeatureCollection', features: Array.from({ length: 20 }, (_, n) => point(n)) }));
const made = (name: string, ...words: string[]): string => {
	const path = join(folder, name);
	const { status, stderr } = spawnSync('ogr2ogr', [...words, path, source], { encoding: 'utf8' });
	if (status !== 0) throw new Error(stderr);
	return path;
};

describe.skipIf(!gdal)('what GDAL reads for us (not where ogr2ogr is not on the host)', () => {
	test('DXF, whose coordinates are as they are', async () => {
		const rows = await rowsOf(made('lamps.dxf', '-f', 'DXF', '-nlt', 'POINT', '-sql', 'select geometry from source', '-dialect', 'SQLITE'));
		expect(rows.length).toBe(20);
		expect(rows[0]).toMatchObject({ geometry: { type: 'Point', coordinates: [18.96, -33.73] } });
		expect(rows[0]?.crs).toBeUndefined();
	});

	test('MapInfo, moved to longitude and latitude by what it says', async () => {
		const path = made('lamps.mif', '-f', 'MapInfo File', '-dsco', 'FORMAT=MIF', '-t_srs', 'EPSG:32734');
		expect(await layersOf(path)).toMatchObject([{ name: 'lamps', rows: 20 }]);
		const rows = await rowsOf(path);
		const [lon, lat] = ((rows[3]?.geometry ?? { coordinates: [] }) as { coordinates: number[] }).coordinates;
		expect(rows[3]).toMatchObject({ crs: 'EPSG:4326', properties: { POLE_NO: 'P3', watts: 73 } });
		expect([lon, lat].map((it) => it?.toFixed(6))).toEqual(['18.960300', '-33.730000']);
	});

	test('is told nothing of other files: what only pretends to be one of these is refused in a sentence', async () => {
		const hostile = `<OGRVRTDataSource><OGRVRTLayer name="source"><SrcDataSource>${source}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>`;
		for (const name of ['hostile.dxf', 'hostile.mif', 'hostile.dgn', 'hostile.gdb.zip']) {
			const path = join(folder, name);
			writeFileSync(path, hostile);
			if (name !== 'hostile.gdb.zip') expect(spawnSync('ogrinfo', ['-al', '-so', path], { encoding: 'utf8' }).stdout).toContain('Feature Count: 20');
			const told = await refusal(path);
			expect(told).toMatch(/^SourceError: /);
			expect(told).not.toContain(folder);
		}
	});
});
