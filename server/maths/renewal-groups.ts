import type { Neighbours } from './neighbours.ts';
import type { Renewal } from './renewal.ts';

/** Neighbouring candidates renewed as one work site, set up once; `members` are indices of the candidates. */
export interface Site extends Renewal {
	readonly members: readonly number[];
}

interface Ground {
	/** For each candidate the indices of those it can be dug up together with: on the same street and touching. */
	readonly touching: Neighbours;
	readonly mobilisation: number;
	readonly mostCost?: number;
}

/**
 * Puts candidates together into sites, each paying once for setting up: from the best for the money on, a neighbour joins where it is worth more for its cost
 * than the site is so far, set-up included. Every candidate is in one site and one only.
 */
export function renewalSites(candidates: readonly Renewal[], ground: Ground): Site[] {
	const free = new Set(candidates.keys());
	const order = [...candidates.keys()].sort((a, b) => ratio(candidates[b]) - ratio(candidates[a]) || a - b);
	const sites: Site[] = [];
	for (const seed of order) {
		if (!free.delete(seed)) continue;
		const members = grown(seed, { candidates, ground, free });
		const cost = ground.mobilisation + members.reduce((sum, it) => sum + (candidates[it]?.cost ?? 0), 0);
		const benefit = members.reduce((sum, it) => sum + (candidates[it]?.benefit ?? 0), 0);
		sites.push({ id: sites.length, cost, benefit, ...wardOf(candidates[seed]), members: members.sort((a, b) => a - b) });
	}
	return sites;
}

function grown(seed: number, { candidates, ground, free }: { candidates: readonly Renewal[]; ground: Ground; free: Set<number> }): number[] {
	const members = [seed];
	let [cost, benefit] = [ground.mobilisation + (candidates[seed]?.cost ?? 0), candidates[seed]?.benefit ?? 0];
	for (;;) {
		const beside = [...new Set(members.flatMap((it) => ground.touching[it] ?? []))].filter((it) => free.has(it));
		const next = beside.sort((a, b) => ratio(candidates[b]) - ratio(candidates[a]) || a - b)[0];
		const one = next === undefined ? undefined : candidates[next];
		if (next === undefined || !one || ratio(one) <= benefit / cost || cost + one.cost > (ground.mostCost ?? Number.POSITIVE_INFINITY)) return members;
		free.delete(next);
		members.push(next);
		cost += one.cost;
		benefit += one.benefit;
	}
}

function ratio(candidate: Renewal | undefined): number {
	return candidate ? candidate.benefit / candidate.cost : 0;
}

function wardOf(candidate: Renewal | undefined): { ward?: string } {
	return candidate?.ward === undefined ? {} : { ward: candidate.ward };
}
