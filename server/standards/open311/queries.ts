import { every, type Sql, sql } from '../../platform/sql.ts';
import type { Span } from './parameters.ts';

/** A public fault as a service request. */
export interface RequestRow {
	asked: string | null;
	code: string;
	mode: string;
	state: string;
	open: boolean;
	reason: string | null;
	emergency: boolean;
	lon: number;
	lat: number;
	street: string | null;
	asset: string | null;
	ward: string | null;
	department: Record<string, string>;
	requested: Date;
	updated: Date;
	expected: Date | null;
	reports: number;
	meToos: number;
	photos: string[];
}

export interface RequestWish {
	/** Local days, as instants: a report's minute is nobody's business. */
	from: Date | undefined;
	before: Date | undefined;
	modes: readonly string[] | undefined;
	open: boolean | undefined;
	/** When something became of them; what came in is told by the day, here as well. */
	updated: (Span & { days: { from: Date; before: Date } }) | undefined;
	limit: number;
	offset: number;
}

const shown = (page: Sql): Sql => sql`
	with page as (${page})
	select page.asked, public_fault.code, public_fault.failure_mode as mode, public_fault.state, public_fault.open, public_fault.reason, public_fault.emergency,
	       st_x(public_fault.geom) as lon, st_y(public_fault.geom) as lat, public_fault.street,
	       (select public_asset.reference from public_asset where public_asset.id = public_fault.asset_id) as asset, ward.code as ward,
	       department.title as department, first.at as requested,
	       coalesce(greatest((select max(public_move.at) from public_move where public_move.fault_id = public_fault.id),
	                         (select max(public_remark.at) from public_remark where public_remark.fault_id = public_fault.id)), first.at) as updated,
	       public_fault.due_on::timestamp at time zone municipality.zone as expected, public_fault.reports, public_fault.me_toos as "meToos",
	       array(select public_media.public_id::text from public_media where public_media.fault_id = public_fault.id and public_media.kind like 'image/%'
	             order by public_media.public_id limit 10) as photos
	from page
	join public_fault on public_fault.id = page.id
	cross join municipality
	join department on department.id = public_fault.department_id
	left join ward on ward.id = public_fault.ward_id
	cross join lateral (select public_fault.first_report_on::timestamp at time zone municipality.zone as at) as first
	order by page.place`;

const wishedSql = (it: RequestWish): Sql =>
	every([
		it.from && sql`public_fault.sort_at >= ${it.from}::timestamptz`,
		it.before && sql`public_fault.sort_at < ${it.before}::timestamptz`,
		it.modes && sql`public_fault.failure_mode = any (${[...it.modes]}::text[])`,
		it.open === undefined ? undefined : sql`public_fault.open = ${it.open}::boolean`,
	]);

/** A page of public faults, newest first. */
const newestSql = (it: RequestWish): Sql => sql`
	select public_fault.id, null::text as asked, row_number() over (order by public_fault.sort_at desc, public_fault.id desc) as place
	from public_fault
	where ${wishedSql(it)}
	order by public_fault.sort_at desc, public_fault.id desc
	limit ${it.limit}::int offset ${it.offset}::int`;

const moved = sql`public_move`;
const remarked = sql`public_remark`;

/** When something last became of a fault until a moment; asked of each fault by itself, for as a join all that ever happened would be read. */
const lastSql = (source: Sql, fault: Sql, to: Date): Sql => sql`
	(select max(it.at) from ${source} as it where it.fault_id = ${fault} and it.at <= ${to}::timestamptz)`;

interface Told {
	source: Sql;
	/** Whether another thing told of the same fault is none that comes after it. */
	last: Sql;
}

/** What last became of faults within a span, the latest first, each fault once: found along the index, no further than is wanted. */
const changedSql = (it: RequestWish, { from, to }: Span, { source, last }: Told): Sql => sql`
	(select told.fault_id as id, told.at, null::timestamptz as sort_at
	 from ${source} as told
	 join public_fault on public_fault.id = told.fault_id
	 where told.at >= ${from}::timestamptz and told.at <= ${to}::timestamptz and ${wishedSql(it)}
	       and told.update_id = (select it.update_id from ${source} as it where it.fault_id = told.fault_id and it.at <= ${to}::timestamptz
	                             order by it.at desc, it.update_id desc limit 1)
	       and ${last}
	 order by told.at desc
	 limit ${it.offset + it.limit}::int)`;

/** A page of public faults by what last became of them; those of which nothing has yet, and which so are as they were reported, by the day on which they came in. */
const lastUpdatedSql = (it: RequestWish, { days, ...span }: NonNullable<RequestWish['updated']>): Sql => {
	const { from, to } = span;
	const of = sql`told.fault_id`;
	return sql`
	select changed.id, null::text as asked, row_number() over (order by changed.at desc, changed.sort_at desc nulls first, changed.id desc) as place
	from (
		${changedSql(it, span, { source: moved, last: sql`coalesce(${lastSql(remarked, of, to)} <= told.at, true)` })}
		union all
		${changedSql(it, span, { source: remarked, last: sql`coalesce(${lastSql(moved, of, to)} < told.at, true)` })}
		union all
		(select public_fault.id, public_fault.first_report_on::timestamp at time zone (select municipality.zone from municipality), public_fault.sort_at
		 from public_fault
		 where public_fault.open and public_fault.state = 'reported' and public_fault.sort_at >= ${days.from}::timestamptz and public_fault.sort_at < ${days.before}::timestamptz and ${wishedSql(it)}
		       and coalesce(greatest(${lastSql(moved, sql`public_fault.id`, to)}, ${lastSql(remarked, sql`public_fault.id`, to)}) < ${from}::timestamptz, true)
		 order by public_fault.sort_at desc, public_fault.id desc
		 limit ${it.offset + it.limit}::int)
	) as changed
	order by place
	limit ${it.limit}::int offset ${it.offset}::int`;
};

