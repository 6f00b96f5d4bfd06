import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { deserialize } from 'flatgeobuf/lib/mjs/geojson.js';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { exportRoute } from '../../../server/assets/export/route.ts';
import { formats } from '../../../server/assets/index.ts';
import { loadTown } from '../../../server/municipality/index.ts';
import type { Database } from '../../../server/platform/db/index.ts';
import { ownDatabase } from '../../support/database.ts';
import { addVariedAssets, exporter } from './varied-register.ts';

vi.setConfig({ testTimeout: 60_000 });

let database: Database;
let base = '';
let close = (): unknown => undefined;
beforeAll(async () => {
	database = await ownDatabase();
	await addVariedAssets(database.knex, 120);
	const town = await loadTown(database.knex);
	const app = express();
	const begin = async (request: express.Request) => {
		const rights = (request.get('x-rights') ?? '').split(' ');
		const actor = { personId: null, name: '', may: (right: string) => rights.includes(right) };
		return { db: database.knex, town, actor, sender: 'test', language: 'en', photos: [], now: new Date() };
	};
	app.use('/limited', (request, response, next) => limited(request, response, next));
	exportRoute(app, begin, false);
	const limited = express.Router();
	exportRoute(limited, begin, true);
	const listening = app.listen(0, '127.0.0.1');
	await new Promise((resolve) => listening.once('listening', resolve));
	base = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
	close = () => listening.close();
});
afterAll(async () => {
	close();
	await database.close();
});

const write = exporter(() => database.knex);
const ask = (query: string, headers: Record<string, string> = {}, before = '') => fetch(`${base}${before}/api/assets/export?${query}`, { headers });
const staff = { 'x-rights': 'asset.read' };
const features = async (query: string, headers = {}): Promise<{ id: string; properties: Record<string, unknown>; geometry: { coordinates: number[] } }[]> =>
	((await (await ask(`format=geojson&${query}`, headers)).json()) as { features: never[] }).features;
const count = async (where: string): Promise<number> => (await database.knex.raw(`select count(*)::int from asset where ${where}`)).rows[0].count;

