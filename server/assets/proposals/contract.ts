import * as z from 'zod/mini';
import { count, endpoint, json, latitude, longitude, words } from '../../platform/contract.ts';
import { Attributes, RegisterEdit } from '../edit/contract.ts';

export const proposalKinds = ['moved', 'gone', 'missing', 'wrong', 'edit'] as const;
export const proposalStates = ['open', 'approved', 'rejected', 'withdrawn'] as const;

const language = z._default(z.string().check(z.maxLength(12)), 'en');
const code = z.string().check(z.trim(), z.minLength(1), z.maxLength(20));
const email = z.optional(z.union([z.literal(''), z.email().check(z.maxLength(200))]));
const tracking = z.uuid();

/** What somebody who passes by may say of the register. */
export const NewProposal = z.object({
	kind: z.enum(['moved', 'gone', 'missing', 'wrong']),
	/** Reference of the asset; of a missing one the class instead. */
	asset: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(80))),
	class: z.optional(z.string().check(z.maxLength(80))),
	/** Where it stands in truth: for what has moved and what is missing. */
	lon: z.optional(longitude),
	lat: z.optional(latitude),
	/** How its attributes are in truth. */
	attributes: z._default(json(Attributes), {}),
	words: z._default(words(2000), ''),
	email,
	language,
	/** Left empty by people, filled by robots. */
	website: z.optional(z.string().check(z.maxLength(200))),
});
export type NewProposal = z.infer<typeof NewProposal>;

export const Proposed = z.object({
	/** A reference to speak of it. */
	code: z.string(),
	/** Path of its page: a secret of whoever made it. */
	tracking: z.string(),
	/** Others had said the same before. */
	joined: z.boolean(),
});
export type Proposed = z.infer<typeof Proposed>;

export const propose = endpoint({
	method: 'post',
	path: '/api/proposals',
	access: 'anyone',
	summary: 'Says that the register is wrong: an asset has moved, is gone, is missing, or is described wrongly. Somebody looks at it before anything changes.',
	files: 3,
	input: NewProposal,
	output: Proposed,
	problems: ['not-found', 'out-of-area', 'bad-photo', 'too-large', 'key-reused', 'too-many', 'blocked'],
});

export const proposeEdit = endpoint({
	method: 'post',
	path: '/api/register/proposals',
	access: 'asset.read',
	summary: 'Proposes an edit of the register, for somebody with the right to approve.',
	files: 3,
	input: z.object({ edit: json(RegisterEdit), words: z._default(words(2000), ''), language }),
	output: Proposed,
	problems: ['not-found', 'out-of-area', 'bad-photo', 'too-large', 'key-reused'],
});

export const TrackedProposal = z.object({
	code: z.string(),
	kind: z.enum(proposalKinds),
	state: z.enum(proposalStates),
	title: z.string(),
	/** The asset it is about, or that came of it, where the public may know of it. */
	asset: z.nullable(z.string()),
	madeOn: z.string(),
	decidedOn: z.nullable(z.string()),
	/** What the reviewer says. */
	reason: z.nullable(z.string()),
	hears: z.boolean(),
});
export type TrackedProposal = z.infer<typeof TrackedProposal>;

export const readProposalState = endpoint({
	method: 'get',
	path: '/api/proposals/:tracking',
	access: 'anyone',
	summary: 'What became of a proposal, for whoever holds its link.',
	input: z.object({ tracking, language }),
	output: TrackedProposal,
	problems: ['not-found'],
});

export const stopProposalMessages = endpoint({
	method: 'post',
	path: '/api/proposals/:tracking/stop',
	access: 'anyone',
	summary: 'Stops messages about this proposal to whoever holds the link.',
	input: z.object({ tracking }),
	output: z.object({ hears: z.boolean() }),
	problems: ['not-found'],
});

export const withdrawProposal = endpoint({
	method: 'post',
	path: '/api/proposals/:tracking/withdraw',
	access: 'anyone',
	summary: 'Takes one’s own word back while nobody has decided; the proposal goes when nobody else stands by it.',
	input: z.object({ tracking }),
	output: z.object({ state: z.enum(proposalStates) }),
	problems: ['not-found', 'conflict'],
});

