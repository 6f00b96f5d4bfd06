import * as z from 'zod/mini';
import { endpoint } from '../../platform/contract.ts';

export const causeStates = ['suggested', 'accepted', 'rejected', 'passed'] as const;
export const CauseState = z.enum(causeStates);
/** What may have failed: what feeds a branch, a section of its cable, a valve segment; a pipe of a sewer or drain, a pump station. */
export const deviceKinds = ['source', 'section', 'segment', 'pipe', 'station'] as const;
export const DeviceKind = z.enum(deviceKinds);
export type DeviceKind = z.infer<typeof DeviceKind>;
/** Why something is no common cause. */
export const causeReasons = ['unrelated', 'announced', 'known', 'register'] as const;

const language = z._default(z.string().check(z.maxLength(12)), 'en');
const id = z.coerce.number().check(z.int(), z.minimum(1), z.maximum(Number.MAX_SAFE_INTEGER));
const Asset = z.object({ reference: z.string(), title: z.string(), street: z.nullable(z.string()), lon: z.number(), lat: z.number() });

/** What probably failed. */
const Device = z.extend(Asset, { kind: DeviceKind, phase: z.nullable(z.string()) });

const brief = {
	id: z.number(),
	utility: z.enum(['electricity', 'water', 'sewer', 'stormwater']),
	state: CauseState,
	device: Device,
	/** How likely it is this one; the others are told beside it. */
	posterior: z.number(),
	/** How likely it is that there is a common cause at all. */
	common: z.number(),
	affected: z.number(),
	reported: z.number(),
	/** How many of the affected would be reported for reasons of their own. */
	expected: z.number(),
	/** Within so many hours. */
	hours: z.number(),
	customers: z.number(),
	/** The class of what is affected. */
	class: z.string(),
	ward: z.nullable(z.string()),
	firstSeenAt: z.string(),
	changedAt: z.string(),
	decidedAt: z.nullable(z.string()),
	reason: z.nullable(z.enum(causeReasons)),
	/** Code of the fault it became. */
	fault: z.nullable(z.string()),
	version: z.number(),
};

export const CauseBrief = z.object(brief);
export type CauseBrief = z.infer<typeof CauseBrief>;

/** A street along which it backs up: who lives there may have it in the house. */
const CauseStreet = z.object({
	street: z.string(),
	/** How often it was reported there. */
	reports: z.number(),
	/** The house numbers that the gazetteer has along what stands full; null: none. */
	houses: z.nullable(z.object({ count: z.number(), from: z.number(), to: z.number() })),
});
export type CauseStreet = z.infer<typeof CauseStreet>;

const Other = z.object({ devices: z.array(Device), posterior: z.number(), affected: z.number() });

export const Cause = z.object({
	...brief,
	/** What cannot be told from it, as it would affect the same. */
	same: z.array(Device),
	/** Other likely causes. */
	others: z.array(Other),
	/** Where a look says most: what some of the likely causes would affect and others not. */
	test: z.nullable(Asset),
	/** The manholes between which a blockage is: the last that stands full, and the first that does not. */
	between: z.object({ full: z.nullable(Asset), clear: z.nullable(Asset) }),
	/** Of so many of the affected the register does not know how high they lie: there it is the least that is affected. */
	unlevelled: z.number(),
	/** How many were seen to be well. */
	well: z.number(),
	faults: z.array(
		z.object({
			code: z.string(),
			title: z.string(),
			street: z.nullable(z.string()),
			asset: z.nullable(z.string()),
			reports: z.number(),
			firstReportAt: z.string(),
		}),
	),
	/** How many people hear of it when it is mended. */
	followers: z.number(),
	/** Where it backs up, what is reported most first; of what goes without customers are counted instead. */
	streets: z.array(CauseStreet),
	/** What must not go without. */
	critical: z.array(z.extend(Asset, { what: z.string() })),
	/** The affected, the reported, and what probably failed. */
	shapes: z.object({ affected: z.unknown(), reported: z.unknown(), device: z.unknown() }),
});
export type Cause = z.infer<typeof Cause>;

export const listCauses = endpoint({
	method: 'get',
	path: '/api/desk/causes',
	access: 'fault.read',
	summary: 'What open faults have in common in all likelihood: suggestions, or what was decided of them lately.',
	input: z.object({ state: z._default(z.enum(['suggested', 'accepted', 'rejected']), 'suggested'), language }),
	output: z.object({ causes: z.array(CauseBrief) }),
});

export const readCause = endpoint({
	method: 'get',
	path: '/api/desk/causes/:id',
	access: 'fault.read',
	summary: 'A suggested common cause with its reasons, the other likely ones, and what to look at first.',
	input: z.object({ id, language }),
	output: z.object({ cause: Cause }),
	problems: ['not-found'],
});

export const acceptCause = endpoint({
	method: 'post',
	path: '/api/desk/causes/:id/accept',
	access: 'fault.merge',
	summary: 'Makes one fault of it (or takes the one that is open there already), under which those it explains follow in state and in time.',
	input: z.object({ id, version: z.coerce.number(), language }),
	output: z.object({ cause: Cause }),
	problems: ['not-found', 'wrong-state', 'conflict'],
});

export const rejectCause = endpoint({
	method: 'post',
	path: '/api/desk/causes/:id/reject',
	access: 'fault.merge',
	summary: 'Says that it is no common cause: the same is not suggested again for a week, and such causes are believed a little less.',
	input: z.object({ id, version: z.coerce.number(), reason: z.enum(causeReasons), language }),
	output: z.object({ cause: Cause }),
	problems: ['not-found', 'wrong-state', 'conflict'],
});

export const undoCause = endpoint({
	method: 'post',
	path: '/api/desk/causes/:id/undo',
	access: 'fault.merge',
	summary: 'Takes back what was decided: the faults under it stand alone again, exactly as they were.',
	input: z.object({ id, version: z.coerce.number(), language }),
	output: z.object({ cause: Cause }),
	problems: ['not-found', 'wrong-state', 'conflict'],
});
