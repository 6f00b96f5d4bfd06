import * as z from 'zod/mini';
import { endpoint, Nothing, words } from '../platform/contract.ts';

const email = z.email().check(z.maxLength(200));
const password = z.string().check(z.minLength(10, 'At least 10 characters.'), z.maxLength(200));

export const roles = [
	'resident',
	'contact-centre',
	'moderator',
	'dispatcher',
	'engineer',
	'crew',
	'contractor',
	'gis-officer',
	'planner',
	'councillor',
	'administrator',
] as const;
export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;

export const Me = z.object({
	person: z.nullable(z.object({ id: z.string(), name: z.string(), email: z.string(), language: z.string() })),
	roles: z.array(Role),
	rights: z.array(z.string()),
	/** A role of theirs needs a second factor, and they have none: until it is set up they may nothing else. */
	mustEnrol: z.optional(z.boolean()),
	/** One can sign in with the organisation's own account, which is called so (or has no name): GET /api/sign-in/oidc?to=/console/ leads there. */
	elsewhere: z.optional(z.string()),
	/** Signed out; the browser is to go there to leave the organisation's sign-in as well. */
	leaveAt: z.optional(z.string()),
});

export const Person = z.object({
	id: z.string(),
	name: z.string(),
	email: z.string(),
	roles: z.array(z.object({ role: Role, department: z.nullable(z.string()), ward: z.nullable(z.string()) })),
	disabled: z.boolean(),
	invited: z.boolean(),
	/** Wrong tries keep them out for a while. */
	locked: z.boolean(),
	/** They sign in with a code as well. */
	secondFactor: z.boolean(),
});

export type Me = z.infer<typeof Me>;
export type Person = z.infer<typeof Person>;

export const readMe = endpoint({
	method: 'get',
	path: '/api/session',
	access: 'anyone',
	summary: 'Who is signed in, and what they may.',
	input: Nothing,
	output: Me,
});
export const signIn = endpoint({
	method: 'post',
	path: '/api/session',
	access: 'anyone',
	summary:
		'Signs in with e-mail address and password, and with a code where there is a second factor; ten wrong tries lock the account, each time for twice as long.',
	alone: true,
	input: z.object({ email, password: z.string().check(z.minLength(1), z.maxLength(200)), code: z.optional(z.string().check(z.trim(), z.maxLength(40))) }),
	output: Me,
	problems: ['bad-login', 'code-wanted', 'wrong-code', 'too-many'],
});
export const signOut = endpoint({
	method: 'delete',
	path: '/api/session',
	access: 'anyone',
	summary: 'Signs out.',
	alone: true,
	input: Nothing,
	output: Me,
});
export const forgotPassword = endpoint({
	method: 'post',
	path: '/api/password/forgot',
	access: 'anyone',
	summary: 'Sends a reset link if the address has an account; says the same either way.',
	input: z.object({ email, language: z._default(z.string().check(z.maxLength(12)), 'en') }),
	output: Nothing,
	problems: ['too-many'],
});
export const setPassword = endpoint({
	method: 'post',
	path: '/api/password',
	access: 'anyone',
	summary:
		'Sets a password by the link of an invitation or a reset and signs in; every other session of the person ends. Whoever has a second factor signs in with it afterwards.',
	alone: true,
	input: z.object({ token: z.string().check(z.minLength(20), z.maxLength(200)), password }),
	output: Me,
	problems: ['not-found'],
});
export const listPeople = endpoint({
	method: 'get',
	path: '/api/people',
	access: 'person.manage',
	summary: 'All people with an account.',
	input: Nothing,
	output: z.object({ people: z.array(Person) }),
});
/** Somebody to whom a fault can be given; away: until when, and who stands in. */
export const Staff = z.object({ id: z.string(), name: z.string(), away: z.nullable(z.object({ until: z.string(), standIn: z.nullable(z.string()) })) });
export type Staff = z.infer<typeof Staff>;

