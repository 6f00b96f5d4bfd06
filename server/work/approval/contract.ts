import * as z from 'zod/mini';
import { endpoint, Nothing, words } from '../../platform/contract.ts';

const code = z.string().check(z.trim(), z.minLength(1), z.maxLength(20));
const codes = z.array(code).check(z.minLength(1), z.maxLength(200));
const reason = z.string().check(z.trim(), z.minLength(5, 'Say why, in a few words.'), z.maxLength(500));

/** As what many faults can end at once. */
export const ends = ['closed', 'no-fault-found', 'not-ours', 'cannot-now', 'rejected'] as const;
export const End = z.enum(ends);

/** Merges of so many faults are made without a second person. */
export const mergesAlone = 5;

export const Approval = z.object({
	id: z.string(),
	kind: z.enum(['end', 'merge']),
	faults: z.array(z.string()),
	/** What they end as; null where they are merged. */
	to: z.nullable(End),
	/** The fault that they are merged into. */
	into: z.nullable(z.string()),
	reason: z.string(),
	digest: z.string(),
	askedBy: z.string(),
	askedAt: z.string(),
	expiresAt: z.string(),
	/** One's own: somebody else must decide. */
	mine: z.boolean(),
	state: z.enum(['waiting', 'expired', 'approved', 'refused', 'withdrawn']),
	decidedBy: z.nullable(z.string()),
	decidedAt: z.nullable(z.string()),
});
export type Approval = z.infer<typeof Approval>;

export const endMany = endpoint({
	method: 'post',
	path: '/api/desk/approvals/end',
	access: 'fault.move',
	summary: 'Asks that many faults end, for one reason that their reporters are told: done once a second person says yes, whole or not at all.',
	input: z.object({ faults: codes, to: End, reason }),
	output: z.object({ approval: Approval }),
	problems: ['not-found', 'wrong-state'],
});
export const mergeMany = endpoint({
	method: 'post',
	path: '/api/desk/approvals/merge',
	access: 'fault.merge',
	summary: `Merges faults into one: at once up to ${mergesAlone}, beyond that once a second person says yes, whole or not at all.`,
	input: z.object({ faults: codes, into: code, reason }),
	output: z.object({ approval: z.nullable(Approval) }),
	problems: ['not-found', 'wrong-state'],
});
export const listApprovals = endpoint({
	method: 'get',
	path: '/api/desk/approvals',
	access: 'fault.approve',
	summary: 'What waits for a second person, and the latest that was decided.',
	input: Nothing,
	output: z.object({ approvals: z.array(Approval) }),
});
export const decideApproval = endpoint({
	method: 'post',
	path: '/api/desk/approvals/:id',
	access: 'fault.approve',
	summary: 'Says yes or no to what somebody else asked for. Yes does it, in the same transaction. `digest` says what was read.',
	input: z.object({ id: z.uuid(), approve: z.boolean(), digest: words(100) }),
	output: z.object({ approval: Approval }),
	problems: ['not-found', 'not-allowed', 'wrong-state', 'precondition-failed'],
});
export const withdrawApproval = endpoint({
	method: 'delete',
	path: '/api/desk/approvals/:id',
	access: 'fault.move',
	summary: 'Takes back what one asked for.',
	input: z.object({ id: z.uuid() }),
	output: Nothing,
	problems: ['not-found', 'wrong-state'],
});
