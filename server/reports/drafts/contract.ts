import * as z from 'zod/mini';
import { pin } from '../../faults/contract.ts';
import { count, endpoint, flag, json, words } from '../../platform/contract.ts';
import { Ticket } from '../contract.ts';

const language = z._default(z.string().check(z.maxLength(12)), 'en');
const code = z.string().check(z.maxLength(20));

export const draftStates = ['waiting', 'accepted', 'rejected'] as const;
export const refusals = ['no-place', 'not-ours', 'no-fault', 'spam'] as const;

/** What came by mail or message, and what was guessed of it. */
export const Draft = z.object({
	code: z.string(),
	channel: z.enum(['email', 'sms', 'whatsapp', 'ussd']),
	state: z.enum(draftStates),
	subject: z.nullable(z.string()),
	words: z.string(),
	language: z.string(),
	name: z.nullable(z.string()),
	email: z.nullable(z.string()),
	phone: z.nullable(z.string()),
	receivedAt: z.string(),
	place: z.nullable(z.object({ lon: z.number(), lat: z.number(), placed: z.enum(['photo', 'asset', 'address']) })),
	asset: z.nullable(z.string()),
	mode: z.nullable(z.string()),
	photos: z.array(z.object({ id: z.string(), width: z.number(), height: z.number() })),
	reason: z.nullable(z.enum(refusals)),
	/** What it became. */
	ticket: z.nullable(z.string()),
	fault: z.nullable(z.string()),
	/** Its sender has been told why not: it cannot be taken back any more. */
	told: z.boolean(),
});

export type Draft = z.infer<typeof Draft>;

export const listDrafts = endpoint({
	method: 'get',
	path: '/api/desk/drafts',
	access: 'report.take',
	summary: 'Mails and messages that wait to become reports, oldest first; or what was decided, latest first.',
	input: z.object({ state: z._default(z.enum(draftStates), 'waiting'), limit: z._default(count(1, 200), 100) }),
	output: z.object({ drafts: z.array(Draft), waiting: z.number() }),
});

export const acceptDraft = endpoint({
	method: 'post',
	path: '/api/desk/drafts/:code/accept',
	access: 'report.take',
	summary: 'Makes a report of a draft, with its photos; its sender hears the ticket.',
	input: z.object({
		code,
		mode: z.string().check(z.minLength(1), z.maxLength(80)),
		...pin,
		noneOfThese: z._default(flag, false),
		sameAs: z.optional(code),
		words: z._default(words(4000), ''),
		answers: z._default(json(z.record(z.string(), z.string().check(z.maxLength(500)))), {}),
		name: z.optional(words(120)),
		email: z.optional(z.union([z.literal(''), z.email().check(z.maxLength(200))])),
		phone: z.optional(z.union([z.literal(''), z.string().check(z.regex(/^[+\d][\d ()-]{5,24}$/))])),
		language,
	}),
	output: Ticket,
	problems: ['not-found', 'wrong-state', 'out-of-area', 'unknown-failure-mode'],
});

export const rejectDraft = endpoint({
	method: 'post',
	path: '/api/desk/drafts/:code/reject',
	access: 'report.take',
	summary: 'Makes no report of a draft. Its sender is told why after a minute, except of spam.',
	input: z.object({ code, reason: z.enum(refusals) }),
	output: z.object({ state: z.enum(draftStates) }),
	problems: ['not-found', 'wrong-state'],
});

export const reopenDraft = endpoint({
	method: 'post',
	path: '/api/desk/drafts/:code/reopen',
	access: 'report.take',
	summary: 'Lets a rejected draft wait again, as long as its sender has not been told.',
	input: z.object({ code }),
	output: z.object({ state: z.enum(draftStates) }),
	problems: ['not-found', 'wrong-state'],
});
