import { every, type Sql, sql } from '../../platform/sql.ts';

/**
 * Beside the dealing of events into jobs, in the same statement: one delivery for each event and each webhook that is to be told of it. `fresh` are the
 * events that are dealt.
 */
export const deliveriesSql: Sql = sql`
	insert into webhook_delivery (webhook_id, event_id, fault_id)
	select webhook.id, fresh.id, fresh.fault_id
	from fresh
	join fault on fault.id = fresh.fault_id
	join department on department.id = fault.department_id
	join webhook on webhook.active and webhook.put_away_at is null and fresh.kind = any (webhook.kinds)
	                and (webhook.departments = '{}' or department.code = any (webhook.departments))
	order by fresh.id
	on conflict do nothing`;

export interface WebhookRow {
	id: number;
	code: string;
	version: number;
	title: string;
	url: string;
	kinds: string[];
	departments: string[];
	level: 'public' | 'staff';
	active: boolean;
	away: boolean;
	hasSecret: boolean;
	beforeUntil: Date | null;
	deliveredAt: Date | null;
	pausedUntil: Date | null;
	trouble: string | null;
	waiting: number;
	dead: number;
}

/** Webhooks and how they do; those in use first. */
export const webhooksSql = (code?: string): Sql => sql`
	select webhook.id, webhook.code, webhook.version, webhook.title, webhook.url, webhook.kinds, webhook.departments, webhook.level, webhook.active,
	       webhook.put_away_at is not null as away, webhook.sealed is not null as "hasSecret",
	       case when webhook.before_until > now() then webhook.before_until end as "beforeUntil", webhook.delivered_at as "deliveredAt",
	       case when webhook.paused_until > now() then webhook.paused_until end as "pausedUntil", webhook.trouble,
	       (select count(*)::int from webhook_delivery where webhook_delivery.webhook_id = webhook.id and webhook_delivery.state = 'waiting') as waiting,
	       (select count(*)::int from webhook_delivery where webhook_delivery.webhook_id = webhook.id and webhook_delivery.state = 'dead') as dead
	from webhook
	where ${every([code === undefined ? undefined : sql`webhook.code = ${code}`])}
	order by webhook.put_away_at is not null, webhook.title, webhook.id`;

export interface Kept {
	title: string;
	url: string;
	kinds: readonly string[];
	departments: readonly string[];
	level: string;
	active: boolean;
}

export const insertWebhookSql = (it: Kept, personId: number | null): Sql => sql`
	insert into webhook (title, url, kinds, departments, level, active, person_id)
	values (${it.title}, ${it.url}, ${it.kinds}::text[], ${it.departments}::text[], ${it.level}, ${it.active}, ${personId}::bigint)
	returning webhook.code`;

/** Keeps a webhook as it is wished, if nobody wrote it in between. At another address everything starts anew: nothing is held against it. */
export const writeWebhookSql = (code: string, version: number, it: Kept): Sql => sql`
	update webhook
	set version = webhook.version + 1, title = ${it.title}, url = ${it.url}, kinds = ${it.kinds}::text[], departments = ${it.departments}::text[], level = ${it.level},
	    active = ${it.active}, failures = 0, paused_until = null, trouble = null
	where webhook.code = ${code} and webhook.version = ${version}
	returning webhook.code`;

export const awaySql = (code: string, away: boolean): Sql => sql`
	update webhook set put_away_at = case when ${away}::boolean then coalesce(webhook.put_away_at, now()) end where webhook.code = ${code} returning webhook.code`;

/** Gives a webhook another secret and says so; the one before signs beside it for a day. */
export const newSecretSql = (code: string, sealed: string, personId: number | null): Sql => sql`
	with changed as (
		update webhook
		set sealed_before = webhook.sealed, before_until = case when webhook.sealed is not null then now() + interval '1 day' end, sealed = ${sealed}
		where webhook.code = ${code}
		returning webhook.code, webhook.before_until),
	said as (
		insert into event (kind, person_id, details) select 'webhook.secret', ${personId}::bigint, jsonb_build_object('webhook', changed.code) from changed)
	select changed.before_until as "beforeUntil" from changed`;

const secrets = sql`webhook.sealed, case when webhook.before_until > now() then webhook.sealed_before end as "sealedBefore"`;

export interface Signer {
	code: string;
	url: string;
	sealed: string | null;
	sealedBefore: string | null;
}

/** How a webhook is reached and its messages are signed. */
export const signerSql = (code: string): Sql => sql`select webhook.code, webhook.url, ${secrets} from webhook where webhook.code = ${code}`;

