import { setImmediate as breathe } from 'node:timers/promises';
import type { Check, Family } from './check.ts';
import { families } from './families/index.ts';

/** How one family fared. An error counts as a comparison that failed. */
export interface Tried {
	readonly family: string;
	readonly checks: readonly Check[];
	readonly tookMs: number;
}

/** Tries one family. */
export function tryFamily({ id, checks }: Family): Tried {
	const from = performance.now();
	let done: Check[];
	try {
		done = checks();
	} catch (error) {
		done = [{ part: String(error).slice(0, 200), values: 0, deviation: null, tolerance: 0, passed: false }];
	}
	return { family: id, checks: done, tookMs: Math.round(performance.now() - from) };
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
