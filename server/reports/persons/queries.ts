import { type Sql, sql } from '../../platform/sql.ts';
import { bearing } from '../account/queries.ts';

/** Accounts that are nothing but a resident's: those of staff belong to the work. */
const resident = sql`not exists (select from person_role where person_role.person_id = person.id and person_role.role <> 'resident')`;

const gathered = (found: Sql): Sql => sql`
	with found as (${found})
	select coalesce(array_agg(distinct found.contact_id) filter (where found.contact_id is not null), '{}') as contacts,
	       coalesce(array_agg(distinct found.person_id) filter (where found.person_id is not null), '{}') as persons
	from found`;

/** Whose link it is: the one contact that it was given to, however many others left the same address. */
export const whoseLinkSql = (tracking: string): Sql =>
	gathered(sql`
	select follower.contact_id, null::bigint as person_id from follower where follower.tracking = ${tracking}::uuid
	union all select asset_follower.contact_id, null from asset_follower where asset_follower.tracking = ${tracking}::uuid
	union all select alert.contact_id, null from area_alert as alert where alert.tracking = ${tracking}::uuid
	union all select voice.contact_id, null from proposal_voice as voice where voice.tracking = ${tracking}::uuid`);

/** Everybody who left an address, and the account that signs in with it. */
export const whoseAddressSql = (email: string): Sql =>
	gathered(sql`
	select contact.id as contact_id, null::bigint as person_id from contact where lower(contact.email) = lower(${email})
	union all
	select contact.id, person.id from person left join contact on contact.person_id = person.id where person.email = lower(${email}) and ${resident}`);

/** Everybody who left a number, however it is written: its last nine digits decide. */
export const whoseNumberSql = (digits: string): Sql =>
	gathered(sql`
	select contact.id as contact_id, null::bigint as person_id from contact
	where contact.phone is not null and right(regexp_replace(contact.phone, '[^0-9]', '', 'g'), 9) = right(${digits}, 9)`);

/** Everybody who left a number that somebody has shown to be theirs, in one of the ways in which it is written. */
export const whoseFormsSql = (forms: readonly string[]): Sql =>
	gathered(sql`select it.id as contact_id, null::bigint as person_id from ${bearing(sql`${[...forms]}::text[]`)} as it`);

/** Who made the report of a ticket. */
export const whoseTicketSql = (code: string): Sql =>
	gathered(sql`select report.contact_id, null::bigint as person_id from report where report.code = upper(${code})`);

/** Whose a link is that was sent to an address, while it is good: all who left that address. */
export const requestSql = (hash: string): Sql => sql`
	select data_request.id, data_request.wish, data_request.forms, coalesce(contact.email, person.email) as email
	from data_request
	join contact on contact.id = data_request.contact_id
	left join person on person.id = contact.person_id
	where data_request.token_hash = ${hash} and data_request.expires_at > now()`;

/** The latest contact that has an address: the request is written to it. A flood of requests sends one mail in ten minutes. */
export const addresseeSql = (email: string): Sql => sql`
	select contact.id, municipality.name as municipality
	from contact
	left join person on person.id = contact.person_id
	cross join municipality
	where (lower(contact.email) = lower(${email}) or person.email = lower(${email})) and contact.erased_at is null
	      and not exists (select from data_request join contact as other on other.id = data_request.contact_id
	                      where lower(other.email) = lower(${email}) and data_request.at > now() - interval '10 minutes')
	order by contact.id desc limit 1`;

/** The next mail to send, marked before anything is said to a mail server. */
export const claimRequestSql = sql`
	update data_request set state = 'sending', attempts = data_request.attempts + 1, claimed_at = now()
	from contact left join person on person.id = contact.person_id
	where contact.id = data_request.contact_id and data_request.id = (
		select waiting.id from data_request as waiting
		where (waiting.state = 'due' and waiting.retry_at <= now()) or (waiting.state = 'sending' and waiting.claimed_at < now() - interval '10 minutes')
		order by waiting.id for update skip locked limit 1)
	returning data_request.id, data_request.attempts, data_request.language, data_request.body, coalesce(contact.email, person.email) as email,
	          (select municipality.name from municipality) as municipality`;

