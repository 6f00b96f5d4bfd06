const minute = 60_000;

/** Pauses between tries, growing to an hour, ms: most troubles are over after seconds, the others take as long as they take. */
const steps = [5_000, 30_000, 2 * minute, 10 * minute, 30 * minute, 60 * minute] as const;

/** When something that failed so often in a row is tried again: a little earlier or later by chance, so that not all come back at once. */
export function againAt(failures: number, { now, random }: { now: Date; random: () => number }): Date {
	const pause = steps[Math.min(Math.max(failures, 1), steps.length) - 1] as number;
	return new Date(now.getTime() + pause * (0.8 + 0.4 * random()));
}
