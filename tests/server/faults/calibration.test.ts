import type { Knex } from 'knex';
import { afterAll, describe, expect, it } from 'vitest';
import { addPerson } from '../../../server/auth/index.ts';
import { calibrate, learnSnapping } from '../../../server/faults/calibration/calibrate.ts';
import type { Calibration } from '../../../server/faults/calibration/contract.ts';
import { sight, snap } from '../../../server/faults/index.ts';
import { kept } from '../../../server/faults/sight.ts';
import { random } from '../../../server/maths/random.ts';
import { type Context, loadTown } from '../../../server/municipality/index.ts';
import { all, sql } from '../../../server/platform/sql.ts';
import { db, undone } from '../../support/database.ts';
import { type Asked, serving } from '../../support/server.ts';
import { lonLat } from '../../support/town.ts';

afterAll(() => db.destroy());

const now = new Date();
const contextOf = async (transaction: Knex): Promise<Context> =>
	({ db: transaction, town: await loadTown(transaction), actor: { personId: null, may: () => true }, now }) as unknown as Context;

/** Confirmed links whose pins lie twice as far out as their phones said: each weighed as it came, its fault mended since. */
async function confirmed(transaction: Knex, links: number): Promise<void> {
	const context = await contextOf(transaction);
	const stream = random('confirmed');
	const lamps = await all<{ id: number; reference: string }>(transaction, sql`select id, reference from asset where reference like 'SL-%' order by id`);
	const department = context.town.departments[0]?.id;
	for (let i = 0; i < links; i++) {
		const n = Math.floor(stream.next() * lamps.length);
		const at = await lonLat(transaction, 311000 + n * 35 + stream.normal(0, 13), 6265005 + stream.normal(0, 13));
		const pin = { ...at, method: 'gnss', accuracy: 6, system: 'android' } as const;
		const snapped = await snap(context, 'street-light.out', pin);
		await all(
			transaction,
			sql`with gone as (
				insert into fault (failure_mode, family, state, class, geom, public_geom, department_id, first_report_at, last_report_at, fixed_at, closed_at)
				values ('street-light.out', ${snapped.mode.family}, 'closed', 1, st_setsrid(st_makepoint(${at.lon}::float8, ${at.lat}::float8), 4326),
				        st_setsrid(st_makepoint(${at.lon}::float8, ${at.lat}::float8), 4326), ${department}::bigint, now(), now(), now(), now()) returning id),
			pin as (
				insert into sighting (fault_id, failure_mode, geom, method, accuracy_m, system, sigma_m, candidates, p_none, model)
				select gone.id, 'street-light.out', st_setsrid(st_makepoint(${at.lon}::float8, ${at.lat}::float8), 4326), 'gnss', 6, 'android', ${snapped.sigma}::real,
				       ${JSON.stringify(kept(snapped))}::jsonb, ${snapped.none}::real, 'posterior-1' from gone returning id, fault_id)
			insert into confirmation (fault_id, sighting_id, asset_id, at)
			select pin.fault_id, pin.id, ${lamps[n]?.id}::bigint, now() - interval '1 day' + ${i}::int * interval '1 minute' from pin`,
		);
	}
}

interface Room {
	transaction: Knex;
	asked: Asked;
	read: () => Promise<Calibration>;
}

const inRoom = (role: 'gis-officer' | 'engineer', test: (room: Room) => Promise<void>) =>
	undone(async (transaction) => {
		const asked = await serving(transaction);
		await addPerson(transaction, { email: 'g@example.org', name: 'Gift', password: 'a-good-password', language: 'en', roles: [{ role }] });
		await asked.ask('POST', '/api/session', { email: 'g@example.org', password: 'a-good-password' });
		await test({ transaction, asked, read: async () => (await asked.ask<Calibration>('GET', '/api/desk/calibration')).body });
		await asked.close();
	});

