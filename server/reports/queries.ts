import { type Sql, sql } from '../platform/sql.ts';

export interface NewRow {
	faultId: number;
	sightingId: number;
	mode: string;
	channel: string;
	language: string;
	words: string;
	publicWords: boolean;
	answers: object;
	name: string | null;
	email: string | null;
	phone: string | null;
	personId: number | null;
	reporterHash: string;
	/** Keyed hashes of the device and the network it came from; null where staff took it. */
	senderHash: string | null;
	networkHash: string | null;
	takenBy: number | null;
	duplicate: boolean;
	at: Date;
	photos: object[];
	/** Visibility of the words as a comment; null when they are not for the public. */
	comment: string | null;
	/** The words as the public would read them, where something in them is hidden. */
	publicText: string | null;
}

/** Keeps a report with its contact, photos, follower and event: one statement. */
export const insertReportSql = (it: NewRow): Sql =>
	sql`
	with contact as (
		insert into contact (person_id, name, email, phone, language, reporter_hash, sender_hash, network_hash, created_at)
		values (${it.personId}::bigint, ${it.name}, ${it.email}, ${it.phone}, ${it.language}, ${it.reporterHash}, ${it.senderHash}, ${it.networkHash}, ${it.at}::timestamptz)
		returning contact.id
	),
	report as (
		insert into report (fault_id, sighting_id, failure_mode, channel, language, words, public_words, answers, contact_id, taken_by, duplicate, reported_at)
		select ${it.faultId}::bigint, ${it.sightingId}::bigint, ${it.mode}, ${it.channel}, ${it.language}, ${it.words}, ${it.publicWords}::boolean,
		       ${JSON.stringify(it.answers)}::jsonb, contact.id, ${it.takenBy}::bigint, ${it.duplicate}::boolean, ${it.at}::timestamptz
		from contact
		returning report.id, report.code, report.tracking, report.contact_id
	),
	follower as (
		insert into follower (fault_id, contact_id, kind, reporter_hash, tracking, at)
		select ${it.faultId}::bigint, report.contact_id, 'report', ${it.reporterHash}, report.tracking, ${it.at}::timestamptz from report
	),
	media as (
		insert into media (fault_id, report_id, hash, thumb_hash, kind, bytes, width, height, seconds, created_at)
		select ${it.faultId}::bigint, report.id, photo.hash, photo."thumbHash", photo.kind, photo.bytes, photo.width, photo.height, photo.seconds, ${it.at}::timestamptz
		from report, jsonb_to_recordset(${JSON.stringify(it.photos)}::jsonb) as photo (hash text, "thumbHash" text, kind text, bytes int, width int, height int, seconds real)
	),
	said as (
		insert into comment (fault_id, contact_id, words, public_words, visibility, at)
		select ${it.faultId}::bigint, report.contact_id, left(${it.words}, 2000), left(${it.publicText}, 2000), ${it.comment}, ${it.at}::timestamptz
		from report where ${it.comment}::text is not null
	),
	happening as (
		insert into event (kind, fault_id, report_id, person_id, at, details)
		select 'report.received', ${it.faultId}::bigint, report.id, ${it.takenBy}::bigint, ${it.at}::timestamptz, jsonb_build_object('channel', ${it.channel}::text)
		from report
	)
	select report.id, report.code, report.tracking, report.contact_id as "contactId" from report`.prepared('insert-report');

export interface HeldRow {
	reportId: number | null;
	followerId: number;
	faultId: number;
	ticket: string | null;
	words: string | null;
	reportedAt: Date;
	language: string;
	hears: boolean;
	satisfied: number | null;
	satisfiedAt: Date | null;
	contactId: number | null;
	/** Whoever took it down has taken it back. */
	takenBack: boolean;
}

/** Who holds a tracking link: the reporter, or somebody who follows; the fault is the one it was merged into, if it was. */
export const trackingSql = (tracking: string): Sql => sql`
	select report.id as "reportId", follower.id as "followerId", coalesce(fault.merged_into, fault.id) as "faultId", report.code as ticket, report.words,
	       follower.at as "reportedAt", coalesce(contact.language, 'en') as language, follower.stopped_at is null as hears, follower.contact_id as "contactId",
	       follower.satisfied, follower.satisfied_at as "satisfiedAt", report.withdrawn_at is not null as "takenBack"
	from follower
	join fault on fault.id = follower.fault_id
	left join report on report.tracking = follower.tracking
	left join contact on contact.id = follower.contact_id
	where follower.tracking = ${tracking}::uuid`;

