import { describe, expect, test } from 'vitest';
import type { Cause, CauseBrief } from '../../../../server/faults/causes/contract.ts';
import { buildNetworks } from '../../../../server/network/build.ts';
import { enter } from '../../network/ladder.ts';
import { inStreet, type Street } from './street.ts';

/** Ten pipes of 60 m in a row that fall to the west by 0.3 m each, with manholes of 1.5 m between them, and a pump station at the lower end. */
async function laySewer({ db }: Street, levels = true): Promise<void> {
	const at = (n: number): readonly [number, number] => [60 * n, -300];
	// With a bend, where somebody who means the pipe points.
	const pipe = (n: number) => [at(n), [60 * n - 30, -301] as const, at(n - 1)];
	for (let n = 0; n <= 10; n++) {
		await enter(db, 'manholes', { key: `M${n}`, point: at(n), attributes: levels ? { depth: 1.5 } : {} });
		if (n > 0) await enter(db, 'sewer-pipes', { key: `S${n}`, line: pipe(n), attributes: levels ? { slope: 0.5 } : {} });
	}
	await enter(db, 'pump-stations', { key: 'LIFT', point: [-8, -295], attributes: { pumps: 'sewage' } });
	await enter(db, 'pump-stations', { key: 'BOOSTER', point: [-4, -295], attributes: { pumps: 'water' } });
	await buildNetworks(db, ['sewer']);
}

/** Houses of the street, each with its number and how far east it stands, ten metres beside the sewer. */
async function build({ db }: Street, ...houses: readonly (readonly [number: number, east: number])[]): Promise<void> {
	for (const [number, east] of houses)
		await db.raw(
			`insert into place (kind, name, number, geom)
			 values ('address', ?, ?::int, st_transform(st_setsrid(st_makepoint(311000 + ?::int, 6265200 - 310), 32734), 4326))`,
			[`Kerkstraat ${number}`, number, east],
		);
}

async function tell({ report, settle }: Street, ...troubles: readonly (readonly [mode: string, asset: string])[]): Promise<void> {
	for (const [mode, asset] of troubles) await report(mode, asset);
	await settle();
}

const suggested = async ({ ask }: Street): Promise<CauseBrief[]> => (await ask<{ causes: CauseBrief[] }>('GET', '/api/desk/causes')).body.causes;
const read = async ({ ask }: Street, id = 0): Promise<Cause> => (await ask<{ cause: Cause }>('GET', `/api/desk/causes/${id}`)).body.cause;

const [overflow, blocked] = ['manhole.overflow', 'sewer-pipe.blocked'];

describe('what stands full in a sewer', () => {
	test(
		'points at the pipe below it, as far as it can have backed up, and at the manholes between which it is; accepted, it is one fault',
		inStreet(async (street) => {
			await laySewer(street);
			await build(street, [5, 250], [7, 290], [9, 900]);
			await tell(street, [overflow, 'M3'], [blocked, 'S5']);
			expect(await suggested(street)).toEqual([]);
			await tell(street, [blocked, 'S4'], [overflow, 'M7']);
			const [brief, ...more] = await suggested(street);
			expect(more).toEqual([]);
			// The floor of M8 lies 1.8 m above the lower end of S3, as high as the lid of M3, through which it runs out.
			expect(brief).toMatchObject({ utility: 'sewer', device: { reference: 'S3', kind: 'pipe' }, affected: 10, reported: 4, hours: 48 });
			expect(brief?.common).toBeGreaterThan(0.95);
			const cause = await read(street, brief?.id);
			expect(cause).toMatchObject({ between: { full: { reference: 'M3' }, clear: { reference: 'M2' } }, unlevelled: 0 });
			expect(cause.streets).toEqual([{ street: 'Kerkstraat', reports: 4, houses: { count: 2, from: 5, to: 7 } }]);
			const accepted = await street.ask<{ cause: Cause }>('POST', `/api/desk/causes/${cause.id}/accept`, { version: cause.version });
			expect(accepted.status).toBe(200);
			const master = await street.db('fault').where({ code: accepted.body.cause.fault }).first();
			expect(master).toMatchObject({ failure_mode: 'sewer-pipe.blocked', reports: 0 });
			expect(await street.db('fault').where({ parent_id: master.id }).count()).toEqual([{ count: 4 }]);
			await street.settle();
			expect(await suggested(street)).toEqual([]);
			await tell(street, [overflow, 'M5']);
			expect(await street.db('fault').where({ parent_id: master.id }).count()).toEqual([{ count: 5 }]);
		}),
	);

	test(
		'points at the pump station where all that lies low is full and it is known to run over; where the register has no levels it says so',
		inStreet(async (street) => {
			await laySewer(street, false);
			await tell(street, [overflow, 'M1'], [blocked, 'S1']);
			await street.db.raw(`
				insert into fault (failure_mode, family, class, asset_id, geom, public_geom, department_id, first_report_at, last_report_at, state)
				select 'pump-station.sewage-overflow', 'sewage', asset.class, asset.id, asset.geom, asset.geom, department.id, now(), now(), 'confirmed'
				from asset, department where asset.reference = 'LIFT' and department.code = 'sewer'`);
			expect(await suggested(street)).toEqual([]);
			await tell(street, [overflow, 'M0']);
			const [brief] = await suggested(street);
			expect(brief).toMatchObject({ device: { reference: 'LIFT', kind: 'station' }, reported: 3 });
			const cause = await read(street, brief?.id);
			expect(cause.unlevelled).toBe(cause.affected);
			expect(cause.between.clear).toBeNull();
			const { body } = await street.ask<{ cause: Cause }>('POST', `/api/desk/causes/${cause.id}/accept`, { version: cause.version });
			expect((await street.db('fault').where({ code: body.cause.fault }).first()).failure_mode).toBe('pump-station.sewage-overflow');
		}),
	);
});

describe('inlets that flood', () => {
	test(
		'point at the drain below them, but not where a storm was announced',
		inStreet(async (street) => {
			const { db } = street;
			for (let n = 0; n < 8; n++) {
				await enter(db, 'stormwater-pipes', {
					key: `D${n}`,
					line: [
						[30 * n, -500],
						[30 * n - 30, -500],
					],
				});
				await enter(db, 'stormwater-inlets', { key: `I${n}`, point: [30 * n - 10, -498] });
			}
			await buildNetworks(db, ['stormwater']);
			const flood = (...inlets: number[]) => tell(street, ...inlets.map((n) => ['road.flooded', `I${n}`] as const));
			await flood(2, 3, 4);
			await tell(street, ['stormwater-inlet.blocked', 'I5']);
			const [brief] = await suggested(street);
			expect(brief).toMatchObject({ utility: 'stormwater', device: { reference: 'D2', kind: 'pipe' }, reported: 4, class: 'stormwater-inlets' });
			await db.raw(`
				insert into notice (kind, state, title, themes, area, starts_at, ends_at)
				values ('outage', 'published', '{"en": "Storm"}', '{}', st_multi(st_makeenvelope(18.9, -33.8, 19.0, -33.7, 4326)), now() - interval '2 hours', now() + interval '1 hour')`);
			await flood(6);
			expect(await suggested(street)).toEqual([]);
		}),
	);
});
