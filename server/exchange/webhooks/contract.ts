import * as z from 'zod/mini';
import { count, endpoint, flag, moment, Nothing } from '../../platform/contract.ts';

/** What a program can be told of. */
export const toldKinds = [
	'fault.opened',
	'fault.joined',
	'fault.moved',
	'fault.reopened',
	'fault.linked',
	'fault.recategorised',
	'fault.followed',
	'fault.orphaned',
	'fault.assigned',
	'fault.changed',
	'fault.merged',
	'fault.received-merge',
	'fault.unmerged',
	'fault.lost-merge',
	'fault.undone',
	'fault.released',
	'fault.handed-on',
] as const;

export const deliveryStates = ['waiting', 'delivered', 'dead', 'nothing'] as const;

const code = z.string().check(z.maxLength(20));
const url = z.string().check(z.trim(), z.maxLength(500), z.regex(/^https?:\/\/[^\s]+$/, 'An address begins with https://'));

const wish = {
	title: z.string().check(z.trim(), z.minLength(1), z.maxLength(120)),
	url,
	kinds: z.array(z.enum(toldKinds)).check(z.minLength(1, 'Choose at least one.'), z.maxLength(toldKinds.length)),
	/** Codes; none: all departments. */
	departments: z.array(z.string().check(z.maxLength(60))).check(z.maxLength(100)),
	level: z.enum(['public', 'staff']),
	active: z.boolean(),
};

export const Webhook = z.object({
	code: z.string(),
	version: z.number(),
	...wish,
	kinds: z.array(z.string()),
	away: z.boolean(),
	hasSecret: z.boolean(),
	/** Until when messages also bear the signature of the secret before. */
	beforeUntil: z.nullable(z.string()),
	deliveredAt: z.nullable(z.string()),
	/** Nothing is tried before. */
	pausedUntil: z.nullable(z.string()),
	trouble: z.nullable(z.string()),
	waiting: z.number(),
	dead: z.number(),
});
export type Webhook = z.infer<typeof Webhook>;

export const WebhookWish = z.object({ ...wish, version: count(0, 1_000_000) });
export type WebhookWish = z.infer<typeof WebhookWish>;

const access = 'setting.manage';

export const readWebhooks = endpoint({
	method: 'get',
	path: '/api/desk/webhooks',
	access,
	summary: 'The addresses that are told what happens to faults, and how that goes.',
	input: Nothing,
	output: z.object({ webhooks: z.array(Webhook) }),
});

export const makeWebhook = endpoint({
	method: 'post',
	path: '/api/desk/webhooks',
	access,
	summary: 'Makes a webhook. Nothing is sent before it has a secret.',
	input: z.object(wish),
	output: z.object({ webhook: Webhook }),
});

export const writeWebhook = endpoint({
	method: 'put',
	path: '/api/desk/webhooks/:code',
	access,
	summary: 'Writes a webhook anew. What it was not told while it was off can be sent again.',
	input: z.extend(WebhookWish, { code }),
	output: z.object({ webhook: Webhook }),
	problems: ['not-found', 'conflict'],
});

export const putWebhookAway = endpoint({
	method: 'post',
	path: '/api/desk/webhooks/:code/put-away',
	access,
	summary: 'Puts a webhook away, or takes it out again. What waits, waits.',
	input: z.object({ code, away: flag }),
	output: Nothing,
	problems: ['not-found'],
});

export const newSecret = endpoint({
	method: 'post',
	path: '/api/desk/webhooks/:code/secret',
	access,
	// One statement, and the answer is kept nowhere: who repeats the request gets another secret.
	alone: true,
	summary: 'Gives a webhook a secret and shows it this once. For a day messages bear the signatures of the new one and of the one before.',
	input: z.object({ code }),
	output: z.object({ secret: z.string(), beforeUntil: z.nullable(z.string()) }),
	problems: ['not-found'],
});

export const pingWebhook = endpoint({
	method: 'post',
	path: '/api/desk/webhooks/:code/ping',
	access,
	asks: true,
	summary: 'Sends a signed message that says nothing, now, and tells what was answered.',
	input: z.object({ code }),
	output: z.object({ reached: z.boolean(), status: z.nullable(z.number()), trouble: z.nullable(z.string()), milliseconds: z.number() }),
	problems: ['not-found', 'wrong-state'],
});

export const Delivery = z.object({
	id: z.number(),
	/** As the header webhook-id says it. */
	message: z.string(),
	kind: z.string(),
	fault: z.string(),
	state: z.enum(deliveryStates),
	attempts: z.number(),
	happenedAt: z.string(),
	dueAt: z.nullable(z.string()),
	doneAt: z.nullable(z.string()),
	status: z.nullable(z.number()),
	trouble: z.nullable(z.string()),
});
export type Delivery = z.infer<typeof Delivery>;

export const readDeliveries = endpoint({
	method: 'get',
	path: '/api/desk/webhooks/:code/deliveries',
	access,
	summary: 'What a webhook was told or is to be told, the newest first.',
	input: z.object({ code, state: z.optional(z.enum(deliveryStates)), before: z.optional(count(1, Number.MAX_SAFE_INTEGER)) }),
	output: z.object({ deliveries: z.array(Delivery), more: z.nullable(z.number()) }),
	problems: ['not-found'],
});

export const replayDelivery = endpoint({
	method: 'post',
	path: '/api/desk/webhooks/:code/deliveries/:id/replay',
	access,
	summary: 'Sends one message again, under the same id.',
	input: z.object({ code, id: count(1, Number.MAX_SAFE_INTEGER) }),
	output: Nothing,
	problems: ['not-found'],
});

export const replaySince = endpoint({
	method: 'post',
	path: '/api/desk/webhooks/:code/replay',
	access,
	summary: 'Sends again all that happened since a moment of the last 30 days: what it was told, what was given up, and what it was not told while it was off.',
	input: z.object({ code, since: moment, dead: z._default(flag, false) }),
	output: z.object({ messages: z.number() }),
	problems: ['not-found'],
});
