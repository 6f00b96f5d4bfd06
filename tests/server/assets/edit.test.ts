import type { Knex } from 'knex';
import { afterAll, describe, expect, it } from 'vitest';
import { addPerson } from '../../../server/auth/index.ts';
import { follow } from '../../../server/faults/follow.ts';
import { db, undone } from '../../support/database.ts';
import { type Asked, serving } from '../../support/server.ts';
import { lonLat } from '../../support/town.ts';

interface Edited {
	change: number;
	assets: { reference: string; status: string; version: number }[];
}

const officer = (test: (asked: Asked, db: Knex) => Promise<void>) =>
	undone(async (transaction) => {
		const asked = await serving(transaction);
		try {
			await addPerson(transaction, { email: 'g@example.org', name: 'G', password: 'a-good-password', language: 'en', roles: [{ role: 'gis-officer' }] });
			await asked.ask('POST', '/api/session', { email: 'g@example.org', password: 'a-good-password' });
			await test(asked, transaction);
		} finally {
			await asked.close();
		}
	});

const edit = (asked: Asked, wish: object) => asked.ask<Edited>('POST', '/api/assets/edits', { edit: wish });
const rows = async <T>(transaction: Knex, text: string): Promise<T[]> => (await transaction.raw(text)).rows;

const report = async (asked: Asked, transaction: Knex, { mode, x, y }: { mode: string; x: number; y: number }): Promise<string> => {
	const answer = await asked.ask<{ fault: string }>('POST', '/api/reports', {
		mode,
		...(await lonLat(transaction, x, y)),
		method: 'map-click',
		zoom: 20,
		pointer: 'mouse',
		sameAs: '',
		answers: mode === 'water-pipe.leak' ? { 'how-much': 'stream' } : {},
	});
	expect(answer.status, JSON.stringify(answer.body)).toBe(200);
	return answer.body.fault.split('-').at(-1) ?? '';
};

afterAll(() => db.destroy());