describe('the calibration of snapping', () => {
	it(
		'stays as it is shipped while little is confirmed, says so, and is the business of who looks after the register',
		inRoom('gis-officer', async ({ transaction, asked, read }) => {
			await confirmed(transaction, 5);
			expect(await read()).toMatchObject({ live: 0, confirmed: 5, fewest: 100, versions: [], running: false, overall: { n: 5 } });
			expect((await asked.ask('POST', '/api/desk/calibration/learn', {})).status).toBe(409);
			expect(await calibrate(transaction, { town: await loadTown(transaction), now, personId: null })).toBeNull();
		}),
	);

	it(
		'is nothing that an engineer changes',
		inRoom('engineer', async ({ asked }) => {
			expect((await asked.ask('GET', '/api/desk/calibration')).status).toBe(403);
			expect((await asked.ask('POST', '/api/desk/calibration/live', { version: 0, was: 0 })).status).toBe(403);
		}),
	);

	it(
		'learns from confirmed links how far pins truly miss, is compared on links it has not seen, goes live by hand and comes back exactly',
		inRoom('gis-officer', async ({ transaction, asked, read }) => {
			await confirmed(transaction, 240);
			const before = await read();
			expect(before.overall).toMatchObject({ n: 240 });
			expect(before.bins.reduce((sum, { n }) => sum + n, 0)).toBe(240);
			expect(before.classes).toMatchObject([{ class: 'street-lights', right: { n: 240 } }]);

			expect((await asked.ask('POST', '/api/desk/calibration/learn', {})).body).toEqual({ running: true });
			expect((await read()).running).toBe(true);
			await learnSnapping(transaction, now);
			const { versions, running, live } = await read();
			expect({ running, live, versions: versions.map(({ version }) => version) }).toEqual({ running: false, live: 0, versions: [1] });
			expect(versions[0], JSON.stringify(versions[0])).toMatchObject({ links: 240, against: 0, by: null, verdict: 'better', worse: [] });
			expect(versions[0]?.after.error).toBeLessThan(versions[0]?.before.error ?? 0);
			const learnt = versions[0]?.methods.find(({ method }) => method === 'gnss');
			expect(learnt?.n).toBe(144);
			expect(learnt?.spread).toBeGreaterThan(1.4);
			expect(learnt?.quantile).not.toBeNull();

			// The same links make no second version, and not before the month is over.
			expect(await calibrate(transaction, { town: await loadTown(transaction), now, personId: null })).toBeNull();
			await learnSnapping(transaction, now);
			expect(await transaction('calibration_version')).toHaveLength(1);

			const pin = { ...(await lonLat(transaction, 311040, 6265009)), method: 'gnss', accuracy: 6, system: 'android' } as const;
			const shipped = await snap(await contextOf(transaction), 'street-light.out', pin);
			expect((await asked.ask('POST', '/api/desk/calibration/live', { version: 1, was: 0 })).status).toBe(200);
			expect((await asked.ask('POST', '/api/desk/calibration/live', { version: 0, was: 0 })).status).toBe(409);
			expect((await asked.ask('POST', '/api/desk/calibration/live', { version: 7, was: 1 })).status).toBe(404);
			const live1 = await snap(await contextOf(transaction), 'street-light.out', pin);
			expect(live1.sigma).toBeCloseTo(shipped.sigma * (learnt?.spread ?? 0), 6);
			expect(live1.candidates[0]?.p).toBeLessThan(shipped.candidates[0]?.p ?? 0);
			const { sightingId } = await sight(await contextOf(transaction), { ...pin, mode: 'street-light.out', emergency: false, at: now });
			expect(await transaction('sighting').where({ id: sightingId }).first('calibration')).toEqual({ calibration: 1 });

			expect((await asked.ask('POST', '/api/desk/calibration/live', { version: 0, was: 1 })).status).toBe(200);
			const back = await snap(await contextOf(transaction), 'street-light.flickering', pin);
			expect(back.sigma).toBe(shipped.sigma);
			expect((await read()).history.map(({ version, by }) => [version, by])).toEqual([
				[0, 'Gift'],
				[1, 'Gift'],
			]);

			// By itself only where that was said, and only what is no worse.
			expect((await asked.ask('PUT', '/api/desk/calibration/setting', { byItself: true })).body).toEqual({ byItself: true });
			await confirmed(transaction, 1);
			await calibrate(transaction, { town: await loadTown(transaction), now, personId: null });
			const later = await read();
			expect(later.versions).toHaveLength(2);
			expect(later.live).toBe(later.versions[0]?.verdict === 'worse' ? 0 : 2);
		}),
	);
});
