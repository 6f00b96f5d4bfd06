import * as z from 'zod/mini';
import { count, endpoint, Nothing, words } from '../../platform/contract.ts';

/** So many people one letter goes to at most. */
export const mostReaders = 50;

const Reader = z.object({
	/** An account, or an address outside. */
	person: z.nullable(z.string()),
	email: z.nullable(z.string()),
	name: z.string(),
	/** They want no more of it. */
	stopped: z.boolean(),
	/** Works here no more. */
	left: z.boolean(),
});

/** What went wrong: what was asked is gone, it was not worked out in time, something else; a mail was refused, or nobody knows whether it arrived. */
const Trouble = z.enum(['gone', 'not-worked-out', 'error', 'refused', 'unknown', 'no-mail']);

export const Letter = z.object({
	id: z.string(),
	title: z.string(),
	what: z.enum(['report', 'board', 'question']),
	report: z.nullable(z.string()),
	params: z.record(z.string(), z.string()),
	/** The kept question. */
	question: z.nullable(z.string()),
	every: z.enum(['week', 'month', 'quarter']),
	day: z.number(),
	hour: z.number(),
	language: z.string(),
	by: z.string(),
	mine: z.boolean(),
	paused: z.nullable(z.enum(['wish', 'left'])),
	nextAt: z.nullable(z.string()),
	last: z.nullable(z.object({ at: z.string(), sent: z.number(), waiting: z.number(), failed: z.number(), trouble: z.nullable(Trouble) })),
	readers: z.array(Reader),
});
export type Letter = z.infer<typeof Letter>;
export type LetterReader = z.infer<typeof Reader>;

const rhythm = {
	every: z.enum(['week', 'month', 'quarter']),
	/** Of the week (Monday is 1), of the month, or of the first month of a quarter of the financial year; shorter months end sooner. */
	day: count(1, 31),
	hour: count(0, 23),
};
const title = words(120).check(z.minLength(1));
const language = z.string().check(z.minLength(2), z.maxLength(12));
const people = z.array(z.uuid()).check(z.maxLength(mostReaders));
const outside = z.array(z.email().check(z.maxLength(200))).check(z.maxLength(mostReaders));
const all = z.object({ letters: z.array(Letter) });

export const readLetters = endpoint({
	method: 'get',
	path: '/api/planning/letters',
	access: 'planning.read',
	summary: 'What goes out by mail again and again: one’s own, and all for those who manage people; when next, how it went last. With whom it can be sent to.',
	input: Nothing,
	output: z.extend(all, {
		people: z.array(z.object({ id: z.string(), name: z.string() })),
		/** Whether one may write to people outside. */
		outside: z.boolean(),
	}),
});

export const addLetter = endpoint({
	method: 'post',
	path: '/api/planning/letters',
	access: 'planning.read',
	summary:
		'Has an answer sent by mail every week, month or quarter of the financial year, as a paper with its map: a report with its parameters, a kept question, or one’s board. Addresses outside need `planning.publish` and get small counts hidden.',
	input: z.object({
		title,
		what: z.enum(['report', 'board', 'question']),
		report: z.optional(z.string().check(z.regex(/^[a-z0-9-]{1,80}$/))),
		params: z._default(z.record(z.string().check(z.maxLength(40)), z.string().check(z.maxLength(8000))), {}),
		question: z.optional(z.uuid()),
		...rhythm,
		language,
		people,
		outside: z._default(outside, []),
	}),
	output: z.extend(all, { id: z.string() }),
	problems: ['not-found', 'bad-input'],
});

export const changeLetter = endpoint({
	method: 'patch',
	path: '/api/planning/letters/:id',
	access: 'planning.read',
	summary:
		'Changes when a letter goes, to whom, in which language; pauses it, removes it, or brings it back. Those who manage people may pause and remove any.',
	input: z.object({
		id: z.uuid(),
		title: z.optional(title),
		every: z.optional(rhythm.every),
		day: z.optional(rhythm.day),
		hour: z.optional(rhythm.hour),
		language: z.optional(language),
		people: z.optional(people),
		outside: z.optional(outside),
		paused: z.optional(z.boolean()),
		removed: z.optional(z.boolean()),
	}),
	output: all,
	problems: ['not-found', 'not-allowed', 'bad-input'],
});
