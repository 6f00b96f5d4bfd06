import * as z from 'zod/mini';
import { HandOver } from '../municipality/contract.ts';
import { count, endpoint, flag, Nothing, Words } from '../platform/contract.ts';

const code = z.string().check(z.maxLength(60));
const language = z._default(z.string().check(z.maxLength(12)), 'en');
const address = z.string().check(z.trim(), z.maxLength(500), z.regex(/^https?:\/\/[^\s]+$/, 'An address begins with https://'));
const phone = z.nullable(z.string().check(z.trim(), z.maxLength(40)));
const mail = z.nullable(z.string().check(z.trim(), z.maxLength(200), z.regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'This is no e-mail address.')));
const list = z.array(z.string().check(z.trim(), z.minLength(1), z.maxLength(120))).check(z.maxLength(200));
const serviceCode = z.string().check(z.trim(), z.minLength(1), z.maxLength(200));

export const handoverStates = ['due', 'sending', 'unsure', 'receipt', 'theirs', 'over', 'refused', 'withdrawn'] as const;

/** The settings of another authority's Open311 server. Its key goes in and never comes out. */
const server = {
	endpoint: address,
	jurisdiction: z.nullable(z.string().check(z.trim(), z.maxLength(200))),
	officeEmail: mail,
	enabled: z.boolean(),
	/** Faults of theirs go there without anybody pressing. */
	byItself: z.boolean(),
	/** Their service code by our failure mode. */
	services: z.record(z.string(), serviceCode),
	/** Their service code for every other one. */
	otherwise: z.nullable(serviceCode),
};

const authority = {
	name: Words,
	words: Words,
	phone,
	email: mail,
	url: z.nullable(address),
	owners: list,
	modes: list,
	wards: list,
};

export const Authority = z.object({
	code: z.string(),
	version: z.number(),
	away: z.boolean(),
	...authority,
	server: z.nullable(z.object({ ...server, hasKey: z.boolean(), lookedAt: z.nullable(z.string()), trouble: z.nullable(z.string()) })),
	counts: z.object({ waiting: z.number(), theirs: z.number(), over: z.number(), refused: z.number() }),
});
export type Authority = z.infer<typeof Authority>;

const Saying = z.object({ status: z.string(), words: z.nullable(z.string()), at: z.string() });

/** A fault that was handed on, as staff see it. */
export const Handover = z.object({
	id: z.number(),
	fault: z.string(),
	title: z.string(),
	street: z.nullable(z.string()),
	authority: z.string(),
	name: z.string(),
	state: z.enum(handoverStates),
	/** Their number. */
	number: z.nullable(z.string()),
	status: z.nullable(z.string()),
	by: z.nullable(z.string()),
	at: z.string(),
	takenAt: z.nullable(z.string()),
	/** When it is tried next, where it has not arrived. */
	dueAt: z.nullable(z.string()),
	trouble: z.nullable(z.string()),
	last: z.nullable(Saying),
});
export type Handover = z.infer<typeof Handover>;

export const readAuthorities = endpoint({
	method: 'get',
	path: '/api/desk/authorities',
	access: 'fault.assign',
	summary: 'Who else looks after things here, how faults are handed on to them, and how many were.',
	input: Nothing,
	output: z.object({ authorities: z.array(Authority) }),
});

export const AuthorityWish = z.object({
	code: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,58}[a-z0-9]$/, 'Small letters, digits and hyphens.')),
	version: count(0, 1_000_000),
	...authority,
	/** Null: nothing is handed on to them. `key` absent: the one that is there stays; null: none. */
	server: z.nullable(z.object({ ...server, key: z.optional(z.nullable(z.string().check(z.maxLength(500)))) })),
});
export type AuthorityWish = z.infer<typeof AuthorityWish>;

export const writeAuthority = endpoint({
	method: 'put',
	path: '/api/desk/authorities/:code',
	access: 'setting.manage',
	summary: 'Writes an authority anew, or (version 0) a new one.',
	input: AuthorityWish,
	output: z.object({ authority: Authority }),
	problems: ['conflict'],
});

