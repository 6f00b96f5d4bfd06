import * as z from 'zod/mini';
import { endpoint } from '../../platform/contract.ts';

const position = z.tuple([z.number().check(z.minimum(-180), z.maximum(180)), z.number().check(z.minimum(-85), z.maximum(85))]);

/** An area drawn on the map: one closed ring. */
const Area = z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(position).check(z.minLength(4), z.maxLength(200))).check(z.length(1)) });

/** Where: exactly one of these. */
const place = {
	area: z.optional(Area),
	ward: z.optional(z.string().check(z.minLength(1), z.maxLength(20))),
	street: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(120))),
};

export const paces = ['at-once', 'daily'] as const;
const Pace = z.enum(paces);

export const wishAlert = endpoint({
	method: 'post',
	path: '/api/alerts',
	access: 'anyone',
	summary: 'Wants to hear of new faults in an area, a ward or a street. Begins once the link that is sent to the address is followed.',
	input: z.object({
		...place,
		class: z.optional(z.string().check(z.maxLength(80))),
		pace: z._default(Pace, 'daily'),
		email: z.email().check(z.maxLength(200)),
		language: z._default(z.string().check(z.maxLength(12)), 'en'),
		/** Left empty by people, filled by robots. */
		website: z.optional(z.string().check(z.maxLength(200))),
	}),
	output: z.object({ sent: z.boolean() }),
	problems: ['out-of-area', 'too-many', 'blocked'],
});

const tracking = z.uuid();

export const Alert = z.object({
	...{ area: z.nullable(Area), ward: z.nullable(z.string()), street: z.nullable(z.string()) },
	class: z.nullable(z.string()),
	pace: Pace,
	confirmed: z.boolean(),
	stopped: z.boolean(),
});
export type Alert = z.infer<typeof Alert>;

export const readAlert = endpoint({
	method: 'get',
	path: '/api/alerts/:tracking',
	access: 'anyone',
	summary: 'What somebody wants to hear of, for whoever holds the link from a message.',
	input: z.object({ tracking }),
	output: Alert,
	problems: ['not-found'],
});

export const confirmAlert = endpoint({
	method: 'post',
	path: '/api/alerts/:tracking/confirm',
	access: 'anyone',
	summary: 'Says that the address is theirs and that they want to hear of it; also after they had stopped it.',
	input: z.object({ tracking }),
	output: Alert,
	problems: ['not-found'],
});

export const stopAlert = endpoint({
	method: 'post',
	path: '/api/alerts/:tracking/stop',
	access: 'anyone',
	summary: 'Stops the messages.',
	input: z.object({ tracking }),
	output: Alert,
	problems: ['not-found'],
});
