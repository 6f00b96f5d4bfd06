import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Renumbering } from '../../../server/assets/import/review/contract.ts';
import type { Database } from '../../../server/platform/db/index.ts';
import { ownDatabase } from '../../support/database.ts';
import { lonLat } from '../../support/town.ts';
import { collection, feature, point } from './files.ts';
import { openRoom, type Room } from './import-room.ts';

vi.setConfig({ testTimeout: 180_000 });
let database: Database;
let room: Room;
beforeAll(async () => {
	database = await ownDatabase();
	room = await openRoom(database);
});
afterAll(async () => {
	await room.close();
	await database.close();
});

const rows = async <T = Record<string, unknown>>(text: string): Promise<T[]> => (await database.knex.raw(text)).rows;

const [lamps, gone, fresh] = [200, 7, 3];
const options = { key: 'globalid', map: { pole_number: 'pole_no' }, retireMissing: true };

/** Whether a lamp has moved in the second edition, and how far, metres: 41 of those that are still there. */
const movedBy = (n: number): number => (n >= gone && n < gone + 41 ? (n % 5 === 0 ? 60 : 3) : 0);
/** Every fourth lamp bears no number; those that have moved do. */
const poleOf = (n: number): string | null => (n % 4 === 3 && movedBy(n) === 0 ? null : `Pole ${n}`);

let corner: { lon: number; lat: number };
let across: { lon: number; lat: number };
/** Lamps stand in rows of fifty, 30 m apart, the rows 100 m. */
function placeOf(n: number, north = 0): { type: string; coordinates: number[] } {
	const [east, up] = [((n % 50) * 30) / 1000, (Math.floor(n / 50) * 100 + north) / 1000];
	const [dx, dy] = [across.lon - corner.lon, across.lat - corner.lat];
	// a metre north is as many degrees of latitude as a metre east of longitude, but for the parallel's circumference
	const perKm = dx / Math.cos((Math.PI * corner.lat) / 180) ** -1;
	return point(corner.lon + dx * east, corner.lat + dy * east + perKm * up);
}

const lamp = (n: number, edition: number, north = 0) =>
	feature({ globalid: `{${edition}-${n}}`, pole_no: poleOf(n), watts: 70, feeder: `F${n % 6}` }, placeOf(n, north));

function editions(): [string, string] {
	const all = Array.from({ length: lamps }, (_, n) => n);
	const first = all.map((n) => lamp(n, 1));
	const second = [...all.filter((n) => n >= gone).map((n) => lamp(n, 2, movedBy(n))), ...Array.from({ length: fresh }, (_, i) => lamp(lamps + 50 + i * 7, 2))];
	return [collection(first), collection(second)];
}

const faultsOnAll = `
	insert into fault (failure_mode, family, asset_id, asset_version, class, link_method, p_link, geom, public_geom, street, department_id, first_report_at, last_report_at)
	select 'street-light.out', 'no-light', asset.id, 1, asset.class, 'snap', 0.97, asset.geom, asset.geom, asset.street, (select min(department.id) from department), now(), now()
	from asset where asset.key like '{1-%'`;
const links = `
	select fault.id, fault.asset_id, asset.reference, asset.status, substring(asset.key from '-(.*)}') as lamp
	from fault join asset on asset.id = fault.asset_id where asset.key like '{%' order by fault.id`;

describe('a second edition in which every global id is new', () => {
	test('differs by what has moved, gone and come, and every fault still hangs on its asset', async () => {
		corner = await lonLat(database.knex, 310_000, 6_265_400);
		across = await lonLat(database.knex, 311_000, 6_265_400);
		const [first, second] = editions();
		const begun = await room.read('first.geojson', first, { class: 'street-lights', options });
		expect(begun.difference).toMatchObject({ added: lamps });
		// The lamps of the test town are not in the file: they stay.
		await database.knex.raw('update import_request set options = options || \'{"retireMissing": false}\'');
		await room.ask(`POST /api/register/imports/${begun.code}/apply`, { basis: begun.basis });
		await room.work();
		await database.knex.raw("update asset set status = 'retired' where class = 1 and key like 'P%'");
		await database.knex.raw(faultsOnAll);
		const before = await rows<{ id: number; asset_id: number; lamp: string }>(links);
		expect(before).toHaveLength(lamps);

		const it = await room.read('second.geojson', second, { class: 'street-lights', options });
		const at = `/api/register/imports/${it.code}`;
		expect(it.difference).toMatchObject({ added: lamps - gone + fresh, missing: lamps });
		expect(it.renumberings).toEqual({ open: lamps - gone, confirmed: 0, refused: 0 });
		const { body: found } = await room.ask<{ renumberings: Renumbering[] }>(`GET ${at}/renumberings?limit=500`);
		for (const pair of found.renumberings) expect(pair.key.split('-')[1]).toBe(pair.formerKey.split('-')[1]);
		expect(new Set(found.renumberings.map((pair) => pair.by))).toEqual(new Set(['pole_number', 'place']));

		const one = found.renumberings[0] as Renumbering;
		expect((await room.ask(`POST ${at}/renumberings`, { verdict: 'refused', ids: [one.id] })).body.renumberings).toMatchObject({ refused: 1 });
		expect((await room.ask(`POST ${at}/renumberings`, { verdict: 'open', ids: [one.id] })).body.renumberings).toMatchObject({ refused: 0 });
		const { body: judged } = await room.ask(`POST ${at}/renumberings`, { verdict: 'confirmed', above: 0.6 });
		expect(judged.difference).toMatchObject({
			added: fresh,
			geometry: 41,
			attributes: 0,
			both: 0,
			missing: gone,
			renumbered: lamps - gone,
			rekeyed: lamps - gone - 41,
			far: 8,
		});
		expect(judged.difference?.largestMove).toBeCloseTo(60, 0);

		await room.ask(`POST ${at}/apply`, { basis: judged.basis });
		await room.work();
		expect((await room.ask(`GET ${at}`)).body).toMatchObject({ state: 'applied', problem: null });
		const after = await rows<{ id: number; asset_id: number; lamp: string; status: string }>(links);
		expect(after.map(({ id, asset_id, lamp: n }) => ({ id, asset_id, lamp: n }))).toEqual(
			before.map(({ id, asset_id, lamp: n }) => ({ id, asset_id, lamp: n })),
		);
		expect(
			after
				.filter((fault) => fault.status === 'retired')
				.map((fault) => Number(fault.lamp))
				.sort((a, b) => a - b),
		).toEqual([0, 1, 2, 3, 4, 5, 6]);
		expect(await rows("select count(*)::int from asset where key like '{2-%' and status = 'in-service'")).toEqual([{ count: lamps - gone + fresh }]);

		await room.ask(`POST ${at}/undo`, {});
		await room.work();
		expect((await room.ask(`GET ${at}`)).body.state).toBe('undone');
		expect(await rows(links)).toEqual(before);
		expect(await rows("select count(*)::int from asset where key like '{1-%' and status = 'in-service'")).toEqual([{ count: lamps }]);
	});

	test('is taken without anybody looking where the source says from which score on', async () => {
		const [, second] = editions();
		const it = await room.read('second.geojson', second, { class: 'street-lights', options: { ...options, confirmAbove: 0.6 } });
		// what was withdrawn by the undo is known by its key and comes back
		expect(it.difference).toMatchObject({ added: 0, revived: fresh, geometry: 41, missing: gone, renumbered: lamps - gone });
	});
});