export const putAway = endpoint({
	method: 'post',
	path: '/api/desk/authorities/:code/put-away',
	access: 'setting.manage',
	summary: 'Puts an authority away, or takes it out again. What was handed on to it stays.',
	input: z.object({ code, away: flag }),
	output: Nothing,
	problems: ['not-found'],
});

export const tryServer = endpoint({
	method: 'post',
	path: '/api/desk/authorities/try',
	access: 'setting.manage',
	asks: true,
	summary: 'Asks an Open311 server what it is and which services it offers. Nothing is posted.',
	input: z.object({ endpoint: address, jurisdiction: server.jurisdiction }),
	output: z.object({
		reached: z.boolean(),
		/** Why it could not be asked. */
		trouble: z.nullable(z.string()),
		format: z.enum(['json', 'xml']),
		/** What its discovery says of how to get a key. */
		contact: z.nullable(z.string()),
		services: z.array(z.object({ code: z.string(), name: z.string(), asks: z.boolean() })),
	}),
});

export const readHandovers = endpoint({
	method: 'get',
	path: '/api/desk/handovers',
	access: 'fault.assign',
	summary: 'What was handed on and how it stands, the newest first; of one authority, or all that need somebody.',
	input: z.object({ authority: z.optional(code), failed: z._default(flag, false), before: z.optional(count(1, Number.MAX_SAFE_INTEGER)), language }),
	output: z.object({ handovers: z.array(Handover), more: z.nullable(z.number()) }),
});

const hindrances = ['over', 'already', 'of-a-home', 'not-public', 'no-service'] as const;

export const readFaultHandover = endpoint({
	method: 'get',
	path: '/api/desk/faults/:code/handover',
	access: 'fault.read',
	summary: 'Whose a fault is if it is not ours, to whom it was handed on, and what they say.',
	input: z.object({ code: z.string().check(z.maxLength(20)), language }),
	output: z.object({
		theirs: z.nullable(HandOver),
		handovers: z.array(z.extend(Handover, { said: z.array(Saying) })),
		/** To whom it could be handed on, and what stands in the way. */
		ways: z.array(z.object({ authority: z.string(), name: z.string(), hindrance: z.nullable(z.enum(hindrances)) })),
	}),
	problems: ['not-found'],
});
export type FaultHandover = z.infer<typeof readFaultHandover.output>;

export const handOnFault = endpoint({
	method: 'post',
	path: '/api/desk/faults/:code/hand-on',
	access: 'fault.assign',
	summary: 'Hands a fault on to another authority. It is sent a moment later, so that it can be taken back.',
	input: z.object({ code: z.string().check(z.maxLength(20)), authority: code }),
	output: z.object({ id: z.number() }),
	problems: ['not-found', 'wrong-state'],
});

const id = count(1, Number.MAX_SAFE_INTEGER);

export const withdrawHandover = endpoint({
	method: 'post',
	path: '/api/desk/handovers/:id/withdraw',
	access: 'fault.assign',
	summary: 'Takes a handing on back that has not been sent.',
	input: z.object({ id }),
	output: Nothing,
	problems: ['wrong-state'],
});

export const tryAgain = endpoint({
	method: 'post',
	path: '/api/desk/handovers/:id/again',
	access: 'fault.assign',
	summary: 'Tries one again that was refused or given up.',
	input: z.object({ id }),
	output: Nothing,
	problems: ['wrong-state'],
});

/** What anyone may know. */
export const PublicHandover = z.object({
	name: z.string(),
	phone: z.nullable(z.string()),
	url: z.nullable(z.string()),
	number: z.nullable(z.string()),
	since: z.nullable(z.string()),
	over: z.boolean(),
	status: z.nullable(z.string()),
	said: z.array(z.object({ status: z.string(), words: z.nullable(z.string()), on: z.string() })),
});
export type PublicHandover = z.infer<typeof PublicHandover>;

export const readPublicHandover = endpoint({
	method: 'get',
	path: '/api/faults/:code/handover',
	access: 'anyone',
	summary: 'To which other authority a fault was handed on, and what they say.',
	input: z.object({ code: z.string().check(z.maxLength(20)), language }),
	output: z.object({ handovers: z.array(PublicHandover) }),
});