export const requestSentSql = (id: number): Sql => sql`update data_request set state = 'sent', body = null where data_request.id = ${id}`;

export const requestFailedSql = (id: number, again: boolean): Sql => sql`
	update data_request
	set state = ${again ? 'due' : 'failed'}, retry_at = now() + interval '30 seconds' * power(2, data_request.attempts)
	where data_request.id = ${id}`;

export const keepRequestsSql = sql`update data_request set state = 'kept', body = null where data_request.state = 'due'`;

/** Links that open nothing any more. */
export const expireRequestsSql = sql`delete from data_request where data_request.expires_at < now() - interval '28 days'`;

export const noteErasureSql = (it: { asked: string; personId: number | null; counts: object }): Sql => sql`
	insert into erasure (asked, person_id, counts) values (${it.asked}, ${it.personId}::bigint, ${JSON.stringify(it.counts)}::jsonb)
	returning erasure.id, erasure.code`;

export const erasuresSql = sql`
	select erasure.code, erasure.asked, erasure.at, person.name as by, erasure.counts
	from erasure left join person on person.id = erasure.person_id
	order by erasure.id desc limit 200`;

export const waitingSql = sql`select data_request.wish, data_request.at, data_request.state from data_request order by data_request.id desc limit 200`;

/** Some of the files that are to be taken off the disk, except those that somebody wants after all. */
export const takeUnwantedSql = sql`
	delete from unwanted_file where unwanted_file.hash in (select next.hash from unwanted_file as next limit 100 for update skip locked)
	returning unwanted_file.hash`;

/** How long who reported is known after the last of their faults is over; a municipality may say otherwise. */
export const usualMonths = 12;

/** Contacts all of whose faults were over so long ago that nobody needs to know any more whose they were; followed assets and open proposals keep theirs. */
export const overdueContactsSql = (limit: number): Sql => sql`
	with limits as (
		select now() - make_interval(months => coalesce((municipality.privacy ->> 'identityMonths')::int, ${usualMonths}::int)) as before from municipality)
	select contact.id
	from contact cross join limits
	where contact.erased_at is null and contact.created_at < limits.before and contact.id not in (select held_contact.contact_id from held_contact)
	      and not exists (
	          select from follower join fault on fault.id = follower.fault_id left join fault as kept on kept.id = fault.merged_into
	          where follower.contact_id = contact.id
	                and (coalesce(kept.open, fault.open) or coalesce(kept.closed_at, fault.closed_at, kept.state_since, fault.state_since) >= limits.before))
	      and not exists (select from area_alert where area_alert.contact_id = contact.id and area_alert.confirmed_at is not null and area_alert.stopped_at is null)
	      and not exists (select from asset_follower where asset_follower.contact_id = contact.id and asset_follower.stopped_at is null)
	      and not exists (
	          select from proposal_voice as voice join asset_proposal as proposal on proposal.id = voice.proposal_id
	          where voice.contact_id = contact.id and (proposal.state = 'open' or proposal.decided_at >= limits.before))
	order by contact.id
	limit ${limit}`;

/** How long photos are kept as they were sent after their fault is closed; a municipality may say otherwise. */
export const usualDays = 90;

export const noticeSettingsSql = sql`select municipality.privacy from municipality`;

export const keepNoticeSql = (it: { version: string; language: string; body: string }): Sql => sql`
	insert into notice_text (version, language, body) values (${it.version}, ${it.language}, ${it.body}) on conflict do nothing`;

export const noteConsentSql = (it: { contactId: number; version: string; language: string; kinds: readonly string[]; how: string }): Sql => sql`
	insert into consent (contact_id, kind, version, language, how)
	select ${it.contactId}::bigint, kind, ${it.version}, ${it.language}, ${it.how} from unnest(${[...it.kinds]}::text[]) as kind`;
