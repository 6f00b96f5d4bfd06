import { networkKernel } from '../../../maths/network-kernel.ts';
import { classes, hidden } from '../../../maths/privacy.ts';
import { chooseRenewals, worstFirst } from '../../../maths/renewal.ts';
import { type Grade, riskBand, riskScore } from '../../../maths/risk.ts';
import network from '../../../maths/vectors/network_kde.json' with { type: 'json' };
import privacy from '../../../maths/vectors/privacy.json' with { type: 'json' };
import knapsack from '../../../maths/vectors/renewal_knapsack.json' with { type: 'json' };
import risks from '../../../maths/vectors/risk_matrix.json' with { type: 'json' };
import { type Check, type Family, near, relative, same } from '../check.ts';

function chosen(): Check[] {
	const candidates = knapsack.items.map((it) => ({ id: it.id, cost: it.cost_kR, benefit: it.risk_reduction_kR_per_yr, ward: String(it.ward) }));
	const budget = knapsack.budget_kR;
	const best = chooseRenewals(candidates, { budget });
	const fair = chooseRenewals(candidates, { budget, wardFloor: 0.08 * budget });
	const frontier = knapsack.frontier_budget_value.filter(([, value]) => (value ?? 0) > 0);
	const reached = frontier.map(([money = 0]) => chooseRenewals(candidates, { budget: money }).benefit);
	return [
		near('optimal.value', [best.benefit], [knapsack.optimal.value], 1e-6),
		same('optimal.ids', best.ids, knapsack.optimal.ids),
		near('lp_bound', [best.bound], [knapsack.lp_bound], 1e-6),
		near('worst_first.value', [worstFirst(candidates, budget).benefit], [knapsack.worst_first.value], 1e-6),
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

const vertex = (i: number) => [network.vertices[i]?.[0] ?? Number.NaN, network.vertices[i]?.[1] ?? Number.NaN] as const;

function along(): Check[] {
	const stretches = network.edges_0based.map(([from = 0, to = 0]) => ({
		from,
		to,
		length: Math.hypot(vertex(from)[0] - vertex(to)[0], vertex(from)[1] - vertex(to)[1]),
	}));
	const spot = ({ x, y }: { x: number; y: number }) => {
		const found = stretches.flatMap(({ from, to, length }, stretch) => {
			const [a, b] = [vertex(from), vertex(to)];
			const at = ((x - a[0]) * (b[0] - a[0]) + (y - a[1]) * (b[1] - a[1])) / length;
			const off = Math.hypot(x - a[0] - (at * (b[0] - a[0])) / length, y - a[1] - (at * (b[1] - a[1])) / length);
			return off < 1e-9 && at >= 0 && at <= length ? [{ stretch, at }] : [];
		});
		return found[0] ?? { stretch: -1, at: 0 };
	};
	const density = networkKernel(stretches, network.points.map(spot), network.epanechnikov_halfwidth);
	// at a junction the value depends on from where it is looked at, and the vector leaves it out
	const told = network.equal_split_discontinuous_exact.flatMap((value, i) => (value === null ? [] : [{ value, query: network.query[i] ?? { x: 0, y: 0 } }]));
	return [
		near(
			'equal_split_discontinuous_exact',
			told.map(({ query }) => density(spot(query))),
			told.map(({ value }) => value),
			1e-9,
		),
	];
}

function discreet(): Check[] {
	const wards = [...new Set(privacy.cells.map((it) => it.ward))];
	const hiding = wards.flatMap((ward) => [
		...hidden(privacy.cells.filter((it) => it.ward === ward).map(({ cell, reporters }) => ({ cell, people: reporters }))),
	]);
	const told = privacy.k_anonymity_rows.map(({ ward, category, month }, person) => ({ ward: String(ward), category, period: month, person }));
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
		same('equivalence_classes', sizes.sort(), privacy.equivalence_classes.map(({ key, n }) => [...key, n].join()).sort()),
	];
}

export const renewal: Family = { id: 'renewal', vectors: ['renewal_knapsack.json'], oracle: knapsack.meta.oracle, checks: chosen };
export const riskMatrix: Family = { id: 'risk', vectors: ['risk_matrix.json'], oracle: 'ISO 31000', checks: risk };
export const networkFamily: Family = { id: 'network', vectors: ['network_kde.json'], oracle: network.meta.oracle, checks: along };
export const privacyFamily: Family = { id: 'privacy', vectors: ['privacy.json'], oracle: 'Direct counting', checks: discreet };
