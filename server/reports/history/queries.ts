import { type Sql, sql } from '../../platform/sql.ts';
import { usualMonths } from '../persons/queries.ts';

/** A ticket that was taken before. */
export interface KnownTicket {
	id: number;
	number: string;
	reportId: number;
	faultId: number;
	contactId: number | null;
	placeHash: string;
	contentHash: string;
}

export const knownTicketsSql = (source: string, numbers: readonly string[]): Sql => sql`
	select ticket.id, ticket.number, ticket.report_id as "reportId", report.fault_id as "faultId", report.contact_id as "contactId",
	       ticket.place_hash as "placeHash", ticket.content_hash as "contentHash"
	from former_ticket as ticket join report on report.id = ticket.report_id
	where ticket.source = ${source} and ticket.number = any (${[...numbers]}::text[])
	for update of ticket`;

/** Before when somebody's fault must have been over for nobody to need to know any more who it was. */
export const forgottenBeforeSql = sql`
	select now() - make_interval(months => coalesce((municipality.privacy ->> 'identityMonths')::int, ${usualMonths}::int)) as before from municipality`;

export const reportNumbersSql = (count: number): Sql => sql`
	select nextval(pg_get_serial_sequence('report', 'id'))::bigint as report, nextval(pg_get_serial_sequence('contact', 'id'))::bigint as contact,
	       nextval(pg_get_serial_sequence('former_ticket', 'id'))::bigint as ticket
	from generate_series(1, ${count}::int)`;

/** A ticket as it is written down. */
export interface TicketRow {
	ticketId: number;
	reportId: number;
	/** Null where nobody is to be known. */
	contactId: number | null;
	faultId: number;
	sightingId: number;
	joined: boolean;
	number: string;
	mode: string;
	language: string;
	words: string;
	name: string | null;
	email: string | null;
	phone: string | null;
	at: string;
	state: string;
	until: string | null;
	since: string;
	placeHash: string;
	contentHash: string;
	photos: readonly string[];
}

const rowsOf = (rows: readonly TicketRow[]): Sql => sql`
	select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as it (
		"ticketId" bigint, "reportId" bigint, "contactId" bigint, "faultId" bigint, "sightingId" bigint, joined boolean, number text, mode text, language text, words text,
		name text, email text, phone text, at timestamptz, state text, until timestamptz, since timestamptz, "placeHash" text, "contentHash" text, photos jsonb)`;

interface Origin {
	source: string;
	basis: string | null;
}

/**
 * Writes tickets down as reports with their contacts, followers and events; all as old as they are. Their events are dealt already, so nobody is told of
 * them; whoever reported what is over follows it no more.
 */
export const insertTicketsSql = (rows: readonly TicketRow[], { source, basis }: Origin): Sql => sql`
	with row as (${rowsOf(rows)}),
	contact as (
		insert into contact (id, name, email, phone, language, basis, created_at)
		select row."contactId", row.name, row.email, row.phone, row.language, ${basis}, row.at from row where row."contactId" is not null
	),
	report as (
		insert into report (id, fault_id, sighting_id, failure_mode, channel, language, words, contact_id, duplicate, reported_at)
		select row."reportId", row."faultId", row."sightingId", row.mode, 'import', row.language, row.words, row."contactId", row.joined, row.at from row
		returning report.id, report.tracking
	),
	follower as (
		insert into follower (fault_id, contact_id, kind, tracking, at, stopped_at)
		select row."faultId", row."contactId", 'report', report.tracking, row.at, row.until
		from row join report on report.id = row."reportId"
		where row."contactId" is not null
	),
	ticket as (
		insert into former_ticket (id, source, number, report_id, state, ended_at, moved_at, place_hash, content_hash)
		select row."ticketId", ${source}, row.number, row."reportId", row.state, row.until, row.since, row."placeHash", row."contentHash" from row
	),
	photo as (
		insert into former_photo (ticket_id, url)
		select row."ticketId", photo.url from row cross join lateral jsonb_array_elements_text(row.photos) as photo (url)
		on conflict do nothing
	)
	insert into event (kind, fault_id, report_id, at, details, dealt)
	select 'report.received', row."faultId", row."reportId", row.at, '{"channel": "import", "former": true}', true from row order by row.at`;

/** Tickets that are another than when they were read last: their reports say what they say now. Who was forgotten is not among them. */
export const updateTicketsSql = (rows: readonly TicketRow[]): Sql => sql`
	with row as (${rowsOf(rows)}),
	contact as (
		update contact set name = row.name, email = row.email, phone = row.phone, language = row.language from row
		where contact.id = row."contactId" and contact.erased_at is null
	),
	report as (
		update report
		set fault_id = row."faultId", sighting_id = row."sightingId", failure_mode = row.mode, language = row.language, words = row.words, reported_at = row.at
		from row where report.id = row."reportId"
	),
	follower as (
		update follower
		set fault_id = row."faultId", at = row.at, stopped_at = case when row.until is null and follower.stopped_at > follower.at then null else coalesce(follower.stopped_at, row.until) end
		from row where follower.contact_id = row."contactId" and follower.kind = 'report'
	),
	media as (update media set fault_id = row."faultId" from row where media.report_id = row."reportId"),
	photo as (
		insert into former_photo (ticket_id, url)
		select row."ticketId", photo.url from row cross join lateral jsonb_array_elements_text(row.photos) as photo (url)
		on conflict do nothing
	)
	update former_ticket
	set state = row.state, ended_at = row.until, moved_at = row.since, place_hash = row."placeHash", content_hash = row."contentHash", taken_at = now()
	from row where former_ticket.id = row."ticketId"`;