export const ProposalRow = z.object({
	code: z.string(),
	kind: z.enum(proposalKinds),
	state: z.enum(proposalStates),
	class: z.string(),
	title: z.string(),
	asset: z.nullable(z.string()),
	street: z.nullable(z.string()),
	lon: z.number(),
	lat: z.number(),
	/** How many people say so. */
	voices: z.number(),
	photos: z.number(),
	madeAt: z.string(),
	decidedAt: z.nullable(z.string()),
	exportedAt: z.nullable(z.string()),
});
export type ProposalRow = z.infer<typeof ProposalRow>;

export const listProposals = endpoint({
	method: 'get',
	path: '/api/register/proposals',
	access: 'asset.read',
	summary: 'Proposals for the register: open ones the oldest first, decided ones the newest first.',
	input: z.object({
		state: z._default(z.enum(proposalStates), 'open'),
		class: z.optional(z.string().check(z.maxLength(80))),
		/** Reference of an asset. */
		asset: z.optional(z.string().check(z.maxLength(80))),
		/** The `next` of the page before. */
		after: z.optional(count(1, Number.MAX_SAFE_INTEGER)),
		limit: z._default(count(1, 200), 50),
		language,
	}),
	output: z.object({ proposals: z.array(ProposalRow), next: z.nullable(z.number()), open: z.number() }),
});

/** An asset's geometry and what is told of it, before and after. */
const State = z.object({
	geometry: z.object({ type: z.string(), coordinates: z.unknown() }),
	attributes: z.array(z.object({ id: z.string(), title: z.string(), value: z.string() })),
});

export const Proposal = z.extend(ProposalRow, {
	edit: z.nullable(RegisterEdit),
	/** The asset as it now stands; null for what is not in the register. */
	before: z.nullable(State),
	version: z.nullable(z.number()),
	/** The asset as it would be; null where it would be taken out. */
	after: z.nullable(State),
	/** Metres between the two places. */
	moved: z.nullable(z.number()),
	said: z.array(
		z.object({
			words: z.string(),
			at: z.string(),
			language: z.string(),
			staff: z.nullable(z.string()),
			/** Only for those who may read contacts. */
			contact: z.nullable(z.string()),
			edit: z.nullable(RegisterEdit),
		}),
	),
	pictures: z.array(z.object({ id: z.string(), width: z.number(), height: z.number() })),
	reason: z.nullable(z.string()),
	decidedBy: z.nullable(z.string()),
	change: z.nullable(z.number()),
	/** Whether the asker may decide; `own`: not one’s own proposal. */
	mayDecide: z.enum(['yes', 'own', 'no']),
});
export type Proposal = z.infer<typeof Proposal>;

export const readProposal = endpoint({
	method: 'get',
	path: '/api/register/proposals/:code',
	access: 'asset.read',
	summary: 'One proposal with the asset before and after it.',
	input: z.object({ code, language }),
	output: Proposal,
	problems: ['not-found'],
});

export const approveProposal = endpoint({
	method: 'post',
	path: '/api/register/proposals/:code/approve',
	access: 'asset.edit',
	summary: 'Makes the wished change, or the one the reviewer has made of it, in the register, and tells whoever proposed it.',
	input: z.object({
		code,
		/** What is to be done instead of what was wished. */
		edit: z.optional(RegisterEdit),
		/** The version of the asset the reviewer has seen: another in the meantime is a conflict. */
		version: z.optional(z.number().check(z.int(), z.minimum(1))),
		reason: z._default(words(2000), ''),
		language,
	}),
	output: Proposal,
	problems: ['not-found', 'conflict', 'out-of-area'],
});

export const rejectProposal = endpoint({
	method: 'post',
	path: '/api/register/proposals/:code/reject',
	access: 'asset.edit',
	summary: 'Leaves the register as it is, says why, and tells whoever proposed it.',
	input: z.object({ code, reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(2000)), language }),
	output: Proposal,
	problems: ['not-found', 'conflict'],
});
