import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { importWards } from '../../../server/assets/index.ts';
import { followDivision, subscriptions } from '../../../server/faults/index.ts';
import type { Database } from '../../../server/platform/db/index.ts';
import { ownDatabase } from '../../support/database.ts';
import { collection, feature, folder } from './files.ts';

vi.setConfig({ testTimeout: 60_000 });
const file = folder();
let database: Database;
beforeAll(async () => {
	database = await ownDatabase();
});
afterAll(() => database.close());

const rows = async <T = Record<string, unknown>>(text: string): Promise<T[]> => (await database.knex.raw(text)).rows;
const area = (west: number, east: number, south = -33.8, north = -33.7) => ({
	type: 'Polygon',
	coordinates: [
		[
			[west, south],
			[east, south],
			[east, north],
			[west, north],
			[west, south],
		],
	],
});
const today = new Date().toISOString().slice(0, 10);
const dayFrom = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Three wards where there were two: the street's lamps, from 18.96 east, come from ward 2 into ward 3. */
const division = (name = 'wards.geojson'): string =>
	file(
		name,
		collection([
			feature({ ward_no: 1, ward_name: 'Wes' }, area(18.9, 18.93)),
			feature({ ward_no: 2 }, area(18.93, 18.955)),
			feature({ ward_no: 3, ward_name: 'Oos' }, area(18.955, 19)),
		]),
	);

/** An open fault and one that is over, both at the first lamp. */
const fillFaults = (): Promise<unknown> =>
	database.knex.raw(`
		insert into fault (failure_mode, family, state, asset_id, asset_version, class, geom, public_geom, ward_id, department_id, first_report_at, last_report_at, alive_until)
		select 'street-light.out', made.family, made.state, asset.id, 1, 1, asset.geom, asset.geom, 2, 1, now(), now(), case when made.state = 'closed' then now() end
		from asset cross join (values ('light-out', 'reported'), ('light-out', 'closed')) as made (family, state) where asset.reference = 'SL-100'`);

const wardOf = (what: 'asset' | 'fault', where: string): Promise<{ ward: string | null; valid: boolean }[]> =>
	rows(`select ward.code as ward, ward.valid @> current_date as valid from ${what} left join ward on ward.id = ${what}.ward_id where ${where}`);

describe('a new division into wards', () => {
	test('that begins later changes nothing today, and can be read again until then', async () => {
		await fillFaults();
		const from = dayFrom(40);
		expect(await importWards(database.knex, { file: division(), from })).toMatchObject({ before: 2, wards: 3, inForce: false });
		const again = await importWards(database.knex, { file: division(), from });
		expect(again.coverage).toBeCloseTo(1, 3);
		expect(await followDivision(database.knex)).toEqual({ assets: 0, faults: 0, roles: 0 });
		expect(await rows('select code, name, valid::text from ward order by lower(valid), code')).toEqual([
			{ code: '1', name: 'Ward 1', valid: `[2020-01-01,${from})` },
			{ code: '2', name: 'Ward 2', valid: `[2020-01-01,${from})` },
			{ code: '1', name: 'Wes', valid: `[${from},)` },
			{ code: '2', name: 'Ward 2', valid: `[${from},)` },
			{ code: '3', name: 'Oos', valid: `[${from},)` },
		]);
		await database.knex.raw('delete from ward where upper_inf(valid); update ward set valid = daterange(lower(valid), null)');
	});

	test('takes assets in service, open faults and roles over on its day; what is over stays in the ward of its day', async () => {
		await database.knex.raw("update asset set status = 'retired' where reference = 'SL-101'");
		await database.knex.raw(`
			with made as (insert into person (email, name, language) values ('councillor@example.org', 'C', 'en') returning id)
			insert into person_role (person_id, role, ward_id) select made.id, 'councillor', 2 from made`);
		const lamps = await rows<{ version: number }>("select version from asset where reference = 'SL-100'");
		expect(await importWards(database.knex, { file: division(), from: today })).toMatchObject({ inForce: true });
		const followed = await followDivision(database.knex);
		expect(followed).toMatchObject({ faults: 1, roles: 1 });
		expect(followed.assets).toBeGreaterThan(10);
		expect(await wardOf('asset', "asset.reference = 'SL-100'")).toEqual([{ ward: '3', valid: true }]);
		expect(await wardOf('asset', "asset.reference = 'SL-101'")).toEqual([{ ward: '2', valid: false }]);
		expect(await wardOf('fault', 'fault.open')).toEqual([{ ward: '3', valid: true }]);
		expect(await wardOf('fault', 'not fault.open')).toEqual([{ ward: '2', valid: false }]);
		expect(await rows('select ward.code, ward.valid @> current_date as valid from person_role join ward on ward.id = person_role.ward_id')).toEqual([
			{ code: '2', valid: true },
		]);
		expect(await rows("select version from asset where reference = 'SL-100'")).toEqual(lamps);
		expect(await followDivision(database.knex)).toEqual({ assets: 0, faults: 0, roles: 0 });
		expect((await rows("select details from event where kind = 'municipality.changed' order by id")).at(-1)).toMatchObject({
			details: { wardsFollowed: { faults: 1 } },
		});
	});

	test('is followed by the worker when it hears of one, and not of other changes', async () => {
		await database.knex.raw("update asset set ward_id = 2 where reference = 'SL-100'");
		const heard = subscriptions['municipality.changed']?.['faults.wards'];
		await heard?.(database.knex, { details: { places: 'erf' } } as never);
		expect(await wardOf('asset', "asset.reference = 'SL-100'")).toEqual([{ ward: '2', valid: false }]);
		await heard?.(database.knex, { details: { wards: 3, from: today } } as never);
		expect(await wardOf('asset', "asset.reference = 'SL-100'")).toEqual([{ ward: '3', valid: true }]);
	});

	test('is refused in words where it cannot be', async () => {
		const take = (path: string, from = dayFrom(1)) => importWards(database.knex, { file: path, from });
		await expect(take(division(), '2019-01-01')).rejects.toThrow(/There is a newer division/);
		await expect(take(file('twice.geojson', collection([feature({ ward: 1 }, area(18.9, 19)), feature({ ward: 1 }, area(18.9, 19))])))).rejects.toThrow(
			/Two wards have the number 1/,
		);
		await expect(take(file('nameless.geojson', collection([feature({}, area(18.9, 19))])))).rejects.toThrow(/the ward of line 2 has no number/);
		await expect(take(file('away.geojson', collection([feature({ ward: 1 }, area(1, 2, 3, 4))])))).rejects.toThrow(
			/None of its wards lies in the municipality/,
		);
		await expect(
			take(
				file(
					'line.geojson',
					collection([
						feature(
							{ ward: 1 },
							{
								type: 'LineString',
								coordinates: [
									[18.9, -33.8],
									[19, -33.8],
								],
							},
						),
					]),
				),
			),
		).rejects.toThrow(/no area|None of its wards/);
		await expect(take(file('fewer.geojson', collection([feature({ ward: 1 }, area(18.9, 19))])), today)).rejects.toThrow(/has wards that are not in it: 2, 3/);
		expect(await rows('select count(*)::int as wards from ward where upper_inf(valid)')).toEqual([{ wards: 3 }]);
	});
});
