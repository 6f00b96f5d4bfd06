import { every, type Sql, sql } from '../../platform/sql.ts';

export interface OursRow {
	faultId: number;
	code: string;
	state: string;
	/** What happened to it since is told already; null: it still waits, and is not compared. */
	settled: boolean;
	/** They were told only lately, and may take a night to say so. */
	fresh: boolean;
	/** It is long over: they may have put it away. */
	old: boolean;
	sent: number;
	sentAsset: string | null;
	sentChainage: number | null;
	remoteId: string | null;
	refused: string | null;
}

/** What a system should have of us. */
export const oursSql = (systemId: number, now: Date): Sql => sql`
	select kept.fault_id as "faultId", fault.code, fault.state, kept.sent >= kept.wanted as settled, kept.sent_at > ${now}::timestamptz - interval '12 hours' as fresh,
	       not fault.open and fault.state_since < ${now}::timestamptz - interval '30 days' as old, kept.sent, kept.sent_asset as "sentAsset", kept.sent_chainage as "sentChainage",
	       kept.remote_id as "remoteId", case when kept.refused_at is not null then kept.trouble end as refused
	from work_system_fault as kept
	join fault on fault.id = kept.fault_id
	where kept.system_id = ${systemId} and (kept.sent_at is not null or kept.refused_at is not null)
	order by kept.fault_id`;

export interface Found {
	kind: string;
	faultId: number | null;
	theirId: string | null;
	ours: string | null;
	theirs: string | null;
}

/** Keeps what a comparison found: what is there still stays, what is not found any more is over. */
export const foundSql = (systemId: number, found: readonly Found[], now: Date): Sql => sql`
	with found as (
		select it.kind, it."faultId" as fault_id, it."theirId" as their_id, it.ours, it.theirs
		from jsonb_to_recordset(${JSON.stringify(found)}::jsonb) as it (kind text, "faultId" bigint, "theirId" text, ours text, theirs text)),
	gone as (
		update work_system_difference set over_at = ${now}
		where work_system_difference.system_id = ${systemId} and work_system_difference.over_at is null
		      and not exists (select from found where found.kind = work_system_difference.kind and coalesce(found.fault_id, 0) = coalesce(work_system_difference.fault_id, 0)
		                      and coalesce(found.their_id, '') = coalesce(work_system_difference.their_id, '')))
	insert into work_system_difference as kept (system_id, fault_id, their_id, kind, ours, theirs, found_at, seen_at)
	select ${systemId}::bigint, found.fault_id, found.their_id, found.kind, found.ours, found.theirs, ${now}::timestamptz, ${now}::timestamptz from found
	on conflict (system_id, kind, coalesce(fault_id, 0), coalesce(their_id, '')) where over_at is null
	do update set ours = excluded.ours, theirs = excluded.theirs, seen_at = excluded.seen_at`;

/** The comparison was made. */
export const reconciledSql = (systemId: number, now: Date): Sql => sql`
	update work_system set reconciled_at = ${now}, check_wanted = false where work_system.id = ${systemId}`;

/** What they lost, or have in an older version than we sent, is sent again by itself. */
export const resendSql = (systemId: number, faultIds: readonly number[]): Sql => sql`
	update work_system_fault set wanted = work_system_fault.wanted + 1, due_at = now(), attempts = 0, refused_at = null, sent_mark = null
	where work_system_fault.system_id = ${systemId} and work_system_fault.fault_id = any (${faultIds}::bigint[])
	returning work_system_fault.fault_id`;

export interface DifferenceRow {
	id: number;
	kind: 'missing-there' | 'unknown-here' | 'twice-there' | 'state' | 'asset' | 'chainage' | 'refused';
	fault: string | null;
	faultId: number | null;
	theirId: string | null;
	ours: string | null;
	theirs: string | null;
	since: Date;
}

/** Where both sides do not say the same, the newest first. */
export const differencesSql = (it: { systemId: number; id?: number | undefined; before?: number | undefined; limit: number }): Sql => sql`
	select work_system_difference.id, work_system_difference.kind, fault.code as fault, work_system_difference.fault_id as "faultId", work_system_difference.their_id as "theirId",
	       work_system_difference.ours, work_system_difference.theirs, work_system_difference.found_at as since
	from work_system_difference
	left join fault on fault.id = work_system_difference.fault_id
	where ${every([
		sql`work_system_difference.system_id = ${it.systemId} and work_system_difference.over_at is null`,
		it.id === undefined ? undefined : sql`work_system_difference.id = ${it.id}`,
		it.before === undefined ? undefined : sql`work_system_difference.id < ${it.before}`,
	])}
	order by work_system_difference.id desc limit ${it.limit}::int`;

/** What was settled long ago is forgotten. */
export const sweepDifferencesSql = (now: Date): Sql => sql`
	delete from work_system_difference where work_system_difference.over_at < ${now}::timestamptz - interval '90 days'`;
