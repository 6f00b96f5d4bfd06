import type { Repaired } from './power-law.ts';

/** A step of the mean cumulative function: the failures that one thing has had by an age, on average. */
export interface MeanFailures {
	readonly age: number;
	readonly atRisk: number;
	readonly failures: number;
	readonly mean: number;
}

/** How many failures one thing has had by each age on average, with no model at all (Nelson 2003): what engineers should be shown first. */
export function meanFailures(things: readonly Repaired[]): MeanFailures[] {
	const entries = things.map((it) => it.entry ?? 0).sort((a, b) => a - b);
	const exits = things.map((it) => it.exit).sort((a, b) => a - b);
	const ages = things.flatMap((it) => it.failures).sort((a, b) => a - b);
	const steps: MeanFailures[] = [];
	let [entered, left, mean] = [0, 0, 0];
	for (let at = 0; at < ages.length; ) {
		const age = ages[at] as number;
		while ((entries[entered] ?? Number.POSITIVE_INFINITY) < age) entered += 1;
		while ((exits[left] ?? Number.POSITIVE_INFINITY) < age) left += 1;
		const first = at;
		while (ages[at] === age) at += 1;
		mean += (at - first) / (entered - left);
		steps.push({ age, atRisk: entered - left, failures: at - first, mean });
	}
	return steps;
}
