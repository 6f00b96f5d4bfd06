import * as z from 'zod/mini';
import { endpoint, Nothing } from '../../platform/contract.ts';

const Check = z.object({
	/** Which part of the vector: a path in its file. */
	part: z.string(),
	values: z.number(),
	/** The largest; null: a value was missing or no number. */
	deviation: z.nullable(z.number()),
	tolerance: z.number(),
	passed: z.boolean(),
});

const FamilyResult = z.object({
	id: z.string(),
	vectors: z.array(z.string()),
	/** The independent programs whose figures are compared with. */
	oracle: z.string(),
	/** Null: it has not been tried yet. */
	passed: z.nullable(z.boolean()),
	ranAt: z.nullable(z.string()),
	tookMs: z.nullable(z.number()),
	checks: z.array(Check),
});

/** Where probabilities are given: how sure it was on average, and how often it was right. `confirmed`: links that people have confirmed here. */
const Plot = z.object({
	id: z.string(),
	n: z.number(),
	/** Expected calibration error, 0 to 1. */
	error: z.number(),
	bins: z.array(z.object({ from: z.number(), to: z.number(), n: z.number(), said: z.number(), right: z.number() })),
});

export const SelfTest = z.object({ ranAt: z.nullable(z.string()), families: z.array(FamilyResult), plots: z.array(Plot) });

export type Check = z.infer<typeof Check>;
export type Plot = z.infer<typeof Plot>;
export type FamilyResult = z.infer<typeof FamilyResult>;
export type SelfTest = z.infer<typeof SelfTest>;

export const readSelfTest = endpoint({
	method: 'get',
	path: '/api/planning/self-test',
	access: 'planning.read',
	summary: 'How the statistics fared when this running system last tried them against the figures of independent programs: deviations, tolerances, and when.',
	input: Nothing,
	output: SelfTest,
});

export const runSelfTest = endpoint({
	method: 'post',
	path: '/api/planning/self-test',
	access: 'planning.read',
	summary: 'Tries all statistics now, beside the thread that answers requests, and answers how they fared. It is done every night by itself.',
	input: Nothing,
	output: SelfTest,
});
