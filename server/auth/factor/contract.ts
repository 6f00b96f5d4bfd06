import * as z from 'zod/mini';
import { endpoint, Nothing } from '../../platform/contract.ts';
import { Role } from '../contract.ts';

const password = z.string().check(z.minLength(1), z.maxLength(200));
const code = z.string().check(z.trim(), z.minLength(6), z.maxLength(40));

export const SecondFactor = z.object({
	since: z.nullable(z.string()),
	/** Recovery codes that still work. */
	recoveryCodes: z.number(),
	/** A role of theirs needs it: it cannot be taken off, only replaced. */
	needed: z.boolean(),
});
export type SecondFactor = z.infer<typeof SecondFactor>;

export const readSecondFactor = endpoint({
	method: 'get',
	path: '/api/second-factor',
	access: 'anyone',
	summary: 'Whether whoever is signed in has a second factor, and how many recovery codes are left.',
	input: Nothing,
	output: SecondFactor,
	problems: ['not-signed-in'],
});
export const beginSecondFactor = endpoint({
	method: 'post',
	path: '/api/second-factor/secret',
	access: 'anyone',
	summary:
		'Makes a secret for an authenticator (RFC 6238), to be confirmed by a code of it; wants the password again, and a code where there is a second factor already.',
	input: z.object({ password, code: z.optional(code) }),
	output: z.object({
		secret: z.string(),
		/** otpauth://… */
		address: z.string(),
		/** The address as a QR code: modules along a side, and its dark ones as the path of an SVG. */
		qr: z.object({ size: z.number(), path: z.string() }),
	}),
	problems: ['not-signed-in', 'bad-input', 'wrong-code'],
});
export const confirmSecondFactor = endpoint({
	method: 'post',
	path: '/api/second-factor',
	access: 'anyone',
	summary: 'Takes the secret into use, shown to work by a code. Answers ten recovery codes, once; every other session ends.',
	input: z.object({ code }),
	output: z.object({ codes: z.array(z.string()) }),
	problems: ['not-signed-in', 'wrong-code', 'wrong-state'],
});
export const dropSecondFactor = endpoint({
	method: 'delete',
	path: '/api/second-factor',
	access: 'anyone',
	summary: 'Takes one’s own second factor off, with a code of it; not where a role needs it.',
	input: z.object({ code }),
	output: Nothing,
	problems: ['not-signed-in', 'wrong-code', 'conflict'],
});

export const removalReasons = ['lost', 'replaced', 'left', 'mistake'] as const;
export const removeSecondFactor = endpoint({
	method: 'post',
	path: '/api/people/:id/second-factor/removal',
	access: 'person.manage',
	summary: 'Takes somebody’s second factor off and ends their sessions; they are told by mail.',
	input: z.object({ id: z.uuid(), reason: z.enum(removalReasons) }),
	output: Nothing,
	problems: ['not-found', 'conflict'],
});
export const unlockPerson = endpoint({
	method: 'post',
	path: '/api/people/:id/unlock',
	access: 'person.manage',
	summary: 'Lets somebody sign in again whom wrong tries have locked out.',
	input: z.object({ id: z.uuid() }),
	output: Nothing,
	problems: ['not-found'],
});

export const SignInRule = z.object({ codeRoles: z.array(Role), version: z.string() });
export type SignInRule = z.infer<typeof SignInRule>;
export const readSignInRule = endpoint({
	method: 'get',
	path: '/api/sign-in-rule',
	access: 'person.manage',
	summary: 'Which roles need a second factor.',
	input: Nothing,
	output: SignInRule,
});
export const writeSignInRule = endpoint({
	method: 'put',
	path: '/api/sign-in-rule',
	access: 'person.manage',
	summary: 'Says which roles need a second factor; whoever has none sets one up before anything else. Not a role of one’s own before one has one.',
	input: z.object({ codeRoles: z.array(Role).check(z.maxLength(20)), version: z.string().check(z.maxLength(64)) }),
	output: SignInRule,
	problems: ['precondition-failed', 'conflict'],
});
