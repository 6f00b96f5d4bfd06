import { every, type Sql, sql } from '../../platform/sql.ts';
import type { Mapping } from './contract.ts';

const wants = sql`(work_system.departments = '{}' or department.code = any (work_system.departments)) and work_system.mapping -> 'states' ? fault.state`;

/**
 * Beside the dealing of events, in the same statement: what happens to a fault is to be told to each system that has it or shall have it. `fresh` are the
 * events that are dealt.
 */
export const wantedSql: Sql = sql`
	insert into work_system_fault as kept (system_id, fault_id)
	select distinct work_system.id, fault.id
	from fresh
	join fault on fault.id = fresh.fault_id
	join department on department.id = fault.department_id
	cross join work_system
	where fresh.kind like 'fault.%' and work_system.put_away_at is null and work_system.active
	      and ((${wants}) or exists (select from work_system_fault as had where had.system_id = work_system.id and had.fault_id = fault.id))
	on conflict (system_id, fault_id) do update set wanted = kept.wanted + 1, due_at = now(), attempts = 0, refused_at = null`;

/** What is open and was never told is to be told. */
export const fillSql = (systemId: number): Sql => sql`
	insert into work_system_fault (system_id, fault_id)
	select work_system.id, fault.id
	from work_system
	join fault on fault.open
	join department on department.id = fault.department_id
	where work_system.id = ${systemId} and ${wants}
	on conflict do nothing`;

/** While a system was off nothing was noted: all that it has is to be told again, which is not sent where it has not changed. */
export const refreshSql = (systemId: number): Sql => sql`
	update work_system_fault set wanted = work_system_fault.wanted + 1, due_at = now(), attempts = 0, refused_at = null
	where work_system_fault.system_id = ${systemId}`;

export interface SystemRow {
	id: number;
	code: string;
	version: number;
	title: string;
	kind: string;
	settings: Record<string, string>;
	mapping: Mapping;
	departments: string[];
	active: boolean;
	hasKey: boolean;
	away: boolean;
	wellAt: Date | null;
	pausedUntil: Date | null;
	reconciledAt: Date | null;
	trouble: string | null;
	known: number;
	waiting: number;
	refused: number;
	differences: number;
}

/** Work systems and how they do; those in use first. */
export const systemsSql = (code?: string): Sql => sql`
	select work_system.id, work_system.code, work_system.version, work_system.title, work_system.kind, work_system.settings, work_system.mapping, work_system.departments,
	       work_system.active, work_system.sealed is not null as "hasKey", work_system.put_away_at is not null as away, work_system.well_at as "wellAt",
	       case when work_system.paused_until > now() then work_system.paused_until end as "pausedUntil", work_system.reconciled_at as "reconciledAt", work_system.trouble,
	       counted.known, counted.waiting, counted.refused,
	       (select count(*)::int from work_system_difference where work_system_difference.system_id = work_system.id and work_system_difference.over_at is null) as differences
	from work_system
	cross join lateral (
		select count(*) filter (where work_system_fault.sent > 0)::int as known,
		       count(*) filter (where work_system_fault.sent < work_system_fault.wanted and work_system_fault.refused_at is null)::int as waiting,
		       count(*) filter (where work_system_fault.refused_at is not null)::int as refused
		from work_system_fault where work_system_fault.system_id = work_system.id) as counted
	where ${every([code === undefined ? undefined : sql`work_system.code = ${code}`])}
	order by work_system.put_away_at is not null, work_system.title, work_system.id`;

export interface KeptSystem {
	title: string;
	kind: string;
	settings: Readonly<Record<string, string>>;
	mapping: Mapping;
	departments: readonly string[];
	active: boolean;
}

export const insertSystemSql = (it: KeptSystem, personId: number | null): Sql => sql`
	insert into work_system (title, kind, settings, mapping, departments, active, person_id)
	values (${it.title}, ${it.kind}, ${JSON.stringify(it.settings)}::jsonb, ${JSON.stringify(it.mapping)}::jsonb, ${it.departments}::text[], ${it.active}, ${personId}::bigint)
	returning work_system.id, work_system.code`;

