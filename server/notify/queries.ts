import { every, type Sql, sql } from '../platform/sql.ts';
import type { Facts, Recipient } from './compose.ts';

/** What a message about a fault may say. */
export const factsSql = (faultId: number): Sql => sql`
	select fault.id as "faultId", fault.code as fault, fault.failure_mode as mode, fault.state, fault.reason, fault.street,
	       case when asset_class.secrecy = 'public' and asset.id is not null
	            then jsonb_build_object('reference', asset.reference, 'class', asset_class.code) end as asset,
	       department.title as department, municipality.name as municipality, municipality.slug, municipality.prefix, municipality.languages,
	       municipality.emergency, round(extract(epoch from municipality.fixed_window) / 86400)::int as days,
	       (select jsonb_build_object('name', public_handover.name, 'number', public_handover.foreign_id) from public_handover
	        where public_handover.fault_id = fault.id order by public_handover.id desc limit 1) as "handedTo",
	       (select told.rule #> '{does,reply}'
	        from fault_routing as routing cross join lateral routed_by(routing) as told
	        where routing.fault_id = fault.id and routing.occasion = 'opened' and told.rule ->> 'id' = routing.decided #>> '{by,reply}'
	        order by routing.id limit 1) as reply
	from fault
	join department on department.id = fault.department_id
	left join asset on asset.id = fault.asset_id
	left join asset_class on asset_class.number = asset.class
	cross join municipality
	where fault.id = ${faultId}`;

/** The browsers in which a contact hears, as JSON; null for none. */
const pushOf = sql`(
	select jsonb_agg(jsonb_build_object('endpoint', device.endpoint, 'p256dh', device.p256dh, 'auth', device.auth) order by device.id)::text
	from push_device as device where device.contact_id = contact.id)`;

const recipientColumns = sql`
	contact.id as "contactId", coalesce(wishes.language, contact.language) as language,
	case when wishes.way is distinct from 'phone' or contact.phone is null then coalesce(contact.email, person.email) end as email,
	case when wishes.way is distinct from 'email' or coalesce(contact.email, person.email) is null then contact.phone end as phone,
	${pushOf} as push, coalesce(wishes.hush = 'always-by-day', false) as "byDay", follower.tracking, report.code as report`;

/** How somebody who has shown that the address is theirs wishes to hear: the latest they said, by address or by number. */
const wishesOf = sql`
	left join lateral (
		select resident.language, resident.way, resident.hush
		from resident
		where resident.forms && array_remove(array[lower(contact.email), regexp_replace(contact.phone, '[^0-9]', '', 'g')], null)
		order by resident.changed_at desc
		limit 1) as wishes on true`;

/** Who made a report, and whether others had reported the same before. */
export const reporterSql = (reportId: number): Sql => sql`
	select ${recipientColumns},
	       exists (select from report as earlier where earlier.fault_id = report.fault_id and earlier.id < report.id) as joined
	from report
	join contact on contact.id = report.contact_id
	join follower on follower.tracking = report.tracking
	left join person on person.id = contact.person_id
	${wishesOf}
	where report.id = ${reportId} and contact.erased_at is null and follower.stopped_at is null and wishes.hush is distinct from 'silent'`;

/**
 * Who follows a fault, or one that was merged into it, when something happens: those who report before those who only
 * follow, the longest first. Not whoever came with the event itself (their report reopened it: they are thanked for that),
 * and nobody who has said "no more" since they came.
 */
export const followersSql = (eventId: number): Sql => sql`
	with recursive happening as (
		select event.fault_id, event.at, event.kind from event where event.id = ${eventId}),
	family as (
		select happening.fault_id as id from happening
		union
		select fault.id from fault join family on fault.merged_into = family.id),
	addressed as (
		select follower.*, coalesce(lower(coalesce(contact.email, person.email)), regexp_replace(contact.phone, '[^0-9]', '', 'g')) as address
		from follower
		join contact on contact.id = follower.contact_id
		left join person on person.id = contact.person_id
		where follower.fault_id in (select family.id from family) and contact.erased_at is null)
	select ${recipientColumns}
	from addressed as follower
	cross join happening
	join contact on contact.id = follower.contact_id
	left join person on person.id = contact.person_id
	${wishesOf}
	left join report on report.tracking = follower.tracking
	where follower.stopped_at is null and follower.at <= happening.at and wishes.hush is distinct from 'silent'
	      and not exists (
	          select from addressed as other
	          where other.address = follower.address
	                and (other.stopped_at > follower.at or (happening.kind = 'fault.reopened' and other.at = happening.at)))
	order by follower.kind = 'report' desc, follower.at, follower.id`;

/** Whether somebody has taken back what an event says. */
export const undoneSql = (eventId: number): Sql => sql`
	select true as undone from event join event as change on change.fault_id = event.fault_id
	where change.id = ${eventId} and event.kind = 'fault.undone' and (event.details ->> 'event')::bigint = ${eventId}`;

