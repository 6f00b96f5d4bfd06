import { type Sql, sql } from '../platform/sql.ts';
import type { ServerRow } from './queries.ts';

export interface Looked extends ServerRow {
	failures: number;
	seen: Record<string, string>;
	lookedAt: Date | null;
	handovers: Followed[];
}

/** A handing on that is followed. */
export interface Followed {
	id: number;
	faultId: number;
	/** Their number. */
	number: string;
	state: 'theirs' | 'over';
	status: string | null;
}

/** Takes one server that is to be asked how things stand: what they have, and for a month what they have closed. The next look is set before this one begins. */
export const claimLookSql = sql`
	with next as (
		select authority_server.authority_id as id, authority_server.looked_at
		from authority_server
		where authority_server.enabled and authority_server.next_look_at <= now()
		      and exists (select from handover where handover.authority_id = authority_server.authority_id and handover.foreign_id is not null
		                  and (handover.state = 'theirs' or (handover.state = 'over' and handover.over_at > now() - interval '30 days')))
		order by authority_server.next_look_at
		for update skip locked
		limit 1)
	update authority_server set next_look_at = now() + interval '15 minutes'
	from next, authority
	where authority_server.authority_id = next.id and authority.id = next.id
	returning authority.id as "authorityId", authority.code as authority, authority.name, authority_server.endpoint, authority_server.jurisdiction, authority_server.sealed,
	          authority_server.office_email as "officeEmail", authority_server.format, authority_server.enabled, authority_server.by_itself as "byItself",
	          authority_server.services, authority_server.otherwise, authority_server.failures, authority_server.seen,
	          next.looked_at as "lookedAt",
	          (select jsonb_agg(jsonb_build_object('id', handover.id, 'faultId', handover.fault_id, 'number', handover.foreign_id, 'state', handover.state, 'status', handover.status) order by handover.id)
	           from handover
	           where handover.authority_id = next.id and handover.foreign_id is not null
	                 and (handover.state = 'theirs' or (handover.state = 'over' and handover.over_at > now() - interval '30 days'))) as handovers`;

export interface Look {
	authorityId: number;
	/** Null: it went well. */
	trouble: string | null;
	failures: number;
	/** Minutes until the next one. */
	wait: number;
	seen: Readonly<Record<string, string>>;
}

/** Keeps how a look went. */
export const lookedSql = ({ authorityId, trouble, failures, wait, seen }: Look): Sql => sql`
	update authority_server
	set trouble = ${trouble}, failures = ${failures}::int, next_look_at = now() + make_interval(mins => ${wait}::int), seen = ${JSON.stringify(seen)}::jsonb,
	    looked_at = case when ${trouble}::text is null then now() else authority_server.looked_at end
	where authority_server.authority_id = ${authorityId}`;

/** One handing on and the last that was heard of it by asking for the request itself; locked until the transaction ends. */
export const heardBeforeSql = (id: number): Sql => sql`
	select handover.id, handover.fault_id as "faultId", handover.foreign_id as number, handover.state, handover.status,
	       (select handover_update.words from handover_update where handover_update.handover_id = handover.id and handover_update.foreign_id is null
	        order by handover_update.id desc limit 1) as words
	from handover where handover.id = ${id} for update`;

export interface Saying {
	handoverId: number;
	/** Their number for the update; null: the request itself said so. */
	foreignId: string | null;
	status: string;
	words: string | null;
	publicWords: string | null;
	at: Date;
}

/** Keeps what they say; no row where it was heard before. */
export const insertSayingSql = (it: Saying): Sql => sql`
	insert into handover_update (handover_id, foreign_id, status, words, public_words, at)
	values (${it.handoverId}, ${it.foreignId}, ${it.status}, ${it.words}, ${it.publicWords}, ${it.at}::timestamptz)
	on conflict do nothing
	returning handover_update.id`;

/** Keeps how it stands with them. */
export const standsSql = (id: number, it: { status: string; over: boolean; at: Date }): Sql => sql`
	update handover
	set status = ${it.status}, state = case when ${it.over}::boolean then 'over' else 'theirs' end,
	    over_at = case when ${it.over}::boolean then coalesce(handover.over_at, ${it.at}::timestamptz) end
	where handover.id = ${id}
	      and not (not ${it.over}::boolean and handover.state = 'over'
	               and exists (select from handover as other where other.fault_id = handover.fault_id and other.id <> handover.id and other.state in ('due', 'sending', 'unsure', 'receipt', 'theirs')))
	returning handover.id`;
