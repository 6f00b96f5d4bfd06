import { type Sql, sql } from '../../platform/sql.ts';
import type { Outcome } from '../orders/contract.ts';
import type { AuditShares, ClosingAudit } from './contract.ts';

/** Within so many days a failed audit makes the next ones likelier. */
const memoryDays = 180;

const usualShare = (outcome: Sql, department: Sql): Sql => sql`coalesce((
	           select audit_share.share from audit_share
	           where (audit_share.outcome is null or audit_share.outcome = ${outcome}) and (audit_share.department_id is null or audit_share.department_id = ${department})
	           order by (audit_share.outcome is not null)::int + (audit_share.department_id is not null)::int desc, audit_share.outcome is null limit 1), 0)::float8 as usual`;

const failedLately = (person: Sql): Sql => sql`(
	           select count(*)::int from closing_audit
	           where closing_audit.closed_by = ${person} and closing_audit.verdict <> 'as-said'
	             and closing_audit.judged_at > now() - make_interval(days => ${memoryDays}::int)) as failed`;

/** What the draw of a closing goes by: the seed, the share for its outcome and trade, and how many audits whoever closed it has failed lately. */
export const drawSql = (it: { itemId: number; outcome: Outcome; personId: number | null }): Sql => sql`
	select municipality.audit_seed::text as seed, work_order.crew, ${usualShare(sql`${it.outcome}`, sql`work_order.department_id`)}, ${failedLately(sql`${it.personId}::bigint`)}
	from work_order_item join work_order on work_order.id = work_order_item.work_order_id cross join municipality
	where work_order_item.id = ${it.itemId}`;

export const insertAuditSql = (it: { itemId: number; personId: number | null; crew: string | null; outcome: Outcome; share: number }): Sql => sql`
	insert into closing_audit (item_id, closed_by, crew, outcome, share)
	values (${it.itemId}, ${it.personId}::bigint, ${it.crew}, ${it.outcome}, ${it.share}) on conflict on constraint closing_audit_once do nothing`;

/** A fault that somebody closed without a work order, and what its draw goes by. */
export interface ByHand {
	faultId: number;
	personId: number;
	at: Date;
	outcome: Outcome;
	seed: string;
	usual: number;
	failed: number;
}

/** The closing that an event tells of, unless nobody in particular did it or it was taken back since. */
export const drawFaultSql = (eventId: number): Sql => sql`
	select fault.id as "faultId", event.person_id as "personId", event.at, event.details ->> 'to' as outcome, municipality.audit_seed::text as seed,
	       ${usualShare(sql`event.details ->> 'to'`, sql`fault.department_id`)}, ${failedLately(sql`event.person_id`)}
	from event join fault on fault.id = event.fault_id cross join municipality
	where event.id = ${eventId} and event.person_id is not null
	  and not exists (select from event as undone where undone.fault_id = fault.id and undone.kind = 'fault.undone' and (undone.details ->> 'event')::bigint = event.id)`;

/** Keeps that it was drawn; while it waits to be looked at, a fault is drawn once, as it was closed last. */
export const insertFaultAuditSql = (it: ByHand, share: number): Sql => sql`
	insert into closing_audit (fault_id, closed_by, closed_at, outcome, share)
	values (${it.faultId}::bigint, ${it.personId}::bigint, ${it.at}::timestamptz, ${it.outcome}, ${share})
	on conflict (fault_id) where fault_id is not null and verdict is null
	do update set closed_by = excluded.closed_by, closed_at = excluded.closed_at, outcome = excluded.outcome, share = excluded.share`;

/** Whether what was taken back is the closing that waits to be looked at: the fault is no more as it was closed. */
export const dropFaultAuditSql = (faultId: number): Sql => sql`
	delete from closing_audit using fault
	where closing_audit.fault_id = ${faultId}::bigint and closing_audit.verdict is null and fault.id = closing_audit.fault_id and fault.state <> closing_audit.outcome`;

/** Work that goes on is not to be audited, unless it was already. */
export const dropAuditSql = (itemId: number): Sql => sql`delete from closing_audit where closing_audit.item_id = ${itemId} and closing_audit.verdict is null`;

const readings = sql`coalesce((
	select jsonb_agg(jsonb_build_object('title', work_task.title, 'answer', work_task.answer, 'unit', work_task.unit) order by work_task.position)
	from work_task where work_task.work_order_id = work_order.id and (work_task.item_id is null or work_task.item_id = item.id)
	  and work_task.kind = 'reading' and work_task.done_at is not null), '[]')`;

