import * as z from 'zod/mini';
import { endpoint, Nothing } from '../../platform/contract.ts';

const Named = z.object({ id: z.string(), name: z.string() });
const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, 'A day, as 2026-12-24.'));

/** Somebody is away, both days included. */
export const Absence = z.object({
	id: z.string(),
	person: Named,
	/** Who has what is theirs meanwhile; null: nobody. */
	standIn: z.nullable(Named),
	from: z.string(),
	until: z.string(),
	/** Today is one of the days. */
	now: z.boolean(),
	saidBy: z.nullable(z.string()),
	/** Whoever asks may take it back. */
	mayChange: z.boolean(),
});
export type Absence = z.infer<typeof Absence>;

export const listAbsences = endpoint({
	method: 'get',
	path: '/api/absences',
	access: 'fault.read',
	summary: 'Who of staff is away now or will be, and who stands in.',
	input: Nothing,
	output: z.object({
		absences: z.array(Absence),
		/** Those of whom whoever asks may say it. */
		people: z.array(Named),
		/** Those who can stand in. */
		standIns: z.array(Named),
	}),
});
export const sayAbsence = endpoint({
	method: 'post',
	path: '/api/absences',
	access: 'fault.read',
	summary:
		'Says that one is away oneself, or somebody else whom one supervises, and who stands in: what would be given to them, and what they would be told of, goes to that one.',
	input: z.object({ person: z.uuid(), standIn: z.nullable(z.uuid()), from: day, until: day }),
	output: z.object({ absence: Absence }),
	problems: ['not-found', 'not-allowed', 'conflict', 'bad-input'],
});
export const cancelAbsence = endpoint({
	method: 'delete',
	path: '/api/absences/:id',
	access: 'fault.read',
	summary: 'Takes it back that somebody is away.',
	input: z.object({ id: z.uuid() }),
	output: Nothing,
	problems: ['not-found', 'not-allowed'],
});
export const restoreAbsence = endpoint({
	method: 'post',
	path: '/api/absences/:id/restore',
	access: 'fault.read',
	summary: 'Brings it back after all.',
	input: z.object({ id: z.uuid() }),
	output: z.object({ absence: Absence }),
	problems: ['not-found', 'not-allowed', 'conflict'],
});
