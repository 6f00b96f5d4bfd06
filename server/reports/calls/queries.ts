import { type Sql, sql } from '../../platform/sql.ts';

/** The last nine digits of a number, as the index has them. */
const digitsOf = (of: Sql): Sql => sql`right(regexp_replace(${of}, '[^0-9]', '', 'g'), 9)`;

/** What a caller is found by; each is null where it was not said. */
export interface Sought {
	/** The digits of a number after its 0 or its country, from the first on. */
	digits: string | null;
	email: string | null;
	/** The code of a ticket. */
	ticket: string | null;
	/** How a word of their name begins. */
	name: string | null;
}

/** The first and the last number that begin with some digits. */
const padded = (digits: string | null, by: string): string | null => digits?.slice(0, 9).padEnd(9, by) ?? null;

const soughtSql = ({ digits, email, ticket, name }: Sought): Sql => {
	const begins = name?.replace(/[\\%_]/g, '\\$&');
	return sql`
	(select contact.id from contact
	 where contact.phone is not null and ${digitsOf(sql`contact.phone`)} between ${padded(digits, '0')}::text and ${padded(digits, '9')}::text limit 200)
	union
	(select contact.id from contact where lower(contact.email) = lower(${email}::text) limit 200)
	union
	(select report.contact_id from report where report.code = ${ticket}::text)
	union
	(select contact.id from contact
	 where plain(contact.name) like plain(${begins}::text) || '%' or plain(contact.name) like '% ' || plain(${begins}::text) || '%'
	 order by contact.id desc limit 200)`;
};

/** The contacts by which one person is known: those with the number or the address of the one. */
const sameSql = (id: number): Sql => sql`
	one as (select contact.* from contact where contact.id = ${id}::bigint and contact.erased_at is null),
	same as (
		select one.id from one
		union
		(select other.id from one join contact as other on other.phone is not null and ${digitsOf(sql`other.phone`)} = ${digitsOf(sql`one.phone`)} limit 200)
		union
		(select other.id from one join contact as other on lower(other.email) = lower(one.email) limit 200)
	)`;

export interface FoundRow {
	id: number;
	name: string | null;
	phone: string | null;
	email: string | null;
	reports: number;
	open: number;
	lastAt: Date;
	agreed: boolean;
}

/** People who reported before, each once by their latest contact: those with something open first, then the latest. */
export const findCallersSql = (sought: Sought, scope: Sql): Sql => sql`
	with hit as (${soughtSql(sought)}),
	told as (
		select contact.id, contact.name, contact.phone, contact.email, coalesce(${digitsOf(sql`contact.phone`)}, lower(contact.email), contact.id::text) as person,
		       report.id as report, coalesce(kept.open, fault.open) as open, report.reported_at as at,
		       exists (select from consent where consent.contact_id = contact.id and consent.kind = 'contact' and consent.withdrawn_at is null) as agreed
		from hit
		join contact on contact.id = hit.id and contact.erased_at is null
		join report on report.contact_id = contact.id and report.withdrawn_at is null
		join fault on fault.id = report.fault_id and ${scope}
		left join fault as kept on kept.id = fault.merged_into
	)
	select (array_agg(told.id order by told.at desc))[1] as id, (array_agg(told.name order by told.name is null, told.at desc))[1] as name,
	       (array_agg(told.phone order by told.phone is null, told.at desc))[1] as phone, (array_agg(told.email order by told.email is null, told.at desc))[1] as email,
	       count(*)::int as reports, count(*) filter (where told.open)::int as open, max(told.at) as "lastAt", bool_or(told.agreed) as agreed
	from told
	group by told.person
	order by count(*) filter (where told.open) > 0 desc, max(told.at) desc
	limit 5`;

export interface CallerRow {
	name: string | null;
	phone: string | null;
	email: string | null;
	language: string;
	agreed: Date | null;
}

