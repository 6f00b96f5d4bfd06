import * as z from 'zod/mini';
import { count, endpoint, moment, words } from '../../platform/contract.ts';

export const auditTopics = ['contacts', 'sign-in', 'faults', 'reports', 'register', 'settings', 'planning'] as const;
export type AuditTopic = (typeof auditTopics)[number];

export const AuditEntry = z.object({
	id: z.number(),
	at: z.string(),
	kind: z.string(),
	/** Null: a resident, or the system by itself. */
	by: z.nullable(z.object({ id: z.string(), name: z.string() })),
	/** Whose account it is about. */
	whom: z.nullable(z.string()),
	fault: z.nullable(z.string()),
	asset: z.nullable(z.string()),
	report: z.nullable(z.string()),
	details: z.record(z.string(), z.unknown()),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

const filters = {
	topic: z.optional(z.enum(auditTopics)),
	/** Done by this person, or to their account. */
	person: z.optional(z.uuid()),
	fault: z.optional(words(12)),
	asset: z.optional(words(60)),
	from: z.optional(moment),
	to: z.optional(moment),
	/** Only what staff did. */
	staff: z.optional(z.enum(['1'])),
};
export const AuditFilter = z.object(filters);
export type AuditFilter = z.infer<typeof AuditFilter>;

export const readAudit = endpoint({
	method: 'get',
	path: '/api/audit',
	access: 'audit.read',
	summary: 'What happened, by whom, newest first: every change, every look at contact details, every sign-in. `/api/audit.csv` answers the same as a table.',
	input: z.object({ ...filters, before: z.optional(count(1, Number.MAX_SAFE_INTEGER)), limit: z._default(count(1, 200), 100) }),
	output: z.object({ entries: z.array(AuditEntry), more: z.boolean() }),
	problems: ['not-found'],
});
