import { every, type Sql, sql } from '../../platform/sql.ts';

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
	updatedFrom: Date | undefined;
	updatedTo: Date | undefined;
	limit: number;
	offset: number;
}

const shown = (page: Sql): Sql => sql`
	with page as (${page})
	select page.asked, public_fault.code, public_fault.failure_mode as mode, public_fault.state, public_fault.open, public_fault.reason, public_fault.emergency,
	       st_x(public_fault.geom) as lon, st_y(public_fault.geom) as lat, public_fault.street, public_asset.reference as asset, ward.code as ward,
	       department.title as department, first.at as requested, coalesce(latest.at, first.at) as updated,
	       public_fault.due_on::timestamp at time zone municipality.zone as expected, public_fault.reports, public_fault.me_toos as "meToos",
	       array(select public_media.public_id::text from public_media where public_media.fault_id = public_fault.id and public_media.kind like 'image/%'
	             order by public_media.public_id limit 10) as photos
	from page
	join public_fault on public_fault.id = page.id
	cross join municipality
	join department on department.id = public_fault.department_id
	left join public_asset on public_asset.id = public_fault.asset_id
	left join ward on ward.id = public_fault.ward_id
	cross join lateral (select public_fault.first_report_on::timestamp at time zone municipality.zone as at) as first
	left join lateral (select max(public_update.at) as at from public_update where public_update.fault_id = public_fault.id) as latest on true
	order by page.place`;

/** A page of public faults, newest first. */
export const requestsSql = (it: RequestWish): Sql =>
	shown(sql`
	select public_fault.id, null::text as asked, row_number() over (order by public_fault.sort_at desc, public_fault.id desc) as place
	from public_fault
	where ${every([
		it.from && sql`public_fault.sort_at >= ${it.from}::timestamptz`,
		it.before && sql`public_fault.sort_at < ${it.before}::timestamptz`,
		it.modes && sql`public_fault.failure_mode = any (${[...it.modes]}::text[])`,
		it.open === undefined ? undefined : sql`public_fault.open = ${it.open}::boolean`,
		(it.updatedFrom || it.updatedTo) &&
			sql`public_fault.id in (
				select public_update.fault_id from public_update
				where ${every([it.updatedFrom && sql`public_update.at >= ${it.updatedFrom}::timestamptz`, it.updatedTo && sql`public_update.at <= ${it.updatedTo}::timestamptz`])})`,
	])}
	order by public_fault.sort_at desc, public_fault.id desc
	limit ${it.limit}::int offset ${it.offset}::int`);

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

/** What has become of faults within a span, oldest first: once for the fault, and once for each report about it that came by this door. */
export const updatesSql = ({ from, to, personId }: { from: Date; to: Date; personId: number | null }): Sql => sql`
	with page as (
		select public_update.update_id, public_update.fault_id, public_update.state, public_update.at, public_update.words
		from public_update
		where public_update.at >= ${from}::timestamptz and public_update.at <= ${to}::timestamptz
		order by public_update.at limit 1000)
	select page.update_id as "updateId", fault.code, named.ticket, page.state, page.at, page.words, fault.failure_mode as mode
	from page
	join fault on fault.id = page.fault_id
	cross join lateral (
		select null::text as ticket where ${personId}::bigint is null and exists (select from public_fault where public_fault.id = fault.id)
		union all
		select report.code
		from fault as own
		join report on report.fault_id = own.id and report.withdrawn_at is null
		join open311_request on open311_request.report_id = report.id
		where (own.id = fault.id or own.merged_into = fault.id) and (${personId}::bigint is null or open311_request.person_id = ${personId}::bigint)) as named
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
