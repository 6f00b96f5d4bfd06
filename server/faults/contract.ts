import * as z from 'zod/mini';
import { AssetBrief } from '../assets/contract.ts';
import { HandOver, PublicNotice } from '../municipality/contract.ts';
import { count, endpoint, latitude, longitude } from '../platform/contract.ts';
import { Outage } from './known/contract.ts';

export const states = [
	'reported',
	'confirmed',
	'scheduled',
	'in-progress',
	'made-safe',
	'waiting',
	'fixed',
	'closed',
	'no-fault-found',
	'not-ours',
	'cannot-now',
	'rejected',
	'merged',
] as const;
export const State = z.enum(states);
export type State = z.infer<typeof State>;

/** What a wait may be for that stops the clocks of a fault. */
export const pauseKinds = ['resident', 'third-party', 'material', 'shut-down', 'weather'] as const;
export const PauseKind = z.enum(pauseKinds);
export type PauseKind = z.infer<typeof PauseKind>;

const language = z._default(z.string().check(z.maxLength(12)), 'en');

/** A pin: where, and how it was placed. */
export const pin = {
	lon: longitude,
	lat: latitude,
	method: z._default(z.enum(['gnss', 'map-click', 'asset-click', 'address', 'photo', 'list']), 'map-click'),
	accuracy: z.optional(z.coerce.number().check(z.minimum(0), z.maximum(100_000))),
	zoom: z.optional(z.coerce.number().check(z.minimum(0), z.maximum(28))),
	pointer: z.optional(z.enum(['mouse', 'touch'])),
	system: z.optional(z.enum(['android', 'ios', 'other'])),
	bearing: z.optional(z.coerce.number().check(z.minimum(0), z.maximum(360))),
	/** Reference of the asset the resident says it is: evidence, not truth. */
	asset: z.optional(z.string().check(z.maxLength(80))),
};

export const OpenFault = z.object({
	code: z.string(),
	mode: z.string(),
	title: z.string(),
	state: State,
	since: z.string(),
	reports: z.number(),
	photo: z.nullable(z.string()),
	/** The day by which it should be done. */
	due: z.nullable(z.string()),
});

export const Candidate = z.object({
	asset: AssetBrief,
	probability: z.number(),
	likely: z.enum(['very-likely', 'likely', 'possible', 'unlikely']),
	metres: z.number(),
	chainage: z.nullable(z.number()),
	open: z.nullable(OpenFault),
	/** Whose it is, where it is not the municipality's. */
	authority: z.nullable(HandOver),
});

export const Snap = z.object({
	candidates: z.array(Candidate),
	none: z.number(),
	/** link: one asset is clear; ask: a few could be meant; look: an engineer must see; place: this trouble needs no asset here. */
	decision: z.enum(['link', 'ask', 'look', 'place']),
	/** How many of the candidates the promise needs, and the promise. */
	asked: z.number(),
	coverage: z.number(),
	sigma: z.number(),
	street: z.nullable(z.string()),
	ward: z.nullable(z.string()),
	model: z.string(),
	/** Open faults like this one close by whose asset is not known yet. */
	nearby: z.array(z.extend(OpenFault, { metres: z.number() })),
	/** Who else looks after this trouble here, whatever the asset. */
	authority: z.nullable(HandOver),
	/** What is announced here and touches it. */
	notices: z.array(PublicNotice),
	outage: z.nullable(Outage),
});

export const PublicFault = z.object({
	code: z.string(),
	mode: z.string(),
	title: z.string(),
	class: z.string(),
	icon: z.string(),
	state: State,
	since: z.string(),
	stateSince: z.string(),
	due: z.nullable(z.string()),
	lon: z.number(),
	lat: z.number(),
	street: z.nullable(z.string()),
	ward: z.nullable(z.string()),
	asset: z.nullable(z.string()),
	reports: z.number(),
	meToos: z.number(),
});

