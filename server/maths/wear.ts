/** Failures of like things (of one kind and age) over the time they were at risk. */
export interface Aged {
	kind: string;
	/** Years, in the middle of the time at risk. */
	age: number;
	/** Such as km·years. */
	exposure: number;
	failures: number;
}

export interface Wear {
	/** The logarithm of the rate grows by this with each year of age. */
	growth: number;
	/** Its standard error; null where nothing tells. */
	error: number | null;
	/** Failures for each unit of exposure at age 0, by kind. */
	atFirst: Map<string, number>;
}

/** A rate that doubles or halves within four years is no wear: the search ends there. */
const steepest = 0.18;

interface Moments {
	mean: number;
	variance: number;
	weight: number;
}

/** Mean and spread of the ages of a kind, weighed by the failures that a growth lets expect. */
function moments(rows: readonly Aged[], growth: number): Moments {
	let [weight, first, second] = [0, 0, 0];
	for (const { age, exposure } of rows) {
		const it = exposure * Math.exp(growth * age);
		weight += it;
		first += it * age;
		second += it * age * age;
	}
	const mean = first / weight;
	return { weight, mean, variance: Math.max(0, second / weight - mean * mean) };
}

const failuresOf = (rows: readonly Aged[]): number => rows.reduce((sum, it) => sum + it.failures, 0);

/**
 * How fast like things wear: a Poisson regression with a rate for each kind and one growth with age for all, by maximum likelihood. Given the growth
 * the rates follow, so that one root is sought: the failures' summed ages are what is to be expected of them.
 */
export function fitWear(rows: readonly Aged[]): Wear {
	const exposed = rows.filter((it) => it.exposure > 0);
	const kinds = new Map([...new Set(exposed.map((it) => it.kind))].map((kind) => [kind, exposed.filter((it) => it.kind === kind)]));
	const groups = [...kinds.values()].filter((it) => failuresOf(it) > 0);
	const seen = groups.flat().reduce((sum, it) => sum + it.failures * it.age, 0);
	const excess = (growth: number): number => seen - groups.reduce((sum, it) => sum + failuresOf(it) * moments(it, growth).mean, 0);
	const growth = groups.length === 0 ? 0 : root(excess, steepest);
	const information = groups.reduce((sum, it) => sum + failuresOf(it) * moments(it, growth).variance, 0);
	return {
		growth,
		error: information > 0 ? 1 / Math.sqrt(information) : null,
		atFirst: new Map([...kinds].map(([kind, it]) => [kind, failuresOf(it) / moments(it, growth).weight])),
	};
}

/** Where a falling function is zero, between −limit and limit. */
function root(falling: (x: number) => number, limit: number): number {
	let [low, high] = [-limit, limit];
	for (let i = 0; i < 60; i++) {
		const middle = (low + high) / 2;
		if (falling(middle) > 0) low = middle;
		else high = middle;
	}
	const found = (low + high) / 2;
	// Ages that do not differ say nothing of growth.
	return Math.abs(falling(limit) - falling(-limit)) < 1e-9 ? 0 : found;
}
