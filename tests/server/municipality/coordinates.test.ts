import { afterAll, describe, expect, test } from 'vitest';
import vectors from '../../../server/maths/vectors/linear_referencing.json' with { type: 'json' };
import type { Position } from '../../../server/municipality/contract.ts';
import { loadTown, positionsTyped } from '../../../server/municipality/index.ts';
import { db, undone } from '../../support/database.ts';
import { serving } from '../../support/server.ts';

afterAll(() => db.destroy());

const { municipality: home } = await loadTown(db);
const typed = (text: string): Promise<Position[]> => positionsTyped(db, home, text);

const metresApart = async (a: { lon: number; lat: number }, lon: number, lat: number): Promise<number> => {
	const { rows } = await db.raw('select st_distance(st_makepoint(?, ?)::geography, st_makepoint(?, ?)::geography) as metres', [a.lon, a.lat, lon, lat]);
	return rows[0].metres;
};

/** A place in a system as PROJ of the database has it. */
const projected = async (lon: number, lat: number, srid: number): Promise<[number, number]> => {
	const { rows } = await db.raw('select st_x(p) as x, st_y(p) as y from (select st_transform(st_setsrid(st_makepoint(?, ?), 4326), ?::int) as p) as it', [
		lon,
		lat,
		srid,
	]);
	return [rows[0].x, rows[0].y];
};

describe('metres', () => {
	const { projection: told } = vectors;
	const [lon = Number.NaN, lat = Number.NaN] = told.paarl_lonlat;

	test.each([
		[32734, told.paarl_32734, told.geodesic_100m_test.m_32734],
		[2048, told.paarl_2048, told.geodesic_100m_test.m_2048],
		[3857, told.paarl_3857, told.geodesic_100m_test.m_3857_WRONG],
	])('of system %d are the vector’s, and those of the web map a fifth too long here', async (srid, [x, y], metres) => {
		const here = await projected(lon, lat, srid);
		expect(Math.hypot(here[0] - (x ?? Number.NaN), here[1] - (y ?? Number.NaN))).toBeLessThan(1e-3);
		// the vector's line runs eastwards for eleven ten-thousandths of a degree
		const there = await projected(lon + 0.0011, lat, srid);
		expect(Math.hypot(here[0] - there[0], here[1] - there[1])).toBeCloseTo(metres, 5);
		expect(await metresApart({ lon, lat }, lon + 0.0011, lat)).toBeCloseTo(told.geodesic_100m_test.geography_m, 5);
	});
});

