import type { Knex } from 'knex';
import { afterAll, describe, expect, it } from 'vitest';
import { runLength } from '../../../server/maths/cusum.ts';
import { priorOf, proposeWork, watchOf } from '../../../server/work/propose/find.ts';
import { db } from '../../support/database.ts';
import { type Body, site } from '../assets/care.ts';

afterAll(() => db.destroy());

const now = new Date('2026-11-29T08:00:00Z');
const daysAgo = (days: number): string => new Date(now.getTime() - days * 86_400_000).toISOString();

interface Planted {
	asset: string;
	days: number;
	family?: string;
	state?: string;
	reopened?: number;
}

/** A fault of so many days ago on an asset. */
const plant = ({ asset, days, family = 'no-light', state = 'closed', reopened = 0 }: Planted, to: Knex): Promise<unknown> =>
	to.raw(
		`insert into fault (failure_mode, family, state, asset_id, class, geom, public_geom, department_id, first_report_at, last_report_at, reopened)
		 select 'street-light.out', :family, :state, asset.id, asset.class, spot.p, spot.p, (select min(department.id) from department), :at, :at, :reopened
		 from asset, (select st_setsrid(st_makepoint(18.96, -33.73), 4326) as p) as spot where asset.reference = :asset`,
		{ asset, family, state, at: daysAgo(days), reopened },
	);

describe('the register proposes work', () => {
	it(
		'for what keeps failing, does not stay mended, is broken in numbers or poor and critical; once, and not for what is usual',
		site(async (here) => {
			const pipe = (await here.db.raw("select reference from asset where class = (select number from asset_class where code = 'water-pipes')")).rows[0]
				.reference;
			for (const days of [20, 90, 200]) await plant({ asset: pipe, days, family: 'water-supply' }, here.db);
			await plant({ asset: 'SL-102', days: 10, reopened: 2 }, here.db);
			await plant({ asset: 'SL-111', days: 400, reopened: 5 }, here.db);
			for (const number of [104, 105, 106, 107, 108]) await plant({ asset: `SL-${number}`, days: 3, state: 'reported' }, here.db);
			await here.db.raw('update asset set condition_grade = 5, criticality = 4 where reference = ?', [pipe]);

			expect(await proposeWork(here.db, now)).toBeGreaterThanOrEqual(9);
			expect(await proposeWork(here.db, now)).toBe(0);
			const engineer = await here.as('engineer');
			const list = async (more = ''): Promise<Body[]> => (await engineer('GET', `/api/desk/work-proposals?limit=200${more}`)).body.proposals;
			const proposed = await list();
			expect(proposed.map((it) => [it.trigger, it.asset?.reference ?? it.zone]).toSorted()).toEqual([
				['lamp-reopened', 'SL-102'],
				['pipe-breaks', pipe],
				['poor-and-critical', pipe],
				['relamp', 'F1'],
			]);
			expect(proposed.find((it) => it.trigger === 'pipe-breaks')).toMatchObject({ why: { faults: 3, days: 365 }, orderKind: 'renewal', beside: 2 });
			expect(proposed.find((it) => it.trigger === 'relamp')).toMatchObject({ why: { broken: 5, of: 12 } });

			// Accepted: an order for all that is broken on the circuit. Put away: quiet, and taken back by one step.
			const of = (trigger: string): Body => proposed.find((it) => it.trigger === trigger);
			const act = (trigger: string, what: string) => engineer('POST', `/api/desk/work-proposals/${of(trigger).code}/${what}`, {});
			const accepted = await act('relamp', 'accept');
			expect(accepted.body.proposal, JSON.stringify(accepted.body)).toMatchObject({ state: 'accepted' });
			const { order } = (await engineer('GET', `/api/desk/work-orders/${accepted.body.proposal.order}`)).body;
			expect(order).toMatchObject({ kind: 'preventive', items: 5 });
			expect((await act('relamp', 'accept')).body.code).toBe('wrong-state');
			await act('lamp-reopened', 'dismiss');
			await here.db.raw('update work_trigger set ran_at = null');
			await proposeWork(here.db, new Date(now.getTime() + 86_400_000));
			expect((await list()).map((it) => it.trigger).toSorted()).toEqual(['pipe-breaks', 'poor-and-critical']);
			expect((await act('lamp-reopened', 'restore')).body.proposal.state).toBe('open');
			expect((await (await here.as('crew'))('GET', '/api/desk/work-proposals')).status).toBe(403);

			// What holds no more has passed.
			await here.db.raw("update fault set state = 'rejected' where family = 'water-supply'; update work_trigger set ran_at = null");
			await proposeWork(here.db, now);
			expect((await list('&state=passed')).map((it) => it.trigger)).toEqual(['pipe-breaks']);
		}),
	);

	it(
		'for an asset that fails more often than its like and its own past, and for a circuit whose faults are on the rise',
		site(async (here) => {
			const lamps = Array.from({ length: 12 }, (_, i) => `SL-${100 + i}`);
			const faults: Planted[] = [
				...lamps.flatMap((asset, i) => [500, 1200, 2000].map((days) => ({ asset, days: days + i, family: 'light-by-day' }))),
				...[5, 20, 40, 60, 90, 120, 150].map((days) => ({ asset: 'SL-109', days, family: 'light-by-day' })),
				// About a fault a week on the circuit for a year, then three in every week.
				...Array.from({ length: 26 }, (_, i) => 371 + 14 * i).flatMap((days) =>
					[1, 4].map((more) => ({ asset: 'SL-101', days: days + more, family: 'other' })),
				),
				...Array.from({ length: 8 }, (_, i) => 7 * i).flatMap((days) => [1, 3, 5].map((day) => ({ asset: `SL-10${day}`, days: days + day, family: 'other' }))),
			];
			for (const fault of faults) await plant(fault, here.db);
			await proposeWork(here.db, now);
			const { rows } = await here.db.raw(
				"select trigger, work_proposal.zone, asset.reference, why from work_proposal left join asset on asset.id = asset_id where state = 'open'",
			);
			const unusual = rows.filter((it: Body) => it.trigger === 'lamp-unusual').map((it: Body) => it.reference);
			expect(unusual).toContain('SL-109');
			expect(unusual).not.toContain('SL-108');
			expect(rows.find((it: Body) => it.trigger === 'circuit-rising')).toMatchObject({ zone: 'F1', why: { falseWeeks: 2000 } });
		}),
	);

	it('watches with false alarms as far apart as is said, and takes the cohort for what it is', () => {
		for (const usual of [0.5, 1, 2, 3.5]) {
			const watch = watchOf(usual, 2000);
			expect(runLength(watch, usual, 4), `${usual}`).toBeGreaterThanOrEqual(2000);
			expect(runLength(watch, 2 * usual, 4), `${usual}`).toBeLessThan(60);
		}
		// Ten assets of ten years: all alike, or one that has all failures.
		const cohort = { assets: 10, exposure: 100, exposure2: 1000 };
		expect(priorOf({ ...cohort, failures: 20, failures2: 40, both: 200 })).toEqual({ shape: 100, rate: 500 });
		const odd = priorOf({ ...cohort, failures: 20, failures2: 400, both: 200 });
		expect(odd?.shape).toBeCloseTo((0.04 * 1000) / (400 - 80 + 40 - 20), 9);
		expect(priorOf({ ...cohort, failures: 0, failures2: 0, both: 0 })).toBeUndefined();
	});
});
