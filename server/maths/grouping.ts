/** A label per report: those with the same label belong together. */
export type Labels = readonly (string | number)[];

/** How a grouping agrees with the truth. */
export interface Agreement {
	readonly precision: number;
	readonly recall: number;
	readonly f1: number;
}

interface Tables {
	/** Sizes of the groups of the truth, of the guess, and of what they have in common, by label. */
	readonly truth: Map<string, number>;
	readonly guess: Map<string, number>;
	readonly common: Map<string, number>;
}

/** Of all pairs put together, how many belong together (precision), and the other way round (recall). */
export function pairwise(truth: Labels, guess: Labels): Agreement & { falseMerges: number; missedMerges: number } {
	const tables = tabulate(truth, guess);
	const [own, put, both] = [pairs(tables.truth), pairs(tables.guess), pairs(tables.common)];
	return { ...agreement(share(both, put), share(both, own)), falseMerges: put - both, missedMerges: own - both };
}

/** The same seen from each report: the mean purity and completeness of the group it was put in (B-cubed). */
export function bCubed(truth: Labels, guess: Labels): Agreement {
	const tables = tabulate(truth, guess);
	let precision = 0;
	let recall = 0;
	truth.forEach((label, i) => {
		const common = tables.common.get(key(label, guess[i])) ?? 0;
		precision += common / (tables.guess.get(String(guess[i])) ?? 1);
		recall += common / (tables.truth.get(String(label)) ?? 1);
	});
	return agreement(share(precision, truth.length), share(recall, truth.length));
}

/** Agreement of pairs beyond what chance would give: 1 is equal, 0 is chance (Hubert & Arabie 1985). */
export function adjustedRand(truth: Labels, guess: Labels): number {
	const tables = tabulate(truth, guess);
	const [own, put, both] = [pairs(tables.truth), pairs(tables.guess), pairs(tables.common)];
	const all = (truth.length * (truth.length - 1)) / 2;
	const chance = all > 0 ? (own * put) / all : 0;
	const most = (own + put) / 2;
	return most === chance ? 1 : (both - chance) / (most - chance);
}

/**
 * The same by what one label tells of the other (Rosenberg & Hirschberg 2007): how far each group holds one truth only (precision, there homogeneity), how far
 * each truth lies in one group (recall, completeness), and their harmonic mean (V).
 */
export function vMeasure(truth: Labels, guess: Labels): Agreement {
	const tables = tabulate(truth, guess);
	const [own, put, both] = [uncertainty(tables.truth), uncertainty(tables.guess), uncertainty(tables.common)];
	const told = own + put - both;
	return agreement(share(told, own), share(told, put));
}

/** What a grouping costs: a false merge hides a living fault, so it weighs as much as twenty missed ones. */
export function groupingCost(truth: Labels, guess: Labels, falseMergeCost = 20): number {
	const { falseMerges, missedMerges } = pairwise(truth, guess);
	return falseMergeCost * falseMerges + missedMerges;
}

function tabulate(truth: Labels, guess: Labels): Tables {
	const tables: Tables = { truth: new Map(), guess: new Map(), common: new Map() };
	truth.forEach((label, i) => {
		count(tables.truth, String(label));
		count(tables.guess, String(guess[i]));
		count(tables.common, key(label, guess[i]));
	});
	return tables;
}

function count(table: Map<string, number>, label: string): void {
	table.set(label, (table.get(label) ?? 0) + 1);
}

function key(a: string | number, b: string | number | undefined): string {
	return JSON.stringify([a, b]);
}

function pairs(table: Map<string, number>): number {
	let sum = 0;
	for (const size of table.values()) {
		sum += (size * (size - 1)) / 2;
	}
	return sum;
}

// The entropy of a table's labels, in natural units.
function uncertainty(table: Map<string, number>): number {
	const sizes = [...table.values()];
	const all = sizes.reduce((sum, size) => sum + size, 0);
	return sizes.reduce((sum, size) => sum - (size / all) * Math.log(size / all), 0);
}

// No pairs at all are no mistakes.
function share(part: number, whole: number): number {
	return whole > 0 ? part / whole : 1;
}

function agreement(precision: number, recall: number): Agreement {
	return { precision, recall, f1: precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0 };
}
