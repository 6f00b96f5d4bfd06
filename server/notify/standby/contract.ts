import * as z from 'zod/mini';
import { count, endpoint, Nothing } from '../../platform/contract.ts';

const Named = z.object({ id: z.string(), name: z.string() });
const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, 'A day, as 2026-12-24.'));

/** Somebody stands by for a department, both days included. */
export const Standby = z.object({
	id: z.string(),
	department: z.string(),
	person: Named,
	from: z.string(),
	until: z.string(),
	/** Who is called first. */
	turn: z.number(),
	/** Only for those who keep the roster. */
	phone: z.nullable(z.string()),
	now: z.boolean(),
});
export type Standby = z.infer<typeof Standby>;

/** An emergency after hours, and who was called for it. */
export const CallOut = z.object({
	id: z.string(),
	fault: z.string(),
	title: z.string(),
	street: z.nullable(z.string()),
	department: z.string(),
	state: z.enum(['calling', 'acknowledged', 'unanswered', 'over']),
	at: z.string(),
	acknowledgedAt: z.nullable(z.string()),
	acknowledgedBy: z.nullable(z.string()),
	tries: z.array(z.object({ name: z.string(), at: z.string(), state: z.enum(['due', 'sending', 'sent', 'failed', 'kept']), channels: z.array(z.string()) })),
});
export type CallOut = z.infer<typeof CallOut>;

const Roster = z.object({
	/** `mine`: whoever asks keeps its roster. */
	departments: z.array(z.object({ code: z.string(), minutes: z.number(), mine: z.boolean() })),
	standbys: z.array(Standby),
	people: z.array(Named),
	callOuts: z.array(CallOut),
});
export type Roster = z.infer<typeof Roster>;

export const readStandby = endpoint({
	method: 'get',
	path: '/api/standby',
	access: 'fault.read',
	summary: 'Who stands by for which department, now and later, and who was called lately.',
	input: z.object({ language: z._default(z.string().check(z.maxLength(12)), 'en') }),
	output: Roster,
});
export const addStandby = endpoint({
	method: 'post',
	path: '/api/standby',
	access: 'work.supervise',
	summary: 'Puts somebody on the roster of a department.',
	input: z.object({
		department: z.string().check(z.maxLength(40)),
		person: z.uuid(),
		from: day,
		until: day,
		turn: count(1, 9),
		phone: z._default(z.string().check(z.trim(), z.regex(/^$|^\+?[\d ()-]{6,24}$/, 'A phone number.')), ''),
	}),
	output: z.object({ id: z.string() }),
	problems: ['not-allowed', 'bad-input'],
});
export const removeStandby = endpoint({
	method: 'delete',
	path: '/api/standby/:id',
	access: 'work.supervise',
	summary: 'Takes somebody off a roster.',
	input: z.object({ id: z.uuid() }),
	output: Nothing,
	problems: ['not-found', 'not-allowed'],
});
export const restoreStandby = endpoint({
	method: 'post',
	path: '/api/standby/:id/restore',
	access: 'work.supervise',
	summary: 'Puts them back.',
	input: z.object({ id: z.uuid() }),
	output: Nothing,
	problems: ['not-found', 'not-allowed'],
});
export const writeStandbyMinutes = endpoint({
	method: 'put',
	path: '/api/standby/departments/:code',
	access: 'work.supervise',
	summary: 'Says after how many minutes without an answer the next is called.',
	input: z.object({ code: z.string().check(z.maxLength(40)), minutes: count(2, 240) }),
	output: Nothing,
	problems: ['not-found', 'not-allowed'],
});
export const acknowledgeCallOut = endpoint({
	method: 'post',
	path: '/api/call-outs/:id/acknowledge',
	access: 'fault.read',
	summary: 'Says that one goes: by somebody who was called, or who supervises the department. Nobody else is called then.',
	input: z.object({ id: z.uuid() }),
	output: Nothing,
	problems: ['not-found', 'not-allowed', 'wrong-state'],
});
