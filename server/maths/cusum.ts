import { logGamma } from './gamma.ts';

/** A watch over counts per period: `usual` is the allowance k taken off each count, the alarm is raised at `limit` or above. */
export interface Watch {
	readonly allowance: number;
	readonly limit: number;
}

/** The allowance that finds a rise from one mean to another soonest (Lucas 1985). */
export function bestAllowance(usual: number, raised: number): number {
	return (raised - usual) / Math.log(raised / usual);
}

/** The sums of a Poisson CUSUM: what the counts exceed the allowance by, added up and never below nothing. */
export function cusum(counts: readonly number[], allowance: number): number[] {
	let sum = 0;
	return counts.map((count) => {
		sum = Math.max(0, sum + count - allowance);
		return sum;
	});
}

/** The first period (counted from 0) whose sum reaches the limit; undefined where none does. */
export function firstAlarm(counts: readonly number[], { allowance, limit }: Watch): number | undefined {
	const at = cusum(counts, allowance).findIndex((sum) => sum >= limit);
	return at < 0 ? undefined : at;
}

/**
 * The mean number of periods until an alarm when the mean count is `mean`, exactly, by the Markov chain of the sums (Brook & Evans 1972). The chain's
 * states are whole multiples of 1/parts, so allowance and limit must be such multiples; for the usual mean this is the time between false alarms.
 */
export function runLength({ allowance, limit }: Watch, mean: number, parts = 1): number {
	const [states, less] = [whole(limit * parts), whole(allowance * parts)];
	const equations = Array.from({ length: states }, (_, from) => row(from, { states, less, parts, mean }));
	return solve(equations)[0] as number;
}

/** The lowest limit whose false alarms are at least `periods` apart on average: a whole multiple of 1/parts. */
export function limitFor({ usual, allowance, periods }: { usual: number; allowance: number; periods: number }, parts = 1): number {
	if (allowance <= usual) {
		throw new RangeError(`an allowance of ${allowance} raises alarms all the time where ${usual} are usual`);
	}
	for (let steps = 1; steps <= 200; steps++) {
		if (runLength({ allowance, limit: steps / parts }, usual, parts) >= periods) {
			return steps / parts;
		}
	}
	throw new RangeError(
		`no limit up to ${400 / parts} keeps false alarms ${periods} periods apart: the allowance ${allowance} is too low for a mean of ${usual}`,
	);
}

function whole(value: number): number {
	const rounded = Math.round(value);
	if (Math.abs(value - rounded) > 1e-9 || rounded < 1) {
		throw new RangeError('allowance and limit must be positive whole multiples of 1/parts');
	}
	return rounded;
}

// One line of (I − R)·L = 1: from each state a period passes, and those that stay below the limit go on.
function row(from: number, { states, less, parts, mean }: { states: number; less: number; parts: number; mean: number }): number[] {
	const line = new Array<number>(states + 1).fill(0);
	line[states] = 1;
	line[from] = 1;
	for (let count = 0; from + count * parts - less < states; count++) {
		const to = Math.max(0, from + count * parts - less);
		line[to] = (line[to] as number) - Math.exp(count * Math.log(mean) - mean - logGamma(count + 1));
	}
	return line;
}

// Gaussian elimination; the matrix is diagonally dominant, so no pivoting is needed.
function solve(lines: number[][]): number[] {
	const size = lines.length;
	for (let i = 0; i < size; i++) {
		const pivot = lines[i] as number[];
		for (let j = i + 1; j < size; j++) {
			const line = lines[j] as number[];
			const factor = (line[i] as number) / (pivot[i] as number);
			for (let k = i; factor !== 0 && k <= size; k++) {
				line[k] = (line[k] as number) - factor * (pivot[k] as number);
			}
		}
	}
	const values = new Array<number>(size).fill(0);
	for (let i = size - 1; i >= 0; i--) {
		const line = lines[i] as number[];
		const known = values.reduce((sum, value, j) => (j > i ? sum + value * (line[j] as number) : sum), 0);
		values[i] = ((line[size] as number) - known) / (line[i] as number);
	}
	return values;
}
