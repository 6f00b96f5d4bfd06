import { expectedFailures, type Failing } from './expected-failures.ts';
import { chooseRenewals, presentValue, type Renewal, worstFirst } from './renewal.ts';
import { renewalSites, type Site } from './renewal-groups.ts';

/** A pipe that might be renewed, with what is known of its past. */
export interface RenewablePipe extends Failing {
	readonly street: string;
	readonly ward: string;
	/** From 1 (least) to 5. */
	readonly criticality: number;
	/** What its renewal costs, without setting up the site. */
	readonly cost: number;
	/** Where its ends lie: pipes that share one touch. */
	readonly ends: readonly string[];
}

/** The terms of a scenario; money in one currency, shares from 0 to 1. */
export interface PlanTerms {
	/** Of one year. */
	readonly budget: number;
	/** For how many years it is planned. */
	readonly roll: number;
	/** Over how many years risk is counted, and what a year's delay takes from money. */
	readonly horizon: number;
	readonly discount: number;
	/** By which share failures grow each year without renewal. */
	readonly growth: number;
	/** Which share of failures is left after renewal, and by what pressure changes all of them. */
	readonly left: number;
	readonly pressure: number;
	/** What one failure costs: its repair, and the damage at criticality 3, doubled for each grade above and halved for each below. */
	readonly repair: number;
	readonly damage: number;
	readonly mobilisation: number;
	/** The least share of a year's budget that is spent in all wards together, each alike. */
	readonly wardFloor: number;
}

/** One site of a plan. */
export interface PlannedSite {
	/** Indices of its pipes. */
	readonly members: readonly number[];
	/** 1: the first year. */
	readonly year: number;
	readonly cost: number;
	/** What the renewal is worth today. */
	readonly benefit: number;
	/** Failures a year that are expected without it. */
	readonly failures: number;
}

export interface Plan {
	readonly sites: readonly PlannedSite[];
	/** What no choice whatever could pass in the first year, and what the worst risks first would be worth. */
	readonly bound: number;
	readonly first: number;
	readonly worstFirst: number;
}

const sum = (values: readonly number[]): number => values.reduce((total, it) => total + it, 0);

/** What one failure of a pipe costs. */
export const failureCost = (criticality: number, { repair, damage }: Pick<PlanTerms, 'repair' | 'damage'>): number => repair + damage * 2 ** (criticality - 3);

/** What it is worth today to renew a pipe: the failures that no longer come, over the horizon. Growth and discount make one rate of interest. */
export function renewalWorth(yearly: number, criticality: number, terms: PlanTerms): number {
	const saved = yearly * terms.pressure * (1 - terms.left) * failureCost(criticality, terms);
	const interest = (1 + terms.discount) / (1 + terms.growth) - 1;
	return presentValue(saved / (1 + terms.growth), { years: terms.horizon, discount: Math.abs(interest) < 1e-9 ? 0 : interest });
}

/** For each pipe those on its street that share an end with it. */
export function touching(pipes: readonly RenewablePipe[]): number[][] {
	const at = new Map<string, number[]>();
	pipes.forEach(({ street, ends }, i) => {
		for (const end of ends) at.set(`${street} ${end}`, [...(at.get(`${street} ${end}`) ?? []), i]);
	});
	return pipes.map(({ street, ends }, i) => [...new Set(ends.flatMap((end) => at.get(`${street} ${end}`) ?? []))].filter((it) => it !== i));
}

/** Chooses, year after year, the sites that take most risk away for the money. */
export function renewalPlan(pipes: readonly RenewablePipe[], terms: PlanTerms, progress: (share: number) => void = () => undefined): Plan {
	const yearly = expectedFailures(pipes);
	progress(0.3);
	const candidates = pipes.map(
		(pipe, id): Renewal => ({ id, cost: pipe.cost, benefit: renewalWorth(yearly[id] ?? 0, pipe.criticality, terms), ward: pipe.ward }),
	);
	const sites = renewalSites(candidates, { touching: touching(pipes), mobilisation: terms.mobilisation, mostCost: terms.budget });
	progress(0.5);
	const wards = new Set(sites.map((it) => it.ward)).size;
	const wardFloor = wards > 0 ? (terms.budget * terms.wardFloor) / wards : 0;
	const chosen: PlannedSite[] = [];
	let [left, bound, first] = [sites as readonly Site[], 0, 0];
	for (let year = 1; year <= terms.roll; year += 1) {
		const choice = chooseRenewals(left, { budget: terms.budget, wardFloor });
		const ids = new Set(choice.ids);
		if (year === 1) [bound, first] = [choice.bound, choice.benefit];
		for (const { id, members, cost, benefit } of left.filter((it) => ids.has(it.id)))
			if (ids.has(id)) chosen.push({ members, year, cost, benefit, failures: terms.pressure * sum(members.map((it) => yearly[it] ?? 0)) });
		left = left.filter((it) => !ids.has(it.id));
		progress(0.5 + (0.5 * year) / terms.roll);
	}
	return { sites: chosen, bound, first, worstFirst: worstFirst(sites, terms.budget).benefit };
}
