import * as z from 'zod/mini';
import { count, endpoint, words } from '../../platform/contract.ts';
import { DeskFault, PauseKind, State } from '../contract.ts';

const language = z._default(z.string().check(z.maxLength(12)), 'en');
const code = z.string().check(z.maxLength(20));
const changed = z.object({ fault: DeskFault });
const version = z.optional(z.coerce.number());

export const linkFault = endpoint({
	method: 'post',
	path: '/api/desk/faults/:code/link',
	access: 'fault.link',
	summary: 'Confirms which asset a fault is on (or, with null, that it is on none in the register).',
	input: z.object({ code, asset: z.nullable(z.string().check(z.maxLength(80))), note: z.optional(words(2000)), version, language }),
	output: changed,
	problems: ['not-found', 'conflict'],
});

export const recategoriseFault = endpoint({
	method: 'post',
	path: '/api/desk/faults/:code/recategorise',
	access: 'fault.link',
	summary: 'Makes another trouble of an open fault: its first clock keeps its start with the standard of the new service, and it goes where that belongs.',
	input: z.object({ code, mode: z.string().check(z.maxLength(80)), version, language }),
	output: changed,
	problems: ['not-found', 'wrong-state', 'conflict'],
});

export const moveFault = endpoint({
	method: 'post',
	path: '/api/desk/faults/:code/move',
	access: 'fault.move',
	summary: 'Moves a fault to another state; the note goes to the public timeline unless it is internal.',
	input: z.object({
		code,
		to: State,
		reason: z.optional(words(500)),
		note: z.optional(words(2000)),
		internal: z.optional(z.boolean()),
		cause: z.optional(words(100)),
		component: z.optional(words(100)),
		/** What a wait is for: it stops the clocks up to its limit; without it they run on. */
		pause: z.optional(PauseKind),
		version,
		language,
	}),
	output: changed,
	problems: ['not-found', 'wrong-state', 'conflict'],
});

export const assignFault = endpoint({
	method: 'post',
	path: '/api/desk/faults/:code/assign',
	access: 'fault.assign',
	summary: 'Gives a fault to a department or a person, or changes its priority.',
	input: z.object({
		code,
		department: z.optional(z.string().check(z.maxLength(40))),
		person: z.optional(z.nullable(z.string())),
		priority: z.optional(count(1, 5)),
		version,
		language,
	}),
	output: changed,
	problems: ['not-found'],
});

const codes = z.array(code).check(z.minLength(1), z.maxLength(200));

export const assignFaults = endpoint({
	method: 'post',
	path: '/api/desk/faults-assign',
	access: 'fault.assign',
	summary: 'Gives several faults to a department or a person, or changes their priority: all or none. `batch` takes it back.',
	input: z.object({
		codes,
		department: z.optional(z.string().check(z.maxLength(40))),
		person: z.optional(z.nullable(z.string())),
		priority: z.optional(count(1, 5)),
		language,
	}),
	output: z.object({ batch: z.string(), faults: z.array(DeskFault) }),
	problems: ['not-found'],
});

export const undoFaults = endpoint({
	method: 'post',
	path: '/api/desk/faults-undo',
	access: 'fault.assign',
	summary: 'Takes back what was assigned together, on each fault that nobody has changed since; `kept` are the others.',
	input: z.object({ codes, batch: z.string().check(z.maxLength(40)), language }),
	output: z.object({ faults: z.array(DeskFault), kept: z.array(z.string()) }),
	problems: ['not-found', 'wrong-state'],
});

export const mergeFault = endpoint({
	method: 'post',
	path: '/api/desk/faults/:code/merge',
	access: 'fault.merge',
	summary: 'Merges a fault into another; undone exactly by unmerge.',
	input: z.object({ code, into: code, language }),
	output: changed,
	problems: ['not-found', 'wrong-state', 'conflict'],
});

export const unmergeFault = endpoint({
	method: 'post',
	path: '/api/desk/faults/:code/unmerge',
	access: 'fault.merge',
	summary: 'Undoes a merge: both faults are again what they were, with what has come since.',
	input: z.object({ code, language }),
	output: changed,
	problems: ['not-found', 'wrong-state'],
});

/** What every "undo" in the console calls: takes back the last link, move or assignment of a fault. */
export const undoFault = endpoint({
	method: 'post',
	path: '/api/desk/faults/:code/undo',
	access: 'fault.move',
	summary: 'Takes back the last link, move, assignment or merge made on a fault (within a day).',
	input: z.object({ code, language }),
	output: changed,
	problems: ['not-found', 'wrong-state', 'conflict'],
});