describe('a typed position', () => {
	const places = [
		[18.96, -33.73],
		[18.9012345, -33.7987654],
		[18.9999, -33.7001],
		[19.0, -33.75],
	] as const;

	test.each(places)('at %d %d in Lo19, the Cape datum, UTM and by number is where PROJ has it, to the centimetre', async (lon, lat) => {
		for (const [srid, names] of [
			[2048, ['Lo19 ', 'WG19 ', 'lo ', 'EPSG:2048 ', '']],
			[22279, ['Cape Lo19 ', 'EPSG:22279 ']],
			[32734, ['UTM 34S ', '34H ', 'EPSG:32734 ', '']],
			[32733, ['UTM zone 33 south ']],
			[102562, ['ESRI:102562 ']],
		] as const) {
			const [x, y] = (await projected(lon, lat, srid)).map((it) => it.toFixed(3));
			for (const name of names) {
				const [first] = await typed(`${name}${x} ${y}`);
				expect(first && (await metresApart(first, lon, lat)), `${name}${x} ${y}`).toBeLessThan(0.01);
			}
		}
	});

	test('is turned as surveyors, map programs and people turn it', async () => {
		for (const text of [
			'Lo19 Y 3707.04 X 3733713.77',
			'X 3733713,77 Y 3707,04',
			'3733713.77; 3707.04',
			'Lo19 -3707.04 -3733713.77',
			'Lo19 X -3707.04 Y -3733713.77',
		]) {
			const [first, ...more] = await typed(text);
			expect(first, text).toMatchObject({ system: 'Lo19', text: 'Y 3707.04 X 3733713.77', inside: true, accuracyM: null });
			expect(first && (await metresApart(first, 18.96, -33.73)), text).toBeLessThan(0.01);
			expect(more).toEqual([]);
		}
	});

	test('in degrees is told by where the municipality lies: order and sign', async () => {
		for (const text of ['-33.73, 18.96', '18.96 -33.73', '33,73 18,96', '18.96 33.73', `33°43'48"S 18°57'36"E`])
			expect(await typed(text), text).toMatchObject([{ system: 'WGS 84', text: '-33.730000, 18.960000', inside: true }]);
		expect(await typed('52.1, 4.3')).toMatchObject([{ text: '52.100000, 4.300000', inside: false, written: [{ system: 'WGS 84' }, { system: 'Plus code' }] }]);
	});

	test('as a plus code is the middle of its cell; a short one is looked for near what stands beside it, else near the town', async () => {
		const [whole] = await typed('4FRW7X96+25');
		expect(whole).toMatchObject({ system: 'Plus code', text: '4FRW7X96+25', accuracyM: 10 });
		const [near] = await typed('7X96+25 Sentraal');
		expect(near).toEqual(whole);
		expect(await typed('7X96+25')).toEqual([whole]);
		expect(await typed('96+25 Sentrall')).toMatchObject([{ text: '4FRW7X96+25' }]);
	});

	test('is written in every system that the municipality shows, as the database has it', async () => {
		const [it] = await typed('-33.73, 18.96');
		const [west, south] = await projected(18.96, -33.73, 2048);
		const [east, north] = await projected(18.96, -33.73, 32734);
		expect(it?.written).toEqual([
			{ system: 'WGS 84', text: '-33.730000, 18.960000' },
			{ system: 'Lo19', text: `Y ${west.toFixed(2)} X ${south.toFixed(2)}` },
			{ system: 'UTM 34S', text: `${east.toFixed(2)} E, ${north.toFixed(2)} N` },
			{ system: 'Plus code', text: '4FRW7XC6+222' },
		]);
		for (const { system, text } of it?.written ?? []) {
			const [again] = await typed(`${/WGS|Plus/.test(system) ? '' : system} ${text}`);
			expect(again && (await metresApart(again, 18.96, -33.73)), system).toBeLessThan(system === 'Plus code' ? 3 : 0.06);
		}
	});

	test(
		'in a system with which PROJ cannot calculate does no harm, in a transaction either',
		undone(async (knex) => {
			// Hotine’s projection by two points: proj4 calculates back, PROJ in some versions cannot; some of ESRI’s it cannot even begin
			for (const text of ['EPSG:54025 779355.43 -10164025.60', 'EPSG:102470 -366109.88 3742670.78'])
				expect((await positionsTyped(knex, home, text)).length).toBeLessThan(2);
			expect(await positionsTyped(knex, home, 'Lo19 3707.04 3733713.77')).toHaveLength(1);
		}),
	);

	test('that lies nowhere near, or is none, gives nothing', async () => {
		for (const text of ['Lo31 100 100', 'UTM 1N 500000 100', 'EPSG:987654 1 1', 'EPSG:3857 1e9 1', '12 Main Road', 'Lo19 9e99 1000'])
			expect(await typed(text), text).toEqual([]);
	});
});

describe('the address for positions and the search', () => {
	test(
		'answer a typed position, and say so where it is none',
		undone(async (transaction) => {
			const { ask, close } = await serving(transaction);
			const answer = await ask<{ positions: Position[] }>('GET', '/api/coordinates?q=Lo19%20Y%203707.04%20X%203733713.77');
			expect(answer.body.positions).toMatchObject([{ system: 'Lo19', inside: true }]);
			expect(await ask('GET', '/api/coordinates?q=Kerkstraat')).toMatchObject({ status: 400, body: { code: 'bad-input', errors: [{ path: 'q' }] } });
			const search = (q: string) => ask<{ found: { kind: string; title: string; detail: string }[] }>('GET', `/api/search?q=${encodeURIComponent(q)}`);
			expect((await search('3707,04 3733713,77')).body.found[0]).toMatchObject({
				kind: 'position',
				title: 'Lo19 Y 3707.04 X 3733713.77',
				detail: '-33.730000, 18.960000',
			});
			expect((await search('33.73 S 18.96 E')).body.found[0]).toMatchObject({
				kind: 'position',
				title: '-33.730000, 18.960000',
				detail: 'Lo19 Y 3707.04 X 3733713.77',
			});
			expect((await search('7X96+25 Sentraal')).body.found[0]).toMatchObject({ kind: 'position', title: '4FRW7X96+25' });
			expect((await search('Kerkstraat 14')).body.found.map((it) => it.kind)).not.toContain('position');
			expect((await search('52.1, 4.3')).body.found).toEqual([]);
			await close();
		}),
	);
});
