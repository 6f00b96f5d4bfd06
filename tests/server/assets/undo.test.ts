import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Edited } from '../../../server/assets/edit/contract.ts';
import type { Database } from '../../../server/platform/db/index.ts';
import { ownDatabase } from '../../support/database.ts';
import { lonLat } from '../../support/town.ts';
import { openRoom, type Room } from './import-room.ts';

vi.setConfig({ testTimeout: 120_000 });
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
/** All that is said of assets, but for when and in how many versions. */
const register = () =>
	rows(`select id, class, key, reference, owner, status, st_astext(geom, 7) as geom, attributes, zone, street, installed_on, in_register_from, retired_on, replaced_by,
	             condition_grade, condition_on, criticality from asset where status <> 'withdrawn' order by id`);
const edit = async (it: object): Promise<Edited> => {
	const { status, body } = await room.ask<Edited>('POST /api/assets/edits', { edit: it });
	expect(status, JSON.stringify(body)).toBe(200);
	return body;
};
const undo = (change: number) => room.ask<{ change: number; restored: number; withdrawn: number }>(`POST /api/register/changes/${change}/undo`, {});

describe('any change by hand', () => {
	test('is taken back to what was before, and once only', async () => {
		const at = await lonLat(database.knex, 311_020, 6_265_010);
		const middle = await lonLat(database.knex, 311_200, 6_265_003);
		const point = { type: 'Point', coordinates: [at.lon, at.lat] };
		const edits = [
			{ kind: 'add', class: 'street-lights', key: 'NEW1', geometry: point },
			{ kind: 'change', asset: 'SL-101', geometry: point, attributes: { watts: 36 }, fields: { criticality: 5 } },
			{ kind: 'retire', asset: 'SL-102' },
			{ kind: 'renumber', asset: 'SL-103', key: 'P103b' },
			{ kind: 'replace', asset: 'SL-104', attributes: { watts: 20 } },
			{ kind: 'same', asset: 'SL-105', as: 'SL-106' },
			{
				kind: 'split',
				asset: (await rows<{ reference: string }>("select reference from asset where key = 'water-pipes-1'"))[0]?.reference,
				at: [[middle.lon, middle.lat]],
			},
			{ kind: 'merge', assets: ['SL-107', 'SL-108'], geometry: point },
		];
		for (const it of edits) {
			const before = await register();
			const { change } = await edit(it);
			expect(await register(), it.kind).not.toEqual(before);
			expect((await undo(change)).status, it.kind).toBe(200);
			expect(await register(), it.kind).toEqual(before);
			expect(await rows(`select count(*)::int from asset_lineage where change_id = ${change} and undone_at is null`)).toEqual([{ count: 0 }]);
			expect((await undo(change)).status, it.kind).toBe(409);
		}
	});

	test('can no longer be taken back once one of its assets was changed; an undo can be undone', async () => {
		const { change: first } = await edit({ kind: 'change', asset: 'SL-109', attributes: { watts: 10 } });
		const { change: second } = await edit({ kind: 'change', asset: 'SL-109', attributes: { watts: 20 } });
		expect(await undo(first)).toMatchObject({ status: 409, body: { code: 'conflict' } });
		const { body: undone } = await undo(second);
		expect(undone).toMatchObject({ restored: 1, withdrawn: 0 });
		expect(await rows("select attributes -> 'watts' as watts from asset where reference = 'SL-109'")).toEqual([{ watts: 10 }]);
		expect((await undo(undone.change)).status).toBe(200);
		expect(await rows("select attributes -> 'watts' as watts from asset where reference = 'SL-109'")).toEqual([{ watts: 20 }]);
		expect((await undo(999_999)).status).toBe(404);
	});
});