/** The sightings of reports, which stay where their place is the same. */
export const sightingsOfSql = (reportIds: readonly number[]): Sql => sql`
	select report.id as "reportId", report.sighting_id as "sightingId", report.duplicate as joined from report where report.id = any (${[...reportIds]}::bigint[])`;

/** How faults of which nothing but former tickets tells stand by them together: as the last of them, unless one is open still. */
export const toldSql = (faultIds: readonly number[]): Sql => sql`
	select fault.id, count(report.id)::int as reports, min(report.reported_at) as first, max(report.reported_at) as last,
	       (array_agg(ticket.state order by ticket.ended_at desc nulls first, ticket.moved_at desc, ticket.id desc))[1] as state,
	       (array_agg(ticket.moved_at order by ticket.ended_at desc nulls first, ticket.moved_at desc, ticket.id desc))[1] as since,
	       (array_agg(ticket.ended_at order by ticket.ended_at desc nulls first, ticket.moved_at desc, ticket.id desc))[1] as until
	from fault
	left join report on report.fault_id = fault.id
	left join former_ticket as ticket on ticket.report_id = report.id
	where fault.id = any (${[...faultIds]}::bigint[])
	group by fault.id
	having count(report.id) = count(ticket.id) and exists (
		select from event where event.fault_id = fault.id and event.kind = 'fault.opened' and event.details ->> 'former' is not null)`;

export interface ToldRow {
	id: number;
	reports: number;
	first: Date | null;
	last: Date | null;
	state: string | null;
	since: Date | null;
	until: Date | null;
}

export interface DuePhoto {
	id: number;
	url: string;
	attempts: number;
}

/** Some photos to fetch, held for a while so that nobody else fetches them. */
export const claimPhotosSql = (limit: number): Sql => sql`
	update former_photo set state = 'fetching', attempts = former_photo.attempts + 1, claimed_at = now()
	where former_photo.id in (
		select photo.id from former_photo as photo
		where photo.state = 'due' and photo.retry_at <= now() or photo.state = 'fetching' and photo.claimed_at < now() - interval '10 minutes'
		order by photo.id limit ${limit} for update skip locked)
	returning former_photo.id, former_photo.url, former_photo.attempts`;

interface FetchedPhoto {
	id: number;
	hash: string;
	thumbHash: string;
	bytes: number;
	width: number;
	height: number;
}

/** Keeps a fetched photo with its report, as old as that is. Staff see it; it is not put before moderators, of whom it would ask years of looking. */
export const keepPhotoSql = (it: FetchedPhoto): Sql => sql`
	with kept as (
		insert into media (fault_id, report_id, hash, thumb_hash, kind, bytes, width, height, created_at, looked_at)
		select report.fault_id, report.id, ${it.hash}, ${it.thumbHash}, 'image/jpeg', ${it.bytes}::int, ${it.width}::int, ${it.height}::int, report.reported_at, now()
		from former_photo as photo
		join former_ticket as ticket on ticket.id = photo.ticket_id
		join report on report.id = ticket.report_id
		where photo.id = ${it.id}
		returning media.id)
	update former_photo set state = 'kept', media_id = kept.id, reason = null from kept where former_photo.id = ${it.id} returning former_photo.id`;

/** Notes why a photo could not be had, and whether it is tried again. */
export const photoFailedSql = (it: { id: number; reason: string; again: boolean }): Sql => sql`
	update former_photo
	set state = ${it.again ? 'due' : 'failed'}, reason = ${it.reason}, retry_at = now() + interval '5 minutes' * power(4, former_photo.attempts)
	where former_photo.id = ${it.id}`;

/** How many photos stand how, and why not. */
export const photoCountsSql = (source: string): Sql => sql`
	select photo.state, photo.reason, count(*)::int as count
	from former_photo as photo join former_ticket as ticket on ticket.id = photo.ticket_id
	where ticket.source = ${source} group by photo.state, photo.reason order by photo.state, count desc`;

/** The fault that a number of the system used before leads to, or the one it was merged into; where several systems had it, the latest. */
export const faultOfNumberSql = (number: string): Sql => sql`
	select coalesce(fault.merged_into, fault.id) as id
	from former_ticket as ticket
	join report on report.id = ticket.report_id
	join fault on fault.id = report.fault_id
	where ticket.number_plain = upper(regexp_replace(${number}, '[^[:alnum:]]', '', 'g')) and ticket.number_plain <> ''
	order by report.reported_at desc limit 1`;
