import * as z from 'zod/mini';
import { count, endpoint, flag, Nothing } from '../../platform/contract.ts';

const code = z.string().check(z.maxLength(20));
const access = 'setting.manage';
const pairs = z.record(z.string().check(z.maxLength(120)), z.string().check(z.trim(), z.maxLength(120)));

/** Our words in theirs, as data. */
export const Mapping = z.object({
	/** Their state by ours. Of a state that has none they are told nothing. */
	states: pairs,
	/** Our state by theirs. What they say in other words moves nothing here. */
	back: pairs,
	/** How they know an asset: `reference`, or the attribute in which their own number stands. */
	asset: z.string().check(z.minLength(1), z.maxLength(60)),
	/** In which unit they measure along a line. */
	unit: z.enum(['m', 'km']),
});
export type Mapping = z.infer<typeof Mapping>;

const wish = {
	title: z.string().check(z.trim(), z.minLength(1), z.maxLength(120)),
	kind: z.string().check(z.maxLength(40)),
	settings: pairs,
	mapping: Mapping,
	/** Codes; none: all departments. */
	departments: z.array(z.string().check(z.maxLength(60))).check(z.maxLength(100)),
	active: z.boolean(),
};

export const SystemWish = z.object({
	...wish,
	version: count(0, 1_000_000),
	/** Absent: the key that is there stays; null: none. */
	key: z.optional(z.nullable(z.string().check(z.maxLength(2000)))),
});
export type SystemWish = z.infer<typeof SystemWish>;

export const System = z.object({
	code: z.string(),
	version: z.number(),
	...wish,
	hasKey: z.boolean(),
	away: z.boolean(),
	wellAt: z.nullable(z.string()),
	pausedUntil: z.nullable(z.string()),
	reconciledAt: z.nullable(z.string()),
	trouble: z.nullable(z.string()),
	/** Faults that it has, of which something waits to be sent, that it refused, and in which both sides differ. */
	counts: z.object({ known: z.number(), waiting: z.number(), refused: z.number(), differences: z.number() }),
});
export type System = z.infer<typeof System>;

/** A kind of system, and what has to be known to reach one. */
const Kind = z.object({ id: z.string(), settings: z.array(z.string()), keyed: z.boolean(), states: pairs, back: pairs });
export type SystemKind = z.infer<typeof Kind>;

export const readSystems = endpoint({
	method: 'get',
	path: '/api/desk/systems',
	access,
	summary: 'The systems in which others keep the work, how they do, and which kinds can be connected.',
	input: Nothing,
	output: z.object({ systems: z.array(System), kinds: z.array(Kind) }),
});

export const makeSystem = endpoint({
	method: 'post',
	path: '/api/desk/systems',
	access,
	summary: 'Connects a work system. It is sent all that is open and that its mapping has words for.',
	input: SystemWish,
	output: z.object({ system: System }),
});

export const writeSystem = endpoint({
	method: 'put',
	path: '/api/desk/systems/:code',
	access,
	summary: 'Writes anew how a work system is spoken to.',
	input: z.extend(SystemWish, { code }),
	output: z.object({ system: System }),
	problems: ['not-found', 'conflict'],
});

export const putSystemAway = endpoint({
	method: 'post',
	path: '/api/desk/systems/:code/put-away',
	access,
	summary: 'Puts a work system away, or takes it out again. What waits, waits.',
	input: z.object({ code, away: flag }),
	output: Nothing,
	problems: ['not-found'],
});

export const checkSystem = endpoint({
	method: 'post',
	path: '/api/desk/systems/:code/check',
	access,
	summary: 'Compares both sides now instead of in the night.',
	input: z.object({ code }),
	output: Nothing,
	problems: ['not-found'],
});

export const differenceKinds = ['missing-there', 'unknown-here', 'twice-there', 'state', 'asset', 'chainage', 'refused'] as const;

export const Difference = z.object({
	id: z.number(),
	kind: z.enum(differenceKinds),
	/** Null: it is none of ours. */
	fault: z.nullable(z.string()),
	theirId: z.nullable(z.string()),
	ours: z.nullable(z.string()),
	theirs: z.nullable(z.string()),
	since: z.string(),
});
export type Difference = z.infer<typeof Difference>;

export const readDifferences = endpoint({
	method: 'get',
	path: '/api/desk/systems/:code/differences',
	access,
	summary: 'Where a work system and we do not say the same, as the last comparison found it, the newest first.',
	input: z.object({ code, before: z.optional(count(1, Number.MAX_SAFE_INTEGER)) }),
	output: z.object({ differences: z.array(Difference), more: z.nullable(z.number()) }),
	problems: ['not-found'],
});

export const sendOurs = endpoint({
	method: 'post',
	path: '/api/desk/systems/:code/differences/:id/send',
	access,
	summary: 'Tells a work system again how a fault stands with us.',
	input: z.object({ code, id: count(1, Number.MAX_SAFE_INTEGER) }),
	output: Nothing,
	problems: ['not-found', 'wrong-state'],
});
