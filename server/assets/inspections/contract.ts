import * as z from 'zod/mini';
import { count, endpoint, json, words } from '../../platform/contract.ts';

const language = z._default(z.string().check(z.maxLength(12)), 'en');
const reference = z.string().check(z.trim(), z.minLength(1), z.maxLength(80));
const day = z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/));

const NewDefect = z.object({
	/** A code of the list of defects. */
	code: z.string().check(z.minLength(1), z.maxLength(60)),
	/** 1 hardly worth a note … 5 a danger. */
	severity: count(1, 5),
	words: z._default(words(500), ''),
});

export const Defect = z.object({ code: z.string(), title: z.string(), severity: z.number(), words: z.string() });

export const Inspection = z.object({
	id: z.number(),
	on: z.string(),
	/** 1 very good … 5 very poor. */
	grade: z.number(),
	inspector: z.string(),
	note: z.string(),
	/** `console`, or the file of the round it came with. */
	source: z.string(),
	defects: z.array(Defect),
	photos: z.array(z.object({ id: z.string(), width: z.number(), height: z.number() })),
	/** Whether it is the one that says how the asset is. */
	current: z.boolean(),
});
export type Inspection = z.infer<typeof Inspection>;

export const readInspections = endpoint({
	method: 'get',
	path: '/api/assets/:reference/inspections',
	access: 'asset.read',
	summary: 'Who looked at an asset, when, and how they found it: the newest first, those of what it took the place of among them.',
	input: z.object({ reference, language }),
	output: z.object({ inspections: z.array(z.extend(Inspection, { asset: z.string() })) }),
	problems: ['not-found'],
});

export const listDefects = endpoint({
	method: 'get',
	path: '/api/inspections/defects',
	access: 'asset.read',
	summary: 'The defects that an inspection of a class may find.',
	input: z.object({ class: z.optional(z.string().check(z.maxLength(80))), language }),
	output: z.object({ defects: z.array(z.object({ code: z.string(), title: z.string() })) }),
});

export const inspectAsset = endpoint({
	method: 'post',
	path: '/api/assets/:reference/inspections',
	access: 'asset.read',
	summary: 'Keeps an inspection (for those who may edit assets or move faults); the latest one says how the asset is.',
	files: 5,
	input: z.object({
		reference,
		on: day,
		grade: count(1, 5),
		/** Who looked; without it whoever writes it down. */
		inspector: z.optional(words(200)),
		note: z._default(words(2000), ''),
		defects: z._default(json(z.array(NewDefect).check(z.maxLength(30))), []),
		language,
	}),
	output: z.object({ inspection: Inspection, version: z.number() }),
	problems: ['not-found', 'bad-photo', 'too-large', 'key-reused'],
});

const cell = z.optional(z.nullable(z.union([z.string().check(z.maxLength(2000)), z.number()])));

export const takeRound = endpoint({
	method: 'post',
	path: '/api/inspections/rounds',
	access: 'asset.edit',
	summary: 'Takes a round of inspections in: every row is taken or sent back with its reason. The same round again changes nothing.',
	input: z.object({
		class: z.string().check(z.minLength(1), z.maxLength(80)),
		/** What the round is called. */
		source: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
		/** `asset` is a reference or key; `defect` holds codes or titles, divided by ; and each perhaps with its severity after a colon. */
		rows: z
			.array(z.object({ asset: cell, on: cell, grade: cell, inspector: cell, note: cell, defect: cell, severity: cell }))
			.check(z.minLength(1), z.maxLength(2000)),
	}),
	output: z.object({
		rows: z.number(),
		taken: z.number(),
		rejected: z.number(),
		fresh: z.number(),
		corrected: z.number(),
		same: z.number(),
		/** Assets whose condition is now another. */
		graded: z.number(),
		change: z.nullable(z.number()),
		/** The first rows that were sent back; lines count from 1. */
		rejects: z.array(z.object({ line: z.number(), reason: z.string() })),
	}),
	problems: ['key-reused', 'too-large'],
});
