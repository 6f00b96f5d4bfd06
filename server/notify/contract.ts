import * as z from 'zod/mini';
import { count, endpoint } from '../platform/contract.ts';

export const messageStates = ['due', 'sending', 'sent', 'failed', 'kept'] as const;

export const Message = z.object({
	id: z.number(),
	at: z.string(),
	kind: z.string(),
	channel: z.string(),
	language: z.string(),
	/** Code of the fault it is about, or of the proposal. */
	fault: z.nullable(z.string()),
	proposal: z.nullable(z.string()),
	/** Whole only for those who may read contacts. */
	to: z.nullable(z.string()),
	subject: z.nullable(z.string()),
	body: z.nullable(z.string()),
	state: z.enum(messageStates),
	error: z.nullable(z.string()),
	attempts: z.number(),
	sentAt: z.nullable(z.string()),
});

export type Message = z.infer<typeof Message>;

export const listMessages = endpoint({
	method: 'get',
	path: '/api/desk/messages',
	access: 'message.read',
	summary: 'The outbox: what was, is to be, or could not be told to those who report and follow, newest first.',
	input: z.object({
		state: z.optional(z.enum(messageStates)),
		/** Code of a fault. */
		fault: z.optional(z.string().check(z.maxLength(20))),
		limit: z._default(count(1, 200), 50),
		/** The `next` of the page before. */
		before: z.optional(count(1, Number.MAX_SAFE_INTEGER)),
	}),
	output: z.object({ messages: z.array(Message), next: z.nullable(z.number()) }),
});
