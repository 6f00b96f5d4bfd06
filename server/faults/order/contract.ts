import * as z from 'zod/mini';
import { endpoint, words } from '../../platform/contract.ts';
import { DeskFault } from '../contract.ts';

const language = z._default(z.string().check(z.maxLength(12)), 'en');
const code = z.string().check(z.maxLength(20));

/** Why a fault stands where it stands in the queue. */
export const Standing = z.object({
	/** What a day of waiting costs, in the municipality's currency, and the hours of work; null when it is over. */
	perDay: z.nullable(z.number()),
	hours: z.nullable(z.number()),
	parts: z.array(z.object({ part: z.enum(['safety', 'water', 'people', 'damage', 'late']), perDay: z.number() })),
	/** Who goes without, kilolitres lost in a day, and the importance of the asset from 1 to 5. */
	people: z.number(),
	waterKl: z.number(),
	criticality: z.number(),
	/** How many repairs the hours are learnt from; 0: they are the shipped ones. */
	learntFrom: z.number(),
	/** Whether the municipality has yet to look at the figures behind it. */
	toVerify: z.boolean(),
	override: z.nullable(z.object({ place: z.enum(['top', 'bottom']), reason: z.string(), until: z.string(), at: z.string(), by: z.nullable(z.string()) })),
});
export type Standing = z.infer<typeof Standing>;

export const readStanding = endpoint({
	method: 'get',
	path: '/api/desk/faults/:code/standing',
	access: 'fault.read',
	summary: 'Why a fault stands where it stands in the queue: what a day of waiting costs, part by part, over the hours of work.',
	input: z.object({ code }),
	output: Standing,
	problems: ['not-found'],
});

export const orderFault = endpoint({
	method: 'post',
	path: '/api/desk/faults/:code/order',
	access: 'fault.assign',
	summary: 'Puts a fault at the top or the bottom of the queue for a while, with a reason; `usual` lets its cost of delay decide again.',
	input: z.object({
		code,
		place: z.enum(['top', 'bottom', 'usual']),
		reason: z.optional(words(500)),
		/** Seven days from now when left out, at most a year. */
		until: z.optional(z.iso.datetime({ offset: true })),
		version: z.optional(z.coerce.number()),
		language,
	}),
	output: z.object({ fault: DeskFault }),
	problems: ['not-found', 'wrong-state', 'conflict'],
});
