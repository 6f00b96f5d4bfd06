import { type Sql, sql } from '../../platform/sql.ts';

/**
 * Contacts that bear what a resident has shown to be theirs: the address, or the number in any way of writing it. The last nine digits alone would not do: a
 * number of another country may end in the same.
 */
export const bearing = (forms: Sql): Sql => sql`(
	select it.id
	from unnest(${forms}) as form (said)
	cross join lateral (
		select contact.id from contact where lower(contact.email) = form.said
		union all
		select contact.id from contact
		where contact.phone is not null and right(regexp_replace(contact.phone, '[^0-9]', '', 'g'), 9) = right(form.said, 9)
		      and regexp_replace(contact.phone, '[^0-9]', '', 'g') = form.said) as it)`;

/** The same of one resident, the latest of them: so few that all that follows goes by its index. */
const theirs = (forms: readonly string[]): Sql => sql`(select it.id from ${bearing(sql`${[...forms]}::text[]`)} as it order by it.id desc limit 300)`;

export interface NewCode {
	key: string;
	forms: readonly string[];
	channel: 'email' | 'phone';
	language: string;
	salt: string;
	hash: string;
	linkHash: string;
	sender: string;
	network: string | null;
	body: string;
}

/** How many codes may be asked for. */
const most = { address: 3, addressInDay: 10, device: 10, network: 60 };

/** One at a time for an address, a device and a network: who counts must not be overtaken. */
export const lockSql = (names: readonly string[]): Sql => sql`
	select pg_advisory_xact_lock(hashtextextended(it.name, 4040)) from (select unnest(${[...names].sort()}::text[]) as name) as it`;

/** Whether too many codes were asked for: for this address, from this device, from this network. */
export const floodSql = ({ key, sender, network }: Pick<NewCode, 'key' | 'sender' | 'network'>): Sql => sql`
	select (select count(*) from resident_code as code where code.key = ${key} and code.at > now() - interval '15 minutes') >= ${most.address}::int
	       or (select count(*) from resident_code as code where code.key = ${key} and code.at > now() - interval '1 day') >= ${most.addressInDay}::int
	       or (select count(*) from resident_code as code where code.sender = ${sender} and code.at > now() - interval '1 hour') >= ${most.device}::int
	       or (select count(*) from resident_code as code where code.network_hash = ${network} and code.at > now() - interval '1 hour') >= ${most.network}::int
	       as flood`;

/** Keeps a code; it is sent where somebody left the address with a report. Those before it are good no more. */
export const insertCodeSql = (it: NewCode): Sql => sql`
	with before as (
		update resident_code as code set expires_at = least(code.expires_at, now()), body = null,
		       state = case when code.state = 'due' then 'failed' else code.state end
		where code.key = ${it.key} and code.expires_at > now()),
	known as (select exists (select from ${theirs(it.forms)} as it) as yes)
	insert into resident_code (key, forms, channel, language, code_salt, code_hash, link_hash, sender, network_hash, body, state)
	select ${it.key}, ${[...it.forms]}::text[], ${it.channel}, ${it.language}, ${it.salt}, ${it.hash}, ${it.linkHash}, ${it.sender}, ${it.network},
	       case when known.yes then ${it.body}::text end, case when known.yes then 'due' else 'unknown' end
	from known`;

const tries = 5;

/** The code that is good for an address, one try taken of it before anything is compared. */
export const tryCodeSql = (key: string): Sql => sql`
	update resident_code as code set tries = code.tries + 1
	where code.id = (select latest.id from resident_code as latest
	                 where latest.key = ${key} and latest.expires_at > now() and latest.used_at is null and latest.tries < ${tries}::int
	                 order by latest.id desc limit 1)
	      and code.tries < ${tries}::int
	returning code.id, code.code_salt as salt, code.code_hash as hash`;

/** Uses up a code or a link: whoever it was sent to is a resident who is signed in here. Nothing, where it was used or is over. */
export const signInSql = (which: { id: number } | { linkHash: string }, tokenHash: string): Sql => sql`
	with used as (
		update resident_code as code set used_at = now()
		where ${'id' in which ? sql`code.id = ${which.id}` : sql`code.link_hash = ${which.linkHash}`}
		      and code.used_at is null and code.expires_at > now() and code.state <> 'unknown'
		returning code.key, code.forms),
	known as (
		insert into resident (key, forms) select used.key, used.forms from used
		on conflict on constraint resident_key do update set verified_at = now(), forms = excluded.forms
		returning resident.id)
	insert into resident_session (resident_id, token_hash) select known.id, ${tokenHash} from known returning resident_session.id`;

