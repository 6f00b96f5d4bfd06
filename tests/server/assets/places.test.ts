import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { importPlaces, type PlacesOptions, type PlacesResult } from '../../../server/assets/index.ts';
import type { Database } from '../../../server/platform/db/index.ts';
import { ownDatabase } from '../../support/database.ts';
import { serving } from '../../support/server.ts';
import { collection, feature, folder, point } from './files.ts';

vi.setConfig({ testTimeout: 60_000 });
const file = folder();
let database: Database;
beforeAll(async () => {
	database = await ownDatabase();
});
afterAll(() => database.close());

const take = (path: string, kind: PlacesOptions['kind'], more: Partial<PlacesOptions> = {}): Promise<PlacesResult> =>
	importPlaces(database.knex, { file: path, kind, ...more });
const rows = async <T = Record<string, unknown>>(text: string): Promise<T[]> => (await database.knex.raw(text)).rows;
const accounted = (it: PlacesResult): boolean => it.rows === it.taken + it.merged + it.rejected;

const square = (west: number, south: number, size: number) => ({
	type: 'Polygon',
	coordinates: [
		[
			[west, south],
			[west + size, south],
			[west + size, south + size],
			[west, south + size],
			[west, south],
		],
	],
});

describe('places from a file', () => {
	const erven = (...numbers: [string, number][]) =>
		file('erven.geojson', collection(numbers.map(([erf_no, east]) => feature({ erf_no, township: 'Noord' }, square(18.96 + east / 1000, -33.73, 0.0005)))));

	test('are the same after a second reading; what has changed changes, what is gone goes, and other sources stay', async () => {
		const first = await take(erven(['1', 0], ['2', 1], ['3', 2]), 'erf');
		expect(first).toMatchObject({ source: 'erven', rows: 3, taken: 3, rejected: 0, added: 3, changed: 0, removed: 0, applied: true });
		expect(await take(erven(['1', 0], ['2', 1], ['3', 2]), 'erf')).toMatchObject({ taken: 3, added: 0, changed: 0, removed: 0 });
		await take(file('other.geojson', collection([feature({ erf_no: '9' }, point(18.97, -33.73))])), 'erf');
		expect(await take(erven(['1', 0], ['2', 5], ['4', 2]), 'erf')).toMatchObject({ added: 1, changed: 1, removed: 1 });
		expect(await rows("select name, suburb, secrecy from place where kind = 'erf' order by name")).toEqual([
			{ name: 'Erf 1', suburb: 'Noord', secrecy: 'public' },
			{ name: 'Erf 2', suburb: 'Noord', secrecy: 'public' },
			{ name: 'Erf 4', suburb: 'Noord', secrecy: 'public' },
			{ name: 'Erf 9', suburb: null, secrecy: 'public' },
		]);
		const inside = await rows("select st_contains(st_makeenvelope(18.965, -33.73, 18.9655, -33.7295, 4326), geom) as inside from place where name = 'Erf 2'");
		expect(inside).toEqual([{ inside: true }]);
		const events = await rows("select details from event where kind = 'municipality.changed' order by id");
		expect(events).toHaveLength(3);
		expect(events.at(-1)).toEqual({ details: { places: 'erf', source: 'erven', added: 1, changed: 1, removed: 1, streets: 0 } });
	});

	test('keep the shape of a suburb beside its point; read again without, it is a point as others are', async () => {
		const drawn = (shape: ReturnType<typeof square> | ReturnType<typeof point>) => file('suburbs.geojson', collection([feature({ suburb: 'Suid' }, shape)]));
		const suid = `
			select st_area(place.area::geography)::int as area, place.suburb, (select count(*)::int from suburb_hex where suburb_hex.suburb_id = suburb.id) as cells
			from place join suburb on suburb.name = place.name where place.name = 'Suid'`;
		await take(drawn(square(18.96, -33.75, 0.01)), 'suburb');
		const [shaped] = await rows<{ area: number; cells: number }>(suid);
		// A hundredth of a degree by a hundredth is about 19 hexagons.
		expect(shaped?.area).toBeCloseTo(1_028_000, -4);
		expect(shaped?.cells).toBeGreaterThan(15);
		expect(shaped?.cells).toBeLessThan(23);
		expect(await take(drawn(square(18.96, -33.75, 0.01)), 'suburb')).toMatchObject({ added: 0, changed: 0, removed: 0 });
		expect(await take(drawn(point(18.965, -33.745)), 'suburb')).toMatchObject({ changed: 1 });
		const [pointed] = await rows<{ area: number | null; cells: number }>(suid);
		expect(pointed?.area).toBeNull();
		expect(pointed?.cells).toBeGreaterThan(100);
	});

	test('change nothing where it is only asked', async () => {
		const before = await rows('select count(*) as count from place');
		expect(await take(erven(['7', 0]), 'erf', { dryRun: true })).toMatchObject({ added: 1, removed: 3, applied: false });
		expect(await rows('select count(*) as count from place')).toEqual(before);
	});

	test('bring the streets of their houses along, from one column or two, in any system, and are found', async () => {
		const lo19 = [
			'str_name;house_no;suburb;y;x',
			'Langstraat;12;Noord;3707,04;3733713,77',
			'Langstraat;12a;Noord;3717,04;3733713,77',
			'Langstraat;;Noord;3717,04;3733713,77',
			';3;Noord;3717,04;3733713,77',
			'Verstraat;3;Noord;3733713,77;3707,04',
			'Verstraat;4;Noord;0;0',
		].join('\n');
		const path = file('addresses.csv', `${lo19}\n`);
		const taken = await take(path, 'address', { srid: 2048, x: 'y', y: 'x' });
		expect(taken).toMatchObject({ rows: 6, taken: 2, merged: 0, rejected: 4, added: 2, streets: 1 });
		expect(accounted(taken)).toBe(true);
		expect(taken.reasons.map((it) => it.what).sort()).toEqual([
			'it has no house number',
			'it has no name',
			'outside the municipality',
			'outside the municipality; inside if x and y change places',
		]);
		expect(readFileSync(`${path}.rejects.csv`, 'utf8').split('\n').slice(0, 2)).toEqual(['line,reason', '4,"it has no house number"']);
		const whole = file(
			'whole.geojson',
			collection([feature({ full_adr: '7 Kort Street' }, point(18.961, -33.731)), feature({ full_adr: '9b Kort Street' }, point(18.961, -33.731))]),
		);
		expect(await take(whole, 'address', { numberFirst: true })).toMatchObject({ taken: 2, streets: 1 });
		const { ask, close } = await serving(database.knex);
		const first = async (q: string) =>
			(await ask<{ found: { kind: string; title: string }[] }>('GET', `/api/search?q=${encodeURIComponent(q)}`)).body.found[0]?.title;
		expect(await first('langstrat 12 noord')).toBe('Langstraat 12');
		expect(await first('9 kort st')).toBe('9b Kort Street');
		await close();
	});

	test('that are many pieces of one street are one place, and give way to no namesake in another suburb', async () => {
		const piece = (name: string, sub_name: string, east: number) =>
			feature(
				{ name, sub_name },
				{
					type: 'LineString',
					coordinates: [
						[18.96 + east, -33.73],
						[18.961 + east, -33.73],
					],
				},
			);
		await database.knex.raw("insert into place (kind, name, geom) values ('street', 'Breë Straat', st_setsrid(st_makepoint(18.96, -33.73), 4326))");
		const path = file(
			'streets.geojson',
			collection([
				piece('Breë straat', 'Noord', 0),
				piece('Breë straat', 'Noord', 0.001),
				piece('Breë straat', 'Noord', 0.002),
				piece('Breë straat', 'Suid', 0.01),
			]),
		);
		expect(await take(path, 'street')).toMatchObject({ rows: 4, taken: 2, merged: 2, rejected: 0, added: 2 });
		expect(await rows("select suburb from place where plain(name) = 'bree straat' order by suburb")).toEqual([{ suburb: 'Noord' }, { suburb: 'Suid' }]);
	});

	test('that are meters are staff’s alone, whatever is asked, and leave nothing of themselves in events or lists of rejects', async () => {
		const path = file('meters.csv', 'account_no,lon,lat\n70-991-2,18.96,-33.73\n70-991-3,0,0\n70-991-2,18.96,-33.73\n');
		const taken = await take(path, 'meter', { keyColumn: 'account_no', staffOnly: false });
		expect(taken).toMatchObject({ taken: 1, rejected: 2, source: 'meters' });
		expect(taken.reasons.map((it) => it.what).sort()).toEqual(['its key occurs twice', 'outside the municipality']);
		expect(await rows("select secrecy from place where kind = 'meter'")).toEqual([{ secrecy: 'staff' }]);
		expect(readFileSync(`${path}.rejects.csv`, 'utf8')).not.toContain('70-991');
		expect(JSON.stringify(await rows('select details from event'))).not.toContain('991');
		const { ask, close } = await serving(database.knex);
		expect((await ask<{ found: unknown[] }>('GET', '/api/search?q=70-991-2')).body.found).toEqual([]);
		await close();
	});

	test('refuse in words what cannot be read as places, and leave nothing behind', async () => {
		const path = file('odd.csv', 'a,lon,lat\n1,18.96,-33.73\n');
		await expect(take(path, 'landmark')).rejects.toThrow(/no column looks like the name; say which with --name-column: a/);
		await expect(take(path, 'landmark', { nameColumn: 'b' })).rejects.toThrow(/there is no column "b"; there are: a/);
		await expect(take(path, 'landmark', { nameColumn: 'a', srid: 987654 })).rejects.toThrow(/EPSG:987654 is not known/);
		const nowhere = file('nowhere.csv', 'name,lon,lat\nA,1,1\n');
		expect(await take(nowhere, 'landmark')).toMatchObject({ taken: 0, rejected: 1, applied: false });
		expect(existsSync(`${nowhere}.rejects.csv`)).toBe(true);
		expect(await rows("select relname from pg_class where relname like 'import_staged_%'")).toEqual([]);
	});
});
