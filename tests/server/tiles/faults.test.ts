import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { happened } from '../../../server/platform/events.ts';
import { addFault, around, column, openTiles, row, staff, street, type Tiles } from './site.ts';

let tiles: Tiles;
beforeAll(async () => {
	tiles = await openTiles();
	// Only a test begins again as if nothing had happened.
	await tiles.db.raw('alter table event disable trigger event_never_deleted');
});
afterAll(() => tiles.close());
beforeEach(async () => {
	await tiles.db('event').delete();
	await tiles.db('fault').delete();
});

const ago = (days: number): Date => new Date(Date.now() - days * 86_400_000);
const point = (lon: number, lat: number) => tiles.db.raw('st_setsrid(st_makepoint(?, ?), 4326)', [lon, lat]);
let heard = 0;

/** Tiles after something has happened to a fault. */
const afresh = async (faultId: number): Promise<number> => {
	await happened(tiles.db, { kind: 'fault.moved', faultId });
	const last = await tiles.db('event').max('id as id').first();
	heard = Number(last?.['id']);
	return heard;
};
const codes = (list: Awaited<ReturnType<typeof around>>): unknown[] => list.map(({ properties }) => properties['code']).sort();

describe('tiles of faults', () => {
	test('show everybody the public place and what is public of it', async () => {
		const { id, code } = await addFault(tiles, { public_geom: point(18.963, -33.7385), emergency: true, due_at: ago(3) });
		const version = await afresh(id);
		const [fault] = await around(tiles, 'faults', { z: 16, version });
		expect(fault?.id).toBe(id);
		expect(fault?.properties).toEqual({
			code,
			state: 'reported',
			mode: 'street-light.out',
			class: 'street-lights',
			reports: 1,
			emergency: true,
			overdue: true,
		});
		const { features } = await tiles.get(`/tiles/faults/16/${column(16, 18.963)}/${row(16, -33.7385)}.mvt?v=${version}`);
		const geometry = features[0]?.feature.toGeoJSON(column(16, 18.963), row(16, -33.7385), 16).geometry;
		if (geometry?.type !== 'Point') throw new Error('a fault is a point');
		expect(geometry.coordinates[0]).toBeCloseTo(18.963, 4);
	});

	test('show staff the snapped place, department and priority', async () => {
		const { id, code } = await addFault(tiles, { public_geom: point(18.99, -33.71), priority: 2, needs_look: true });
		const [fault] = await around(tiles, 'faults', { z: 16, headers: staff, version: await afresh(id) });
		expect(fault?.properties).toMatchObject({ code, department: 'electricity', priority: 2, look: true });
		expect(await around(tiles, 'faults', { z: 16 })).toEqual([]);
	});

	test('leave out the rejected, the merged and what was fixed long ago, and show what was fixed lately', async () => {
		const open = await addFault(tiles);
		const lately = await addFault(tiles, { state: 'closed', fixed_at: ago(20) });
		await addFault(tiles, { state: 'closed', fixed_at: ago(40) });
		await addFault(tiles, { state: 'rejected' });
		await addFault(tiles, { state: 'merged', merged_into: open.id });
		const version = await afresh(open.id);
		const shown = [open.code, lately.code].sort();
		expect(codes(await around(tiles, 'faults', { z: 15, version }))).toEqual(shown);
		expect(codes(await around(tiles, 'faults', { z: 15, headers: staff, version }))).toEqual(shown);
	});

	test('show those who work for one department its faults alone', async () => {
		const ours = await addFault(tiles);
		await addFault(tiles, { department_id: 2, ward_id: 1 });
		const scoped = { ...staff, 'x-scope': JSON.stringify({ departments: [1], wards: [] }) };
		const version = await afresh(ours.id);
		expect(codes(await around(tiles, 'faults', { z: 14, headers: scoped, version }))).toEqual([ours.code]);
		expect(await around(tiles, 'faults', { z: 14, headers: staff, version })).toHaveLength(2);
		const elsewhere = { ...staff, 'x-scope': JSON.stringify({ departments: [], wards: [1] }) };
		expect(await around(tiles, 'faults', { z: 14, headers: elsewhere, version })).toHaveLength(1);
	});

	test('gather them from afar: how many, and the state that asks most', async () => {
		const first = await addFault(tiles, { state: 'fixed', fixed_at: ago(1) });
		await addFault(tiles, { state: 'in-progress', due_at: ago(2) });
		await addFault(tiles, { state: 'confirmed' });
		const alone = await addFault(tiles, { geom: point(18.92, -33.72), public_geom: point(18.92, -33.72) });
		const version = await afresh(first.id);
		for (const headers of [{}, staff]) {
			const near = await tiles.get(`/tiles/faults/12/${column(12, street.lon)}/${row(12, street.lat)}.mvt?v=${version}`, headers);
			const crowd = near.features.find(({ properties }) => properties['count'] === 3);
			expect(crowd?.properties).toEqual({ count: 3, state: 'confirmed', reports: 3, overdue: true });
			for (const z of [8, 12]) {
				const { features } = await tiles.get(`/tiles/faults/${z}/${column(z, 18.92)}/${row(z, -33.72)}.mvt?v=${version}`, headers);
				expect(features.find((it) => it.properties['count'] === 1)).toMatchObject({ id: alone.id, properties: { code: alone.code, state: 'reported' } });
			}
			const { features } = await tiles.get(`/tiles/faults/3/${column(3, 18.92)}/${row(3, -33.72)}.mvt?v=${version}`, headers);
			expect(features.map(({ properties }) => properties['count'])).toEqual([4]);
		}
	});

	test('are kept until something happens to a fault, and then are right at once for whoever has heard of it', async () => {
		const { id } = await addFault(tiles);
		const before = await around(tiles, 'faults', { z: 16, version: await afresh(id) });
		expect(before[0]?.properties['state']).toBe('reported');
		await tiles.db('fault').where({ id }).update({ state: 'in-progress' });
		const silent = await around(tiles, 'faults', { z: 16, version: heard });
		expect(silent[0]?.properties['state']).toBe('reported');
		const told = await around(tiles, 'faults', { z: 16, version: await afresh(id) });
		expect(told[0]?.properties['state']).toBe('in-progress');
	});

	test('become overdue by the clock alone', async () => {
		const due = Date.now() + 2500;
		const { id } = await addFault(tiles, { due_at: new Date(due) });
		const version = await afresh(id);
		expect((await around(tiles, 'faults', { z: 16, headers: staff, version }))[0]?.properties['overdue']).toBeUndefined();
		await new Promise((resolve) => setTimeout(resolve, due + 100 - Date.now()));
		expect((await around(tiles, 'faults', { z: 16, headers: staff, version }))[0]?.properties['overdue']).toBe(true);
	});
});
