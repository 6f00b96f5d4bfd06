import { describe, expect, it } from 'vitest';
import { expectedFailures } from '../../../server/maths/expected-failures.ts';
import { failureCost, type PlanTerms, type RenewablePipe, renewalPlan, renewalWorth, touching } from '../../../server/maths/renewal-plan.ts';

const terms: PlanTerms = {
	...{ budget: 100_000, roll: 1, horizon: 10, discount: 0.08, growth: 0.02, left: 0.1, pressure: 1 },
	...{ repair: 10_000, damage: 20_000, mobilisation: 5000, wardFloor: 0 },
};
const pipe = (it: Partial<RenewablePipe>): RenewablePipe => ({
	...{ street: 'Main Road', ward: '1', cohort: 'CI 1950', km: 0.1, years: 10, failures: 0, criticality: 3, cost: 40_000, ends: [] },
	...it,
});

describe('a plan of renewals', () => {
	it('counts what no longer fails, year by year, grown and discounted', () => {
		let byHand = 0;
		for (let year = 1; year <= 10; year += 1) byHand += (0.5 * 0.9 * 30_000 * 1.02 ** (year - 1)) / 1.08 ** year;
		expect(renewalWorth(0.5, 3, terms)).toBeCloseTo(byHand, 6);
		expect(renewalWorth(0.5, 3, { ...terms, growth: 0.08 })).toBeCloseTo((10 * 0.5 * 0.9 * 30_000) / 1.08, 6);
		expect(renewalWorth(0.5, 3, { ...terms, pressure: 0.5 })).toBeCloseTo(byHand / 2, 6);
		expect([1, 3, 5].map((grade) => failureCost(grade, terms))).toEqual([15_000, 30_000, 90_000]);
	});

	it('expects of a pipe what its like do, moved by its own past', () => {
		const like = Array.from({ length: 200 }, (_, i) => pipe({ failures: i % 4 === 0 ? 1 : 0 }));
		const bad = pipe({ failures: 8 });
		const other = Array.from({ length: 200 }, () => pipe({ cohort: 'HDPE 2010', failures: 0 }));
		const yearly = expectedFailures([...like, bad, ...other]);
		const [quiet = 0, worst = 0, young = 0] = [yearly[1], yearly[200], yearly[201]];
		expect(worst).toBeGreaterThan(4 * quiet);
		expect(worst).toBeLessThan(0.8);
		expect(quiet).toBeGreaterThan(5 * young);
		// What was expected of all is what all had.
		expect(yearly.reduce((sum, it) => sum + it * 10, 0) / 58).toBeGreaterThan(0.85);
		expect(yearly.reduce((sum, it) => sum + it * 10, 0) / 58).toBeLessThan(1.15);
	});

	it('digs up together what touches on one street, and pays once for setting up', () => {
		const pipes = [
			pipe({ failures: 6, ends: ['a', 'b'] }),
			pipe({ failures: 6, ends: ['b', 'c'] }),
			pipe({ failures: 6, ends: ['b', 'd'], street: 'Side Street' }),
			pipe({ failures: 6, ends: ['x', 'y'] }),
		];
		expect(touching(pipes)).toEqual([[1], [0], [], []]);
		const { sites, bound, first } = renewalPlan(pipes, { ...terms, budget: 85_000 });
		expect(sites.map((it) => [...it.members])).toEqual([[0, 1]]);
		expect(sites[0]?.cost).toBe(85_000);
		expect(first).toBeLessThanOrEqual(bound + 1e-6);
	});

	it('goes on in the next year with what is left, and gives each ward its floor', () => {
		const pipes = [1, 2, 3, 4].map((n) => pipe({ failures: 2 * n, street: `Street ${n}`, ward: n === 1 ? '2' : '1', ends: [`${n}`] }));
		const two = renewalPlan(pipes, { ...terms, budget: 90_000, roll: 2 });
		expect(two.sites.map((it) => [it.members[0], it.year])).toEqual([
			[3, 1],
			[2, 1],
			[1, 2],
			[0, 2],
		]);
		const fair = renewalPlan(pipes, { ...terms, budget: 90_000, wardFloor: 1 });
		expect(fair.sites.some((it) => it.members[0] === 0)).toBe(true);
	});

	it('chooses nothing where nothing ever failed', () => {
		expect(renewalPlan([pipe({}), pipe({})], terms).sites).toEqual([]);
	});
});