/** People an engineer may assign to. */
export const listStaff = endpoint({
	method: 'get',
	path: '/api/staff',
	access: 'fault.assign',
	summary: 'Those to whom a fault can be given.',
	input: Nothing,
	output: z.object({ staff: z.array(Staff) }),
});
export const invitePerson = endpoint({
	method: 'post',
	path: '/api/people',
	access: 'person.manage',
	summary: 'Invites somebody: they get a link by e-mail to choose a password.',
	input: z.object({
		email,
		name: z.string().check(z.trim(), z.minLength(1), z.maxLength(120)),
		language: z._default(z.string().check(z.maxLength(12)), 'en'),
		roles: z
			.array(z.object({ role: Role, department: z.optional(z.nullable(words(40))), ward: z.optional(z.nullable(words(20))) }))
			.check(z.minLength(1), z.maxLength(10)),
	}),
	output: z.object({ person: Person, link: z.string() }),
	problems: ['conflict', 'bad-input'],
});
export const changePerson = endpoint({
	method: 'patch',
	path: '/api/people/:id',
	access: 'person.manage',
	summary: 'Changes roles, or disables an account (its sessions end).',
	input: z.object({
		id: z.uuid(),
		name: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(120))),
		disabled: z.optional(z.boolean()),
		roles: z.optional(
			z
				.array(z.object({ role: Role, department: z.optional(z.nullable(words(40))), ward: z.optional(z.nullable(words(20))) }))
				.check(z.minLength(1), z.maxLength(10)),
		),
	}),
	output: z.object({ person: Person }),
	problems: ['not-found', 'bad-input'],
});

export const MailKind = z.enum(['invitation', 'reset', 'locked', 'factor-on', 'factor-off', 'letter-paused']);
export type MailKind = z.infer<typeof MailKind>;

export const listAccountMail = endpoint({
	method: 'get',
	path: '/api/people/mail',
	access: 'person.manage',
	summary: 'Invitations, reset links and what people are told about their accounts, newest first; their text is kept only while no mail server has taken it.',
	input: Nothing,
	output: z.object({
		mail: z.array(
			z.object({
				to: z.string(),
				kind: MailKind,
				subject: z.string(),
				body: z.nullable(z.string()),
				state: z.enum(['due', 'sending', 'sent', 'failed', 'kept']),
				at: z.string(),
				sentAt: z.nullable(z.string()),
			}),
		),
	}),
});

/** A key with which a program (QGIS, a script, another system) acts as its person. */
export const ApiKey = z.object({
	id: z.string(),
	label: z.string(),
	readOnly: z.boolean(),
	createdAt: z.string(),
	expiresAt: z.nullable(z.string()),
	lastUsedOn: z.nullable(z.string()),
});
export type ApiKey = z.infer<typeof ApiKey>;

export const listKeys = endpoint({
	method: 'get',
	path: '/api/keys',
	access: 'anyone',
	summary: 'The API keys of whoever is signed in.',
	input: Nothing,
	output: z.object({ keys: z.array(ApiKey) }),
	problems: ['not-signed-in'],
});
export const addKey = endpoint({
	method: 'post',
	path: '/api/keys',
	access: 'anyone',
	summary: 'Makes an API key for whoever is signed in (not by a key). It is shown once; send it as Authorization: Bearer, or as the password of Basic.',
	input: z.object({
		label: z.string().check(z.trim(), z.minLength(1), z.maxLength(80)),
		readOnly: z._default(z.boolean(), true),
		days: z._default(z.nullable(z.number().check(z.int(), z.minimum(1), z.maximum(3650))), 365),
	}),
	output: z.object({ key: ApiKey, secret: z.string() }),
	problems: ['not-signed-in', 'not-allowed', 'conflict'],
});
export const revokeKey = endpoint({
	method: 'delete',
	path: '/api/keys/:id',
	access: 'anyone',
	summary: 'Revokes an API key of whoever is signed in; from now on it opens nothing.',
	input: z.object({ id: z.uuid() }),
	output: Nothing,
	problems: ['not-signed-in', 'not-found'],
});