/** How somebody is reached as they last said it, and when they last agreed to that. */
export const callerSql = (id: number): Sql => sql`
	with ${sameSql(id)}
	select one.name, one.phone, one.email, one.language,
	       (select max(consent.at) from same join consent on consent.contact_id = same.id where consent.kind = 'contact' and consent.withdrawn_at is null) as agreed
	from one`;

export interface EarlierRow {
	code: string;
	faultId: number;
	fault: string;
	mode: string;
	state: string;
	open: boolean;
	at: Date;
	asset: string | null;
	street: string | null;
	due: string | null;
}

/** What somebody reported, under whichever of their contacts; the fault is the one it was merged into, if it was. */
export const earlierSql = (id: number, scope: Sql): Sql => sql`
	with ${sameSql(id)}
	select report.code, shown.id as "faultId", shown.code as fault, shown.failure_mode as mode, shown.state, shown.open, report.reported_at as at,
	       asset.reference as asset, shown.street, (shown.due_at at time zone municipality.zone)::date as due
	from same
	join report on report.contact_id = same.id and report.withdrawn_at is null
	join fault on fault.id = report.fault_id and ${scope}
	join fault as shown on shown.id = coalesce(fault.merged_into, fault.id)
	left join asset on asset.id = shown.asset_id
	cross join municipality
	order by shown.open desc, report.reported_at desc
	limit 8`;

export interface TakenRow {
	id: number;
	faultId: number;
	/** What it did to its fault. */
	kind: string;
	state: string;
	/** Whether the fault stands by this report alone, and nobody has done anything with it. */
	alone: boolean;
	late: boolean;
	withdrawn: boolean;
	/** Code of the fault. */
	fault: string;
}

/** A report that somebody took down on behalf of another, held with its fault until the transaction ends. */
export const takenSql = (code: string, personId: number | null): Sql => sql`
	select report.id, fault.id as "faultId", fault.code as fault, fault.state, report.withdrawn_at is not null as withdrawn,
	       report.reported_at < now() - interval '1 hour' as late,
	       (select event.kind from event where event.fault_id = fault.id and event.at = report.reported_at and event.kind in ('fault.opened', 'fault.joined', 'fault.reopened')
	        order by event.id limit 1) as kind,
	       fault.reports = 1 and fault.me_toos = 0 and fault.state = 'reported'
	       and not exists (select from event where event.fault_id = fault.id
	                             and event.kind in ('fault.linked', 'fault.recategorised', 'fault.moved', 'fault.assigned', 'fault.merged', 'fault.received-merge', 'comment.added')) as alone
	from report join fault on fault.id = report.fault_id
	where report.code = ${code} and report.taken_by = ${personId}::bigint
	for update of report, fault`;

/** Takes a report back: its fault counts one less, nobody hears of it any more, and what came with it is shown to nobody. */
export const withdrawSql = ({ id, faultId, at }: { id: number; faultId: number; at: Date }): Sql => sql`
	with gone as (update report set withdrawn_at = ${at}::timestamptz where report.id = ${id} returning report.id, report.tracking, report.contact_id),
	silent as (
		update follower set stopped_at = coalesce(follower.stopped_at, ${at}::timestamptz) from gone where follower.tracking = gone.tracking returning follower.id),
	unsaid as (
		delete from comment using gone
		where comment.contact_id = gone.contact_id and gone.contact_id not in (select held_contact.contact_id from held_contact) returning comment.id),
	unseen as (
		update media set shown = false, looked_at = ${at}::timestamptz
		from gone where media.report_id = gone.id or media.contact_id = gone.contact_id returning media.id)
	update fault
	set reports = greatest(fault.reports - 1, 0), version = fault.version + 1, changed_at = now(),
	    last_report_at = coalesce((select max(report.reported_at) from report where report.fault_id = fault.id and report.withdrawn_at is null and report.id <> ${id}), fault.last_report_at)
	where fault.id = ${faultId}`;
