import * as z from 'zod/mini';
import { endpoint } from '../../platform/contract.ts';

const language = z._default(z.string().check(z.maxLength(12)), 'en');
const reportId = z.string().check(z.regex(/^[a-z0-9-]{1,80}$/));
const code = z.string().check(z.maxLength(20));

/** A question that takes a while, on its way to an answer. */
export const Run = z.object({
	code: z.string(),
	report: z.string(),
	asked: z.record(z.string(), z.string()),
	state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
	/** From 0 to 1. */
	progress: z.number(),
	/** Why there is no answer: the server went away three times, it took too long, it needed too much memory, or it went wrong. */
	trouble: z.nullable(z.enum(['interrupted', 'too-long', 'too-large', 'error'])),
	askedAt: z.string(),
	/** When what it was worked out from was read. */
	asOf: z.nullable(z.string()),
	endedAt: z.nullable(z.string()),
	/** The same for the same question and the same data. */
	fingerprint: z.nullable(z.string()),
});

export type Run = z.infer<typeof Run>;

/** The answers to a report's own questions. */
const asked = z.string().check(z.maxLength(8000));

export const startRun = endpoint({
	method: 'post',
	path: '/api/planning/runs',
	access: 'planning.read',
	summary: 'Works out a question that takes a while. While the same question is being worked out, that run is answered.',
	input: z.object({ report: reportId, values: z._default(z.record(z.string().check(z.maxLength(80)), asked), {}), language }),
	output: Run,
	problems: ['not-found'],
});

export const readLatestRun = endpoint({
	method: 'get',
	path: '/api/planning/reports/:id/run',
	access: 'planning.read',
	summary: 'The latest run of a question, if there is one, and of when the figures are that are kept for it.',
	input: z.catchall(z.object({ id: reportId, language }), asked),
	output: z.object({ run: z.nullable(Run), kept: z.nullable(z.string()) }),
	problems: ['not-found'],
});

export const readRun = endpoint({
	method: 'get',
	path: '/api/planning/runs/:code',
	access: 'planning.read',
	summary: 'How far a run is.',
	input: z.object({ code }),
	output: Run,
	problems: ['not-found'],
});

export const cancelRun = endpoint({
	method: 'post',
	path: '/api/planning/runs/:code/cancel',
	access: 'planning.read',
	summary: 'Stops a run. One that has ended stays as it is.',
	input: z.object({ code }),
	output: Run,
	problems: ['not-found'],
});
