import * as z from 'zod/mini';
import { count, endpoint, words } from '../../platform/contract.ts';
import { Photo } from '../../reports/contract.ts';

export const orderKinds = ['corrective', 'emergency', 'preventive', 'renewal', 'inspection', 'project'] as const;
export const OrderKind = z.enum(orderKinds);
export type OrderKind = z.infer<typeof OrderKind>;

export const orderStates = ['open', 'assigned', 'started', 'waiting', 'done', 'cancelled'] as const;
export const OrderState = z.enum(orderStates);
export type OrderState = z.infer<typeof OrderState>;

/** How the work on one item ended. */
export const outcomes = ['fixed', 'made-safe', 'no-fault-found', 'not-ours', 'cannot-now'] as const;
export const Outcome = z.enum(outcomes);
export type Outcome = z.infer<typeof Outcome>;

const language = z._default(z.string().check(z.maxLength(12)), 'en');
const code = z.string().check(z.trim(), z.minLength(1), z.maxLength(20));
const reference = z.string().check(z.trim(), z.minLength(1), z.maxLength(80));
const instant = z.iso.datetime({ offset: true });
const money = z.number().check(z.minimum(0), z.maximum(1e9));
const version = z.optional(z.number());

/** One line of a work order: a fault, an asset, or a fault on an asset. */
export const OrderItem = z.object({
	id: z.number(),
	version: z.number(),
	title: z.string(),
	fault: z.nullable(z.object({ code: z.string(), state: z.string(), reports: z.number() })),
	asset: z.nullable(z.object({ reference: z.string(), class: z.string(), title: z.string() })),
	street: z.nullable(z.string()),
	lon: z.number(),
	lat: z.number(),
	chainage: z.nullable(z.number()),
	outcome: z.nullable(Outcome),
	cause: z.nullable(z.string()),
	component: z.nullable(z.string()),
	mode: z.nullable(z.string()),
	condition: z.nullable(z.number()),
	note: z.nullable(z.string()),
	until: z.nullable(z.string()),
	endedAt: z.nullable(z.string()),
	endedBy: z.nullable(z.string()),
	/** What shows that it is fixed, and from how far away it was taken, metres. */
	proof: z.nullable(z.enum(['photo', 'reading', 'reason', 'past'])),
	proofM: z.nullable(z.number()),
	proofReason: z.nullable(z.string()),
	cost: z.nullable(z.number()),
	photos: z.array(z.extend(Photo, { moment: z.enum(['before', 'after']), takenM: z.nullable(z.number()) })),
});
export type OrderItem = z.infer<typeof OrderItem>;

export const OrderTask = z.object({
	id: z.number(),
	/** The item it is for; null: for the whole order. */
	item: z.nullable(z.number()),
	code: z.string(),
	title: z.string(),
	kind: z.enum(['check', 'reading', 'photo']),
	unit: z.nullable(z.string()),
	wanted: z.boolean(),
	answer: z.nullable(z.string()),
	doneAt: z.nullable(z.string()),
});

export const OrderMaterial = z.object({
	code: z.string(),
	item: z.nullable(z.number()),
	title: z.string(),
	unit: z.string(),
	plant: z.boolean(),
	planned: z.nullable(z.number()),
	used: z.nullable(z.number()),
	price: z.number(),
});

export const OrderBrief = z.object({
	code: z.string(),
	kind: OrderKind,
	state: OrderState,
	title: z.string(),
	department: z.string(),
	crew: z.nullable(z.string()),
	priority: z.number(),
	openedAt: z.string(),
	plannedFrom: z.nullable(z.string()),
	plannedUntil: z.nullable(z.string()),
	startedAt: z.nullable(z.string()),
	doneAt: z.nullable(z.string()),
	estimateHours: z.nullable(z.number()),
	hours: z.nullable(z.number()),
	estimateCost: z.nullable(z.number()),
	cost: z.nullable(z.number()),
	/** How many items, how many of them have ended, and how many people reported them. */
	items: z.number(),
	ended: z.number(),
	reports: z.number(),
	street: z.nullable(z.string()),
	/** The middle of its items. */
	lon: z.nullable(z.number()),
	lat: z.nullable(z.number()),
	version: z.number(),
});
export type OrderBrief = z.infer<typeof OrderBrief>;

