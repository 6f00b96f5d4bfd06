import * as z from 'zod/mini';
import { endpoint } from '../../platform/contract.ts';

export const readLeftWork = endpoint({
	method: 'get',
	path: '/api/people/:id/work',
	access: 'person.manage',
	summary: 'What somebody still has: open faults, work orders they made, and the crews they are in.',
	input: z.object({ id: z.uuid(), language: z._default(z.string().check(z.maxLength(12)), 'en') }),
	output: z.object({
		faults: z.array(z.object({ code: z.string(), title: z.string(), street: z.nullable(z.string()) })),
		/** Work orders they made that are not over. */
		orders: z.array(z.object({ code: z.string(), title: z.string(), street: z.nullable(z.string()) })),
		crews: z.array(z.string()),
		/** Whom they stand in for, now or later. */
		standsInFor: z.array(z.string()),
	}),
	problems: ['not-found'],
});
export const passOnWork = endpoint({
	method: 'post',
	path: '/api/people/:id/work/pass-on',
	access: 'person.manage',
	summary: 'Gives all that somebody has to somebody else, or to nobody: open faults, work orders they made, and the place in crews. `passed` takes it back.',
	input: z.object({ id: z.uuid(), to: z.nullable(z.uuid()) }),
	output: z.object({ passed: z.string(), faults: z.number(), orders: z.number(), crews: z.number() }),
	problems: ['not-found', 'bad-input', 'wrong-state'],
});
export const takeWorkBack = endpoint({
	method: 'post',
	path: '/api/people/work/:passed/undo',
	access: 'person.manage',
	summary: 'Takes back, within a day, what was passed on in one act; what somebody has changed since stays as it is.',
	input: z.object({ passed: z.uuid() }),
	output: z.object({ faults: z.number(), kept: z.array(z.string()) }),
	problems: ['not-found'],
});
