import * as z from 'zod/mini';
import { count, endpoint, json } from '../platform/contract.ts';

const language = z._default(z.string().check(z.maxLength(12)), 'en');
const reference = z.string().check(z.maxLength(80));
export const Utility = z.enum(['water', 'electricity', 'sewer', 'stormwater']);
export const Direction = z.enum(['upstream', 'downstream']);
/** Ways in which the register does not make a sound network. */
export const issueKinds = ['near-miss', 'crossing', 'unfed', 'off-line', 'bypassed'] as const;
export const IssueKind = z.enum(issueKinds);

/** An asset by its number, and where it is. */
const Place = z.object({ reference: z.string(), title: z.string(), street: z.nullable(z.string()), lon: z.number(), lat: z.number() });

const IsolationValve = z.extend(Place, {
	diameter: z.nullable(z.string()),
	/** Whether it can be turned; null where nobody wrote it down. */
	turns: z.nullable(z.boolean()),
});

const Lines = z.object({
	count: z.number(),
	lengthM: z.number(),
	/** The longest of them. */
	some: z.array(z.object({ reference: z.string(), title: z.string(), street: z.nullable(z.string()), lengthM: z.number() })),
	/** Where they lie; null where there are none. */
	shape: z.nullable(z.object({ type: z.string(), coordinates: z.unknown() })),
});

const Taps = z.object({
	/** How many of each class. */
	classes: z.array(z.object({ class: z.string(), title: z.string(), count: z.number() })),
	customers: z.number(),
	/** What must not go without. */
	critical: z.array(z.extend(Place, { kind: z.string() })),
});

export const Isolation = z.object({
	/** When the network was built from the register. */
	builtAt: z.string(),
	/** The stretches that valves and other lines divide the line into, metres from its beginning; `this`: the one to be shut off. */
	parts: z.array(z.object({ fromM: z.number(), toM: z.number(), this: z.boolean() })),
	/** Whether a source reaches it as the valves stand. */
	fed: z.boolean(),
	/** Each must be closed, and together they are enough; nearest to a source first. */
	close: z.array(IsolationValve),
	/** Beyond these nothing feeds any more; closing them keeps the pipes full. */
	drain: z.array(IsolationValve),
	/** Stand closed as a rule. */
	closed: z.array(IsolationValve),
	/** Within what is shut off: cannot be turned, or were said not to turn. */
	stuck: z.array(IsolationValve),
	/** What is shut off, and what loses its last way to a source because of it. */
	shut: Lines,
	dry: Lines,
	/** What goes without, of both. */
	taps: Taps,
});

export const Trace = z.object({
	builtAt: z.string(),
	/** The classes of which its network is made. */
	around: z.array(z.string()),
	lines: Lines,
	taps: Taps,
	/** What feeds it, where that was met. */
	sources: z.array(Place),
});

export const Quality = z.object({
	networks: z.array(
		z.object({
			utility: Utility,
			/** The class of its lines. */
			line: z.string(),
			builtAt: z.string(),
			lines: z.number(),
			metres: z.number(),
			/** Of networks with valves: in how many segments they divide it, and how many lines the largest has. */
			segments: z.number(),
			largest: z.number(),
			sources: z.number(),
			valves: z.number(),
			stuck: z.number(),
			unknown: z.number(),
			/** Metres that no source reaches. */
			unfedM: z.number(),
			issues: z.array(z.object({ kind: IssueKind, count: z.number() })),
		}),
	),
});

export const Issue = z.object({
	reference: z.string(),
	class: z.string(),
	title: z.string(),
	street: z.nullable(z.string()),
	/** The other of two. */
	other: z.nullable(z.string()),
	/** How many lines it is about. */
	lines: z.number(),
	lon: z.number(),
	lat: z.number(),
});

export type Isolation = z.infer<typeof Isolation>;
export type Trace = z.infer<typeof Trace>;
export type Quality = z.infer<typeof Quality>;
export type Issue = z.infer<typeof Issue>;
export type IssueKind = z.infer<typeof IssueKind>;
export type Utility = z.infer<typeof Utility>;

export const readNetworkPlace = endpoint({
	method: 'get',
	path: '/api/desk/network/assets/:reference',
	access: 'asset.read',
	summary: 'What can be asked of the networks about an asset: what to close, what lies upstream; nothing where its class belongs to none.',
	input: z.object({ reference }),
	output: z.object({ asks: z.array(z.enum(['isolation', 'trace'])) }),
	problems: ['not-found'],
});

export const readIsolation = endpoint({
	method: 'get',
	path: '/api/desk/network/assets/:reference/isolation',
	access: 'asset.read',
	summary:
		'What to close to shut off a pipe, or what hangs on it, and who goes without at least. `at`: metres along the pipe; `without`: valves that were found not to turn.',
	input: z.object({
		reference,
		at: z.optional(z.coerce.number().check(z.minimum(0), z.maximum(1_000_000))),
		without: z._default(json(z.array(reference).check(z.maxLength(50))), []),
		language,
	}),
	output: Isolation,
	problems: ['not-found', 'not-ready'],
});

export const readTrace = endpoint({
	method: 'get',
	path: '/api/desk/network/assets/:reference/trace',
	access: 'asset.read',
	summary: 'What lies upstream or downstream of a line or of what hangs on it; not of water, which flows either way.',
	input: z.object({ reference, direction: Direction, language }),
	output: Trace,
	problems: ['not-found', 'not-ready'],
});

export const readNetworkQuality = endpoint({
	method: 'get',
	path: '/api/desk/network/quality',
	access: 'asset.read',
	summary: 'What networks the register makes, and where it does not make sound ones.',
	input: z.object({}),
	output: Quality,
});

export const listNetworkIssues = endpoint({
	method: 'get',
	path: '/api/desk/network/:utility/issues',
	access: 'asset.read',
	summary: 'Where somebody should look at the register: one kind of trouble of one network; by `next` page after page.',
	input: z.object({
		utility: Utility,
		kind: IssueKind,
		after: z._default(count(0, Number.MAX_SAFE_INTEGER), 0),
		limit: z._default(count(1, 500), 100),
		language,
	}),
	output: z.object({ issues: z.array(Issue), next: z.nullable(z.number()) }),
});
