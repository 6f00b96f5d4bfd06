/** Something that might be renewed: what it costs, and what its renewal is worth (risk no longer run). */
export interface Renewal {
	readonly id: number;
	readonly cost: number;
	readonly benefit: number;
	readonly ward?: string;
}

/** What was chosen for a budget. The bound is what no choice whatever could pass: it says how far from the best this one may be. */
export interface Choice {
	readonly ids: readonly number[];
	readonly cost: number;
	readonly benefit: number;
	readonly bound: number;
}

interface Terms {
	readonly budget: number;
	/** The least that is spent in each ward, as far as its candidates allow. */
	readonly wardFloor?: number;
}

/** What a yearly benefit over so many years is worth today. */
export function presentValue(yearly: number, { years, discount }: { years: number; discount: number }): number {
	return discount === 0 ? yearly * years : (yearly * (1 - (1 + discount) ** -years)) / discount;
}

/** The most that a budget could buy if the last one could be renewed in part (the linear relaxation). */
export function renewalBound(candidates: readonly Renewal[], budget: number): number {
	let [left, value] = [budget, 0];
	for (const { cost, benefit } of byRatio(candidates)) {
		const part = cost <= left ? 1 : left / cost;
		value += benefit * part;
		left -= cost * part;
		if (left <= 0) break;
	}
	return value;
}

/** The renewals with the worst risk first, as far as the money goes: what is commonly done, for comparison. */
export function worstFirst(candidates: readonly Renewal[], budget: number): Choice {
	const sorted = [...candidates].sort((a, b) => b.benefit - a.benefit || a.id - b.id);
	return summed(fill(sorted, budget), renewalBound(candidates, budget));
}

/** The renewals that take most risk away for each rand first, as far as the money goes: where the search for the best choice begins. */
export const ratioFirst = (candidates: readonly Renewal[], budget: number): Choice =>
	summed(fill(byRatio(candidates), budget), renewalBound(candidates, budget));

/**
 * The renewals that take most risk away for a budget: by benefit for the money, then exchanged for others as long as that gains. With a ward floor each ward
 * first gets its share.
 */
export function chooseRenewals(candidates: readonly Renewal[], { budget, wardFloor = 0 }: Terms): Choice {
	const usable = candidates.filter((it) => it.cost > 0 && it.benefit > 0 && it.cost <= budget);
	const floors = wardFloors(usable, wardFloor);
	const reserved = [...floors].flatMap(([ward, floor]) =>
		reach(
			usable.filter((it) => it.ward === ward),
			floor,
		),
	);
	const taken = new Set(reserved.map((it) => it.id));
	const rest = byRatio(usable.filter((it) => !taken.has(it.id)));
	const begun = [...reserved, ...fill(rest, budget - spent(reserved))];
	return summed(exchanged(begun, usable, { budget, floors }), renewalBound(usable, budget));
}

function byRatio(candidates: readonly Renewal[]): Renewal[] {
	return [...candidates].sort((a, b) => b.benefit / b.cost - a.benefit / a.cost || a.id - b.id);
}

function fill(sorted: readonly Renewal[], budget: number): Renewal[] {
	let left = budget;
	return sorted.filter(({ cost }) => {
		if (cost > left) return false;
		left -= cost;
		return true;
	});
}

function spent(chosen: readonly Renewal[]): number {
	return chosen.reduce((sum, it) => sum + it.cost, 0);
}

function summed(chosen: readonly Renewal[], bound: number): Choice {
	const ids = chosen.map((it) => it.id).sort((a, b) => a - b);
	return { ids, cost: spent(chosen), benefit: chosen.reduce((sum, it) => sum + it.benefit, 0), bound };
}

function wardFloors(candidates: readonly Renewal[], floor: number): Map<string, number> {
	const floors = new Map<string, number>();
	if (floor <= 0) return floors;
	for (const { ward, cost } of candidates) if (ward !== undefined) floors.set(ward, Math.min(floor, (floors.get(ward) ?? 0) + cost));
	return floors;
}

// The best for the money until the floor is reached.
function reach(candidates: readonly Renewal[], floor: number): Renewal[] {
	let sum = 0;
	return byRatio(candidates).filter(({ cost }) => {
		if (sum >= floor) return false;
		sum += cost;
		return true;
	});
}

interface Limits {
	readonly budget: number;
	readonly floors: ReadonlyMap<string, number>;
}

// Exchanges up to two of the chosen for up to two others, always the exchange that gains most, until none gains.
function exchanged(begun: readonly Renewal[], all: readonly Renewal[], limits: Limits): Renewal[] {
	let chosen = [...begun];
	for (let round = 0; round < 1000; round++) {
		const better = bestExchange(chosen, all, limits);
		if (!better) break;
		chosen = chosen.filter((it) => !better.out.includes(it)).concat(better.into);
	}
	return chosen;
}

// Only those near the edge of being chosen can gain; of very many, so many on either side.
const edge = 60;

function bestExchange(chosen: readonly Renewal[], all: readonly Renewal[], { budget, floors }: Limits): Exchange | undefined {
	const inside = new Set(chosen);
	const outs = pairs(byRatio(chosen).slice(-edge));
	const intos = pairs(byRatio(all.filter((it) => !inside.has(it))).slice(0, edge)).sort((a, b) => b.benefit - a.benefit);
	const left = budget - spent(chosen);
	const perWard = spentByWard(chosen);
	let best: Exchange | undefined;
	for (const out of outs) {
		// the first that fits is the one worth most
		const enough = out.benefit + (best?.gain ?? 1e-9);
		const fits = (into: Pair) => into.cost - out.cost <= left && keepsFloors(perWard, { floors, out: out.items, into: into.items });
		const into = intos.find((it) => it.benefit <= enough || fits(it));
		if (into && into.benefit > enough) best = { out: out.items, into: into.items, gain: into.benefit - out.benefit };
	}
	return best;
}

interface Exchange {
	readonly out: Renewal[];
	readonly into: Renewal[];
	readonly gain: number;
}

interface Pair {
	readonly items: Renewal[];
	readonly cost: number;
	readonly benefit: number;
}

// None, each alone and each two together.
function pairs(candidates: readonly Renewal[]): Pair[] {
	const found: Pair[] = [{ items: [], cost: 0, benefit: 0 }];
	candidates.forEach((one, i) => {
		found.push({ items: [one], cost: one.cost, benefit: one.benefit });
		for (const other of candidates.slice(i + 1)) found.push({ items: [one, other], cost: one.cost + other.cost, benefit: one.benefit + other.benefit });
	});
	return found;
}

function spentByWard(chosen: readonly Renewal[]): Map<string, number> {
	const sums = new Map<string, number>();
	for (const { ward = '', cost } of chosen) sums.set(ward, (sums.get(ward) ?? 0) + cost);
	return sums;
}

function keepsFloors(
	perWard: ReadonlyMap<string, number>,
	{ floors, out, into }: { floors: ReadonlyMap<string, number>; out: readonly Renewal[]; into: readonly Renewal[] },
): boolean {
	if (floors.size === 0) return true;
	return out.every(({ ward = '' }) => {
		const change = spent(into.filter((it) => it.ward === ward)) - spent(out.filter((it) => it.ward === ward));
		return (perWard.get(ward) ?? 0) + change >= (floors.get(ward) ?? 0);
	});
}
