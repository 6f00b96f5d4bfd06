import * as z from 'zod/mini';
import { count, endpoint } from '../../../platform/contract.ts';
import { classId, code, ImportRequest, ReadingOptions } from '../contract.ts';

const one = z.object({ code });
const page = { after: z._default(count(0, 2 ** 31 - 1), 0), limit: z._default(count(1, 500), 100) };

const Value = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** A column of the source, with some of its values and what is made of them. */
export const Column = z.object({
	column: z.string(),
	/** The attribute or register field it fills, `key`, or nothing. */
	fills: z.array(z.string()),
	samples: z.array(z.object({ given: z.string(), understood: Value, problem: z.nullable(z.string()) })),
});

/** What can be filled from a column. */
const Target = z.object({
	id: z.string(),
	title: z.string(),
	kind: z.enum(['text', 'number', 'date', 'choice', 'boolean', 'grade']),
	of: z.enum(['attribute', 'register']),
});

export const Mapping = z.object({
	format: z.string(),
	srid: z.number(),
	/** What the source itself says of its coordinate system. */
	namedSystem: z.nullable(z.string()),
	/** The column of the key; null: the feature's own id. */
	key: z.nullable(z.string()),
	warning: z.nullable(z.string()),
	columns: z.array(Column),
	targets: z.array(Target),
});
export type Mapping = z.infer<typeof Mapping>;

export const layersOfImport = endpoint({
	method: 'get',
	path: '/api/register/imports/:code/layers',
	access: 'layer.import',
	summary: 'The layers that the file or service holds; null where its format knows of none.',
	input: one,
	output: z.object({
		layers: z.nullable(z.array(z.object({ name: z.string(), rows: z.nullable(z.number()), crs: z.nullable(z.string()), geometry: z.nullable(z.string()) }))),
	}),
	problems: ['not-found', 'wrong-state'],
});

export const previewImport = endpoint({
	method: 'post',
	path: '/api/register/imports/:code/preview',
	access: 'layer.import',
	asks: true,
	summary: 'How the source would be read: which column fills what, with values as given and as understood.',
	input: z.object({ code, class: classId, options: z._default(ReadingOptions, {}), language: z._default(z.string().check(z.maxLength(12)), 'en') }),
	output: Mapping,
	problems: ['not-found', 'wrong-state'],
});

export const differenceKinds = ['added', 'geometry', 'attributes', 'both', 'rekeyed', 'revived', 'renumbered', 'far', 'missing', 'unchanged'] as const;
const Shape = z.object({ type: z.string(), coordinates: z.unknown() });

/** An asset that would be changed; `from` and `to` are its geometries before and after. */
export const DifferenceRow = z.object({
	row: z.number(),
	kind: z.enum(['added', 'geometry', 'attributes', 'both', 'rekeyed', 'missing', 'unchanged']),
	line: z.nullable(z.number()),
	key: z.string(),
	/** The key it had, where it is another. */
	formerKey: z.nullable(z.string()),
	reference: z.nullable(z.string()),
	revived: z.boolean(),
	metres: z.nullable(z.number()),
	changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
	from: z.nullable(Shape),
	to: z.nullable(Shape),
});
export type DifferenceRow = z.infer<typeof DifferenceRow>;

export const readDifference = endpoint({
	method: 'get',
	path: '/api/register/imports/:code/difference',
	access: 'layer.import',
	summary: 'The assets that an import would change, of one kind or all, for a table and a map.',
	input: z.object({ code, kind: z.optional(z.enum(differenceKinds)), ...page }),
	output: z.object({ rows: z.array(DifferenceRow), next: z.nullable(z.number()) }),
	problems: ['not-found', 'wrong-state'],
});

export const readRejects = endpoint({
	method: 'get',
	path: '/api/register/imports/:code/rejects',
	access: 'layer.import',
	summary: 'The rows that cannot be taken, each with its line and the reason; as a file at `rejects.csv`.',
	input: z.object({ code, ...page }),
	output: z.object({
		rejects: z.array(z.object({ row: z.number(), line: z.number(), key: z.string(), reason: z.string() })),
		next: z.nullable(z.number()),
	}),
	problems: ['not-found', 'wrong-state'],
});

/** An asset that is gone and one that is new, which may be the same. */
export const Renumbering = z.object({
	id: z.number(),
	verdict: z.enum(['open', 'confirmed', 'refused']),
	/** From 0 to 1. */
	score: z.number(),
	/** What speaks for it: an attribute that only these two share, or their places. */
	by: z.string(),
	metres: z.number(),
	reference: z.string(),
	formerKey: z.string(),
	key: z.string(),
	line: z.number(),
	changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
	from: Shape,
	to: Shape,
});
export type Renumbering = z.infer<typeof Renumbering>;

export const readRenumberings = endpoint({
	method: 'get',
	path: '/api/register/imports/:code/renumberings',
	access: 'layer.import',
	summary: 'Assets that seem to have got another key, the surest first.',
	input: z.object({ code, verdict: z.optional(z.enum(['open', 'confirmed', 'refused'])), ...page }),
	output: z.object({ renumberings: z.array(Renumbering), next: z.nullable(z.number()) }),
	problems: ['not-found', 'wrong-state'],
});

export const judgeRenumberings = endpoint({
	method: 'post',
	path: '/api/register/imports/:code/renumberings',
	access: 'layer.import',
	summary: 'Confirms or refuses renumberings: some by their ids, or all open ones that score at least so much. The difference is worked out anew.',
	input: z.object({
		code,
		verdict: z.enum(['open', 'confirmed', 'refused']),
		ids: z.optional(z.array(z.number().check(z.int(), z.minimum(0))).check(z.maxLength(5000))),
		above: z.optional(z.number().check(z.minimum(0), z.maximum(1))),
	}),
	output: ImportRequest,
	problems: ['not-found', 'wrong-state', 'bad-input'],
});