export interface ResidentRow {
	id: number;
	key: string;
	forms: string[];
	language: string | null;
	way: 'any' | 'email' | 'phone';
	hush: 'night' | 'always-by-day' | 'silent';
	devices: number;
}

/** Who a cookie belongs to. */
export const residentSql = (tokenHash: string): Sql => sql`
	select resident.id, resident.key, resident.forms, resident.language, resident.way, resident.hush,
	       (select count(*)::int from resident_session as other where other.resident_id = resident.id and other.expires_at > now()) as devices
	from resident_session as session join resident on resident.id = session.resident_id
	where session.token_hash = ${tokenHash} and session.expires_at > now()`;

export interface OwnRow {
	ticket: string | null;
	tracking: string;
	kind: 'report' | 'me-too' | 'follow';
	at: Date;
	hears: boolean;
	faultId: number;
	/** Of the fault. */
	code: string;
	fixedAt: Date | null;
}

/** What somebody reported or follows, and nobody has taken back, the newest first, each with the fault it belongs to now. */
export const ownSql = (forms: readonly string[]): Sql => sql`
	select report.code as ticket, follower.tracking, follower.kind, follower.at, follower.stopped_at is null as hears,
	       coalesce(fault.merged_into, fault.id) as "faultId", coalesce(kept.code, fault.code) as code, coalesce(kept.fixed_at, fault.fixed_at) as "fixedAt"
	from follower
	join fault on fault.id = follower.fault_id
	left join fault as kept on kept.id = fault.merged_into
	left join report on report.tracking = follower.tracking
	where follower.contact_id in ${theirs(forms)} and report.withdrawn_at is null
	order by follower.at desc, follower.id desc
	limit 100`;

/** They hear of a fault no more, or again by all they have in it: "no more" counts for the address, so it is taken back for the address. */
export const hearOfSql = (it: { forms: readonly string[]; tracking: string; hears: boolean }): Sql => sql`
	with mine as (select follower.id, follower.fault_id, follower.tracking from follower where follower.contact_id in ${theirs(it.forms)}),
	meant as (select mine.id, mine.fault_id from mine where mine.tracking = ${it.tracking}::uuid),
	changed as (
		select meant.id from meant
		union
		select mine.id from mine join meant on meant.fault_id = mine.fault_id where ${it.hears}::boolean)
	update follower set stopped_at = case when ${it.hears}::boolean then null else coalesce(follower.stopped_at, now()) end
	from changed
	where follower.id = changed.id
	returning follower.id`;

/** How they wish to hear; what is not said stays. */
export const changeSql = (id: number, it: { language?: string | null | undefined; way?: string | undefined; hush?: string | undefined }): Sql => sql`
	update resident
	set language = case when ${it.language !== undefined}::boolean then ${it.language ?? null}::text else resident.language end,
	    way = coalesce(${it.way ?? null}::text, resident.way), hush = coalesce(${it.hush ?? null}::text, resident.hush), changed_at = now()
	where resident.id = ${id}`;

/** A link to their data, for somebody who has just shown who they are: nothing is sent. */
export const openDataSql = (it: { contactId: number; hash: string; forms: readonly string[] | null; language: string }): Sql => sql`
	insert into data_request (wish, contact_id, token_hash, language, state, forms, expires_at)
	values ('export', ${it.contactId}::bigint, ${it.hash}, ${it.language}, 'sent', ${it.forms ? [...it.forms] : null}::text[], now() + interval '1 hour')`;

/** A contact that bears what somebody has shown to be theirs. */
export const oneContactSql = (forms: readonly string[]): Sql => sql`select max(it.id) as id from ${theirs(forms)} as it`;

export const leaveSql = (tokenHash: string, everywhere: boolean): Sql => sql`
	with mine as (select session.resident_id from resident_session as session where session.token_hash = ${tokenHash})
	delete from resident_session as session
	where session.token_hash = ${tokenHash} or (${everywhere}::boolean and session.resident_id in (select mine.resident_id from mine))`;

/** Codes of yesterday and sessions that are over. */
export const forgetCodesSql = sql`
	with over as (delete from resident_session as session where session.expires_at < now())
	delete from resident_code as code where code.at < now() - interval '1 day'`;
