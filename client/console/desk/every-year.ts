/** How often something failed, by year. */
export type Failures = readonly { year: number; failures: number }[];

/** Every year from the first with a failure to this one: a year without is an answer too. */
export function everyYear(failures: Failures, thisYear: number): Failures[number][] {
	const known = new Map(failures.map(({ year, failures: count }) => [year, count]));
	const first = Math.min(thisYear, ...known.keys());
	return Array.from({ length: thisYear - first + 1 }, (_, at) => ({ year: first + at, failures: known.get(first + at) ?? 0 }));
}