/** Keeps a system as it is wished, if nobody wrote it in between. Reached at another place, its key is forgotten: it was for the place before. */
export const writeSystemSql = (code: string, version: number, it: KeptSystem): Sql => sql`
	update work_system
	set version = work_system.version + 1, title = ${it.title}, departments = ${it.departments}::text[], mapping = ${JSON.stringify(it.mapping)}::jsonb, active = ${it.active},
	    sealed = case when work_system.settings = ${JSON.stringify(it.settings)}::jsonb then work_system.sealed end, settings = ${JSON.stringify(it.settings)}::jsonb,
	    failures = 0, paused_until = null, trouble = null, next_pull_at = now()
	where work_system.code = ${code} and work_system.version = ${version} and work_system.kind = ${it.kind}
	returning work_system.id`;

export const sealSystemSql = (id: number, sealed: string | null): Sql => sql`update work_system set sealed = ${sealed} where work_system.id = ${id}`;

export const systemAwaySql = (code: string, away: boolean): Sql => sql`
	update work_system set put_away_at = case when ${away}::boolean then coalesce(work_system.put_away_at, now()) end where work_system.code = ${code} returning work_system.id`;

export const checkWantedSql = (code: string): Sql => sql`
	update work_system set check_wanted = true, paused_until = null where work_system.code = ${code} returning work_system.id`;

/** A system that somebody speaks to just now. */
export interface HeldSystem {
	id: number;
	code: string;
	title: string;
	kind: string;
	settings: Record<string, string>;
	mapping: Mapping;
	sealed: string | null;
	failures: number;
	heardUntil: Date | null;
	pullDue: boolean;
	checkDue: boolean;
}

/** Takes one system with which something is due and that does not rest; nobody else speaks to it meanwhile. */
export const holdSystemSql = (now: Date): Sql => sql`
	with due as (
		select work_system.id, work_system.next_pull_at <= ${now}::timestamptz as pull,
		       work_system.check_wanted or (extract(hour from ${now}::timestamptz at time zone municipality.zone) >= 2
		           and (work_system.reconciled_at is null or (work_system.reconciled_at at time zone municipality.zone)::date < (${now}::timestamptz at time zone municipality.zone)::date)) as "check"
		from work_system cross join municipality
		where work_system.active and work_system.put_away_at is null
		      and (work_system.held_until is null or work_system.held_until < ${now}) and (work_system.paused_until is null or work_system.paused_until <= ${now})),
	next as (
		select work_system.id, due.pull, due."check"
		from work_system join due on due.id = work_system.id
		where due.pull or due."check"
		      or exists (select from work_system_fault where work_system_fault.system_id = work_system.id and work_system_fault.sent < work_system_fault.wanted
		                 and work_system_fault.refused_at is null and work_system_fault.due_at <= ${now})
		order by work_system.served_at nulls first, work_system.id
		for update of work_system skip locked
		limit 1)
	update work_system set held_until = ${now}::timestamptz + interval '10 minutes', served_at = ${now}
	from next where work_system.id = next.id
	returning work_system.id, work_system.code, work_system.title, work_system.kind, work_system.settings, work_system.mapping, work_system.sealed, work_system.failures,
	          work_system.heard_until as "heardUntil", next.pull as "pullDue", next."check" as "checkDue"`;

export const releaseSystemSql = (id: number): Sql => sql`update work_system set held_until = null where work_system.id = ${id}`;

/** It did as it should. */
export const wellSql = (id: number, now: Date): Sql => sql`
	update work_system set failures = 0, paused_until = null, trouble = null, well_at = ${now} where work_system.id = ${id}`;

/** It did not; it rests. */
export const unwellSql = (id: number, it: { trouble: string; pause: Date }): Sql => sql`
	update work_system set failures = work_system.failures + 1, paused_until = ${it.pause}, trouble = ${it.trouble} where work_system.id = ${id}`;

export interface DueFault {
	faultId: number;
	wanted: number;
	tried: number;
	attempts: number;
	sentMark: string | null;
	sentAsset: string | null;
	beforeAsset: string | null;
	remoteId: string | null;
	/** Their name for the fault that goes on in its stead. */
	mergedRemote: string | null;
}

/** The next fault that a system is to be told of. */
export const nextFaultSql = (systemId: number, now: Date): Sql => sql`
	select kept.fault_id as "faultId", kept.wanted, kept.tried, kept.attempts, kept.sent_mark as "sentMark", kept.sent_asset as "sentAsset", kept.before_asset as "beforeAsset", kept.remote_id as "remoteId",
	       target.remote_id as "mergedRemote"
	from work_system_fault as kept
	join fault on fault.id = kept.fault_id
	left join work_system_fault as target on target.system_id = kept.system_id and target.fault_id = fault.merged_into
	where kept.system_id = ${systemId} and kept.sent < kept.wanted and kept.refused_at is null and kept.due_at <= ${now}
	order by kept.due_at, kept.fault_id
	limit 1`;

