import { type Sql, sql } from '../../platform/sql.ts';
import type { ends } from './contract.ts';

export interface Payload {
	faults: string[];
	to?: (typeof ends)[number];
	into?: string;
}

export interface ApprovalRow {
	id: string;
	kind: 'end' | 'merge';
	payload: Payload;
	digest: string;
	reason: string;
	askedById: number;
	askedBy: string;
	askedAt: Date;
	expiresAt: Date;
	expired: boolean;
	outcome: 'approved' | 'refused' | 'withdrawn' | null;
	decidedBy: string | null;
	decidedAt: Date | null;
}

const columns = sql`
	approval.public_id as id, approval.kind, approval.payload, approval.digest, approval.reason, approval.asked_by as "askedById", asker.name as "askedBy",
	approval.asked_at as "askedAt", approval.expires_at as "expiresAt", approval.expires_at <= now() as expired, approval.outcome,
	decider.name as "decidedBy", approval.decided_at as "decidedAt"`;
const people = sql`join person as asker on asker.id = approval.asked_by left join person as decider on decider.id = approval.decided_by`;

/** What waits, oldest first; then the latest that was decided or ran out. */
export const approvalsSql = sql`
	(select ${columns} from approval ${people} where approval.outcome is null and approval.expires_at > now() order by approval.asked_at, approval.id limit 200)
	union all
	(select ${columns} from approval ${people} where approval.outcome is not null or approval.expires_at <= now()
	 order by coalesce(approval.decided_at, approval.expires_at) desc, approval.id desc limit 30)`;

export const approvalSql = (id: string): Sql => sql`select ${columns} from approval ${people} where approval.public_id = ${id}::uuid`;

/** The same, held until the transaction ends: two who decide at once do not both. */
export const holdApprovalSql = (id: string): Sql => sql`${approvalSql(id)} for update of approval`;

export const askSql = (it: { kind: string; payload: Payload; digest: string; reason: string; personId: number; days: number }): Sql => sql`
	insert into approval (kind, payload, digest, reason, asked_by, expires_at)
	values (${it.kind}, ${JSON.stringify(it.payload)}::jsonb, ${it.digest}, ${it.reason}, ${it.personId}, now() + ${it.days}::int * interval '1 day')
	returning approval.public_id as id`;

export const decideSql = (id: string, { outcome, personId }: { outcome: string; personId: number }): Sql => sql`
	update approval set outcome = ${outcome}, decided_by = ${personId}, decided_at = now() where approval.public_id = ${id}::uuid`;

/** Which of these faults there are where somebody may see them. */
export const seenSql = (codes: readonly string[], scope: Sql): Sql => sql`
	select fault.code, fault.state from fault where fault.code = any (${[...codes]}::text[]) and ${scope}`;
