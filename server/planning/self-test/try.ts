import { setImmediate as breathe } from 'node:timers/promises';
import type { Check, Family, Plot } from './check.ts';
import { families } from './families/index.ts';

/** How one family fared. An error counts as a comparison that failed. */
export interface Tried {
	readonly family: string;
	readonly checks: readonly Check[];
	readonly plots: readonly Plot[];
	readonly tookMs: number;
}

function outcome(checks: Family['checks']): Pick<Tried, 'checks' | 'plots'> {
	try {
		const done = checks();
		return 'plots' in done ? done : { checks: done, plots: [] };
	} catch (error) {
		return { checks: [{ part: String(error).slice(0, 200), values: 0, deviation: null, tolerance: 0, passed: false }], plots: [] };
	}
}

/** Tries one family. */
export function tryFamily({ id, checks }: Family): Tried {
	const from = performance.now();
	const done = outcome(checks);
	return { family: id, ...done, tookMs: Math.round(performance.now() - from) };
}

/** Tries all families, one after the other, with a breath between them for whoever else wants this thread. */
export async function tryAll(given: readonly Family[] = families): Promise<Tried[]> {
	const tried: Tried[] = [];
	for (const family of given) {
		tried.push(tryFamily(family));
		await breathe();
	}
	return tried;
}