export const Order = z.extend(OrderBrief, {
	instructions: z.string(),
	reason: z.nullable(z.string()),
	otherCost: z.number(),
	costCode: z.nullable(z.string()),
	permits: z.array(z.string()),
	/** What to close for it, by the references of valves, as the network had it when it was planned. */
	isolation: z.nullable(
		z.object({
			builtAt: z.string(),
			of: z.string(),
			close: z.array(z.object({ reference: z.string(), title: z.string(), lon: z.number(), lat: z.number() })),
			/** Valves that were found not to turn: it was worked out without them. */
			without: z.array(z.string()),
			customers: z.number(),
			critical: z.array(z.string()),
		}),
	),
	madeBy: z.nullable(z.string()),
	lines: z.array(OrderItem),
	tasks: z.array(OrderTask),
	materials: z.array(OrderMaterial),
	times: z.array(
		z.object({ kind: z.enum(['work', 'travel']), crew: z.nullable(z.string()), by: z.nullable(z.string()), from: z.string(), until: z.nullable(z.string()) }),
	),
	conflicts: z.array(
		z.object({ id: z.number(), item: z.number(), field: z.string(), kept: z.unknown(), other: z.unknown(), by: z.nullable(z.string()), at: z.string() }),
	),
	/** Where it may go from here. */
	moves: z.array(OrderState),
	history: z.array(z.object({ at: z.string(), kind: z.string(), by: z.nullable(z.string()), details: z.record(z.string(), z.unknown()) })),
});
export type Order = z.infer<typeof Order>;

/** What every change of a work order answers. */
export const whole = z.object({ order: Order });

export const listOrders = endpoint({
	method: 'get',
	path: '/api/desk/work-orders',
	access: 'fault.read',
	summary: 'Work orders, newest first or by when they are planned; narrowed by state, kind, department, crew, the days they are planned for.',
	input: z.object({
		/** `live`: neither done nor cancelled. */
		state: z._default(z.enum(['live', 'all', ...orderStates]), 'live'),
		kind: z.optional(OrderKind),
		department: z.optional(z.string().check(z.maxLength(40))),
		crew: z.optional(z.string().check(z.maxLength(80))),
		/** Those of a fault or an asset. */
		fault: z.optional(code),
		asset: z.optional(reference),
		from: z.optional(instant),
		until: z.optional(instant),
		q: z.optional(z.string().check(z.trim(), z.maxLength(80))),
		after: z.optional(z.string().check(z.maxLength(60))),
		limit: z._default(count(1, 500), 100),
		language,
	}),
	output: z.object({ orders: z.array(OrderBrief), next: z.nullable(z.string()), counts: z.record(z.string(), z.number()) }),
});

export const readOrder = endpoint({
	method: 'get',
	path: '/api/desk/work-orders/:code',
	access: 'fault.read',
	summary: 'One work order: its items, tasks, materials, times, photos, history.',
	input: z.object({ code, language }),
	output: whole,
	problems: ['not-found'],
});

const plan = {
	kind: z.optional(OrderKind),
	title: z.optional(words(200)),
	instructions: z.optional(words(4000)),
	department: z.optional(z.string().check(z.maxLength(40))),
	/** A crew by its name; null: none. */
	crew: z.optional(z.nullable(z.string().check(z.maxLength(80)))),
	priority: z.optional(count(1, 5)),
	plannedFrom: z.optional(z.nullable(instant)),
	plannedUntil: z.optional(z.nullable(instant)),
	estimateHours: z.optional(z.nullable(z.number().check(z.minimum(0), z.maximum(10_000)))),
	estimateCost: z.optional(z.nullable(money)),
	otherCost: z.optional(money),
	costCode: z.optional(z.nullable(z.string().check(z.maxLength(60)))),
	permits: z.optional(z.array(words(120)).check(z.maxLength(20))),
};

/** Codes of faults, references of assets. */
export const faults = z._default(z.array(code).check(z.maxLength(500)), []);
export const assets = z._default(z.array(reference).check(z.maxLength(500)), []);

export const openOrder = endpoint({
	method: 'post',
	path: '/api/desk/work-orders',
	access: 'work.plan',
	summary: 'Opens a work order for faults and assets. Its tasks come from the checklists of their classes; with a crew its faults become scheduled.',
	input: z.object({
		...plan,
		faults,
		assets,
		/** Whether to work out what to close, where an item is a pipe. */
		isolate: z._default(z.boolean(), false),
		language,
	}),
	output: whole,
	problems: ['not-found', 'wrong-state', 'conflict'],
});

export const changeOrder = endpoint({
	method: 'patch',
	path: '/api/desk/work-orders/:code',
	access: 'work.plan',
	summary: 'Changes what is planned; what is left out stays. `without`: valves that were found not to turn; what to close is worked out anew without them.',
	input: z.object({ code, ...plan, without: z.optional(z.array(reference).check(z.maxLength(50))), version, language }),
	output: whole,
	problems: ['not-found', 'wrong-state', 'conflict'],
});

export const moveOrder = endpoint({
	method: 'post',
	path: '/api/desk/work-orders/:code/move',
	access: 'work.plan',
	summary: 'Moves a work order to another state; waiting and cancelled want a reason. Done comes by itself when its last item has ended.',
	input: z.object({ code, to: z.enum(['open', 'assigned', 'started', 'waiting', 'cancelled']), reason: z.optional(words(500)), version, language }),
	output: whole,
	problems: ['not-found', 'wrong-state', 'conflict'],
});
