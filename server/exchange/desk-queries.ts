import type { Authority } from '../municipality/index.ts';
import { every, type Sql, sql } from '../platform/sql.ts';

export interface AuthorityRow extends Authority {
	version: number;
	away: boolean;
	endpoint: string | null;
	jurisdiction: string | null;
	officeEmail: string | null;
	enabled: boolean | null;
	byItself: boolean | null;
	services: Record<string, string> | null;
	otherwise: string | null;
	hasKey: boolean;
	lookedAt: Date | null;
	trouble: string | null;
	waiting: number;
	theirs: number;
	over: number;
	refused: number;
}

/** Authorities with their servers and how many faults they were handed; those in use first. */
export const authoritiesSql = (code?: string): Sql => sql`
	select authority.code, authority.version, authority.put_away_at is not null as away, authority.name, authority.words, authority.phone, authority.email, authority.url,
	       authority.owners, authority.modes, authority.ward_codes as wards, authority_server.endpoint, authority_server.jurisdiction,
	       authority_server.office_email as "officeEmail", authority_server.enabled, authority_server.by_itself as "byItself", authority_server.services,
	       authority_server.otherwise, authority_server.sealed is not null as "hasKey", authority_server.looked_at as "lookedAt", authority_server.trouble,
	       counted.waiting, counted.theirs, counted.over, counted.refused
	from authority
	left join authority_server on authority_server.authority_id = authority.id
	cross join lateral (
		select count(*) filter (where handover.state in ('due', 'sending', 'unsure', 'receipt'))::int as waiting,
		       count(*) filter (where handover.state = 'theirs')::int as theirs, count(*) filter (where handover.state = 'over')::int as over,
		       count(*) filter (where handover.state = 'refused')::int as refused
		from handover where handover.authority_id = authority.id) as counted
	where ${every([code === undefined ? undefined : sql`authority.code = ${code}`])}
	order by authority.put_away_at is not null, authority.code`;

export interface ServerWish {
	authorityId: number;
	endpoint: string;
	jurisdiction: string | null;
	officeEmail: string | null;
	enabled: boolean;
	byItself: boolean;
	services: Readonly<Record<string, string>>;
	otherwise: string | null;
}

/** Keeps how an authority's server is asked; at another address everything learnt of the old one is forgotten, its key too. */
export const keepServerSql = (it: ServerWish): Sql => sql`
	insert into authority_server as kept (authority_id, endpoint, jurisdiction, office_email, enabled, by_itself, services, otherwise)
	values (${it.authorityId}, ${it.endpoint}, ${it.jurisdiction}, ${it.officeEmail}, ${it.enabled}, ${it.byItself}, ${JSON.stringify(it.services)}::jsonb, ${it.otherwise})
	on conflict (authority_id) do update
	set endpoint = excluded.endpoint, jurisdiction = excluded.jurisdiction, office_email = excluded.office_email, enabled = excluded.enabled,
	    by_itself = excluded.by_itself, services = excluded.services, otherwise = excluded.otherwise, next_look_at = now(), failures = 0, trouble = null, seen = '{}',
	    format = case when kept.endpoint = excluded.endpoint then kept.format end, sealed = case when kept.endpoint = excluded.endpoint then kept.sealed end`;

export const sealSql = (authorityId: number, sealed: string | null): Sql => sql`
	update authority_server set sealed = ${sealed} where authority_server.authority_id = ${authorityId}`;

/** Nothing is handed on to them any more. */
export const forgetServerSql = (authorityId: number): Sql => sql`delete from authority_server where authority_server.authority_id = ${authorityId}`;

export interface HandoverRow {
	id: number;
	fault: string;
	mode: string;
	street: string | null;
	authority: string;
	name: Record<string, string>;
	state: 'due' | 'sending' | 'unsure' | 'receipt' | 'theirs' | 'over' | 'refused' | 'withdrawn';
	number: string | null;
	status: string | null;
	by: string | null;
	at: Date;
	takenAt: Date | null;
	dueAt: Date | null;
	trouble: string | null;
	said: { status: string; words: string | null; at: string }[];
}

const rows = sql`
	select handover.id, fault.code as fault, fault.failure_mode as mode, fault.street, authority.code as authority, authority.name, handover.state,
	       handover.foreign_id as number, handover.status, person.name as by, handover.made_at as at, handover.taken_at as "takenAt",
	       case when handover.state in ('due', 'sending', 'unsure', 'receipt') then handover.due_at end as "dueAt", handover.trouble,
	       coalesce((select jsonb_agg(jsonb_build_object('status', said.status, 'words', said.words, 'at', said.at) order by said.at desc, said.id desc)
	                 from (select handover_update.id, handover_update.status, handover_update.words, handover_update.at from handover_update
	                       where handover_update.handover_id = handover.id order by handover_update.id desc limit 20) as said), '[]') as said
	from handover
	join fault on fault.id = handover.fault_id
	join authority on authority.id = handover.authority_id
	left join person on person.id = handover.person_id`;

/** What was handed on, the newest first, as far as somebody may see the faults. */
export const handoversSql = (it: { authority: string | undefined; failed: boolean; before: number | undefined; scope: Sql; limit: number }): Sql => sql`
	${rows}
	where ${every([
		sql`handover.state <> 'withdrawn'`,
		it.scope,
		it.authority === undefined ? undefined : sql`authority.code = ${it.authority}`,
		it.failed ? sql`handover.state in ('refused', 'unsure')` : undefined,
		it.before === undefined ? undefined : sql`handover.id < ${it.before}`,
	])}
	order by handover.id desc limit ${it.limit}::int`;

/** To whom a fault was handed on, and those merged into it. */
export const faultHandoversSql = (faultId: number): Sql => sql`
	${rows} where handover.state <> 'withdrawn' and (fault.id = ${faultId} or fault.merged_into = ${faultId}) order by handover.id desc limit 20`;

/** The fault that a handing on is about, if somebody may see it. */
export const seenHandoverSql = (id: number, scope: Sql): Sql => sql`
	select fault.id from handover join fault on fault.id = handover.fault_id where handover.id = ${id} and ${scope}`;

export interface PublicRow {
	name: Record<string, string>;
	phone: string | null;
	url: string | null;
	number: string | null;
	since: string | null;
	over: boolean;
	status: string | null;
	said: { status: string; words: string | null; on: string }[];
}

/** What anyone may know of it. */
export const publicHandoversSql = (code: string): Sql => sql`
	select public_handover.name, public_handover.phone, public_handover.url, public_handover.foreign_id as number, public_handover.since::text as since,
	       public_handover.over, public_handover.status,
	       coalesce((select jsonb_agg(jsonb_build_object('status', said.status, 'words', said.public_words, 'on', said.on_day) order by said.id desc)
	                 from (select it.id, it.status, it.public_words, it.on_day from public_handover_update as it where it.handover_id = public_handover.id
	                       order by it.id desc limit 20) as said), '[]') as said
	from public_fault
	join public_handover on public_handover.fault_id = public_fault.id
	where public_fault.code = upper(${code})
	order by public_handover.id desc limit 5`;
