import { classes, hidden, leastPeople } from '../../../maths/privacy.ts';
import { chooseRenewals, ratioFirst, worstFirst } from '../../../maths/renewal.ts';
import { type Grade, riskBand, riskScore } from '../../../maths/risk.ts';
import privacy from '../../../maths/vectors/privacy.json' with { type: 'json' };
import knapsack from '../../../maths/vectors/renewal_knapsack.json' with { type: 'json' };
import risks from '../../../maths/vectors/risk_matrix.json' with { type: 'json' };
import { type Check, type Family, near, relative, same } from '../check.ts';

function chosen(): Check[] {
	const candidates = knapsack.items.map((it) => ({ id: it.id, cost: it.cost_kR, benefit: it.risk_reduction_kR_per_yr, ward: String(it.ward) }));
	const budget = knapsack.budget_kR;
	const best = chooseRenewals(candidates, { budget });
	const [worst, ratio] = [worstFirst(candidates, budget), ratioFirst(candidates, budget)];
	const fair = chooseRenewals(candidates, { budget, wardFloor: 0.08 * budget });
	const frontier = knapsack.frontier_budget_value.filter(([, value]) => (value ?? 0) > 0);
	const reached = frontier.map(([money = 0]) => chooseRenewals(candidates, { budget: money }).benefit);
	return [
		near('optimal.value', [best.benefit], [knapsack.optimal.value], 1e-6),
		same('optimal.ids', best.ids, knapsack.optimal.ids),
		near('lp_bound', [best.bound], [knapsack.lp_bound], 1e-6),
		near('worst_first.value', [worst.benefit], [knapsack.worst_first.value], 1e-6),
		near('greedy_ratio.value', [ratio.benefit], [knapsack.greedy_ratio.value], 1e-6),
		same('greedy_ratio.ids', ratio.ids, knapsack.greedy_ratio.ids),
		near(
			'share_of_optimum',
			[worst.benefit / best.benefit, ratio.benefit / best.benefit],
			[knapsack.worst_first.share_of_optimum, knapsack.greedy_ratio.share_of_optimum],
			1e-9,
		),
		near('ward_floor_8pct', [fair.benefit], [Number(/= ([\d.]+)/.exec(knapsack.ward_floor_8pct.glpk)?.[1])], 1e-6),
		// exchanging is not searching all: for small budgets up to a hundredth is left
		relative(
			'frontier_budget_value',
			reached,
			frontier.map(([, value]) => value),
			0.01,
		),
	];
}

function risk(): Check[] {
	const grades: readonly Grade[] = [1, 2, 3, 4, 5];
	const bands = Object.entries(risks.band).flatMap(([band, range]) => range.split('-').map((score) => [Number(score), band] as const));
	return [
		same(
			'matrix',
			grades.map((likelihood) => grades.map((consequence) => riskScore(likelihood, consequence))),
			risks.matrix,
		),
		same(
			'band',
			bands.map(([score]) => riskBand(score)),
			bands.map(([, band]) => band),
		),
	];
}

function discreet(): Check[] {
	const wards = [...new Set(privacy.cells.map((it) => it.ward))];
	const hiding = wards.flatMap((ward) => [
		...hidden(privacy.cells.filter((it) => it.ward === ward).map(({ cell, reporters }) => ({ cell, people: reporters }))),
	]);
	const told = privacy.k_anonymity_rows.map(({ ward, category, month }, person) => ({ ward: String(ward), category, period: month, person }));
	const groups = classes(told).map((group) => group.length);
	const sizes = classes(told).map((group) => [Number(group[0]?.ward), group[0]?.category, group[0]?.period, group.length].join());
	return [
		same(
			'cells.published',
			hiding.sort(),
			privacy.cells
				.filter((it) => it.published === null)
				.map((it) => it.cell)
				.sort(),
		),
		same(
			'cells.primary',
			privacy.cells.map((it) => it.reporters > 0 && it.reporters < leastPeople),
			privacy.cells.map((it) => it.primary),
		),
		same(
			'min_class, rows_to_generalise',
			[Math.min(...groups), groups.filter((n) => n < leastPeople).reduce((a, b) => a + b, 0)],
			[privacy.min_class, privacy.rows_to_generalise],
		),
		same('equivalence_classes', sizes.sort(), privacy.equivalence_classes.map(({ key, n }) => [...key, n].join()).sort()),
	];
}

export const renewal: Family = { id: 'renewal', vectors: ['renewal_knapsack.json'], oracle: knapsack.meta.oracle, checks: chosen };
export const riskMatrix: Family = { id: 'risk', vectors: ['risk_matrix.json'], oracle: 'ISO 31000', checks: risk };
export const privacyFamily: Family = { id: 'privacy', vectors: ['privacy.json'], oracle: 'Direct counting', checks: discreet };
