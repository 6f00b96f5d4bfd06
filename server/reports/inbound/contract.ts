import * as z from 'zod/mini';
import { endpoint, words } from '../../platform/contract.ts';

/** A text message, as a gateway hands it on. */
export const inboundMessage = endpoint({
	method: 'post',
	path: '/api/inbound/messages',
	access: 'report.take',
	summary: 'A text message from a resident, handed on by a gateway; answers what to reply. The same id again gets the same answer and does nothing.',
	input: z.object({
		id: z.string().check(z.minLength(1), z.maxLength(200)),
		channel: z.enum(['sms', 'whatsapp', 'ussd']),
		from: z.string().check(z.regex(/^\+?\d[\d ()-]{5,24}$/)),
		text: words(2000),
		language: z.optional(z.string().check(z.maxLength(12))),
	}),
	output: z.object({
		/** What to send back, in the language of the sender. */
		reply: z.string(),
		/** Nothing more is expected: a USSD session ends here. */
		end: z.boolean(),
		ticket: z.nullable(z.string()),
		outcome: z.enum(['asked', 'taken', 'draft', 'stopped', 'told']),
	}),
	problems: ['bad-input'],
});
