import * as z from 'zod/mini';
import { endpoint, Nothing } from '../../platform/contract.ts';
import { Me } from '../contract.ts';

/** A browser in which somebody is signed in. */
export const Seat = z.object({
	id: z.string(),
	/** Program and system, as far as it says; empty where it says nothing. */
	device: z.string(),
	/** The beginning of its address in the network; the rest is not kept. */
	network: z.string(),
	since: z.nullable(z.string()),
	lastUsed: z.string(),
	current: z.boolean(),
});
export type Seat = z.infer<typeof Seat>;

export const listSessions = endpoint({
	method: 'get',
	path: '/api/sessions',
	access: 'anyone',
	summary: 'Where whoever asks is signed in.',
	input: Nothing,
	output: z.object({ sessions: z.array(Seat) }),
	problems: ['not-signed-in'],
});
export const endOneSession = endpoint({
	method: 'delete',
	path: '/api/sessions/:id',
	access: 'anyone',
	summary: 'Ends one of one’s own sessions.',
	input: z.object({ id: z.uuid() }),
	output: Nothing,
	problems: ['not-signed-in', 'not-found'],
});
export const endOtherSessions = endpoint({
	method: 'delete',
	path: '/api/sessions',
	access: 'anyone',
	summary: 'Ends all of one’s own sessions but this one.',
	input: Nothing,
	output: z.object({ ended: z.number() }),
	problems: ['not-signed-in'],
});
export const changePassword = endpoint({
	method: 'put',
	path: '/api/password',
	access: 'anyone',
	summary: 'Changes one’s password, with the present one; every other session ends.',
	input: z.object({
		before: z.string().check(z.minLength(1), z.maxLength(200)),
		password: z.string().check(z.minLength(10, 'At least 10 characters.'), z.maxLength(200)),
	}),
	output: Me,
	problems: ['not-signed-in', 'bad-input'],
});