describe('the register is changed by hand', () => {
	it(
		'an asset is added, moved, described, retired and revived, each a version that can be asked for',
		officer(async (asked, transaction) => {
			const geometry = { type: 'Point', coordinates: Object.values(await lonLat(transaction, 311_500, 6_265_005)) };
			const added = await edit(asked, { kind: 'add', class: 'street-lights', key: 'N1', geometry, attributes: { watts: '70', lamp_type: 'led' } });
			expect(added.body.assets, JSON.stringify(added.body)).toEqual([{ reference: 'SL-N1', status: 'in-service', version: 1, class: 'street-lights' }]);
			const spoken = await edit(asked, { kind: 'add', class: 'street-lights', key: 'SL20087', geometry });
			expect(spoken.body.assets[0]).toMatchObject({ reference: 'SL-20087' });
			const moved = { type: 'Point', coordinates: Object.values(await lonLat(transaction, 311_510, 6_265_005)) };
			await edit(asked, { kind: 'change', asset: 'sl-n1', version: 1, geometry: moved });
			await edit(asked, {
				kind: 'change',
				asset: 'SL-N1',
				attributes: { watts: null, pole_height: 8 },
				fields: { conditionGrade: 2, conditionOn: '2026-01-02' },
			});
			expect((await edit(asked, { kind: 'change', asset: 'SL-N1', version: 1, fields: { criticality: 5 } })).status).toBe(409);
			expect((await edit(asked, { kind: 'change', asset: 'SL-N1', fields: { conditionGrade: 2 } })).status).toBe(400);
			await edit(asked, { kind: 'retire', asset: 'SL-N1', on: '2026-03-04' });
			const back = await edit(asked, { kind: 'revive', asset: 'SL-N1' });
			expect(back.body.assets[0]).toMatchObject({ status: 'in-service', version: 5 });
			const seen = await asked.ask<{
				versions: { version: number; status: string; moved: number | null; attributes: object; change: { kind: string; by: string } }[];
			}>('GET', '/api/assets/SL-N1/versions');
			expect(seen.body.versions.map(({ version, status }) => [version, status])).toEqual([
				[1, 'in-service'],
				[2, 'in-service'],
				[3, 'in-service'],
				[4, 'retired'],
				[5, 'in-service'],
			]);
			expect(seen.body.versions[1]?.moved).toBeCloseTo(10, 2);
			expect(seen.body.versions[2]).toMatchObject({ attributes: { pole_height: 8, lamp_type: 'LED' }, change: { kind: 'edit', by: 'G' } });
			expect(await rows(transaction, "select assets from asset_class where code = 'street-lights'")).toEqual([{ assets: 14 }]);
		}),
	);

	it(
		'what cannot stand in the register is refused by name, and nothing changes',
		officer(async (asked, transaction) => {
			const lamp = { type: 'Point', coordinates: Object.values(await lonLat(transaction, 311_500, 6_265_005)) };
			const wishes: [object, number][] = [
				[{ kind: 'add', class: 'street-light', geometry: lamp }, 400],
				[{ kind: 'add', class: 'water-pipes', geometry: lamp }, 400],
				[{ kind: 'add', class: 'street-lights', geometry: { type: 'Point', coordinates: ['18.9', '-33.7'] } }, 400],
				[{ kind: 'add', class: 'street-lights', geometry: { type: 'Point', coordinates: [1, 2] } }, 422],
				[{ kind: 'add', class: 'street-lights', geometry: { type: 'Point', coordinates: [1e300, -1e300] } }, 422],
				[{ kind: 'add', class: 'street-lights', geometry: lamp, attributes: { wats: 3 } }, 400],
				[{ kind: 'add', class: 'street-lights', geometry: lamp, attributes: { watts: 'many' } }, 400],
				[{ kind: 'add', class: 'street-lights', geometry: lamp, fields: { installedOn: '2026-02-30' } }, 400],
				[{ kind: 'add', class: 'street-lights', geometry: lamp, key: 'P1' }, 409],
				[{ kind: 'change', asset: 'SL-999', fields: { criticality: 1 } }, 404],
				[{ kind: 'revive', asset: 'SL-101' }, 409],
				[{ kind: 'split', asset: 'SL-101', at: [[18.95, -33.75]] }, 400],
				[{ kind: 'merge', assets: ['SL-101', 'SL-101'], geometry: lamp }, 400],
				[{ kind: 'merge', assets: ['SL-101', 'X2-1'], geometry: lamp }, 400],
				[{ kind: 'same', asset: 'SL-101', as: 'SL-101' }, 400],
				[{ kind: 'burn', asset: 'SL-101' }, 400],
			];
			const before = await rows(transaction, 'select count(*)::int, sum(version)::int from asset');
			for (const [wish, status] of wishes) {
				await transaction.raw('savepoint wish');
				expect([wish, (await edit(asked, wish)).status]).toEqual([wish, status]);
				await transaction.raw('rollback to wish');
			}
			expect(await rows(transaction, 'select count(*)::int, sum(version)::int from asset')).toEqual(before);
		}),
	);

	it(
		'as of a day it is what it was that day, near a place and by its number',
		officer(async (asked, transaction) => {
			const there = await lonLat(transaction, 311_000 + 35 * 3, 6_265_005);
			await transaction.raw("update asset set geom = st_translate(geom, 0, 0.002), valid_from = '2020-05-05 12:00+02' where reference = 'SL-103'");
			const near = async (at: string) =>
				(
					await asked.ask<{ assets: { reference: string }[] }>(
						'GET',
						`/api/assets/near?lon=${there.lon}&lat=${there.lat}&class=street-lights&within=5&at=${at}`,
					)
				).body.assets.map((it) => it.reference);
			expect(await near('2020-05-04')).toEqual(['SL-103']);
			expect(await near('2020-05-05')).toEqual([]);
			expect(await near('2020-05-05T09:59:59Z')).toEqual(['SL-103']);
			expect(await near('2020-05-05T10:00:00Z')).toEqual([]);
			const lat = async (at: string) => (await asked.ask<{ lat: number }>('GET', `/api/assets/SL-103?at=${at}`)).body.lat;
			expect((await lat('2026-01-01')) - (await lat('2019-01-01'))).toBeCloseTo(0.002, 9);
			expect((await asked.ask('GET', '/api/assets/SL-103?at=2010-01-01')).status).toBe(404);
			for (const at of ['2020-02-30', 'yesterday', '2020-05-05T25:00:00Z']) expect((await asked.ask('GET', `/api/assets/SL-103?at=${at}`)).status).toBe(400);
		}),
	);
});