const photos = sql`coalesce((
	select jsonb_agg(jsonb_build_object('id', media.public_id, 'width', media.width, 'height', media.height, 'video', false, 'moment', media.moment, 'takenM', media.taken_m) order by media.id)
	from media where media.work_item_id = item.id), '[]')`;

export interface AuditRow extends Omit<ClosingAudit, 'closedAt' | 'judgedAt' | 'readings' | 'title'> {
	mode: string | null;
	faultState: string | null;
	faultId: number | null;
	assetId: number | null;
	orderId: number | null;
	closedAt: Date | null;
	judgedAt: Date | null;
	readings: { title: Record<string, string>; answer: string | null; unit: string | null }[];
}

/** What whoever closed a fault without a work order wrote of it as they did, or since. */
const written = sql`comment.fault_id = fault.id and comment.person_id = audit.closed_by and comment.at >= audit.closed_at - interval '1 minute'`;

/** The word they gave for it: as its reason, or noted inside. */
const saidByHand = sql`coalesce(fault.reason, (select comment.words from comment where ${written} and comment.visibility = 'internal' order by comment.id limit 1))`;

/** What else they wrote. */
const notedByHand = sql`(select comment.words from comment where ${written} and comment.words is distinct from ${saidByHand} order by comment.id limit 1)`;

/** In which departments somebody looks again; undefined: in all. */
export const auditsWithinSql = (departments: readonly number[] | undefined): Sql =>
	departments === undefined ? sql`true` : sql`coalesce(work_order.department_id, fault.department_id) = any (${departments}::bigint[])`;

const audits = (personId: number | null): Sql => sql`
	select audit.id, work_order.code as order, work_order.id as "orderId", fault.code as fault, fault.id as "faultId", fault.state as "faultState", fault.failure_mode as mode, asset.reference as asset,
	       asset.id as "assetId", coalesce(asset.street, fault.street) as street, audit.crew, closer.name as "closedBy",
	       coalesce(item.ended_at, audit.closed_at) as "closedAt", audit.outcome, item.proof, item.proof_m as "proofM",
	       case when audit.item_id is null then ${saidByHand} else item.proof_reason end as "proofReason",
	       case when audit.item_id is null then ${notedByHand} else item.note end as note, ${readings} as readings, ${photos} as photos,
	       coalesce(audit.closed_by = ${personId}::bigint, false) or exists (
	           select from crew join crew_member on crew_member.crew_id = crew.id where crew.code = audit.crew and crew_member.person_id = ${personId}::bigint) as mine,
	       audit.verdict, audit.note as found, judge.name as "judgedBy", audit.judged_at as "judgedAt"
	from closing_audit as audit
	left join work_order_item as item on item.id = audit.item_id
	left join work_order on work_order.id = item.work_order_id
	left join fault on fault.id = coalesce(audit.fault_id, item.fault_id)
	left join asset on asset.id = coalesce(item.asset_id, fault.asset_id)
	left join person as closer on closer.id = audit.closed_by
	left join person as judge on judge.id = audit.judged_by`;

/** What waits to be looked at, longest first; then the latest that was. */
export const auditsSql = ({ personId, within }: { personId: number | null; within: Sql }): Sql => sql`
	with drawn as not materialized (
		select audit.id, audit.verdict, audit.judged_at
		from closing_audit as audit
		left join work_order_item as item on item.id = audit.item_id
		left join work_order on work_order.id = item.work_order_id
		left join fault on fault.id = coalesce(audit.fault_id, item.fault_id)
		where ${within}),
	page as (
		(select drawn.id from drawn where drawn.verdict is null order by drawn.id limit 200)
		union all
		(select drawn.id from drawn where drawn.verdict is not null order by drawn.judged_at desc limit 200))
	${audits(personId)} where audit.id in (select page.id from page)
	order by audit.verdict is not null, case when audit.verdict is null then audit.id end, audit.judged_at desc limit 200`;

export const holdAuditSql = (id: number, { personId, within }: { personId: number | null; within: Sql }): Sql => sql`
	${audits(personId)} where audit.id = ${id} and ${within} for update of audit`;

/** How many audits of each crew were judged, and how many found nothing done. */
export const crewsSql = (within: Sql): Sql => sql`
	select audit.crew, count(*)::int as audited, count(*) filter (where audit.verdict = 'not-done')::int as failed
	from closing_audit as audit join work_order_item as item on item.id = audit.item_id join work_order on work_order.id = item.work_order_id left join fault on fault.id = item.fault_id
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