/** A page of public faults: the newest, or those of which something became lately. */
export const requestsSql = (it: RequestWish): Sql => shown(it.updated ? lastUpdatedSql(it, it.updated) : newestSql(it));

/** Public faults by codes of their own or by tickets of reports about them, each under the name it was asked by. */
export const askedRequestsSql = ({ codes, tickets, prefix }: { codes: readonly string[]; tickets: readonly string[]; prefix: string }): Sql =>
	shown(sql`
	select coalesce(fault.merged_into, fault.id) as id, asked.name as asked, row_number() over () as place
	from (select ${`${prefix}-`}::text || report.code as name, report.fault_id from report where report.code = any (${[...tickets]}::text[]) and report.withdrawn_at is null
	      union all
	      select 'F-' || named.code, named.id from fault as named where named.code = any (${[...codes]}::text[])) as asked
	join fault on fault.id = asked.fault_id`);

/** Holds a name until the transaction ends, so that the same thing sent twice at once is done once. */
export const holdNameSql = (name: string): Sql => sql`select pg_advisory_xact_lock(hashtextextended(${name}, 311))`;

/** The report that this system has posted before: by its number for it, or the very same content within a day. */
export const postedSql = (it: { personId: number; foreignId: string | null; contentHash: string; now: Date }): Sql => sql`
	select report.code, open311_request.notice
	from open311_request join report on report.id = open311_request.report_id
	where open311_request.person_id = ${it.personId}
	      and (open311_request.foreign_id = ${it.foreignId}::text
	           or (${it.foreignId}::text is null and open311_request.foreign_id is null and open311_request.content_hash = ${it.contentHash}
	               and open311_request.created_at > ${it.now}::timestamptz - interval '1 day'))
	order by open311_request.id desc limit 1`;

export interface PostedRow {
	code: string;
	personId: number;
	foreignId: string | null;
	contentHash: string;
	mediaUrls: readonly string[];
	notice: string | null;
	now: Date;
}

export const insertPostedSql = (it: PostedRow): Sql => sql`
	insert into open311_request (report_id, person_id, foreign_id, content_hash, media_urls, notice, created_at)
	select report.id, ${it.personId}::bigint, ${it.foreignId}, ${it.contentHash}, ${[...it.mediaUrls]}::text[], ${it.notice}, ${it.now}::timestamptz
	from report where report.code = ${it.code}
	returning open311_request.id`;

export interface UpdateRow {
	updateId: string;
	code: string;
	ticket: string | null;
	state: string | null;
	at: Date;
	words: string | null;
	mode: string;
}

/** Faults about which this system has posted a report, through a merge. */
const theirsSql = (personId: number): Sql => sql`
	select coalesce(fault.merged_into, fault.id) as id
	from open311_request join report on report.id = open311_request.report_id join fault on fault.id = report.fault_id
	where open311_request.person_id = ${personId}::bigint`;

interface Wanted extends Span {
	personId: number | null;
}

const firstSql = (source: Sql, { from, to, personId }: Wanted): Sql => sql`
	(select told.update_id, told.fault_id, told.state, told.at, told.words
	 from ${source} as told
	 where told.at >= ${from}::timestamptz and told.at <= ${to}::timestamptz
	       ${personId === null ? sql`` : sql`and told.fault_id in (${theirsSql(personId)})`}
	 order by told.at limit 1000)`;

/** What has become of faults within a span, oldest first: once for the fault, and once for each report about it that came by this door. */
export const updatesSql = (span: Wanted): Sql => sql`
	with page as (
		select told.* from (${firstSql(moved, span)} union all ${firstSql(remarked, span)}) as told order by told.at, told.update_id limit 1000)
	select page.update_id as "updateId", fault.code, named.ticket, page.state, page.at, page.words, fault.failure_mode as mode
	from page
	join fault on fault.id = page.fault_id
	cross join lateral (
		select null::text as ticket where ${span.personId}::bigint is null and exists (select from public_fault where public_fault.id = fault.id)
		union all
		select report.code
		from (select fault.id union all select gone.id from fault as gone where gone.merged_into = fault.id) as own
		join report on report.fault_id = own.id
		join open311_request on open311_request.report_id = report.id
		where ${span.personId}::bigint is null or open311_request.person_id = ${span.personId}::bigint) as named
	order by page.at, page.update_id, named.ticket nulls first
	limit 1000`;

/** What this system has said before under a number of its own. */
export const saidSql = (personId: number, foreignId: string): Sql => sql`
	select open311_update.id from open311_update where open311_update.person_id = ${personId} and open311_update.foreign_id = ${foreignId}`;

export const insertSaidSql = (it: { faultId: number; personId: number; contactId: number | null; foreignId: string; status: string; now: Date }): Sql => sql`
	insert into open311_update (fault_id, person_id, contact_id, foreign_id, status, at)
	values (${it.faultId}, ${it.personId}, ${it.contactId}::bigint, ${it.foreignId}, ${it.status}, ${it.now}::timestamptz)
	returning open311_update.id`;

/** The fault that a code of its own or a ticket names, through a merge. */
export const namedFaultSql = ({ code, ticket }: { code: string | null; ticket: string | null }): Sql => sql`
	select target.id, target.code, target.state, target.department_id as "departmentId", target.ward_id as "wardId"
	from (select report.fault_id as id from report where report.code = ${ticket}::text and report.withdrawn_at is null
	      union all select fault.id from fault where fault.code = ${code}::text) as named
	join fault on fault.id = named.id
	join fault as target on target.id = coalesce(fault.merged_into, fault.id)`;