export interface Held extends Signer {
	id: number;
	level: 'public' | 'staff';
	failures: number;
}

/** Takes one webhook that has something due and does not rest; nobody else sends to it meanwhile. The one that was served longest ago comes first. */
export const holdSql = (now: Date): Sql => sql`
	update webhook set held_until = ${now}::timestamptz + interval '2 minutes', served_at = ${now}
	where webhook.id = (
		select webhook.id from webhook
		where webhook.active and webhook.put_away_at is null and webhook.sealed is not null
		      and (webhook.held_until is null or webhook.held_until < ${now}) and (webhook.paused_until is null or webhook.paused_until <= ${now})
		      and exists (select from webhook_delivery where webhook_delivery.webhook_id = webhook.id and webhook_delivery.state = 'waiting' and webhook_delivery.due_at <= ${now})
		order by webhook.served_at nulls first, webhook.id
		for update skip locked
		limit 1)
	returning webhook.id, webhook.code, webhook.url, webhook.level, webhook.failures, ${secrets}`;

/** Lets it go again. */
export const releaseSql = (webhookId: number): Sql => sql`update webhook set held_until = null where webhook.id = ${webhookId}`;

export interface DueRow {
	id: number;
	eventId: number;
	faultId: number;
	kind: string;
	at: Date;
	details: Record<string, unknown>;
	attempts: number;
	since: Date;
	payload: object | null;
	/** It was told of this fault before. */
	known: boolean;
	/** Reference of the asset on which the fault was before. */
	previousAsset: string | null;
}

/** The next message of a webhook that is due, of each fault the oldest first. */
export const nextSql = (webhookId: number, now: Date): Sql => sql`
	select webhook_delivery.id, event.id as "eventId", webhook_delivery.fault_id as "faultId", event.kind, event.at, event.details, webhook_delivery.attempts,
	       webhook_delivery.since, webhook_delivery.payload, asset.reference as "previousAsset",
	       exists (select from webhook_delivery as told where told.webhook_id = webhook_delivery.webhook_id and told.fault_id = webhook_delivery.fault_id and told.state = 'delivered') as known
	from webhook_delivery
	join event on event.id = webhook_delivery.event_id
	left join asset on asset.id = (event.details #>> '{before,asset_id}')::bigint
	where webhook_delivery.webhook_id = ${webhookId} and webhook_delivery.state = 'waiting' and webhook_delivery.due_at <= ${now}
	      and not exists (select from webhook_delivery as earlier where earlier.webhook_id = webhook_delivery.webhook_id and earlier.fault_id = webhook_delivery.fault_id
	                      and earlier.state = 'waiting' and earlier.id < webhook_delivery.id)
	order by webhook_delivery.id
	limit 1`;

/** Keeps what is sent before it is: each try sends the same. */
export const payloadSql = (id: number, payload: object): Sql => sql`
	update webhook_delivery set payload = ${JSON.stringify(payload)}::jsonb where webhook_delivery.id = ${id}`;

/** There is nothing to tell. */
export const nothingSql = (id: number, now: Date): Sql => sql`
	update webhook_delivery set state = 'nothing', done_at = ${now} where webhook_delivery.id = ${id}`;

/** It has arrived; the address is well. */
export const deliveredSql = (it: { id: number; webhookId: number; status: number; now: Date }): Sql => sql`
	with told as (
		update webhook_delivery
		set state = 'delivered', attempts = webhook_delivery.attempts + 1, done_at = ${it.now}, status = ${it.status}::int, trouble = null
		where webhook_delivery.id = ${it.id})
	update webhook set failures = 0, paused_until = null, trouble = null, delivered_at = ${it.now} where webhook.id = ${it.webhookId}`;

export interface Failed {
	id: number;
	webhookId: number;
	status: number | null;
	trouble: string;
	now: Date;
	/** When it is tried again. */
	again: Date;
	/** What is tried since before then is given up. */
	giveUp: Date;
	/** When the address is tried again; null: it is this message alone that was refused. */
	pause: Date | null;
	/** The address wants no more of it. */
	off: boolean;
}

