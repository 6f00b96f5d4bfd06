import * as z from 'zod/mini';
import { count, endpoint } from '../../platform/contract.ts';

const name = z.string().check(z.trim(), z.minLength(1), z.maxLength(200));
/** Under which people know an import or a source. */
export const code = z.string().check(z.trim(), z.minLength(1), z.maxLength(20));

export const classId = z.string().check(z.maxLength(80));
const column = z.string().check(z.maxLength(200));

/** The most that one part of a file may hold, bytes. */
export const partBytes = 8 * 1024 * 1024;
/** The most that a file may hold, bytes. */
export const fileBytes = 4 * 1024 * 1024 * 1024;

/** How a source is read; what is left out is guessed, and shown. */
export const ReadingOptions = z.object({
	/** Which layer of a source that holds several. */
	sourceLayer: z.optional(column),
	/** Number of the coordinate system. */
	srid: z.optional(z.number().check(z.int(), z.minimum(1000), z.maximum(999_999))),
	/** Column of the register's key; `id`: the feature's own. */
	key: z.optional(column),
	/** Attribute or register field → column; an empty column: not from this source. */
	map: z.optional(z.record(z.string().check(z.maxLength(80)), column)),
	x: z.optional(column),
	y: z.optional(column),
	wkt: z.optional(column),
	dates: z.optional(z.enum(['dmy', 'mdy'])),
	/** Dates such as 1900-01-01 are taken as "not known" instead of sending the row back. */
	unknownDates: z.optional(z.boolean()),
	/** Assets in service that the source does not hold are retired. */
	retireMissing: z.optional(z.boolean()),
	/** Moves of more than so many metres are told apart. */
	farMetres: z.optional(z.number().check(z.minimum(0), z.maximum(100_000))),
	/** Renumberings that score at least so much need no confirmation. */
	confirmAbove: z.optional(z.number().check(z.minimum(0.5), z.maximum(1))),
	/** Renumbered assets are looked for within so many metres. */
	renumberMetres: z.optional(z.number().check(z.minimum(0), z.maximum(1000))),
});
export type ReadingOptions = z.infer<typeof ReadingOptions>;

const Counted = z.object({ what: z.string(), count: z.number() });

/** What a request would change. */
export const Difference = z.object({
	added: z.number(),
	/** Moved or reshaped; with other attributes; both; with another key and nothing else. */
	geometry: z.number(),
	attributes: z.number(),
	both: z.number(),
	rekeyed: z.number(),
	unchanged: z.number(),
	/** Of those: in service again; with another key than before; moved farther than `farMetres`. */
	revived: z.number(),
	renumbered: z.number(),
	far: z.number(),
	largestMove: z.nullable(z.number()),
	/** In service in the register and nowhere in the source. */
	missing: z.number(),
});
export type Difference = z.infer<typeof Difference>;

export const states = ['uploading', 'reading', 'ready', 'applying', 'applied', 'undoing', 'undone', 'failed', 'discarded'] as const;

/** What came of reading and checking. Rows = accepted + repaired + rejected. */
export const Reading = z.object({
	format: z.string(),
	srid: z.number(),
	key: z.nullable(z.string()),
	map: z.record(z.string(), z.string()),
	unused: z.array(z.string()),
	warning: z.nullable(z.string()),
	tally: z.object({ rows: z.number(), accepted: z.number(), repaired: z.number(), rejected: z.number() }),
	reasons: z.array(Counted),
	repairs: z.array(Counted),
	notes: z.array(z.string()),
	/** Coordinate systems in which the rows that lie outside would lie inside. */
	fits: z.array(z.string()),
	seconds: z.number(),
});
export type Reading = z.infer<typeof Reading>;

