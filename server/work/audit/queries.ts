import { every, type Sql, sql } from '../../platform/sql.ts';
import type { AuditTopic } from './contract.ts';

export interface AuditRow {
	id: number;
	at: Date;
	kind: string;
	byId: string | null;
	byName: string | null;
	whom: string | null;
	fault: string | null;
	asset: string | null;
	report: string | null;
	details: Record<string, unknown>;
}

export interface AuditWish {
	topic: AuditTopic | undefined;
	person: { id: number; publicId: string } | undefined;
	faultId: number | undefined;
	assetId: number | undefined;
	/** Days, where the municipality is, or instants. */
	from: string | undefined;
	to: string | undefined;
	zone: string;
	staff: boolean;
	before: number | undefined;
	limit: number;
}

/** What belongs to a topic; what is rare among all that happens stands word for word in the condition of an index. */
const topics: Readonly<Record<AuditTopic, Sql>> = {
	contacts: sql`event.kind = 'contact.seen'`,
	'sign-in': sql`event.kind ~ '^(person|factor|session|sign-in|key|approval|audit)[.]'`,
	faults: sql`event.kind ~ '^(fault|handover|work-order)[.]'`,
	reports: sql`event.kind ~ '^(report|comment|photo|draft|sender|alert)[.]'`,
	register: sql`event.kind ~ '^(register|asset|proposal|import|layer|quality)[.]'`,
	settings: sql`event.kind ~ '^(municipality|notice|rule|webhook|service|authority|sign-in|contractor)[.]'`,
	planning: sql`event.kind ~ '^(answer|schedule)[.]'`,
};

const isDay = (it: string): boolean => it.length === 10;
const began = (it: string, zone: string): Sql => (isDay(it) ? sql`(${it}::date::timestamp at time zone ${zone})` : sql`${it}::timestamptz`);
const ended = (it: string, zone: string): Sql => (isDay(it) ? sql`((${it}::date + 1)::timestamp at time zone ${zone})` : sql`${it}::timestamptz`);

const conditions = (it: AuditWish): Sql[] => [
	...(it.topic ? [topics[it.topic]] : []),
	...(it.person ? [sql`(event.person_id = ${it.person.id} or event.details ->> 'person' = ${it.person.publicId})`] : []),
	...(it.faultId === undefined ? [] : [sql`event.fault_id = ${it.faultId}`]),
	...(it.assetId === undefined ? [] : [sql`event.asset_id = ${it.assetId}`]),
	...(it.from === undefined ? [] : [sql`event.at >= ${began(it.from, it.zone)}`]),
	...(it.to === undefined ? [] : [sql`event.at < ${ended(it.to, it.zone)}`]),
	...(it.staff ? [sql`event.person_id is not null`] : []),
	...(it.before === undefined ? [] : [sql`(event.at, event.id) < (select mark.at, mark.id from event as mark where mark.id = ${it.before})`]),
];

/** What happened, newest first. The exact place that is kept for an undo is nobody's to read here. */
export const auditSql = (it: AuditWish): Sql => {
	return sql`
		with found as (
			select event.* from event where ${every(conditions(it))} order by event.at desc, event.id desc limit ${it.limit}::int
		)
		select found.id, found.at, found.kind, by.public_id as "byId", by.name as "byName", whom.name as whom, fault.code as fault, asset.reference as asset,
		       report.code as report, found.details - 'before' as details
		from found
		left join person as by on by.id = found.person_id
		left join person as whom on whom.public_id = case when found.details ->> 'person' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then (found.details ->> 'person')::uuid end
		left join fault on fault.id = found.fault_id
		left join asset on asset.id = found.asset_id
		left join report on report.id = found.report_id
		order by found.at desc, found.id desc`;
};

export const personIdSql = (publicId: string): Sql =>
	sql`select person.id, person.public_id as "publicId" from person where person.public_id = ${publicId}::uuid`;
export const faultIdSql = (code: string): Sql => sql`select fault.id from fault where fault.code = ${code}`;
export const assetIdSql = (reference: string): Sql => sql`select asset.id from asset where asset.reference = ${reference}`;
