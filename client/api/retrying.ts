import type { Problem } from './problem.ts';

/** What kept something from being taken, as it can be kept itself. */
export interface Refusal {
	code: string;
	status: number;
	title: string;
	detail: string;
	errors: readonly { path: string; message: string }[];
	extra: Readonly<Record<string, unknown>>;
}

/** A problem as it can be kept. */
export const refusalOf = ({ code, status, title, detail, errors, extra }: Problem): Refusal => ({ code, status, title, detail, errors, extra });

/** Problems that pass: nothing was refused, it only did not get through. */
const passing = new Set(['network', 'timeout', 'not-ready', 'internal', 'too-many', 'aborted', 'unexpected']);

/** Whether what did not get through is to be tried again. */
export const passes = ({ code }: Pick<Problem, 'code'>): boolean => passing.has(code);

/** Seconds until something is tried again, by how often it was tried. */
const waits = [2, 4, 8, 15, 30, 60, 120, 300];

/** When something is tried again that did not get through. */
export const againAt = (attempts: number, now: number): number => now + (waits[Math.min(Math.max(attempts, 1), waits.length) - 1] ?? 300) * 1000;
