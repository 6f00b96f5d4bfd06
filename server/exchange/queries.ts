import { type Sql, sql } from '../platform/sql.ts';

/** Handing on that still goes on: no second one beside it. */
const live = sql`('due', 'sending', 'unsure', 'receipt', 'theirs')`;

export interface FaultRow {
	id: number;
	code: string;
	mode: string;
	open: boolean;
	emergency: boolean;
	owner: string | null;
	ward: string | null;
	/** What anyone may know of it; null where nobody may. */
	lon: number | null;
	lat: number | null;
	street: string | null;
	asset: string | null;
	reports: number;
	since: string;
	photo: string | null;
	live: boolean;
}

/** A fault as far as it concerns others: whose it is, and of what leaves only what anyone may see. */
export const faultSql = (id: number): Sql => sql`
	select fault.id, fault.code, fault.failure_mode as mode, fault.open, fault.emergency, own.owner, ward.name as ward,
	       st_x(public_fault.geom) as lon, st_y(public_fault.geom) as lat, public_fault.street, public_asset.reference as asset, fault.reports + fault.me_toos as reports,
	       public_fault.first_report_on::text as since,
	       (select public_media.public_id::text from public_media where public_media.fault_id = fault.id and public_media.kind like 'image/%' order by public_media.public_id limit 1) as photo,
	       exists (select from handover where handover.fault_id = fault.id and handover.state in ${live}) as live
	from fault
	left join asset as own on own.id = fault.asset_id
	left join ward on ward.id = fault.ward_id
	left join public_fault on public_fault.id = fault.id
	left join public_asset on public_asset.id = public_fault.asset_id
	where fault.id = ${id}`;

export interface NewHandover {
	faultId: number;
	authority: string;
	personId: number | null;
	/** Their service code. */
	service: string;
	/** So long it can be taken back before it is sent, seconds. */
	wait: number;
}

/** Keeps the wish to hand a fault on; no row where one goes on already. */
export const insertHandoverSql = (it: NewHandover): Sql => sql`
	insert into handover (fault_id, authority_id, person_id, service_code, due_at)
	select ${it.faultId}::bigint, authority.id, ${it.personId}::bigint, ${it.service}, now() + make_interval(secs => ${it.wait}::int)
	from authority where authority.code = ${it.authority}
	on conflict do nothing
	returning handover.id`;

export interface ServerRow {
	authorityId: number;
	authority: string;
	name: Record<string, string>;
	endpoint: string;
	jurisdiction: string | null;
	sealed: string | null;
	officeEmail: string | null;
	format: 'json' | 'xml' | null;
	enabled: boolean;
	byItself: boolean;
	services: Record<string, string>;
	otherwise: string | null;
}

const serverColumns = sql`
	authority.id as "authorityId", authority.code as authority, authority.name, authority_server.endpoint, authority_server.jurisdiction, authority_server.sealed,
	authority_server.office_email as "officeEmail", authority_server.format, authority_server.enabled, authority_server.by_itself as "byItself",
	authority_server.services, authority_server.otherwise`;

/** The servers that faults can be handed on to. */
export const serversSql = sql`
	select ${serverColumns} from authority_server join authority on authority.id = authority_server.authority_id
	where authority_server.enabled and authority.put_away_at is null order by authority.code`;

export interface Due extends ServerRow {
	id: number;
	faultId: number;
	serviceCode: string;
	receipt: string | null;
	attempts: number;
	/** When it may have been sent before; null: never. */
	sentBefore: Date | null;
}

/** Takes one that is due, or whose sender died. That it may now be sent is kept before it is. */
export const claimSql = sql`
	with next as (
		select handover.id, handover.first_sent_at
		from handover
		join authority_server on authority_server.authority_id = handover.authority_id and authority_server.enabled
		where (handover.state in ('due', 'unsure', 'receipt') and handover.due_at <= now()) or (handover.state = 'sending' and handover.held_until < now())
		order by handover.due_at, handover.id
		for update of handover skip locked
		limit 1)
	update handover
	set state = 'sending', attempts = handover.attempts + 1, held_until = now() + interval '10 minutes', first_sent_at = coalesce(handover.first_sent_at, now())
	from next, authority_server, authority
	where handover.id = next.id and authority_server.authority_id = handover.authority_id and authority.id = handover.authority_id
	returning handover.id, handover.fault_id as "faultId", handover.service_code as "serviceCode", handover.receipt, handover.attempts,
	          next.first_sent_at as "sentBefore", ${serverColumns}`;

export interface Attempted {
	id: number;
	state: 'due' | 'unsure' | 'receipt' | 'theirs' | 'refused';
	receipt?: string | undefined;
	foreignId?: string | undefined;
	trouble?: string | undefined;
	/** Minutes until the next try. */
	wait: number;
}

/** Keeps what became of an attempt. */
export const attemptedSql = ({ id, state, receipt, foreignId, trouble, wait }: Attempted): Sql => sql`
	update handover
	set state = ${state}, receipt = coalesce(${receipt}, handover.receipt), foreign_id = coalesce(${foreignId}, handover.foreign_id), trouble = ${trouble},
	    due_at = now() + make_interval(secs => ${wait * 60}::float8), held_until = null,
	    taken_at = case when ${state} = 'theirs' then now() else handover.taken_at end, status = case when ${state} = 'theirs' then 'open' else handover.status end
	where handover.id = ${id}`;

/** Asks for how things stand there in a while, not at once. */
export const soonSql = (authorityId: number): Sql => sql`
	update authority_server set next_look_at = greatest(authority_server.next_look_at, now() + interval '2 minutes') where authority_server.authority_id = ${authorityId}`;

export const formatSql = (authorityId: number, format: string): Sql => sql`
	update authority_server set format = ${format} where authority_server.authority_id = ${authorityId}`;

/** Takes one back that has not been sent. */
export const withdrawSql = (id: number): Sql => sql`
	update handover set state = 'withdrawn', over_at = now()
	where handover.id = ${id} and handover.state = 'due' and handover.first_sent_at is null
	returning handover.fault_id as "faultId"`;

/** Tries one again that was given up; no row where another one goes on for the fault. */
export const againSql = (id: number): Sql => sql`
	update handover set state = case when handover.receipt is not null then 'receipt' else 'due' end, attempts = 0, trouble = null, due_at = now()
	where handover.id = ${id} and handover.state in ('refused', 'unsure', 'due')
	      and not exists (select from handover as other where other.fault_id = handover.fault_id and other.id <> handover.id and other.state in ${live})
	returning handover.fault_id as "faultId"`;

/** The fault that a handing on is about now, through a merge. */
export const nowSql = (faultId: number): Sql => sql`
	select target.id, target.code, target.state
	from fault join fault as target on target.id = coalesce(fault.merged_into, fault.id) where fault.id = ${faultId}`;

/** Whose a fault is, whether somebody may see it, and its id. */
export const scopedFaultSql = (code: string, scope: Sql): Sql => sql`select fault.id from fault where fault.code = upper(${code}) and ${scope}`;
