import { describe, expect, test } from 'vitest';
import { chooseRenewals, presentValue, renewalBound, worstFirst } from '../../../server/maths/renewal.ts';
import { renewalSites } from '../../../server/maths/renewal-groups.ts';
import vectors from '../../../server/maths/vectors/renewal_knapsack.json' with { type: 'json' };

const pipes = vectors.items.map((it) => ({ id: it.id, cost: it.cost_kR, benefit: it.risk_reduction_kR_per_yr, ward: String(it.ward) }));
const budget = vectors.budget_kR;

describe('renewal for a budget', () => {
	test('takes the best set of all, which no set can pass by more than the bound says; worst first takes less', () => {
		const choice = chooseRenewals(pipes, { budget });
		expect(choice.ids).toEqual(vectors.optimal.ids);
		expect(choice.benefit).toBeCloseTo(vectors.optimal.value, 6);
		expect(choice.bound).toBeCloseTo(vectors.lp_bound, 6);
		expect(choice.cost).toBeLessThanOrEqual(budget);
		expect(worstFirst(pipes, budget).benefit).toBeCloseTo(vectors.worst_first.value, 6);
	});

	test('is the best with a floor for every ward too, and every ward has its share', () => {
		const wardFloor = 0.08 * budget;
		const choice = chooseRenewals(pipes, { budget, wardFloor });
		expect(choice.benefit).toBeCloseTo(Number(/= ([\d.]+)/.exec(vectors.ward_floor_8pct.glpk)?.[1]), 6);
		for (const ward of new Set(pipes.map((it) => it.ward))) {
			const own = pipes.filter((it) => it.ward === ward && choice.ids.includes(it.id));
			expect(own.reduce((sum, it) => sum + it.cost, 0)).toBeGreaterThanOrEqual(wardFloor);
		}
	});

	test('is within one in a hundred of the best for every budget, and never above it', () => {
		for (const [money = 0, best = 0] of vectors.frontier_budget_value) {
			const { benefit, bound } = chooseRenewals(pipes, { budget: money });
			expect(benefit).toBeGreaterThanOrEqual(0.99 * best);
			expect(benefit).toBeLessThanOrEqual(best + 1e-6);
			expect(bound).toBeGreaterThanOrEqual(best - 1e-6);
		}
		expect(renewalBound(pipes, 1e9)).toBeCloseTo(
			pipes.reduce((sum, it) => sum + it.benefit, 0),
			6,
		);
		expect(presentValue(10, { years: 20, discount: 0 })).toBe(200);
		expect(presentValue(10, { years: 2, discount: 0.1 })).toBeCloseTo(10 / 1.1 + 10 / 1.21, 12);
	});
});

describe('work sites', () => {
	const street = [9, 8, 1, 7, 6].map((benefit, id) => ({ id, cost: 10, benefit }));
	const touching = street.map((_, i) => [i - 1, i + 1].filter((it) => it >= 0 && it < street.length));

	test('pay once for setting up, and take in a neighbour only where it is worth it', () => {
		const sites = renewalSites(street, { touching, mobilisation: 20 });
		expect(sites.map((it) => it.members)).toEqual([[0, 1], [3, 4], [2]]);
		expect(sites.map((it) => [it.cost, it.benefit])).toEqual([
			[40, 17],
			[40, 13],
			[30, 1],
		]);
		expect(renewalSites(street, { touching, mobilisation: 20, mostCost: 30 }).map((it) => it.members)).toEqual([[0], [1], [3], [4], [2]]);
	});

	test('are fewer for the same money than candidates chosen one by one, and take away more', () => {
		const sites = renewalSites(street, { touching, mobilisation: 20 });
		const together = chooseRenewals(sites, { budget: 80 });
		const alone = chooseRenewals(
			street.map((it) => ({ ...it, cost: it.cost + 20 })),
			{ budget: 80 },
		);
		expect(together.benefit).toBe(30);
		expect(alone.benefit).toBe(17);
	});
});
