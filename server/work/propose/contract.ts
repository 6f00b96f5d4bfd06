import * as z from 'zod/mini';
import { count, endpoint } from '../../platform/contract.ts';

const language = z._default(z.string().check(z.maxLength(12)), 'en');
const code = z.string().check(z.trim(), z.minLength(1), z.maxLength(20));

/** What speaks for a proposal: figures of which each trigger has its own. */
export const Why = z.object({
	/** Faults that were counted, within so many days. */
	faults: z.optional(z.number()),
	days: z.optional(z.number()),
	/** Repairs that did not hold. */
	reopened: z.optional(z.number()),
	/** Of so many assets of the zone, so many are broken at once. */
	broken: z.optional(z.number()),
	of: z.optional(z.number()),
	/** How likely so many faults are, given its own past and its class's; how many a year would be expected. */
	chance: z.optional(z.number()),
	expected: z.optional(z.number()),
	/** How many such alarms a year come by chance alone at most; or how many weeks apart they are. */
	falseAYear: z.optional(z.number()),
	falseWeeks: z.optional(z.number()),
	/** Faults a week as usual, and in the latest four weeks. */
	usual: z.optional(z.number()),
	lately: z.optional(z.number()),
	grade: z.optional(z.number()),
	criticality: z.optional(z.number()),
	lookedAt: z.optional(z.nullable(z.string())),
});
export type Why = z.infer<typeof Why>;

export const WorkProposal = z.object({
	code: z.string(),
	trigger: z.string(),
	kind: z.enum(['repeated', 'reopened', 'group', 'unusual', 'rising', 'condition']),
	title: z.string(),
	orderKind: z.string(),
	state: z.enum(['open', 'accepted', 'dismissed', 'passed']),
	class: z.string(),
	asset: z.nullable(z.object({ reference: z.string(), title: z.string(), street: z.nullable(z.string()), lon: z.number(), lat: z.number() })),
	zone: z.nullable(z.string()),
	why: Why,
	since: z.string(),
	order: z.nullable(z.string()),
	/** Other assets of the same street that something is proposed for: worth doing in the same visit. */
	beside: z.number(),
});
export type WorkProposal = z.infer<typeof WorkProposal>;

export const listWorkProposals = endpoint({
	method: 'get',
	path: '/api/desk/work-proposals',
	access: 'work.plan',
	summary: 'Work that the register itself proposes, with the figures that speak for it; what weighs most first.',
	input: z.object({
		state: z._default(z.enum(['open', 'accepted', 'dismissed', 'passed']), 'open'),
		trigger: z.optional(z.string().check(z.maxLength(60))),
		offset: z._default(count(0, 100_000), 0),
		limit: z._default(count(1, 200), 50),
		language,
	}),
	output: z.object({ proposals: z.array(WorkProposal), total: z.number() }),
});

const decided = z.object({ proposal: WorkProposal });

export const acceptWorkProposal = endpoint({
	method: 'post',
	path: '/api/desk/work-proposals/:code/accept',
	access: 'work.plan',
	summary: 'Opens the work order that is proposed: for the asset, or for all that is broken in the zone.',
	input: z.object({ code, crew: z.optional(z.string().check(z.maxLength(80))), language }),
	output: decided,
	problems: ['not-found', 'wrong-state', 'conflict'],
});

export const dismissWorkProposal = endpoint({
	method: 'post',
	path: '/api/desk/work-proposals/:code/dismiss',
	access: 'work.plan',
	summary: 'Puts a proposal away; the same is not proposed again for so many days.',
	input: z.object({ code, days: z._default(count(1, 3650), 180), language }),
	output: decided,
	problems: ['not-found', 'wrong-state'],
});

export const restoreWorkProposal = endpoint({
	method: 'post',
	path: '/api/desk/work-proposals/:code/restore',
	access: 'work.plan',
	summary: 'Takes back that a proposal was put away.',
	input: z.object({ code, language }),
	output: decided,
	problems: ['not-found', 'wrong-state', 'conflict'],
});