/** The public steps of a fault, oldest first, by day. */
export const stepsSql = (faultId: number): Sql => sql`
	select (event.at at time zone municipality.zone)::date as at, event.kind, event.details ->> 'to' as state
	from event cross join municipality
	where event.fault_id = ${faultId} and event.kind in ('fault.opened', 'fault.moved', 'fault.reopened', 'fault.received-merge')
	order by event.id
	limit 200`;

/** Public comments of a fault and of those merged into it. */
export const commentsSql = (faultId: number): Sql => sql`
	select public_comment.id, public_comment.words, public_comment.on_day as "on", public_comment.by_staff as "byStaff"
	from public_comment join fault on fault.id = public_comment.fault_id
	where fault.id = ${faultId} or fault.merged_into = ${faultId}
	order by public_comment.id
	limit 200`;

/** Released photos of a fault; with a report's id also those it brought, which its sender may see. */
export const photosSql = (faultId: number, reportId: number | null): Sql => sql`
	select media.public_id as id, media.width, media.height, media.kind like 'video/%' as video
	from media join fault on fault.id = media.fault_id
	where (fault.id = ${faultId} or fault.merged_into = ${faultId}) and (media.shown or media.report_id = ${reportId}::bigint)
	order by media.id
	limit 30`;

/** The reason a fault stands where it stands. */
export const reasonSql = (faultId: number): Sql => sql`
	select reported_fault.reason, fault.fixed_at as "fixedAt" from reported_fault join fault on fault.id = reported_fault.id where reported_fault.id = ${faultId}`;

/** Keeps how content the holder of a tracking link is, instead of what they said before. */
export const rateSql = (it: { followerId: number; satisfied: number; at: Date }): Sql => sql`
	update follower set satisfied = ${it.satisfied}, satisfied_at = ${it.at}::timestamptz where follower.id = ${it.followerId} returning follower.satisfied`;

/** Stops messages to one holder of a tracking link. */
export const stopSql = (tracking: string): Sql => sql`
	update follower set stopped_at = coalesce(follower.stopped_at, now()) where follower.tracking = ${tracking}::uuid returning follower.id`;

export interface NewFollower {
	faultId: number;
	kind: 'me-too' | 'follow';
	reporterHash: string;
	name: string | null;
	email: string | null;
	phone: string | null;
	language: string;
}

/** Somebody joins: once for each sender; the contact is kept only if the row is new. */
export const insertFollowerSql = (it: NewFollower): Sql => sql`
	with there as (
		select follower.id from follower where follower.fault_id = ${it.faultId} and follower.kind = ${it.kind} and follower.reporter_hash = ${it.reporterHash}),
	contact as (
		insert into contact (name, email, phone, language, reporter_hash)
		select ${it.name}, ${it.email}, ${it.phone}, ${it.language}, ${it.reporterHash}
		where not exists (select from there) and (${it.email}::text is not null or ${it.phone}::text is not null)
		returning contact.id)
	insert into follower (fault_id, contact_id, kind, reporter_hash)
	select ${it.faultId}::bigint, (select contact.id from contact), ${it.kind}, ${it.reporterHash} where not exists (select from there)
	on conflict do nothing
	returning follower.tracking`;

/** A me-too counts as a duplicate report. */
export const countMeTooSql = (faultId: number): Sql => sql`
	update fault set me_toos = fault.me_toos + 1, version = fault.version + 1 where fault.id = ${faultId}`;

export interface NewComment {
	faultId: number;
	contactId: number | null;
	personId: number | null;
	words: string;
	visibility: string;
	/** What the public reads instead of the words. */
	publicWords?: string | null;
}