/** It has not arrived. Where the address itself is away, everything that waits for it ages together. */
export const failedSql = (it: Failed): Sql => sql`
	with failed as (
		update webhook_delivery
		set attempts = webhook_delivery.attempts + 1, due_at = ${it.again}, status = ${it.status}::int, trouble = ${it.trouble},
		    state = case when webhook_delivery.since < ${it.giveUp}::timestamptz then 'dead' else 'waiting' end,
		    done_at = case when webhook_delivery.since < ${it.giveUp}::timestamptz then ${it.now}::timestamptz end
		where webhook_delivery.id = ${it.id}),
	aged as (
		update webhook_delivery set state = 'dead', done_at = ${it.now}, trouble = ${it.trouble}
		where ${it.pause !== null}::boolean and webhook_delivery.webhook_id = ${it.webhookId} and webhook_delivery.state = 'waiting'
		      and webhook_delivery.since < ${it.giveUp}::timestamptz and webhook_delivery.id <> ${it.id})
	update webhook
	set failures = webhook.failures + case when ${it.pause !== null}::boolean then 1 else 0 end, paused_until = ${it.pause}::timestamptz, trouble = ${it.trouble},
	    active = webhook.active and not ${it.off}::boolean, version = webhook.version + case when ${it.off}::boolean then 1 else 0 end
	where webhook.id = ${it.webhookId}`;

export interface DeliveryRow {
	id: number;
	eventId: number;
	kind: string;
	fault: string;
	state: 'waiting' | 'delivered' | 'dead' | 'nothing';
	attempts: number;
	happenedAt: Date;
	dueAt: Date | null;
	doneAt: Date | null;
	status: number | null;
	trouble: string | null;
}

/** What a webhook was told, the newest first. */
export const readDeliveriesSql = (it: { webhookId: number; state: string | undefined; before: number | undefined; limit: number }): Sql => sql`
	select webhook_delivery.id, event.id as "eventId", event.kind, fault.code as fault, webhook_delivery.state, webhook_delivery.attempts, event.at as "happenedAt",
	       case when webhook_delivery.state = 'waiting' then webhook_delivery.due_at end as "dueAt", webhook_delivery.done_at as "doneAt", webhook_delivery.status,
	       webhook_delivery.trouble
	from webhook_delivery
	join event on event.id = webhook_delivery.event_id
	join fault on fault.id = webhook_delivery.fault_id
	where ${every([
		sql`webhook_delivery.webhook_id = ${it.webhookId}`,
		it.state === undefined ? undefined : sql`webhook_delivery.state = ${it.state}`,
		it.before === undefined ? undefined : sql`webhook_delivery.id < ${it.before}`,
	])}
	order by webhook_delivery.id desc limit ${it.limit}::int`;

/** Sends one again, under the same id and with the same content. */
export const replaySql = (webhookId: number, id: number): Sql => sql`
	update webhook_delivery set state = 'waiting', attempts = 0, since = now(), due_at = now(), done_at = null, status = null, trouble = null
	where webhook_delivery.id = ${id} and webhook_delivery.webhook_id = ${webhookId}
	returning webhook_delivery.id`;

/** Sends again what was given up since a moment. */
export const replayDeadSql = (webhookId: number, since: string): Sql => sql`
	update webhook_delivery set state = 'waiting', attempts = 0, since = now(), due_at = now(), done_at = null, status = null, trouble = null
	from event
	where event.id = webhook_delivery.event_id and event.at >= ${since}::timestamptz and webhook_delivery.webhook_id = ${webhookId} and webhook_delivery.state = 'dead'
	returning webhook_delivery.id`;

/** Sends all again that happened since a moment, also what it was not told while it was off. */
export const replaySinceSql = (webhookId: number, since: string): Sql => sql`
	insert into webhook_delivery (webhook_id, event_id, fault_id)
	select webhook.id, event.id, event.fault_id
	from webhook
	join event on event.at >= greatest(${since}::timestamptz, now() - interval '30 days') and event.dealt and event.kind = any (webhook.kinds)
	join fault on fault.id = event.fault_id
	join department on department.id = fault.department_id
	where webhook.id = ${webhookId} and (webhook.departments = '{}' or department.code = any (webhook.departments))
	order by event.id
	on conflict (webhook_id, event_id) do update
	set state = 'waiting', attempts = 0, since = now(), due_at = now(), done_at = null, status = null, trouble = null
	returning webhook_delivery.id`;

/** What arrived is kept for 30 days, what did not for 90. */
export const sweepSql = (now: Date): Sql => sql`
	delete from webhook_delivery
	where webhook_delivery.state <> 'waiting' and webhook_delivery.done_at < ${now}::timestamptz - case when webhook_delivery.state = 'dead' then interval '90 days' else interval '30 days' end`;