export interface NewMessage {
	event_id: number;
	fault_id: Facts['faultId'];
	contact_id: Recipient['contactId'];
	channel: string;
	kind: string;
	language: string;
	tracking: string;
	message_id: string;
	by_day: boolean;
	subject: string;
	body: string;
}

/** Messages of which nobody knows whether they arrived, because their sender died: they are not sent again. */
export const giveUpLostSql = sql`
	update message set state = 'failed', error = 'unknown outcome'
	where message.state = 'sending' and message.claimed_at < now() - interval '10 minutes'`;

/** Messages of channels that are not set up are kept to be read in the outbox, and not sent later as old news. */
export const keepSql = (ready: readonly string[]): Sql => sql`
	update message set state = 'kept' where message.state = 'due' and message.channel <> all (${ready}::text[])`;

export interface Claimed {
	id: number;
	attempts: number;
	channel: string;
	language: string;
	tracking: string;
	messageId: string;
	subject: string;
	body: string;
	email: string | null;
	phone: string | null;
	push: string | null;
	/** Code of the fault it is about. */
	fault: string | null;
	/** It tells of a proposal, not of a fault. */
	proposal: boolean;
	/** It tells of new faults where somebody looks. */
	alert: boolean;
	stopped: boolean;
}

/** Whether it is night where the municipality is. */
const quiet = sql`(
	select case when municipality.quiet_from <= municipality.quiet_until
	            then (now() at time zone municipality.zone)::time >= municipality.quiet_from and (now() at time zone municipality.zone)::time < municipality.quiet_until
	            else (now() at time zone municipality.zone)::time >= municipality.quiet_from or (now() at time zone municipality.zone)::time < municipality.quiet_until end
	from municipality)`;

/** The next message to send; what rings waits for the morning. It is marked, and that committed, before a word is said to anybody outside. */
export const claimSql = (ready: readonly string[], wakes: readonly string[]): Sql => sql`
	update message set state = 'sending', attempts = message.attempts + 1, claimed_at = now(), error = null
	from contact
	left join person on person.id = contact.person_id
	where contact.id = message.contact_id and message.id = (
		select waiting.id from message as waiting
		where waiting.state = 'due' and waiting.retry_at <= now() and waiting.channel = any (${ready}::text[])
		      and ((waiting.channel <> all (${wakes}::text[]) and not waiting.by_day) or not ${quiet})
		order by waiting.id
		for update skip locked
		limit 1)
	returning message.id, message.attempts, message.channel, message.language, message.tracking, message.message_id as "messageId",
	          message.subject, message.body, contact.phone, coalesce(contact.email, person.email) as email, ${pushOf} as push,
	          (select fault.code from fault where fault.id = message.fault_id) as fault, message.proposal_id is not null as proposal,
	          message.alert_id is not null as alert,
	          exists (select from area_alert as alert where alert.tracking = message.tracking and alert.stopped_at is not null)
	          or exists (select from follower where follower.tracking = message.tracking and follower.stopped_at is not null)
	          or exists (select from proposal_voice as voice where voice.tracking = message.tracking and voice.stopped_at is not null) as stopped`;

export const sentSql = (id: number): Sql => sql`update message set state = 'sent', sent_at = now() where message.id = ${id} and message.state = 'sending'`;

export const failedSql = (id: number, error: string): Sql => sql`update message set state = 'failed', error = ${error} where message.id = ${id}`;

/** To be tried again after half a minute, then ever later. */
export const againSql = (id: number, error: string): Sql => sql`
	update message set state = 'due', error = ${error}, retry_at = now() + interval '30 seconds' * power(2, message.attempts) where message.id = ${id}`;

/** Browsers that take nothing any more. */
export const forgetDevicesSql = (endpoints: readonly string[]): Sql =>
	sql`delete from push_device as device where device.endpoint = any (${[...endpoints]}::text[])`;

/** To be sent by another way: by the one that it was written for nobody is reached any more. */
export const turnSql = (id: number, to: { channel: string; body: string }): Sql => sql`
	update message set state = 'due', channel = ${to.channel}, body = ${to.body}, retry_at = now() where message.id = ${id}`;

interface OutboxFilter {
	state?: string | undefined;
	fault?: string | undefined;
	before?: number | undefined;
	limit: number;
}

export const outboxSql = ({ state, fault, before, limit }: OutboxFilter): Sql => sql`
	select message.id, message.created_at as at, message.kind, message.channel, message.language, fault.code as fault, proposal.code as proposal,
	       coalesce(contact.email, person.email) as email, contact.phone, message.tracking, message.subject, message.body, message.state,
	       message.error, message.attempts, message.sent_at as "sentAt"
	from message
	left join fault on fault.id = message.fault_id
	left join asset_proposal as proposal on proposal.id = message.proposal_id
	join contact on contact.id = message.contact_id
	left join person on person.id = contact.person_id
	where ${every([
		state === undefined ? undefined : sql`message.state = ${state}`,
		fault === undefined ? undefined : sql`fault.code = upper(${fault})`,
		before === undefined ? undefined : sql`message.id < ${before}`,
	])}
	order by message.id desc
	limit ${limit}`;