/** Keeps a comment; the event names it, never its words. */
export const insertCommentSql = (it: NewComment): Sql => sql`
	with comment as (
		insert into comment (fault_id, contact_id, person_id, words, public_words, visibility)
		values (${it.faultId}::bigint, ${it.contactId}::bigint, ${it.personId}::bigint, ${it.words}, ${it.publicWords ?? null}, ${it.visibility}) returning comment.id),
	happening as (
		insert into event (kind, fault_id, person_id, details)
		select 'comment.added', ${it.faultId}::bigint, ${it.personId}::bigint, jsonb_build_object('comment', comment.id, 'visibility', ${it.visibility}::text) from comment)
	select comment.id from comment`;

/** Keeps what somebody says with who it was; the event names neither. */
export const insertRemarkSql = (
	it: Pick<NewComment, 'faultId' | 'words' | 'publicWords' | 'visibility'> & Pick<NewFollower, 'name' | 'email' | 'phone' | 'language'>,
): Sql => sql`
	with contact as (
		insert into contact (name, email, phone, language) values (${it.name}, ${it.email}, ${it.phone}, ${it.language}) returning contact.id),
	comment as (
		insert into comment (fault_id, contact_id, words, public_words, visibility)
		select ${it.faultId}::bigint, contact.id, ${it.words}, ${it.publicWords ?? null}, ${it.visibility} from contact returning comment.id, comment.contact_id),
	happening as (
		insert into event (kind, fault_id, details)
		select 'comment.added', ${it.faultId}::bigint, jsonb_build_object('comment', comment.id, 'visibility', ${it.visibility}::text) from comment)
	select comment.contact_id as "contactId" from comment`;

/** Photos that somebody adds to what they said before: with their report if they have one, else with their contact. They wait for a moderator. */
export const addMediaSql = (it: { faultId: number; reportId: number | null; contactId: number | null; photos: readonly object[] }): Sql => sql`
	insert into media (fault_id, report_id, contact_id, hash, thumb_hash, kind, bytes, width, height, seconds)
	select ${it.faultId}::bigint, ${it.reportId}::bigint, case when ${it.reportId}::bigint is null then ${it.contactId}::bigint end,
	       photo.hash, photo."thumbHash", photo.kind, photo.bytes, photo.width, photo.height, photo.seconds
	from jsonb_to_recordset(${JSON.stringify(it.photos)}::jsonb) as photo (hash text, "thumbHash" text, kind text, bytes int, width int, height int, seconds real)`;

/** A photo's file: anybody's when released, its sender's by her tracking link, staff's always. */
export const photoFileSql = (id: string, tracking: string | null): Sql => sql`
	select media.hash, media.thumb_hash as "thumbHash", media.public_hash as "publicHash", media.public_thumb_hash as "publicThumbHash", media.kind, media.shown,
	       exists (select from report where report.id = media.report_id and report.tracking = ${tracking}::uuid and report.withdrawn_at is null) as own
	from media where media.public_id = ${id}::uuid
	union all
	select photo.hash, photo.thumb_hash, null, null, 'image/jpeg', false, false from report_draft_photo as photo where photo.id = ${id}::uuid`;

/** Those of some files that a photo or video is made of, also one that waits for its report. */
export const wantedFilesSql = (hashes: readonly string[]): Sql => sql`
	select media.hash from media where media.hash = any (${hashes}::text[])
	union
	select media.thumb_hash from media where media.thumb_hash = any (${hashes}::text[])
	union
	select media.public_hash from media where media.public_hash = any (${hashes}::text[])
	union
	select media.public_thumb_hash from media where media.public_thumb_hash = any (${hashes}::text[])
	union
	select upload.hash from upload where upload.hash = any (${hashes}::text[])
	union
	select upload.thumb_hash from upload where upload.thumb_hash = any (${hashes}::text[])
	union
	select photo.hash from report_draft_photo as photo where photo.hash = any (${hashes}::text[])
	union
	select photo.thumb_hash from report_draft_photo as photo where photo.thumb_hash = any (${hashes}::text[])`;

/** The fault a ticket belongs to, or the one that was merged into; and whether the report was taken back. */
export const faultOfTicketSql = (code: string): Sql => sql`
	select coalesce(fault.merged_into, fault.id) as id, report.withdrawn_at is not null as "takenBack" from report join fault on fault.id = report.fault_id where report.code = ${code}`;