describe('an export by HTTP', () => {
	test('gives staff the whole class with all that the register says of it', async () => {
		const all = await features('class=street-lights', staff);
		expect(all.length).toBe(await count('class = 1'));
		const one = all.find((it) => it.id === 'SL-V5');
		expect(one?.properties).toEqual({
			...{ key: 'V00005', reference: 'SL-V5', owner: 'municipal', status: 'in-service', installed_on: '1970-01-05', retired_on: null, condition_grade: 5 },
			...{ condition_on: '2024-01-31', criticality: 1, street: 'Môreson-straat, "oos"', zone: 'Zone 2', ward: 'Ward 2' },
			...{ pole_number: '005', feeder: 'F0', phase: null, lamp_type: 'gas, "old"', watts: 41, pole_height: 4.714, pole_material: null },
		});
		expect((await features('class=street-lights&status=retired', staff)).length).toBe(await count("class = 1 and status = 'retired'"));
	});

	test('gives everybody public attributes of what is in service in public classes, and no more', async () => {
		const all = await features('class=street-lights');
		expect(all.length).toBe(await count("class = 1 and status = 'in-service'"));
		expect([...new Set(all.flatMap((it) => Object.keys(it.properties)))].sort()).toEqual(
			['lamp_type', 'owner', 'pole_height', 'pole_material', 'pole_number', 'reference', 'status', 'street', 'ward', 'watts'].sort(),
		);
		for (const secret of ['water-pipes', 'water-valves', 'electricity-kiosks']) expect((await ask(`class=${secret}`)).status).toBe(401);
	});

	test('takes a box, and any coordinate system in which the municipality has a place', async () => {
		const box = '18.95,-33.75,18.9621,-33.7';
		const within = await features(`class=street-lights&bbox=${box}`, staff);
		expect(within.length).toBe(await count(`class = 1 and st_intersects(geom, st_makeenvelope(${box}, 4326))`));
		expect(within.length).toBeGreaterThan(0);
		expect((await features('class=street-lights&bbox=-180,-90,180,90', staff)).length).toBe(await count('class = 1'));
		expect(await features('class=street-lights&bbox=20,89,21,90', staff)).toEqual([]);
		const [metric] = await features('class=street-lights&crs=EPSG:32734', staff);
		const { rows } = await database.knex.raw('select st_x(st_transform(geom, 32734)) as x from asset where reference = ?', [metric?.id ?? '']);
		expect(metric?.geometry.coordinates[0]).toBeCloseTo(rows[0].x, 6);
	});

	test('answers as of a day', async () => {
		const before = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
		await database.knex.raw(`insert into asset (class, key, reference, geom, attributes, in_register_from, valid_from)
			select 1, 'OLD', 'SL-OLD', asset.geom, '{"watts": 45}', '2020-01-01', '2020-01-01' from asset where asset.reference = 'SL-V9'`);
		await database.knex.raw(`update asset set attributes = '{"watts": 999}' where reference = 'SL-OLD'`);
		const watts = async (query: string): Promise<unknown> =>
			(await features(`class=street-lights${query}`, staff)).find((it) => it.id === 'SL-OLD')?.properties['watts'];
		expect([await watts(''), await watts(`&at=${before}`), await watts('&at=2019-12-31')]).toEqual([999, 45, undefined]);
	});

	test.each([
		['class=street-lights&at=yesterday', 'at'],
		['class=nothing', 'class'],
		['class=street-lights&format=xml', 'format'],
		['class=street-lights&crs=EPSG:1', 'crs'],
		['class=street-lights&crs=EPSG:99999', 'crs'],
		['class=street-lights&crs=%00', 'crs'],
		['class=street-lights&bbox=1,2,3', 'bbox'],
		['class=street-lights&bbox=10,20,5,30', 'bbox'],
		['class=street-lights&bbox=1,2,3,NaN', 'bbox'],
		['class=street-lights&bbox=-999,-99,999,99', 'bbox'],
		['class=street-lights&status=withdrawn', 'status'],
		['class=street-lights&class=roads', 'class'],
		['format=csv', 'class'],
	])('refuses %s and names the field %s', async (query, field) => {
		const response = await ask(query, staff);
		expect(response.status).toBe(400);
		expect(await response.json()).toMatchObject({ code: 'bad-input', errors: expect.arrayContaining([expect.objectContaining({ path: field })]) });
	});

	test('comes with its media type and a name, and is kept by no one but the asker where it is more than public', async () => {
		for (const [id, { mediaType, endings }] of formats) {
			const response = await ask(`class=street-lights&format=${id}`, staff);
			expect(response.status, id).toBe(200);
			expect(response.headers.get('content-type')).toContain(mediaType.split(';')[0]);
			expect(response.headers.get('content-disposition')).toBe(`attachment; filename="street-lights.${endings[0]}"`);
			expect(response.headers.get('cache-control')).toBe('private, no-store');
			expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(1000);
		}
	});

	test('tells its media type without making the file, and is given up when nobody waits for it', async () => {
		const head = await fetch(`${base}/api/assets/export?class=street-lights&format=csv`, { method: 'HEAD', headers: staff });
		expect([head.status, head.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
		for (let i = 0; i < 6; i++) {
			const gone = new AbortController();
			const asked = fetch(`${base}/api/assets/export?class=street-lights&format=geopackage`, { headers: staff, signal: gone.signal });
			setTimeout(() => gone.abort(), 5);
			await asked.then((it) => it.arrayBuffer()).catch(() => undefined);
		}
		await expect.poll(async () => (await ask('class=street-lights&format=csv', staff)).status, { timeout: 20_000 }).toBe(200);
	});

	test('of one class is slowed down for a network that asks without pause; another class is not', async () => {
		const answers: number[] = [];
		for (let i = 0; i < 22; i++) answers.push((await ask('class=nothing-1', {}, '/limited')).status);
		expect(answers.slice(0, 20).every((it) => it === 400)).toBe(true);
		expect(answers.slice(20)).toEqual([429, 429]);
		expect((await ask('class=street-lights&format=csv', {}, '/limited')).status).toBe(200);
	});
});

describe('what is written', () => {
	test('as FlatGeobuf is read by another library, feature for feature', async () => {
		const bytes = readFileSync(await write('grounds.fgb', 'public-ground'));
		const read: { properties: Record<string, unknown>; geometry: { type: string } }[] = [];
		for await (const it of deserialize(new Uint8Array(bytes)) as AsyncIterable<never>) read.push(it);
		const written = await features('class=public-ground', staff);
		expect(read.map((it) => it.properties['key'])).toEqual(written.map((it) => it.properties['key']));
		expect(new Set(read.map((it) => it.geometry.type))).toEqual(new Set(['MultiPolygon']));
	});

	test('as CSV quotes what must be quoted and says its letters by a mark', async () => {
		const text = readFileSync(await write('lamps.csv', 'street-lights'), 'utf8');
		expect(text.startsWith('\uFEFFkey,reference,owner,')).toBe(true);
		expect(text).toContain('"Môreson-straat, ""oos"""');
		expect(text).toMatch(/,POINT \(18\.\d+ -33\.\d+\)\r\n$/);
	});
});

const gdal = spawnSync('ogrinfo', ['--version']).status === 0;
const told = (file: string): string => spawnSync('ogrinfo', ['-al', '-so', file], { encoding: 'utf8' }).stdout;

describe.skipIf(!gdal)('GDAL reads what is written (not where ogrinfo is not on the host)', () => {
	test.each([
		['gpkg', 'Multi Polygon'],
		['fgb', 'Multi Polygon'],
		['geojson', ''],
		['geojsonl', ''],
		['csv', ''],
	])('as .%s: all features, the system, the types', async (ending, kind) => {
		const text = told(await write(`gdal.${ending}`, 'public-ground', ending === 'csv' || ending === 'geojsonl' ? 4326 : 32734));
		expect(text).toContain(`Feature Count: ${await count("class = (select number from asset_class where code = 'public-ground')")}`);
		expect(text).toContain(`Geometry: ${kind}`);
		if (!['csv', 'geojsonl'].includes(ending)) expect(text).toContain('ID["EPSG",32734]');
		expect(text).toContain('criticality: ');
	});

	test('as a zipped Shapefile: all features, the names with their ten letters, the system', async () => {
		const text = told(`/vsizip/${await write('lamps.shp.zip', 'street-lights', 2048)}`);
		expect(text).toContain(`Feature Count: ${await count('class = 1')}`);
		for (const field of ['key: String', 'inst_date: Date', 'cond_grade: Integer', 'pole_numbe: String', 'pole_heigh: Real']) expect(text).toContain(field);
		expect(text).toContain('Lo19');
	});
});
