import * as z from 'zod/mini';
import { count, endpoint } from '../../platform/contract.ts';
import { proposalKinds } from '../proposals/contract.ts';

const code = z.string().check(z.trim(), z.minLength(1), z.maxLength(20));
const Position = z.object({ type: z.string(), coordinates: z.unknown() });

/** An approved proposal as another system takes it over. */
export const HandedOver = z.object({
	code: z.string(),
	kind: z.enum(proposalKinds),
	class: z.string(),
	reference: z.string(),
	key: z.string(),
	status: z.string(),
	approvedAt: z.string(),
	change: z.nullable(z.number()),
	attributes: z.record(z.string(), z.unknown()),
	/** WGS84. */
	geometry: Position,
	/** The municipality's own system, whose EPSG number stands beside. */
	projected: Position,
});

export type HandedOver = z.infer<typeof HandedOver>;

export const readHandover = endpoint({
	method: 'get',
	path: '/api/register/handover',
	access: 'asset.edit',
	summary: 'Approved proposals that the system of record has not taken over yet, the oldest first. Also as /api/register/handover.csv and .geojson.',
	input: z.object({ class: z.optional(z.string().check(z.maxLength(80))), limit: z._default(count(1, 5000), 1000) }),
	output: z.object({ srid: z.number(), proposals: z.array(HandedOver), more: z.boolean() }),
});

export const acknowledgeHandover = endpoint({
	method: 'post',
	path: '/api/register/handover/acknowledge',
	access: 'asset.edit',
	summary: 'Says that the system of record has these proposals: they are not handed over again.',
	input: z.object({ codes: z.array(code).check(z.minLength(1), z.maxLength(5000)) }),
	output: z.object({ acknowledged: z.number() }),
});

/** An asset as it stood before or after a change. */
export const AssetAt = z.object({
	reference: z.string(),
	key: z.string(),
	status: z.string(),
	owner: z.string(),
	version: z.number(),
	attributes: z.record(z.string(), z.unknown()),
	zone: z.nullable(z.string()),
	installedOn: z.nullable(z.string()),
	retiredOn: z.nullable(z.string()),
	conditionGrade: z.nullable(z.number()),
	conditionOn: z.nullable(z.string()),
	criticality: z.number(),
	/** WGS84. */
	geometry: Position,
	/** The municipality's own system, whose EPSG number stands beside. */
	projected: Position,
});

/** What a change of the register did to one asset. */
export const ChangedAsset = z.object({
	/** Ask for what came after this one by sending it as `since`. */
	cursor: z.string(),
	change: z.number(),
	kind: z.enum(['import', 'edit', 'proposal', 'inspection', 'undo']),
	source: z.string(),
	at: z.string(),
	class: z.string(),
	what: z.enum(['added', 'changed', 'moved', 'retired', 'revived', 'withdrawn']),
	/** Null for what the change added. */
	before: z.nullable(AssetAt),
	after: AssetAt,
});
export type ChangedAsset = z.infer<typeof ChangedAsset>;

export const readChanges = endpoint({
	method: 'get',
	path: '/api/register/changes',
	access: 'asset.read',
	summary:
		'Every change of the register, asset by asset with what was before and after, in an order that never changes: a system that keeps `next` and sends it as `since` misses none. Also as /api/register/changes.csv and .geojson, with the cursor in X-Next-Cursor.',
	input: z.object({
		since: z._default(z.string().check(z.regex(/^\d{1,15}\.\d{1,15}$/)), '0.0'),
		class: z.optional(z.string().check(z.maxLength(80))),
		limit: z._default(count(1, 2000), 500),
	}),
	output: z.object({ srid: z.number(), changes: z.array(ChangedAsset), next: z.string(), more: z.boolean() }),
});
