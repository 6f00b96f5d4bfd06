import { type Sql, sql } from '../../platform/sql.ts';

/** What is known of a device and of its network (`Standing`). */
export const standingSql = (device: string, network: string, now: Date): Sql =>
	sql`
	with ours as materialized (
		select contact.id, contact.sender_hash, contact.created_at, contact.created_at > ${now}::timestamptz - interval '1 hour' as lately
		from contact
		where contact.network_hash = ${network} and contact.created_at > ${now}::timestamptz - interval '7 days'
		order by contact.created_at desc
		limit 1000),
	mine as materialized (
		select contact.id, contact.created_at, contact.created_at > ${now}::timestamptz - interval '1 hour' as lately
		from contact
		where contact.sender_hash = ${device} and contact.created_at > ${now}::timestamptz - interval '400 days'
		order by contact.created_at desc
		limit 200),
	said as (
		select its.odd from ours
		cross join lateral (
			select fault.state = 'rejected' or fault.held_at is not null as odd
			from report join fault on fault.id = report.fault_id where report.contact_id = ours.id limit 1) as its),
	device as (select bool_and(ours.lately) as fresh from ours group by ours.sender_hash)
	select (select count(*)::int from mine where mine.lately) as device, (select min(mine.created_at) from mine where mine.lately) as "deviceSince",
	       (select count(*)::int from ours where ours.lately) as hour, (select count(*)::int from device where device.fresh) as fresh,
	       (select count(*)::int from said where said.odd) as odd, (select count(*)::int from said) as week,
	       exists (
	           select from mine join report on report.contact_id = mine.id join fault on fault.id = report.fault_id
	           where mine.created_at < ${now}::timestamptz - interval '1 day' and fault.state <> 'rejected' and fault.held_at is null) as known`.prepared(
		'standing',
	);

export interface HeldFaultRow {
	code: string;
	mode: string;
	words: string;
	street: string | null;
	reports: number;
	at: Date;
}

/** Faults that are kept from the public, the oldest first. */
export const heldFaultsSql = (limit: number): Sql => sql`
	select fault.code, fault.failure_mode as mode, fault.street, fault.reports, fault.held_at as at,
	       coalesce((select report.words from report where report.fault_id = fault.id and report.withdrawn_at is null order by report.id limit 1), '') as words
	from fault
	where fault.held_at is not null and fault.open
	order by fault.held_at, fault.id
	limit ${limit}`;

/** Lets the public see a fault, or keeps it from them again. */
export const keepFaultSql = (code: string, held: boolean): Sql => sql`
	update fault set held_at = case when ${held}::boolean then coalesce(fault.held_at, now()) end, version = fault.version + 1, changed_at = now()
	where fault.code = upper(${code}) and fault.open returning fault.id`;
