import * as z from 'zod/mini';
import { count, endpoint, Words } from '../../platform/contract.ts';

const language = z._default(z.string().check(z.maxLength(12)), 'en');
const perDay = z.number().check(z.minimum(0), z.maximum(1e8));
const code = z.string().check(z.trim(), z.minLength(1), z.maxLength(60));
const known = z.object({ version: z.string() });
const version = z.string().check(z.maxLength(40));

/** What a day of waiting costs for one failure mode, in the municipality's currency, and how long the work takes. */
const cost = {
	safety: perDay,
	/** Kilolitres a day. */
	waterKl: z.number().check(z.minimum(0), z.maximum(1e6)),
	/** Who goes without, where neither the network nor the reporters say how many. */
	people: count(0, 1_000_000),
	perPersonHour: z.number().check(z.minimum(0), z.maximum(1e6)),
	damage: perDay,
	late: perDay,
	hours: z.number().check(z.minimum(0.1, 'At least six minutes.'), z.maximum(10_000)),
	/** Nobody of the municipality has looked at it yet. */
	toVerify: z.boolean(),
};

export const DelayCost = z.extend(known, {
	...cost,
	/** Code of the failure mode; * for those that are not named. */
	mode: z.string(),
	title: z.string(),
	group: z.string(),
	/** The mean hours of so many repairs; they count in place of `hours` once there are twenty. */
	learntHours: z.nullable(z.number()),
	learntFrom: z.number(),
	/** Of a usual asset with as many people as assumed, in time still. */
	perDay: z.number(),
	/** What an hour of work on it saves a day: by this the queue is ordered. */
	perHour: z.number(),
	open: z.number(),
});
export type DelayCost = z.infer<typeof DelayCost>;
const DelayCostWish = z.object({ ...cost, mode: code, version, language });
export type DelayCostWish = z.infer<typeof DelayCostWish>;

/** What is priced alike for all failure modes. */
const price = {
	tariffPerKl: z.number().check(z.minimum(0), z.maximum(1e5)),
	emergencyPerDay: perDay,
	/** How much more an asset's importance, 1 to 5, makes of danger and of people who go without. */
	factors: z.array(z.number().check(z.minimum(0), z.maximum(100))).check(z.length(5)),
	toVerify: z.boolean(),
};

export const DelayPrice = z.extend(known, price);
export type DelayPrice = z.infer<typeof DelayPrice>;
const DelayPriceWish = z.object({ ...price, version });
export type DelayPriceWish = z.infer<typeof DelayPriceWish>;

export const triggerKinds = ['repeated', 'reopened', 'group', 'unusual', 'rising', 'condition'] as const;
export type TriggerKind = (typeof triggerKinds)[number];
export const proposedKinds = ['corrective', 'preventive', 'renewal', 'inspection'] as const;

/** What the figures of each kind of trigger are; the others are null. */
export const triggerFigures: Readonly<Record<TriggerKind, readonly ('least' | 'days' | 'share' | 'odds' | 'weeks')[]>> = {
	repeated: ['least', 'days'],
	reopened: ['least', 'days'],
	group: ['least', 'share'],
	unusual: ['least', 'days', 'odds'],
	rising: ['weeks'],
	condition: ['least', 'days'],
};

/** When the register proposes work. */
const trigger = {
	kind: z.enum(triggerKinds),
	class: z.string().check(z.maxLength(40)),
	/** Families of failure modes that count; none: all. */
	families: z.array(z.string().check(z.maxLength(40))).check(z.maxLength(30)),
	least: z.nullable(count(1, 1000)),
	days: z.nullable(count(1, 3660)),
	share: z.nullable(z.number().check(z.minimum(0.01), z.maximum(1))),
	/** Chance below which so many faults are no accident. */
	odds: z.nullable(z.number().check(z.minimum(1e-9), z.maximum(0.2))),
	/** Weeks between two false alarms. */
	weeks: z.nullable(count(10, 100_000)),
	orderKind: z.enum(proposedKinds),
	title: Words,
	active: z.boolean(),
};

export const WorkTrigger = z.extend(known, { ...trigger, code: z.string(), open: z.number() });
export type WorkTrigger = z.infer<typeof WorkTrigger>;
const WorkTriggerWish = z.object({ ...trigger, code, version: z.nullable(version) });
export type WorkTriggerWish = z.infer<typeof WorkTriggerWish>;

export const readPriorities = endpoint({
	method: 'get',
	path: '/api/desk/settings/priorities',
	access: 'setting.manage',
	summary: 'What waiting costs, by which the queue is ordered, and when the register proposes work.',
	input: z.object({ language }),
	output: z.object({
		costs: z.array(DelayCost),
		prices: DelayPrice,
		triggers: z.array(WorkTrigger),
		/** Families of failure modes by class, named by what is in them. */
		families: z.array(z.object({ class: z.string(), family: z.string(), title: z.string() })),
	}),
});

export const writeDelayCost = endpoint({
	method: 'put',
	path: '/api/desk/settings/delay-costs',
	access: 'setting.manage',
	summary: 'Writes what a day of waiting costs for a failure mode; the queue follows within seconds. `version` is what was read.',
	input: DelayCostWish,
	output: DelayCost,
	problems: ['conflict'],
});

export const writeDelayPrice = endpoint({
	method: 'put',
	path: '/api/desk/settings/delay-prices',
	access: 'setting.manage',
	summary: 'Writes what is priced alike for all failure modes; the queue follows within seconds.',
	input: DelayPriceWish,
	output: DelayPrice,
	problems: ['conflict'],
});

export const writeWorkTrigger = endpoint({
	method: 'put',
	path: '/api/desk/settings/work-triggers',
	access: 'setting.manage',
	summary: 'Writes when the register proposes work, new (`version` null) or anew; it is asked again within the hour.',
	input: WorkTriggerWish,
	output: WorkTrigger,
	problems: ['conflict'],
});
