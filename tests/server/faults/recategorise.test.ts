import { afterAll, expect, it } from 'vitest';
import { addPerson } from '../../../server/auth/index.ts';
import type { DeskFault } from '../../../server/faults/contract.ts';
import { db, undone } from '../../support/database.ts';
import { serving } from '../../support/server.ts';
import { lonLat } from '../../support/town.ts';

afterAll(() => db.destroy());

it(
	'a fault becomes another trouble: on its asset where that can have it, with its first clock and the new service’s standard, and comes back exactly',
	undone(async (transaction) => {
		const asked = await serving(transaction);
		const report = async (mode: string, along: number, asset?: string): Promise<string> => {
			const pin = asset ? { method: 'asset-click', asset } : { method: 'map-click', zoom: 19 };
			return (await asked.ask<{ fault: string }>('POST', '/api/reports', { mode, ...(await lonLat(transaction, 311000 + along, 6265005)), ...pin })).body.fault;
		};
		const lamp = await report('street-light.out', 35, 'SL-101');
		const become = (code: string, mode: string, more = {}) =>
			asked.ask<{ fault: DeskFault; errors?: { path: string }[] }>('POST', `/api/desk/faults/${code}/recategorise`, { mode, ...more });
		expect((await become(lamp, 'street-light.pole-down')).status).toBe(401);
		await addPerson(transaction, { email: 'e@example.org', name: 'Engela', password: 'a-good-password', language: 'en', roles: [{ role: 'engineer' }] });
		await asked.ask('POST', '/api/session', { email: 'e@example.org', password: 'a-good-password' });
		const row = () => transaction('fault').where({ code: lamp }).first();
		const found = await row();

		expect((await become(lamp, 'street-light.nothing')).body.errors?.[0]?.path).toBe('mode');
		expect((await become(lamp, 'street-light.out')).status).toBe(400);
		expect((await become(lamp, 'street-light.pole-down', { version: 99 })).status).toBe(409);

		const pole = (await become(lamp, 'street-light.pole-down')).body.fault;
		expect(pole).toMatchObject({ mode: 'street-light.pole-down', asset: { reference: 'SL-101' }, department: 'electricity' });
		const fallen = await row();
		expect(fallen.clock_from).toEqual(found.first_report_at);
		expect(fallen.due_at.getTime()).toBeLessThan(found.due_at.getTime());
		expect(fallen.delay_per_day).toBeGreaterThan(found.delay_per_day);

		// A lamp cannot leak: it hangs on nothing, which is enough for a leak in the street, and it is the water department's.
		const leak = (await become(lamp, 'water-pipe.leak')).body.fault;
		expect(leak).toMatchObject({ class: 'water-pipes', asset: null, needsLook: false, department: 'water', confirmed: false });
		expect(await transaction('map_fault').where({ fault_id: found.id }).first('failure_mode')).toEqual({ failure_mode: 'water-pipe.leak' });
		const told = await transaction('event').where({ fault_id: found.id, kind: 'fault.recategorised' }).orderBy('id', 'desc').first('details');
		expect(told.details).toMatchObject({ from: 'street-light.pole-down', to: 'water-pipe.leak', unlinked: 'SL-101', routed: { department: 'water' } });

		// Of a house nobody may see the place.
		await become(lamp, 'service-connection.no-power');
		const [place] = (await transaction.raw('select st_distance(public_geom_3857, geom_3857) as away, code from fault where code = ?', [lamp])).rows;
		expect(
			(await asked.ask<{ faults: { code: string; street: string | null }[] }>('GET', '/api/faults?mode=service-connection.no-power')).body.faults,
		).toMatchObject([{ code: lamp, street: null }]);
		expect(place.away).toBeGreaterThan(1);

		for (const mode of ['water-pipe.leak', 'street-light.pole-down', 'street-light.out']) {
			const { status, body } = await asked.ask<{ fault: DeskFault }>('POST', `/api/desk/faults/${lamp}/undo`, {});
			expect(status, JSON.stringify(body)).toBe(200);
			expect(body.fault.mode).toBe(mode);
		}
		const { version: _v, changed_at: _c, ...back } = await row();
		const { version: _w, changed_at: _d, ...was } = found;
		// Its clocks are wound for the first time by the change.
		const unwound = { clock_from: 0, ladder_at: 0, escalate_at: 0 };
		expect({ ...back, ...unwound }).toEqual({ ...was, ...unwound });
		await asked.close();
	}),
);

it(
	'what was merged into a fault that is merged itself by now is parted in turn, so that no report is counted twice',
	undone(async (transaction) => {
		const asked = await serving(transaction);
		const codes: string[] = [];
		for (const along of [0, 105, 210]) {
			const at = await lonLat(transaction, 311000 + along, 6265005);
			const asset = `SL-${100 + along / 35}`;
			codes.push((await asked.ask<{ fault: string }>('POST', '/api/reports', { mode: 'street-light.out', ...at, method: 'asset-click', asset })).body.fault);
		}
		const [one, two, three] = codes;
		const counts = async () => (await transaction('fault').whereIn('code', codes).orderBy('id').select('reports')).map(({ reports }) => reports);
		await addPerson(transaction, { email: 'e@example.org', name: 'Engela', password: 'a-good-password', language: 'en', roles: [{ role: 'engineer' }] });
		await asked.ask('POST', '/api/session', { email: 'e@example.org', password: 'a-good-password' });
		const does = async (code: string | undefined, what: string, body = {}) => (await asked.ask('POST', `/api/desk/faults/${code}/${what}`, body)).status;
		expect(await does(one, 'merge', { into: two })).toBe(200);
		expect(await does(two, 'merge', { into: three })).toBe(200);
		expect(await counts()).toEqual([1, 2, 3]);
		expect(await does(one, 'unmerge')).toBe(409);
		expect(await counts()).toEqual([1, 2, 3]);
		expect(await does(two, 'unmerge')).toBe(200);
		expect(await does(one, 'unmerge')).toBe(200);
		expect(await counts()).toEqual([1, 1, 1]);
		await asked.close();
	}),
);
