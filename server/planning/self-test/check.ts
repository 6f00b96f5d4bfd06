/** One comparison with a vector: which part of it, how many values, the largest deviation (null: something was missing or no number), and what is allowed. */
export interface Check {
	readonly part: string;
	readonly values: number;
	readonly deviation: number | null;
	readonly tolerance: number;
	readonly passed: boolean;
}

/** Where a family gives probabilities: how sure it was on average, and how often it was right, in steps of a tenth. */
export interface Plot {
	readonly id: string;
	readonly n: number;
	/** Expected calibration error, 0 to 1. */
	readonly error: number;
	readonly bins: readonly { readonly from: number; readonly to: number; readonly n: number; readonly said: number; readonly right: number }[];
}

/** What a family's trial came to: its comparisons alone, or with plots. */
export type Outcome = readonly Check[] | { readonly checks: readonly Check[]; readonly plots: readonly Plot[] };

/** A family of methods that is tried against figures of independent programs. */
export interface Family {
	readonly id: string;
	/** The files of the vectors, and the programs whose figures they hold. */
	readonly vectors: readonly string[];
	readonly oracle: string;
	readonly checks: () => Outcome;
}

type Value = number | null | undefined;

/** Compares numbers with those of a vector, absolutely. */
export function near(part: string, actual: readonly Value[], expected: readonly Value[], tolerance: number): Check {
	return compared(
		part,
		tolerance,
		deviations(actual, expected, () => 1),
	);
}

/** Compares numbers with those of a vector, relative to each. */
export function relative(part: string, actual: readonly Value[], expected: readonly Value[], tolerance: number): Check {
	return compared(
		part,
		tolerance,
		deviations(actual, expected, (value) => Math.abs(value) || 1),
	);
}

/** Compares what must be equal: names, sets, counts. The deviation is how many differ. */
export function same(part: string, actual: readonly unknown[], expected: readonly unknown[]): Check {
	const longer = Math.max(actual.length, expected.length);
	const differing = Array.from({ length: longer }, (_, i) => (JSON.stringify(actual[i]) === JSON.stringify(expected[i]) ? 0 : 1));
	return compared(part, 0, [differing.reduce((sum: number, it) => sum + it, 0), ...differing.slice(1).map(() => 0)]);
}

function deviations(actual: readonly Value[], expected: readonly Value[], unit: (value: number) => number): number[] {
	const longer = Math.max(actual.length, expected.length);
	return Array.from({ length: longer }, (_, i) => {
		const [own, other] = [actual[i], expected[i]];
		// a vector says null where the program could not say either
		if (other === null) return own === null || Number.isNaN(own) ? 0 : Number.NaN;
		return own === null || own === undefined || other === undefined ? Number.NaN : Math.abs(own - other) / unit(other);
	});
}

function compared(part: string, tolerance: number, found: readonly number[]): Check {
	const unknown = found.length === 0 || found.some((it) => !Number.isFinite(it));
	const deviation = unknown ? null : found.reduce((most, it) => Math.max(most, it), 0);
	return { part, values: found.length, deviation, tolerance, passed: deviation !== null && deviation <= tolerance };
}
