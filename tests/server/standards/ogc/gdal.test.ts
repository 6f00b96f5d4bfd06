import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ogc, openOgc } from './site.ts';

const run = promisify(execFile);
// GDAL is a client that people have; where this machine has it not (apt-get install gdal-bin), there is nothing to try it with.
const gdal = spawnSync('ogrinfo', ['--version']).status === 0;
const many = 26_000;

describe.skipIf(!gdal)('GDAL, where it is installed,', () => {
	let ogc: Ogc;
	let folder: string;
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'faultline-gdal-'));
		ogc = await openOgc();
		await ogc.db.raw(
			`insert into asset (class, key, reference, geom, attributes, in_register_from)
			 select 1, 'G' || n, 'SL-G' || n, st_setsrid(st_makepoint(18.91 + (n % 400) * 0.0002, -33.79 + (n / 400) * 0.0002), 4326), jsonb_build_object('watts', n % 100), '2015-01-01' from generate_series(1, ?::int) as n`,
			[many],
		);
		// GDAL reads from the first page of what kind a property is.
		await ogc.db.raw(`update asset set attributes = attributes || '{"watts":70.5}' where class = 1 and id < 12`);
		await ogc.db.raw('analyze asset');
	});
	afterAll(async () => {
		await ogc.close();
		await rm(folder, { recursive: true, force: true });
	});

	const info = async (...options: string[]): Promise<string> => (await run('ogrinfo', [`OAPIF:${ogc.base}`, ...options])).stdout;
	const count = (text: string): number => Number(/Feature Count: (\d+)/.exec(text)?.[1] ?? -1);

	test('lists the collections', async () => {
		const text = await info();
		for (const id of ['street-lights', 'roads', 'faults', 'wards', 'places']) expect(text).toContain(id);
		expect(text).not.toContain('water-valves');
	});

	test('reads what a layer is', async () => {
		const text = await info('-so', 'street-lights');
		expect(text).toContain('Geometry: Point');
		expect(count(text)).toBe(many + 12);
		expect(text).toMatch(/pole_number: String/);
		expect(text).toMatch(/watts: (Real|Integer)/);
	});

	test('counts by box and by attribute as the database does', async () => {
		const boxed = await info('-so', '-spat', '18.92', '-33.79', '18.93', '-33.78', 'street-lights');
		const { rows } = await ogc.db.raw(
			'select count(*)::int as count from asset where class = 1 and st_intersects(geom, st_makeenvelope(18.92, -33.79, 18.93, -33.78, 4326))',
		);
		expect(count(boxed)).toBe(rows[0].count);
		expect(rows[0].count).toBeGreaterThan(100);
		const named = await info('-so', '-where', "pole_number = 'P3'", 'street-lights');
		expect(count(named)).toBe(1);
	}, 240_000);

	test(`downloads ${many + 12} features, each once`, async () => {
		const file = join(folder, 'lamps.geojsonl');
		await run('ogr2ogr', ['-f', 'GeoJSONSeq', file, `OAPIF:${ogc.base}`, 'street-lights', '-oo', 'PAGE_SIZE=5000'], { maxBuffer: 1e8 });
		const lines = (await readFile(file, 'utf8')).split('\n').filter(Boolean);
		const references = new Set(lines.map((line) => (JSON.parse(line) as { properties: { reference: string } }).properties.reference));
		expect(lines).toHaveLength(many + 12);
		expect(references.size).toBe(many + 12);
	}, 120_000);

	test('reads our FlatGeobuf and CSV', async () => {
		for (const [form, ending] of [
			['fgb', 'fgb'],
			['csv', 'csv'],
		] as const) {
			const file = join(folder, `page.${ending}`);
			const response = await fetch(`${ogc.base}/collections/street-lights/items?f=${form}&limit=500`);
			await writeFile(file, Buffer.from(await response.arrayBuffer()));
			const { stdout } = await run('ogrinfo', ['-so', '-al', file]);
			expect(count(stdout), form).toBe(500);
		}
	});

	test('has the coordinates of every system where we have them', async () => {
		const { body } = await ogc.get('/collections/street-lights/items?limit=12');
		const input = body.features.map((it) => (it.geometry.coordinates as number[]).join(' ')).join('\n');
		for (const srid of [3857, 2048, 32734]) {
			const { body: theirs } = await ogc.get(`/collections/street-lights/items?limit=12&crs=http://www.opengis.net/def/crs/EPSG/0/${srid}`);
			const { stdout } = spawnSync('gdaltransform', ['-s_srs', 'OGC:CRS84', '-t_srs', `EPSG:${srid}`, '-output_xy'], { input, encoding: 'utf8' });
			const expected = stdout
				.trim()
				.split('\n')
				.map((line) => line.split(' ').map(Number));
			expect(expected).toHaveLength(12);
			theirs.features.forEach(({ geometry }, i) => {
				const [x = 0, y = 0] = geometry.coordinates as number[];
				expect(Math.abs(x - (expected[i]?.[0] ?? Number.NaN)), String(srid)).toBeLessThan(0.01);
				expect(Math.abs(y - (expected[i]?.[1] ?? Number.NaN)), String(srid)).toBeLessThan(0.01);
			});
		}
	});
});
