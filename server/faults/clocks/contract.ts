import * as z from 'zod/mini';
import { endpoint } from '../../platform/contract.ts';
import { PauseKind } from '../contract.ts';

const Clock = z.object({
	from: z.string(),
	due: z.nullable(z.string()),
	/** Open minutes that the standard gives, and those that have gone by. */
	minutes: z.number(),
	elapsed: z.number(),
	overdue: z.boolean(),
});

/** How the clocks of a fault stand. */
export const FaultClocks = z.object({
	/** What the resident feels: from the first report, or from the reopening of what had been closed. */
	resident: z.nullable(Clock),
	/** By when somebody should have answered. */
	respondDue: z.nullable(z.string()),
	/** What the crew controls: from being given to somebody or planned. */
	crew: z.nullable(Clock),
	/** Hours that count, by the code of their calendar. */
	calendar: z.nullable(z.string()),
	/** The wait for which they stand still now. */
	standing: z.nullable(z.object({ kind: PauseKind, until: z.string() })),
	/** `used`: its limit is used up, and the clocks run again although it lasts. */
	pauses: z.array(z.object({ kind: PauseKind, from: z.string(), to: z.nullable(z.string()), minutes: z.number(), used: z.boolean() })),
	/** The tier that holds instead of the service's own standard. */
	tier: z.nullable(z.object({ customers: z.number(), criticality: z.number(), anchor: z.nullable(z.string()) })),
	/** The municipality has not said yet that this standard is theirs. */
	verify: z.boolean(),
	/** The last step of the ladder that was reached, and the next. */
	escalated: z.number(),
	next: z.nullable(z.object({ step: z.number(), share: z.number(), at: z.string(), tells: z.enum(['assignee', 'department']) })),
});
export type FaultClocks = z.infer<typeof FaultClocks>;

export const readFaultClocks = endpoint({
	method: 'get',
	path: '/api/desk/faults/:code/clocks',
	access: 'fault.read',
	summary: 'How the two clocks of a fault stand: since when, until when, what stopped them, which standard holds and what comes next.',
	input: z.object({ code: z.string().check(z.maxLength(20)) }),
	output: FaultClocks,
	problems: ['not-found'],
});
