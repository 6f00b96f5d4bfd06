import { type Sql, sql } from '../../platform/sql.ts';

/** Notes that a message was taken; no row when it had been taken before. */
export const noteInboundSql = (channel: string, digest: Buffer, outcome: string): Sql => sql`
	insert into inbound_message (channel, digest, outcome) values (${channel}, ${digest}::bytea, ${outcome})
	on conflict do nothing returning inbound_message.outcome`;

export const outcomeSql = (channel: string, digest: Buffer, outcome: string): Sql => sql`
	update inbound_message set outcome = ${outcome} where inbound_message.channel = ${channel} and inbound_message.digest = ${digest}::bytea`;

export interface NewDraft {
	channel: string;
	language: string;
	name: string | null;
	email: string | null;
	phone: string | null;
	senderHash: string;
	subject: string | null;
	words: string;
	place: { lon: number; lat: number; placed: string } | null;
	asset: string | null;
	mode: string | null;
	photos: readonly object[];
}

/** Keeps a draft with its sender and photos, and says so. */
export const keepDraftSql = (it: NewDraft): Sql => sql`
	with contact as (
		insert into contact (name, email, phone, language, reporter_hash)
		values (${it.name}, ${it.email}, ${it.phone}, ${it.language}, ${it.senderHash}) returning contact.id),
	draft as (
		insert into report_draft (channel, contact_id, language, subject, words, lon, lat, placed, asset, failure_mode)
		select ${it.channel}, contact.id, ${it.language}, ${it.subject}, ${it.words}, ${it.place?.lon}::float8, ${it.place?.lat}::float8, ${it.place?.placed},
		       ${it.asset}, ${it.mode}
		from contact returning report_draft.id, report_draft.code),
	photos as (
		insert into report_draft_photo (draft_id, hash, thumb_hash, bytes, width, height, lon, lat)
		select draft.id, photo.hash, photo."thumbHash", photo.bytes, photo.width, photo.height, photo.lon, photo.lat
		from draft, jsonb_to_recordset(${JSON.stringify(it.photos)}::jsonb)
		     as photo (hash text, "thumbHash" text, bytes int, width int, height int, lon float8, lat float8)),
	happening as (
		insert into event (kind, details) select 'draft.received', jsonb_build_object('draft', draft.id, 'channel', ${it.channel}::text) from draft)
	select draft.id, draft.code from draft`;

const view = sql`
	select draft.id, draft.code, draft.channel, draft.state, draft.subject, draft.words, draft.language, contact.name, contact.email, contact.phone,
	       contact.reporter_hash as "senderHash", draft.contact_id as "contactId", draft.received_at as "receivedAt", draft.lon, draft.lat, draft.placed, draft.asset,
	       draft.failure_mode as mode, draft.reason, coalesce(draft.answer = 'sent' or draft.answer = 'sending', false) as told, report.code as ticket, fault.code as fault,
	       coalesce((select jsonb_agg(to_jsonb(photo) - 'draft_id') from report_draft_photo as photo where photo.draft_id = draft.id), '[]') as photos
	from report_draft as draft
	left join contact on contact.id = draft.contact_id
	left join report on report.id = draft.report_id
	left join fault on fault.id = report.fault_id`;

export interface DraftRow {
	id: number;
	code: string;
	channel: 'email' | 'sms' | 'whatsapp' | 'ussd';
	state: 'waiting' | 'accepted' | 'rejected';
	subject: string | null;
	words: string;
	language: string;
	name: string | null;
	email: string | null;
	phone: string | null;
	senderHash: string | null;
	contactId: number | null;
	receivedAt: Date;
	lon: number | null;
	lat: number | null;
	placed: 'photo' | 'asset' | 'address' | null;
	asset: string | null;
	mode: string | null;
	reason: 'no-place' | 'not-ours' | 'no-fault' | 'spam' | null;
	told: boolean;
	ticket: string | null;
	fault: string | null;
	photos: { id: string; hash: string; thumb_hash: string; bytes: number; width: number; height: number; lon: number | null; lat: number | null }[];
}

/** Those that wait, oldest first: whoever wrote first is helped first. */
export const waitingDraftsSql = (limit: number): Sql => sql`${view} where draft.state = 'waiting' order by draft.id limit ${limit}`;

