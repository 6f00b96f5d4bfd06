import { type Sql, sql } from '../../platform/sql.ts';
import type { Outcome } from '../orders/contract.ts';
import type { AuditShares, ClosingAudit } from './contract.ts';

/** Within so many days a failed audit makes the next ones likelier. */
const memoryDays = 180;

/** What the draw of a closing goes by: the seed, the share for its outcome and trade, and how many audits whoever closed it has failed lately. */
export const drawSql = (it: { itemId: number; outcome: Outcome; personId: number | null }): Sql => sql`
	select municipality.audit_seed::text as seed, work_order.crew,
	       coalesce((
	           select audit_share.share from audit_share
	           where (audit_share.outcome is null or audit_share.outcome = ${it.outcome}) and (audit_share.department_id is null or audit_share.department_id = work_order.department_id)
	           order by (audit_share.outcome is not null)::int + (audit_share.department_id is not null)::int desc, audit_share.outcome is null limit 1), 0)::float8 as usual,
	       (select count(*)::int from closing_audit
	        where closing_audit.closed_by = ${it.personId}::bigint and closing_audit.verdict <> 'as-said'
	          and closing_audit.judged_at > now() - make_interval(days => ${memoryDays}::int)) as failed
	from work_order_item join work_order on work_order.id = work_order_item.work_order_id cross join municipality
	where work_order_item.id = ${it.itemId}`;

export const insertAuditSql = (it: { itemId: number; personId: number | null; crew: string | null; outcome: Outcome; share: number }): Sql => sql`
	insert into closing_audit (item_id, closed_by, crew, outcome, share)
	values (${it.itemId}, ${it.personId}::bigint, ${it.crew}, ${it.outcome}, ${it.share}) on conflict on constraint closing_audit_once do nothing`;

/** Work that goes on is not to be audited, unless it was already. */
export const dropAuditSql = (itemId: number): Sql => sql`delete from closing_audit where closing_audit.item_id = ${itemId} and closing_audit.verdict is null`;

const readings = sql`coalesce((
	select jsonb_agg(jsonb_build_object('title', work_task.title, 'answer', work_task.answer, 'unit', work_task.unit) order by work_task.position)
	from work_task where work_task.work_order_id = work_order.id and (work_task.item_id is null or work_task.item_id = item.id)
	  and work_task.kind = 'reading' and work_task.done_at is not null), '[]')`;

const photos = sql`coalesce((
	select jsonb_agg(jsonb_build_object('id', media.public_id, 'width', media.width, 'height', media.height, 'video', false, 'moment', media.moment, 'takenM', media.taken_m) order by media.id)
	from media where media.work_item_id = item.id), '[]')`;

export interface AuditRow extends Omit<ClosingAudit, 'closedAt' | 'judgedAt' | 'readings'> {
	faultState: string | null;
	faultId: number | null;
	assetId: number | null;
	orderId: number;
	closedAt: Date | null;
	judgedAt: Date | null;
	readings: { title: Record<string, string>; answer: string | null; unit: string | null }[];
}

const audits = (personId: number | null): Sql => sql`
	select audit.id, work_order.code as order, work_order.id as "orderId", fault.code as fault, fault.id as "faultId", fault.state as "faultState", asset.reference as asset,
	       asset.id as "assetId", coalesce(asset.street, fault.street) as street, audit.crew, closer.name as "closedBy", item.ended_at as "closedAt", audit.outcome,
	       item.proof, item.proof_m as "proofM", item.proof_reason as "proofReason", item.note, ${readings} as readings, ${photos} as photos,
	       coalesce(audit.closed_by = ${personId}::bigint, false) or exists (
	           select from crew join crew_member on crew_member.crew_id = crew.id where crew.code = audit.crew and crew_member.person_id = ${personId}::bigint) as mine,
	       audit.verdict, audit.note as found, judge.name as "judgedBy", audit.judged_at as "judgedAt"
	from closing_audit as audit
	join work_order_item as item on item.id = audit.item_id
	join work_order on work_order.id = item.work_order_id
	left join fault on fault.id = item.fault_id
	left join asset on asset.id = coalesce(item.asset_id, fault.asset_id)
	left join person as closer on closer.id = audit.closed_by
	left join person as judge on judge.id = audit.judged_by`;

/** What waits to be looked at, longest first; then the latest that was. */
export const auditsSql = ({ personId, within }: { personId: number | null; within: Sql }): Sql => sql`
	${audits(personId)} where ${within}
	order by audit.verdict is not null, case when audit.verdict is null then audit.id end, audit.judged_at desc limit 200`;

export const holdAuditSql = (id: number, { personId, within }: { personId: number | null; within: Sql }): Sql => sql`
	${audits(personId)} where audit.id = ${id} and ${within} for update of audit`;

/** How many audits of each crew were judged, and how many found nothing done. */
export const crewsSql = (within: Sql): Sql => sql`
	select audit.crew, count(*)::int as audited, count(*) filter (where audit.verdict = 'not-done')::int as failed
	from closing_audit as audit join work_order_item as item on item.id = audit.item_id join work_order on work_order.id = item.work_order_id
	where audit.crew is not null and audit.verdict is not null and ${within} group by audit.crew order by audit.crew`;

export const judgeSql = (id: number, it: { verdict: string; note: string; personId: number | null }): Sql => sql`
	update closing_audit set verdict = ${it.verdict}, note = nullif(${it.note}, ''), judged_by = ${it.personId}::bigint, judged_at = now() where closing_audit.id = ${id}`;

const list = sql`coalesce((
	select jsonb_agg(jsonb_build_object('outcome', audit_share.outcome, 'department', department.code, 'share', audit_share.share)
	                 order by audit_share.outcome nulls first, department.code nulls first)
	from audit_share left join department on department.id = audit_share.department_id), '[]')`;

export const sharesSql = sql`select it.shares, md5(it.shares::text) as version from (select ${list} as shares) as it`;

export const dropSharesSql = sql`delete from audit_share`;

export const insertSharesSql = (shares: AuditShares['shares']): Sql => sql`
	insert into audit_share (outcome, department_id, share)
	select it.outcome, department.id, it.share
	from jsonb_to_recordset(${JSON.stringify(shares)}::jsonb) as it (outcome text, department text, share numeric) left join department on department.code = it.department`;

/** Holds everybody else who writes the shares. */
export const holdSharesSql = sql`select pg_advisory_xact_lock(hashtext('audit shares'))`;
