import * as z from 'zod/mini';
import { count, endpoint, words } from '../../platform/contract.ts';
import { BehindFault, ReportAnswer } from '../contract.ts';

const language = z._default(z.string().check(z.maxLength(12)), 'en');
const field = z.string().check(z.regex(/^[a-z_.]{1,60}$/));

const year = z.number().check(z.int(), z.minimum(1900), z.maximum(2200));

/** How rows are gathered: by a field, dates by calendar pieces, numbers in steps. */
const Group = z.object({
	field,
	piece: z.optional(z.enum(['month', 'quarter', 'year', 'weekday'])),
	step: z.optional(z.number().check(z.minimum(0.001), z.maximum(1_000_000_000))),
});

/** What is said of each group. `share`: of yes among yes and no; `rate`: faults by time in service, per 100 km or 1,000 assets and year. */
const Measure = z.object({
	what: z.enum(['count', 'sum', 'average', 'median', 'least', 'most', 'share', 'rate']),
	field: z.optional(field),
	per: z.optional(z.enum(['km', 'asset'])),
});

/** A question somebody put together: rows of a table, gathered and measured. */
export const Inquiry = z.object({
	from: z.enum(['fault', 'report', 'work', 'asset']),
	by: z._default(z.array(Group).check(z.maxLength(3)), []),
	measures: z._default(z.array(Measure).check(z.minLength(1), z.maxLength(4)), [{ what: 'count' }]),
	/** CQL2 text on any field of the table. */
	filter: z._default(z.string().check(z.maxLength(4000)), ''),
	/** CQL2 text on fields of assets and wards: rates divide by the time in service of these alone. */
	among: z._default(z.string().check(z.maxLength(4000)), ''),
	/** Only rows whose place lies within so many metres of an asset of a class. */
	near: z._default(z.nullable(z.object({ class: z.string().check(z.maxLength(80)), metres: z.number().check(z.minimum(1), z.maximum(2000)) })), null),
	/** Only what was reported, or work that was opened, in these years, both included. */
	years: z._default(z.nullable(z.object({ from: year, until: year })), null),
	order: z._default(z.enum(['most', 'group']), 'most'),
	limit: z._default(z.number().check(z.int(), z.minimum(1), z.maximum(1000)), 100),
});
export type Inquiry = z.infer<typeof Inquiry>;
export type Group = z.infer<typeof Group>;
export type Measure = z.infer<typeof Measure>;

const InquiryTable = z.object({
	id: z.string(),
	title: z.string(),
	/** What a row is. */
	row: z.string(),
	fields: z.array(
		z.object({
			id: z.string(),
			title: z.string(),
			type: z.enum(['text', 'number', 'boolean', 'date', 'geometry']),
			/** Whether rates can be told apart by it. */
			ofAssets: z.boolean(),
			/** The values there can be, where they are few and known. */
			choices: z.optional(z.array(z.object({ id: z.string(), title: z.string() }))),
		}),
	),
});
export type InquiryTable = z.infer<typeof InquiryTable>;

const OwnQuestion = z.object({
	id: z.string(),
	title: z.string(),
	inquiry: Inquiry,
	shared: z.boolean(),
	mine: z.boolean(),
	by: z.string(),
});
export type OwnQuestion = z.infer<typeof OwnQuestion>;

const access = 'planning.read';
/** The key under which a running question can be stopped. */
const run = z.optional(z.string().check(z.regex(/^[0-9a-zA-Z-]{8,40}$/)));
const questions = z.object({ questions: z.array(OwnQuestion) });
const title = words(120).check(z.minLength(1));

export const readTables = endpoint({
	method: 'get',
	path: '/api/planning/tables',
	access,
	summary: 'What one’s own questions can ask by: tables with their joins, their fields and the values these can have.',
	input: z.object({ language }),
	output: z.object({ tables: z.array(InquiryTable) }),
});

export const ask = endpoint({
	method: 'post',
	path: '/api/planning/ask',
	access,
	asks: true,
	summary: 'Answers a question of one’s own: read only, by the published views, within ten seconds, at most 1,000 groups. The SQL comes with the answer.',
	input: z.object({ language, inquiry: Inquiry, run }),
	output: z.object({ answer: ReportAnswer, sql: z.string(), cut: z.boolean() }),
	problems: ['bad-input', 'too-slow'],
});

export const askBehind = endpoint({
	method: 'post',
	path: '/api/planning/ask/rows',
	access,
	asks: true,
	summary: 'The very faults behind one row of the answer to a question about faults, newest first.',
	input: z.object({
		language,
		inquiry: Inquiry,
		row: z.string().check(z.maxLength(400)),
		limit: z._default(count(1, 500), 100),
		offset: z._default(count(0, 1_000_000), 0),
	}),
	output: z.object({ total: z.number(), faults: z.array(BehindFault) }),
	problems: ['bad-input', 'too-slow', 'not-found'],
});

export const stopAsking = endpoint({
	method: 'post',
	path: '/api/planning/ask/stop',
	access,
	asks: true,
	summary: 'Stops a question that one is asking. The embedded database cannot stop: there it says so.',
	input: z.object({ run: z.string().check(z.regex(/^[0-9a-zA-Z-]{8,40}$/)) }),
	output: z.object({ stopped: z.boolean() }),
});

export const readQuestions = endpoint({
	method: 'get',
	path: '/api/planning/questions',
	access,
	summary: 'Questions that are kept: one’s own, and those that colleagues share.',
	input: z.object({}),
	output: questions,
});

export const keepQuestion = endpoint({
	method: 'post',
	path: '/api/planning/questions',
	access,
	summary: 'Keeps a question under a title, for oneself or for all who plan.',
	input: z.object({ title, inquiry: Inquiry, shared: z._default(z.boolean(), false) }),
	output: questions,
	problems: ['bad-input', 'conflict'],
});

export const changeQuestion = endpoint({
	method: 'patch',
	path: '/api/planning/questions/:id',
	access,
	summary: 'Changes a question of one’s own: its title, what it asks, whether it is shared; puts it away or brings it back.',
	input: z.object({ id: z.uuid(), title: z.optional(title), inquiry: z.optional(Inquiry), shared: z.optional(z.boolean()), gone: z.optional(z.boolean()) }),
	output: questions,
	problems: ['not-found', 'bad-input'],
});
