import * as z from 'zod/mini';
import { State } from '../../faults/contract.ts';
import { count, endpoint, words } from '../../platform/contract.ts';
import { Expected } from '../contract.ts';

const language = z._default(z.string().check(z.maxLength(12)), 'en');

/** Somebody who has reported before, as far as one needs to tell them from others. */
const Found = z.object({
	id: z.number(),
	name: z.nullable(z.string()),
	/** The last three digits, and how the address begins and ends: enough to ask "the number that ends in …?". */
	phone: z.nullable(z.string()),
	email: z.nullable(z.string()),
	reports: z.number(),
	open: z.number(),
	lastAt: z.string(),
	/** Whether they agreed before that we keep how they are reached. */
	agreed: z.boolean(),
});

/** What a caller reported earlier, and how it stands. */
const Earlier = z.object({
	ticket: z.string(),
	fault: z.string(),
	title: z.string(),
	state: State,
	open: z.boolean(),
	at: z.string(),
	asset: z.nullable(z.string()),
	street: z.nullable(z.string()),
	due: z.nullable(z.string()),
	expected: z.nullable(Expected),
});

const Caller = z.object({
	name: z.nullable(z.string()),
	phone: z.nullable(z.string()),
	email: z.nullable(z.string()),
	language: z.string(),
	/** When they last agreed that we keep how they are reached. */
	agreed: z.nullable(z.string()),
	/** Those that are open first, then the latest. */
	reports: z.array(Earlier),
});

export type Found = z.infer<typeof Found>;
export type Earlier = z.infer<typeof Earlier>;
export type Caller = z.infer<typeof Caller>;

export const findCallers = endpoint({
	method: 'post',
	path: '/api/desk/callers/find',
	access: 'contact.read',
	asks: true,
	summary: 'Who has reported before under a name, a number (from its sixth digit), an address or a ticket. Every look is written down.',
	input: z.object({ about: words(200).check(z.minLength(3)) }),
	output: z.object({ callers: z.array(Found) }),
	problems: ['not-allowed'],
});

export const readCaller = endpoint({
	method: 'post',
	path: '/api/desk/callers/read',
	access: 'contact.read',
	asks: true,
	summary: 'How one of those is reached, and what they reported earlier. Every look is written down.',
	input: z.object({ id: count(1, Number.MAX_SAFE_INTEGER), language }),
	output: Caller,
	problems: ['not-found', 'not-allowed'],
});

export const withdrawReport = endpoint({
	method: 'post',
	path: '/api/desk/reports/:ticket/withdraw',
	access: 'report.take',
	summary: 'Takes back a report that one has just taken down for somebody else. A fault that nobody else reported or touched ends with it.',
	input: z.object({ ticket: z.string().check(z.maxLength(20)) }),
	output: z.object({ state: State }),
	problems: ['not-found', 'wrong-state'],
});