describe('faults follow their assets', () => {
	it(
		'along a pipe that is cut, and along its pieces when they are joined again',
		officer(async (asked, transaction) => {
			const code = await report(asked, transaction, { mode: 'water-pipe.leak', x: 311_350, y: 6_265_003 });
			await transaction.raw(
				"update fault set asset_id = asset.id, asset_version = 1, linear = true, chainage_m = 400, chainage_range = '[390,410]', class = asset.class, geom = st_closestpoint(asset.geom, fault.geom) from asset where asset.reference = 'X2-1' and fault.code = ?",
				[code],
			);
			const { lon, lat } = await lonLat(transaction, 311_150, 6_265_000);
			const cut = await edit(asked, { kind: 'split', asset: 'X2-1', at: [[lon, lat]] });
			expect(cut.status, JSON.stringify(cut.body)).toBe(200);
			expect(cut.body.assets.map((it) => it.status)).toEqual(['in-service', 'in-service', 'retired']);
			await follow(transaction, cut.body.change);
			const where = 'select asset.key, fault.chainage_m as chainage, st_astext(fault.geom) as at from fault join asset on asset.id = fault.asset_id';
			const [first] = await rows<{ key: string; chainage: number; at: string }>(transaction, where);
			expect(first?.key).toBe('water-pipes-1-2');
			expect(first?.chainage).toBeCloseTo(200, 1);
			const pieces = cut.body.assets.slice(0, 2).map((it) => it.reference);
			const joined = await edit(asked, { kind: 'merge', assets: pieces, key: 'WHOLE' });
			expect(joined.status, JSON.stringify(joined.body)).toBe(200);
			await follow(transaction, joined.body.change);
			const [second] = await rows<{ key: string; chainage: number; at: string }>(transaction, where);
			expect(second).toMatchObject({ key: 'WHOLE', at: first?.at });
			expect(second?.chainage).toBeCloseTo(400, 1);
			const told = await asked.ask<{ lineage: { reference: string; side: string; kind: string }[] }>(
				'GET',
				`/api/assets/${joined.body.assets[0]?.reference}/versions`,
			);
			expect(told.body.lineage.map(({ side, kind }) => `${side} ${kind}`).sort()).toEqual(['before merged', 'before merged', 'before split']);
		}),
	);

	it(
		'to the lamp that replaces a lamp, and two that meet on one asset become one',
		officer(async (asked, transaction) => {
			const [one, two] = [
				await report(asked, transaction, { mode: 'street-light.out', x: 311_035, y: 6_265_005 }),
				await report(asked, transaction, { mode: 'street-light.out', x: 311_070, y: 6_265_005 }),
			];
			const geometry = { type: 'Point', coordinates: Object.values(await lonLat(transaction, 311_050, 6_265_005)) };
			const replaced = await edit(asked, { kind: 'replace', asset: 'SL-101', attributes: { lamp_type: 'LED' } });
			await follow(transaction, replaced.body.change);
			const fresh = replaced.body.assets[0]?.reference ?? '';
			expect(
				await rows(transaction, `select fault.code, asset.reference, asset.key from fault join asset on asset.id = fault.asset_id where fault.code = '${one}'`),
			).toEqual([{ code: one, reference: fresh, key: 'P1' }]);
			const merged = await edit(asked, { kind: 'merge', assets: [fresh, 'SL-102'], geometry });
			expect(merged.status, JSON.stringify(merged.body)).toBe(200);
			await follow(transaction, merged.body.change);
			expect(
				await rows(transaction, `select code, state, merged_into is not null as gone from fault where code in ('${one}', '${two}') order by state desc`),
			).toEqual([
				{ code: expect.any(String), state: 'reported', gone: false },
				{ code: expect.any(String), state: 'merged', gone: true },
			]);
			const open = await rows(transaction, "select reference from fault join asset on asset.id = asset_id where open and family = 'no-light'");
			expect(open).toEqual([{ reference: merged.body.assets[0]?.reference }]);
		}),
	);

	it(
		'nowhere when nothing took the place: somebody must look',
		officer(async (asked, transaction) => {
			const code = await report(asked, transaction, { mode: 'street-light.out', x: 311_140, y: 6_265_005 });
			const gone = await edit(asked, { kind: 'retire', asset: 'SL-104' });
			await follow(transaction, gone.body.change);
			expect(await rows(transaction, `select reference, status, needs_look from fault join asset on asset.id = asset_id where fault.code = '${code}'`)).toEqual(
				[{ reference: 'SL-104', status: 'retired', needs_look: true }],
			);
		}),
	);
});