export const ImportRequest = z.object({
	code: z.string(),
	state: z.enum(states),
	class: z.nullable(z.string()),
	source: z.nullable(z.object({ code: z.string(), title: z.string() })),
	/** The file, and how much of it is here; null where the source is a service. */
	file: z.nullable(z.object({ name: z.string(), size: z.number(), received: z.number() })),
	address: z.nullable(z.string()),
	options: ReadingOptions,
	progress: z.nullable(z.object({ stage: z.enum(['waiting', 'reading', 'checking', 'comparing', 'applying', 'undoing']), rows: z.number() })),
	/** Why it failed, or why it waits again. */
	problem: z.nullable(z.string()),
	reading: z.nullable(Reading),
	difference: z.nullable(Difference),
	/** What `applyImport` must name: another difference has another basis. */
	basis: z.nullable(z.string()),
	renumberings: z.object({ open: z.number(), confirmed: z.number(), refused: z.number() }),
	/** The register changes by which it was applied and undone. */
	change: z.nullable(z.number()),
	undone: z.nullable(z.number()),
	/** Whether it is still the latest change of all its assets. */
	undoable: z.boolean(),
	by: z.nullable(z.string()),
	begunAt: z.string(),
	endedAt: z.nullable(z.string()),
});
export type ImportRequest = z.infer<typeof ImportRequest>;

const one = z.object({ code });

export const beginImport = endpoint({
	method: 'post',
	path: '/api/register/imports',
	access: 'layer.import',
	summary: 'Begins an import: of a file whose parts follow, or of the address of a service.',
	input: z.object({
		class: z.optional(classId),
		name: z.optional(name),
		size: z.optional(z.number().check(z.int(), z.minimum(1), z.maximum(fileBytes))),
		sha256: z.optional(z.string().check(z.regex(/^[0-9a-f]{64}$/))),
		address: z.optional(z.string().check(z.trim(), z.minLength(8), z.maxLength(2000))),
		/** A saved source: its class and its way of reading are taken over. */
		source: z.optional(code),
	}),
	output: ImportRequest,
	problems: ['not-found', 'bad-input'],
});

export const sendContent = endpoint({
	method: 'put',
	path: '/api/register/imports/:code/content',
	access: 'layer.import',
	part: partBytes,
	summary: 'A part of the file (multipart/form-data, part `content`, at most 8 MB) from the byte `offset` on. The same part again changes nothing.',
	input: z.object({ code, offset: count(0, fileBytes) }),
	output: z.object({ received: z.number() }),
	problems: ['not-found', 'conflict', 'too-large', 'wrong-state'],
});

export const listImports = endpoint({
	method: 'get',
	path: '/api/register/imports',
	access: 'layer.import',
	summary: 'Imports, newest first.',
	input: z.object({
		class: z.optional(classId),
		source: z.optional(code),
		state: z.optional(z.enum(states)),
		before: z.optional(code),
		limit: z._default(count(1, 200), 50),
	}),
	output: z.object({ imports: z.array(ImportRequest), next: z.nullable(z.string()) }),
});

export const readImport = endpoint({
	method: 'get',
	path: '/api/register/imports/:code',
	access: 'layer.import',
	summary: 'One import: how far it is, what was read, what it would change.',
	input: one,
	output: ImportRequest,
	problems: ['not-found'],
});

export const startReading = endpoint({
	method: 'post',
	path: '/api/register/imports/:code/read',
	access: 'layer.import',
	summary: 'Has the source read, checked and compared with the register. Nothing changes there yet.',
	input: z.object({ code, class: z.optional(classId), options: z.optional(ReadingOptions) }),
	output: ImportRequest,
	problems: ['not-found', 'wrong-state'],
});

export const applyImport = endpoint({
	method: 'post',
	path: '/api/register/imports/:code/apply',
	access: 'layer.import',
	summary: 'Applies the difference, in one transaction or not at all. A basis that is no longer that of the difference is a conflict.',
	input: z.object({ code, basis: z.string().check(z.maxLength(100)) }),
	output: ImportRequest,
	problems: ['not-found', 'wrong-state', 'conflict'],
});

export const undoImport = endpoint({
	method: 'post',
	path: '/api/register/imports/:code/undo',
	access: 'layer.import',
	summary: 'Takes an applied import back, as long as it is the latest change of all its assets.',
	input: one,
	output: ImportRequest,
	problems: ['not-found', 'wrong-state', 'conflict'],
});

export const discardImport = endpoint({
	method: 'post',
	path: '/api/register/imports/:code/discard',
	access: 'layer.import',
	summary: 'Throws an import away that has not been applied.',
	input: one,
	output: ImportRequest,
	problems: ['not-found', 'wrong-state'],
});
