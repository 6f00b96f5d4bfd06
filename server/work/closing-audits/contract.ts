import * as z from 'zod/mini';
import { count, endpoint, Nothing, words } from '../../platform/contract.ts';
import { Photo } from '../../reports/contract.ts';
import { Outcome } from '../orders/contract.ts';

export const verdicts = ['as-said', 'not-done', 'wrongly-recorded'] as const;
const Verdict = z.enum(verdicts);

/** Closed work, or a fault that somebody closed without a work order, that was drawn, with what shows that it was done, and what somebody else found. */
export const ClosingAudit = z.object({
	id: z.number(),
	/** null: it was closed without one. */
	order: z.nullable(z.string()),
	fault: z.nullable(z.string()),
	/** What the fault is, in the words of the works. */
	title: z.nullable(z.string()),
	asset: z.nullable(z.string()),
	street: z.nullable(z.string()),
	crew: z.nullable(z.string()),
	closedBy: z.nullable(z.string()),
	closedAt: z.nullable(z.string()),
	outcome: Outcome,
	proof: z.nullable(z.enum(['photo', 'reading', 'reason', 'past'])),
	/** How far from the asset it was taken, metres. */
	proofM: z.nullable(z.number()),
	proofReason: z.nullable(z.string()),
	note: z.nullable(z.string()),
	readings: z.array(z.object({ title: z.string(), answer: z.nullable(z.string()), unit: z.nullable(z.string()) })),
	photos: z.array(z.extend(Photo, { moment: z.enum(['before', 'after']), takenM: z.nullable(z.number()) })),
	/** One's own work, or one's crew's: somebody else must look. */
	mine: z.boolean(),
	verdict: z.nullable(Verdict),
	found: z.nullable(z.string()),
	judgedBy: z.nullable(z.string()),
	judgedAt: z.nullable(z.string()),
});
export type ClosingAudit = z.infer<typeof ClosingAudit>;

export const listClosingAudits = endpoint({
	method: 'get',
	path: '/api/desk/closing-audits',
	access: 'work.supervise',
	summary: 'Closed work that was drawn to be looked at again, what waits first; and how each crew has fared.',
	input: z.object({ language: z._default(z.string().check(z.maxLength(12)), 'en') }),
	output: z.object({
		audits: z.array(ClosingAudit),
		/** Of each crew: how many were looked at, how many were not done, and that share with its 95 % interval. */
		crews: z.array(z.object({ crew: z.string(), audited: z.number(), failed: z.number(), share: z.number(), low: z.number(), high: z.number() })),
	}),
});

export const judgeClosing = endpoint({
	method: 'post',
	path: '/api/desk/closing-audits/:id',
	access: 'work.supervise',
	summary: 'Says what was found; nobody does so of their own work. What was not done is open again.',
	input: z.object({ id: count(1, Number.MAX_SAFE_INTEGER), verdict: Verdict, note: words(1000) }),
	output: Nothing,
	problems: ['not-found', 'not-allowed', 'wrong-state'],
});

const shares = z
	.array(
		z.object({
			/** null: any. */
			outcome: z.nullable(Outcome),
			department: z.nullable(z.string().check(z.maxLength(40))),
			/** From 0 to 1. */
			share: z.number().check(z.minimum(0), z.maximum(1)),
		}),
	)
	.check(z.maxLength(100));

export const AuditShares = z.object({ shares, version: z.string() });
export type AuditShares = z.infer<typeof AuditShares>;

export const readAuditShares = endpoint({
	method: 'get',
	path: '/api/desk/settings/closing-audits',
	access: 'setting.manage',
	summary: 'Which share of closings is audited, by outcome and trade.',
	input: Nothing,
	output: AuditShares,
});

export const writeAuditShares = endpoint({
	method: 'put',
	path: '/api/desk/settings/closing-audits',
	access: 'setting.manage',
	summary: 'Writes the shares anew; `version` is what was read. What was drawn stays drawn.',
	input: z.object({ shares, version: z.string().check(z.maxLength(40)) }),
	output: AuditShares,
	problems: ['conflict'],
});
