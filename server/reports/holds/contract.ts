import * as z from 'zod/mini';
import { count, endpoint, words } from '../../platform/contract.ts';

/** What something is kept for. */
export const holdGrounds = ['claim', 'court', 'investigation', 'audit'] as const;
export const HoldGround = z.enum(holdGrounds);
export type HoldGround = z.infer<typeof HoldGround>;

const day = z.iso.date();
const id = count(1, Number.MAX_SAFE_INTEGER);

export const Hold = z.object({
	id: z.number(),
	/** What is held: a fault by its code, an asset by its reference; neither: a person. */
	fault: z.nullable(z.string()),
	asset: z.nullable(z.string()),
	ground: HoldGround,
	reason: z.string(),
	until: z.string(),
	/** Neither lifted nor over. */
	stands: z.boolean(),
	placedBy: z.string(),
	placedAt: z.string(),
	liftedBy: z.nullable(z.string()),
	liftedAt: z.nullable(z.string()),
	version: z.number(),
});
export type Hold = z.infer<typeof Hold>;

const one = z.object({ hold: Hold });

export const listHolds = endpoint({
	method: 'get',
	path: '/api/desk/holds',
	access: 'hold.manage',
	summary: 'What is kept for a claim, a court or an inquiry, the latest first; with those that are over or lifted.',
	input: z.object({}),
	output: z.object({ holds: z.array(Hold) }),
});

export const readFaultHolds = endpoint({
	method: 'get',
	path: '/api/desk/faults/:code/holds',
	access: 'fault.read',
	summary: 'The holds under which a fault stands: its own, its asset’s, or that of somebody who reported it.',
	input: z.object({ code: z.string().check(z.maxLength(20)) }),
	output: z.object({ holds: z.array(Hold) }),
	problems: ['not-found'],
});

export const placeHold = endpoint({
	method: 'post',
	path: '/api/desk/holds',
	access: 'hold.manage',
	summary:
		'Puts a fault, an asset with all its faults, or somebody (by address, number or ticket) under a legal hold until the end of a day: what is held is neither forgotten by time nor by request.',
	input: z.object({
		fault: z.optional(z.string().check(z.maxLength(20))),
		asset: z.optional(z.string().check(z.maxLength(80))),
		about: z.optional(words(200).check(z.minLength(3))),
		ground: HoldGround,
		reason: words(500).check(z.minLength(1)),
		until: day,
	}),
	output: one,
	problems: ['not-found'],
});

export const changeHold = endpoint({
	method: 'patch',
	path: '/api/desk/holds/:id',
	access: 'hold.manage',
	summary: 'Changes why and until when something is held, lifts the hold, or puts one that was lifted back.',
	input: z.object({
		id,
		ground: z.optional(HoldGround),
		reason: z.optional(words(500).check(z.minLength(1))),
		until: z.optional(day),
		lifted: z.optional(z.boolean()),
		version: z.number(),
	}),
	output: one,
	problems: ['not-found', 'conflict'],
});