/** A fault as staff see it in the queue. */
export const DeskFault = z.object({
	code: z.string(),
	mode: z.string(),
	title: z.string(),
	class: z.string(),
	icon: z.string(),
	state: State,
	stateSince: z.string(),
	reason: z.nullable(z.string()),
	open: z.boolean(),
	asset: z.nullable(z.object({ reference: z.string(), class: z.string(), title: z.string() })),
	pLink: z.nullable(z.number()),
	confirmed: z.boolean(),
	needsLook: z.boolean(),
	emergency: z.boolean(),
	priority: z.number(),
	department: z.string(),
	assignee: z.nullable(z.string()),
	ward: z.nullable(z.string()),
	street: z.nullable(z.string()),
	lon: z.number(),
	lat: z.number(),
	chainage: z.nullable(z.number()),
	firstReportAt: z.string(),
	lastReportAt: z.string(),
	dueAt: z.nullable(z.string()),
	overdue: z.boolean(),
	/** The step of the ladder that was reached; none is 0. */
	escalated: z.number(),
	reports: z.number(),
	meToos: z.number(),
	suggestedMerge: z.nullable(z.string()),
	mergedInto: z.nullable(z.string()),
	repeatOf: z.nullable(z.string()),
	reopened: z.number(),
	/** What a day of waiting costs, in the municipality's currency, and the hours of work; null when it is over. */
	delayPerDay: z.nullable(z.number()),
	workHours: z.nullable(z.number()),
	/** Put there by somebody, whatever it costs. */
	override: z.nullable(z.enum(['top', 'bottom'])),
	version: z.number(),
});

export type Snap = z.infer<typeof Snap>;
export type PublicFault = z.infer<typeof PublicFault>;
export type DeskFault = z.infer<typeof DeskFault>;

export const snapPin = endpoint({
	method: 'post',
	path: '/api/snap',
	access: 'anyone',
	summary: 'Which asset a pin is about: candidates with their probabilities, and what to do next.',
	asks: true,
	input: z.object({ mode: z.string().check(z.maxLength(80)), ...pin, language }),
	output: Snap,
	problems: ['out-of-area', 'unknown-failure-mode'],
});

export const ages = ['week', 'month', 'older', 'old'] as const;
export type Age = (typeof ages)[number];

/** How many local days a fault of an age has been known. */
export const ageDays: Readonly<Record<Age, { atMost?: number; atLeast?: number }>> = {
	week: { atMost: 7 },
	month: { atMost: 30 },
	older: { atLeast: 30 },
	old: { atLeast: 90 },
};

export const listFaults = endpoint({
	method: 'get',
	path: '/api/faults',
	access: 'anyone',
	summary: 'Public faults, newest first; open ones unless asked otherwise.',
	input: z.object({
		state: z._default(z.enum(['open', 'fixed', 'not-done', 'all']), 'open'),
		mode: z.optional(z.string().check(z.maxLength(80))),
		class: z.optional(z.string().check(z.maxLength(80))),
		ward: z.optional(z.string().check(z.maxLength(20))),
		/** Known for at most a week or a month, or for more than 30 or 90 days. */
		age: z.optional(z.enum(ages)),
		street: z.optional(z.string().check(z.maxLength(120))),
		/** Reference of an asset. */
		asset: z.optional(z.string().check(z.maxLength(80))),
		/** west,south,east,north */
		bbox: z.optional(z.string().check(z.regex(/^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3}$/))),
		limit: z._default(count(1, 100), 30),
		cursor: z.optional(z.string().check(z.maxLength(100))),
		language,
	}),
	output: z.object({ faults: z.array(PublicFault), next: z.nullable(z.string()) }),
});

/** Parts of the queue that are looked at by themselves. */
export const queueLanes = ['open', 'needs-look', 'overdue', 'emergency', 'mine', 'fixed', 'ended', 'all'] as const;
export type QueueLane = (typeof queueLanes)[number];

/** What the queue can be ordered by: cost of delay over hours of work, how doubtful the asset is times how pressing, and plainer things. */
export const queueOrders = ['cost', 'due', 'newest', 'reports', 'priority', 'doubt'] as const;
export type QueueOrder = (typeof queueOrders)[number];

export const deskFaults = endpoint({
	method: 'get',
	path: '/api/desk/faults',
	access: 'fault.read',
	summary: 'The queue: faults with filters, order and paging, and the counts beside the filters.',
	input: z.object({
		state: z.optional(z.string().check(z.maxLength(200))),
		lane: z._default(z.enum(queueLanes), 'open'),
		department: z.optional(z.string().check(z.maxLength(40))),
		class: z.optional(z.string().check(z.maxLength(80))),
		mode: z.optional(z.string().check(z.maxLength(80))),
		ward: z.optional(z.string().check(z.maxLength(20))),
		/** Ticket, fault or asset reference, or a street. */
		q: z.optional(z.string().check(z.maxLength(120))),
		bbox: z.optional(z.string().check(z.regex(/^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3}$/))),
		order: z._default(z.enum(queueOrders), 'cost'),
		limit: z._default(count(1, 200), 60),
		cursor: z.optional(z.string().check(z.maxLength(200))),
		language,
	}),
	output: z.object({ faults: z.array(DeskFault), next: z.nullable(z.string()), counts: z.record(z.string(), z.number()) }),
});
