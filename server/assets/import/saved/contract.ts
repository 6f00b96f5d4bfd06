import * as z from 'zod/mini';
import { endpoint } from '../../../platform/contract.ts';
import { classId, code, ImportRequest, ReadingOptions, states } from '../contract.ts';

const name = z.string().check(z.trim(), z.minLength(1), z.maxLength(200));
const one = z.object({ code });

/** How somebody shows a service who they are; kept apart, never shown again. */
const Credentials = z.union([
	z.object({ user: name, password: z.string().check(z.minLength(1), z.maxLength(500)) }),
	z.object({ token: z.string().check(z.minLength(1), z.maxLength(4000)) }),
]);

/** Bounds within which an edition is applied without anybody looking; a share of the assets in service. */
export const Limits = z.object({
	gone: z._default(z.number().check(z.minimum(0), z.maximum(1)), 0.05),
	changed: z._default(z.number().check(z.minimum(0), z.maximum(1)), 0.2),
	rejected: z._default(z.number().check(z.minimum(0), z.maximum(1)), 0.02),
});

const sourceFields = {
	title: name,
	class: classId,
	/** Of a service; null: files of it are uploaded. */
	address: z.nullable(z.string().check(z.trim(), z.minLength(8), z.maxLength(2000))),
	options: ReadingOptions,
	/** Read so often; null: only when somebody asks. */
	everyMinutes: z.nullable(z.number().check(z.int(), z.minimum(15), z.maximum(60 * 24 * 366))),
	applies: z.boolean(),
	limits: Limits,
} as const;

export const RegisterSource = z.object({
	code: z.string(),
	...sourceFields,
	hasCredentials: z.boolean(),
	nextAt: z.nullable(z.string()),
	failures: z.number(),
	last: z.nullable(z.object({ code: z.string(), state: z.enum(states), at: z.string(), problem: z.nullable(z.string()) })),
	version: z.number(),
});
export type RegisterSource = z.infer<typeof RegisterSource>;

export const listSources = endpoint({
	method: 'get',
	path: '/api/register/sources',
	access: 'layer.import',
	summary: 'The sources that are known, by title.',
	input: z.object({ class: z.optional(classId) }),
	output: z.object({ sources: z.array(RegisterSource) }),
});

export const readSource = endpoint({
	method: 'get',
	path: '/api/register/sources/:code',
	access: 'layer.import',
	summary: 'One source.',
	input: one,
	output: RegisterSource,
	problems: ['not-found'],
});

export const addSource = endpoint({
	method: 'post',
	path: '/api/register/sources',
	access: 'layer.import',
	summary: 'Saves a source: its address, its mapping, its schedule. With `import`, class, address and mapping are those of that import.',
	input: z.object({
		import: z.optional(code),
		title: sourceFields.title,
		class: z.optional(sourceFields.class),
		address: z.optional(sourceFields.address),
		options: z.optional(ReadingOptions),
		everyMinutes: z._default(sourceFields.everyMinutes, null),
		applies: z._default(z.boolean(), false),
		limits: z._default(Limits, { gone: 0.05, changed: 0.2, rejected: 0.02 }),
		credentials: z.optional(Credentials),
	}),
	output: RegisterSource,
	problems: ['not-found', 'bad-input'],
});

export const changeSource = endpoint({
	method: 'patch',
	path: '/api/register/sources/:code',
	access: 'layer.import',
	summary: 'Changes a source. What is left out stays; credentials of null are forgotten.',
	input: z.object({
		code,
		version: z.number(),
		title: z.optional(sourceFields.title),
		address: z.optional(sourceFields.address),
		options: z.optional(ReadingOptions),
		everyMinutes: z.optional(sourceFields.everyMinutes),
		applies: z.optional(z.boolean()),
		limits: z.optional(Limits),
		credentials: z.optional(z.nullable(Credentials)),
	}),
	output: RegisterSource,
	problems: ['not-found', 'conflict', 'bad-input'],
});

export const removeSource = endpoint({
	method: 'delete',
	path: '/api/register/sources/:code',
	access: 'layer.import',
	summary: 'Forgets a source and its credentials. What was imported from it stays.',
	input: one,
	output: z.object({ removed: z.boolean() }),
	problems: ['not-found'],
});

export const runSource = endpoint({
	method: 'post',
	path: '/api/register/sources/:code/run',
	access: 'layer.import',
	summary: 'Reads a service now, as its schedule would.',
	input: one,
	output: ImportRequest,
	problems: ['not-found', 'bad-input'],
});
