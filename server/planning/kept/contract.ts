import * as z from 'zod/mini';
import { count, endpoint, words } from '../../platform/contract.ts';
import { mostRows, ReportAnswer } from '../contract.ts';

/** So many tiles a board has room for. */
export const mostPinned = 24;

export const KeptAnswer = z.object({
	id: z.number(),
	report: z.string(),
	/** What was asked that is not usual: asked again, what is usual (until today) moves on. */
	params: z.record(z.string(), z.string()),
	/** Rows that were looked at together. */
	chosen: z.array(z.string()),
	title: z.string(),
	note: z.string(),
	/** What was asked, in words. */
	about: z.string(),
	asOf: z.string(),
	shared: z.boolean(),
	mine: z.boolean(),
	by: z.string(),
	/** Where it stands on one's board. */
	place: z.nullable(z.number()),
});
export type KeptAnswer = z.infer<typeof KeptAnswer>;

const id = count(1, Number.MAX_SAFE_INTEGER);
const title = words(120).check(z.minLength(1));
const note = words(2000);
const all = z.object({ kept: z.array(KeptAnswer) });
const language = z._default(z.string().check(z.maxLength(12)), 'en');

export const readKept = endpoint({
	method: 'get',
	path: '/api/planning/kept',
	access: 'planning.read',
	summary: 'Answers that were kept: one’s own, and those shared with all who plan; what stands on one’s board says where.',
	input: z.object({}),
	output: all,
});

export const readOneKept = endpoint({
	method: 'get',
	path: '/api/planning/kept/:id',
	access: 'planning.read',
	summary: 'One kept answer exactly as it was: nothing of it is counted again.',
	input: z.object({ id }),
	output: z.object({ kept: KeptAnswer, answer: ReportAnswer }),
	problems: ['not-found'],
});

export const keepAnswer = endpoint({
	method: 'post',
	path: '/api/planning/kept',
	access: 'planning.read',
	summary: 'Answers a question and keeps the answer as it is now, under a title.',
	input: z.object({
		report: z.string().check(z.regex(/^[a-z0-9-]{1,80}$/)),
		params: z.record(z.string().check(z.maxLength(40)), z.string().check(z.maxLength(8000))),
		chosen: z._default(z.array(z.string().check(z.maxLength(8000))).check(z.maxLength(mostRows)), []),
		title,
		note: z._default(note, ''),
		shared: z._default(z.boolean(), false),
		pinned: z._default(z.boolean(), false),
		language,
	}),
	output: z.extend(all, { id: z.number() }),
	problems: ['not-found'],
});

export const changeKept = endpoint({
	method: 'patch',
	path: '/api/planning/kept/:id',
	access: 'planning.read',
	summary: 'Changes a kept answer of one’s own: its title, its note, whether it is shared; removes it or brings it back.',
	input: z.object({ id, title: z.optional(title), note: z.optional(note), shared: z.optional(z.boolean()), removed: z.optional(z.boolean()) }),
	output: all,
	problems: ['not-found'],
});

export const arrangeBoard = endpoint({
	method: 'post',
	path: '/api/planning/board',
	access: 'planning.read',
	summary: 'Says what stands on one’s board, in order; what is not named goes from it.',
	input: z.object({ ids: z.array(id).check(z.maxLength(mostPinned)) }),
	output: all,
});