interface Tried {
	systemId: number;
	faultId: number;
	version: number;
}

/** That a version may arrive is kept before it is sent. */
export const triedSql = (it: Tried & { state: string; asset: string | null; chainage: number | null }): Sql => sql`
	update work_system_fault
	set tried = ${it.version}::int, sent_state = ${it.state}, sent_asset = ${it.asset}, sent_chainage = ${it.chainage}::float8,
	    before_asset = case when work_system_fault.tried > 0 and work_system_fault.sent_asset is distinct from ${it.asset} then work_system_fault.sent_asset else work_system_fault.before_asset end
	where work_system_fault.system_id = ${it.systemId} and work_system_fault.fault_id = ${it.faultId}`;

/** They have it. Null: there was nothing to send. */
export const sentSql = (it: Tried & { now: Date; content: { hash: string; remoteId: string | null } | null }): Sql => sql`
	update work_system_fault
	set sent = greatest(work_system_fault.sent, ${it.version}::int), attempts = 0, trouble = null, sent_mark = coalesce(${it.content?.hash ?? null}, work_system_fault.sent_mark),
	    sent_at = case when ${it.content !== null}::boolean then ${it.now}::timestamptz else work_system_fault.sent_at end,
	    remote_id = coalesce(${it.content?.remoteId ?? null}, work_system_fault.remote_id)
	where work_system_fault.system_id = ${it.systemId} and work_system_fault.fault_id = ${it.faultId}`;

/** They have it not. Refused, it waits for the next thing that happens to the fault or for somebody. */
export const notSentSql = (it: Tried & { trouble: string; again: Date; refused: Date | null }): Sql => sql`
	update work_system_fault
	set attempts = work_system_fault.attempts + 1, due_at = ${it.again}, trouble = ${it.trouble},
	    refused_at = case when work_system_fault.wanted = ${it.version}::int then ${it.refused}::timestamptz end
	where work_system_fault.system_id = ${it.systemId} and work_system_fault.fault_id = ${it.faultId}`;

/** Names of faults that a system has, there and here. */
export const knownSql = (systemId: number): Sql => sql`
	select fault.code, work_system_fault.remote_id as "remoteId"
	from work_system_fault join fault on fault.id = work_system_fault.fault_id
	where work_system_fault.system_id = ${systemId} and work_system_fault.remote_id is not null and (fault.open or fault.state_since > now() - interval '30 days')
	order by fault.id`;

export interface HeardFault {
	faultId: number;
	code: string;
	ourState: string;
	stateSince: Date;
	tried: number;
	sentState: string | null;
	remoteId: string | null;
	theirState: string | null;
	theirVersion: number | null;
	theirAt: Date | null;
}

/** The fault that they speak of, by our name or theirs; locked until the transaction ends. */
export const heardFaultSql = (systemId: number, it: { code: string | null; remoteId: string | null }): Sql => sql`
	select kept.fault_id as "faultId", fault.code, fault.state as "ourState", fault.state_since as "stateSince", kept.tried, kept.sent_state as "sentState",
	       kept.remote_id as "remoteId", kept.their_state as "theirState", kept.their_version as "theirVersion", kept.their_at as "theirAt"
	from work_system_fault as kept
	join fault on fault.id = kept.fault_id
	where kept.system_id = ${systemId} and (fault.code = ${it.code} or (${it.code}::text is null and kept.remote_id = ${it.remoteId}))
	for update of kept`;

/** Keeps what they said last. */
export const heardSql = (
	systemId: number,
	it: { faultId: number; remoteId: string | null; state: string | null; version: number | null; at: Date | null },
): Sql => sql`
	update work_system_fault
	set their_state = ${it.state}, their_version = coalesce(${it.version}::float8, work_system_fault.their_version), their_at = coalesce(${it.at}::timestamptz, work_system_fault.their_at),
	    remote_id = coalesce(work_system_fault.remote_id, ${it.remoteId})
	where work_system_fault.system_id = ${systemId} and work_system_fault.fault_id = ${it.faultId}`;

/** All that they said up to a moment was heard. */
export const pulledSql = (id: number, it: { until: Date; next: Date }): Sql => sql`
	update work_system set heard_until = ${it.until}, next_pull_at = ${it.next} where work_system.id = ${id}`;