export const decidedDraftsSql = (state: string, limit: number): Sql => sql`
	${view} where draft.state = ${state} and draft.state <> 'waiting' order by draft.decided_at desc limit ${limit}`;

export const countWaitingSql = sql`select count(*)::int as waiting from report_draft where report_draft.state = 'waiting'`;

/** One draft, held against anybody else who decides it. */
export const draftSql = (code: string): Sql => sql`${view} where draft.code = ${code} for update of draft`;

/** It is a report now: nothing of its sender stays in the draft. */
export const acceptedSql = (it: { id: number; ticket: string; personId: number | null; contactId: number | null }): Sql => sql`
	with gone as (delete from report_draft_photo where report_draft_photo.draft_id = ${it.id}),
	settled as (
		update report_draft
		set state = 'accepted', report_id = (select report.id from report where report.code = ${it.ticket}), decided_by = ${it.personId}::bigint, decided_at = now(),
		    contact_id = null, subject = null, words = '', lon = null, lat = null, placed = null
		where report_draft.id = ${it.id})
	update contact set name = null, email = null, phone = null, reporter_hash = null, erased_at = now() where contact.id = ${it.contactId}::bigint`;

/** Its sender is told after a minute, in which it can still be taken back. */
export const rejectedSql = (it: { id: number; reason: string; personId: number | null; tell: boolean }): Sql => sql`
	update report_draft
	set state = 'rejected', reason = ${it.reason}, decided_by = ${it.personId}::bigint, decided_at = now(), answer = ${it.tell ? 'due' : null}, attempts = 0,
	    retry_at = now() + interval '1 minute'
	where report_draft.id = ${it.id}`;

export const reopenedSql = (id: number): Sql => sql`
	update report_draft set state = 'waiting', reason = null, decided_by = null, decided_at = null, answer = null, retry_at = null where report_draft.id = ${id}`;

/** The next answer to send, marked before anything is said to a mail server. */
export const claimAnswerSql = sql`
	update report_draft set answer = 'sending', attempts = report_draft.attempts + 1, retry_at = now() + interval '10 minutes'
	from contact
	where contact.id = report_draft.contact_id and report_draft.id = (
		select waiting.id from report_draft as waiting
		where waiting.answer in ('due', 'sending') and waiting.retry_at <= now()
		order by waiting.id for update skip locked limit 1)
	returning report_draft.id, report_draft.attempts, report_draft.language, report_draft.reason, report_draft.subject, contact.email,
	          (select municipality.name from municipality) as municipality`;

export const answerEndedSql = (id: number, answer: 'sent' | 'failed' | 'due' | 'kept'): Sql => sql`
	update report_draft set answer = ${answer}, retry_at = now() + interval '30 seconds' * power(2, report_draft.attempts) where report_draft.id = ${id}`;

/** Where there is no mail server nobody can be told. */
export const keepAnswersSql = sql`update report_draft set answer = 'kept' where report_draft.answer = 'due' and report_draft.retry_at <= now()`;

/** Rejected drafts go after a month, their photos and senders with them; what was taken is remembered for a year. */
export const sweepDraftsSql = sql`
	with old as (
		select draft.id, draft.contact_id from report_draft as draft where draft.state = 'rejected' and draft.decided_at < now() - interval '30 days'),
	noted as (
		insert into unwanted_file (hash)
		select photo.hash from report_draft_photo as photo join old on old.id = photo.draft_id
		union select photo.thumb_hash from report_draft_photo as photo join old on old.id = photo.draft_id
		on conflict do nothing),
	forgotten as (
		update contact set name = null, email = null, phone = null, reporter_hash = null, erased_at = now() where contact.id in (select old.contact_id from old)),
	known as (delete from inbound_message where inbound_message.at < now() - interval '1 year')
	delete from report_draft where report_draft.id in (select old.id from old) returning report_draft.id`;

/** The report that a mail answers: by its ticket or by the mail of ours it replies to; only whoever made the report may add to it. */
export const repliedSql = (it: { ticket: string | null; inReplyTo: string | null; email: string }): Sql => sql`
	select report.fault_id as "faultId", report.contact_id as "contactId"
	from report join contact on contact.id = report.contact_id
	where lower(contact.email) = lower(${it.email})
	      and (report.code = ${it.ticket} or report.tracking = (select message.tracking from message where message.message_id = ${it.inReplyTo} limit 1))
	limit 1`;
