import * as z from 'zod/mini';
import { PublicFault } from '../../faults/contract.ts';
import { endpoint, flag, Nothing } from '../../platform/contract.ts';
import { Expected } from '../contract.ts';

const language = z._default(z.string().check(z.maxLength(12)), 'en');
/** An e-mail address or a phone number, as people write it. */
const address = z.union([z.email().check(z.maxLength(200)), z.string().check(z.trim(), z.regex(/^[+\d][\d ()-]{5,24}$/))]);

/** By which of their ways somebody wants to hear, where they left several. */
export const Way = z.enum(['any', 'email', 'phone']);
/** When somebody may be written to: what rings not at night, nothing at night, or never. */
export const Hush = z.enum(['night', 'always-by-day', 'silent']);

/** A report, or a fault that is followed, as its holder sees it in the list of theirs. */
export const Own = z.object({
	ticket: z.string(),
	/** Path of its tracking page. */
	tracking: z.string(),
	kind: z.enum(['report', 'me-too', 'follow']),
	at: z.string(),
	hears: z.boolean(),
	/** Whether an answer is waited for: is it fixed? */
	mayAnswer: z.boolean(),
	fault: PublicFault,
	expected: z.nullable(Expected),
});

export const Account = z.object({
	address: z.string(),
	channel: z.enum(['email', 'phone']),
	/** Null: in the language of each report. */
	language: z.nullable(z.string()),
	way: Way,
	hush: Hush,
	/** On how many devices they are signed in. */
	devices: z.number(),
	/** The newest first; at most a hundred. */
	reports: z.array(Own),
});

export type Account = z.infer<typeof Account>;
export type Own = z.infer<typeof Own>;

export const askForCode = endpoint({
	method: 'post',
	path: '/api/account/code',
	access: 'anyone',
	summary:
		'Sends a code of six digits, and by e-mail a link, to an address that somebody left with a report. The answer is the same whether or not anybody did.',
	input: z.object({ address, language }),
	output: z.object({ minutes: z.number() }),
	problems: ['too-many'],
});

export const proveCode = endpoint({
	method: 'post',
	path: '/api/account/prove',
	access: 'anyone',
	alone: true,
	summary: 'Signs a resident in by the code that was sent to them; after five wrong ones it is good no more.',
	input: z.object({ address, code: z.string().check(z.trim(), z.regex(/^\d{3}[ -]?\d{3}$/)) }),
	output: z.object({ signedIn: z.boolean() }),
	problems: ['wrong-code', 'too-many'],
});

export const openLink = endpoint({
	method: 'post',
	path: '/api/account/open',
	access: 'anyone',
	alone: true,
	summary: 'Signs a resident in by the link that was sent to them. Only a button asks this: programs that look into mails follow links.',
	input: z.object({ token: z.string().check(z.regex(/^[\w-]{20,100}$/)) }),
	output: z.object({ signedIn: z.boolean() }),
	problems: ['not-found'],
});

export const readAccount = endpoint({
	method: 'get',
	path: '/api/account',
	access: 'anyone',
	summary: 'Who is signed in as a resident, with all reports that bear their address; null for nobody. And by which ways one may sign in.',
	input: z.object({ language }),
	output: z.object({ account: z.nullable(Account), ways: z.array(z.enum(['email', 'phone'])) }),
});

export const changeAccount = endpoint({
	method: 'patch',
	path: '/api/account',
	access: 'anyone',
	summary: 'How a signed-in resident wants to hear.',
	input: z.object({ language: z.optional(z.nullable(z.string().check(z.maxLength(12)))), way: z.optional(Way), hush: z.optional(Hush) }),
	output: z.object({ changed: z.boolean() }),
	problems: ['not-signed-in'],
});

export const hearOf = endpoint({
	method: 'post',
	path: '/api/account/hear',
	access: 'anyone',
	summary: 'Whether a signed-in resident hears of one of theirs.',
	input: z.object({ tracking: z.uuid(), hears: flag }),
	output: z.object({ hears: z.boolean() }),
	problems: ['not-signed-in', 'not-found'],
});

export const openMyData = endpoint({
	method: 'post',
	path: '/api/account/data',
	access: 'anyone',
	summary: 'Opens for a signed-in resident what is held of them: the same as the link that is sent by mail.',
	input: Nothing,
	output: z.object({ token: z.string() }),
	problems: ['not-signed-in', 'not-found'],
});

export const leave = endpoint({
	method: 'post',
	path: '/api/account/leave',
	access: 'anyone',
	summary: 'Signs a resident out, here or on every device.',
	input: z.object({ everywhere: z._default(flag, false) }),
	output: z.object({ signedIn: z.boolean() }),
});
