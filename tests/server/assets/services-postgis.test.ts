import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { layersOf } from '../../../server/assets/import/read.ts';
import { importFile } from '../../../server/assets/index.ts';
import type { Database } from '../../../server/platform/db/index.ts';
import { connection, native, ownDatabase } from '../../support/database.ts';
import { refusal, rowsOf } from './fake/read.ts';

/** On the native server alone: the embedded one is reached over a socket of its own, which no address may name. */
describe.skipIf(!native)('another PostGIS (native server only)', () => {
	let database: Database;
	let address: URL;
	const at = (parameters: Record<string, string>): string => {
		const url = new URL(address);
		for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
		return url.href;
	};

	beforeAll(async () => {
		database = await ownDatabase();
		const { rows } = await database.knex.raw('select current_database() as name');
		address = new URL(connection.connectionString ?? '');
		address.search = '';
		address.pathname = `/${rows[0].name}`;
		await database.knex.raw(`
			create schema "Other";
			create table "Other"."The Lamps" ("POLE_NO" text primary key, watts numeric, installed date, seen timestamptz, tags jsonb, geom geometry(Point, 32734), label geometry(Point, 4326));
			insert into "Other"."The Lamps"
			select 'Q' || n, 70.5, '2012-03-04', '2020-01-01T00:00:00Z', '{"a":[1]}', case when n <> 7 then st_setsrid(st_makepoint(311000 + n / 100.0, 6265002), 32734) end, null
			from generate_series(1, 12000) as n;
			create table plain (a int)`);
	});
	afterAll(() => database.close());

	test('is read through a cursor, whole, with days and numbers as they are', async () => {
		const rows = await rowsOf(at({ table: 'Other.The Lamps', geometry: 'geom', key: 'POLE_NO' }));
		expect(rows.length).toBe(12_000);
		const one = rows.find((it) => it.id === 'Q1');
		expect(one).toMatchObject({ crs: 'EPSG:32734', properties: { POLE_NO: 'Q1', watts: 70.5, installed: '2012-03-04', tags: { a: [1] } } });
		expect(Buffer.from(one?.wkb ?? []).readDoubleLE(5)).toBe(311_000.01);
		expect(rows.find((it) => it.id === 'Q7')).toMatchObject({ geometry: null });
	});

	test('lists its layers, and comes into the register', async () => {
		const layers = await layersOf(at({}));
		const others = layers?.filter((it) => it.name === 'Other.The Lamps');
		expect(others?.map(({ crs, geometry }) => `${geometry} ${crs}`).sort()).toEqual(['POINT EPSG:32734', 'POINT EPSG:4326']);
		const { tally, reasons, difference } = await importFile(database, {
			file: at({ table: 'Other.The Lamps', geometry: 'geom' }),
			layer: 'street-lights',
			key: 'POLE_NO',
			dryRun: true,
		});
		expect(tally).toMatchObject({ rows: 12_000, rejected: 1 });
		expect(reasons).toEqual([{ what: 'it has no geometry', count: 1 }]);
		expect(difference.added).toBe(11_999);
	});

	test('is only read: nothing that is named there can write', async () => {
		const hostile = 'x"; drop table public.plain; --';
		expect(await refusal(at({ table: hostile }))).toContain('there is no table');
		expect((await database.knex.raw("select to_regclass('public.plain') is not null as there")).rows[0].there).toBe(true);
	});

	test('refuses in sentences, never with the password', async () => {
		const cases: [string, string][] = [
			[at({ table: 'nowhere.at_all' }), 'there is no table nowhere.at_all'],
			[at({ table: 'plain' }), 'public.plain has no geometry'],
			[at({ table: 'Other.The Lamps' }), 'has several geometries: geom, label'],
			[at({ table: 'Other.The Lamps', geometry: 'POLE_NO' }), 'is no geometry of Other.The Lamps'],
			[at({ table: 'Other.The Lamps', geometry: 'geom', key: 'nothing' }), 'there is no column "nothing"'],
			[at({ table: 'plain' }).replace(address.pathname, '/no_such_database'), 'there is no such database'],
			['postgres://somebody:hidden@127.0.0.1:1/db?table=t', 'nothing answers there'],
		];
		for (const [where, why] of cases) {
			const told = await refusal(where);
			expect(told).toMatch(/^SourceError: /);
			expect(told).toContain(why);
			expect(told).not.toContain('hidden');
			if (address.password) expect(told).not.toContain(address.password);
		}
	});
});
