import { type Sql, sql } from '../platform/sql.ts';
import type { Role } from './contract.ts';
import { mustEnrol } from './factor/queries.ts';

const rolesOfPerson = sql`
	coalesce((select jsonb_agg(jsonb_build_object('role', person_role.role, 'departmentId', person_role.department_id, 'wardId', person_role.ward_id))
	          from person_role where person_role.person_id = person.id), '[]')`;

const signedColumns = sql`person.id, person.public_id as "publicId", person.name, person.email, person.language, ${rolesOfPerson} as roles`;

/** Somebody who is signed in, with all that decides what they may. */
export const signedSql = (id: number): Sql =>
	sql`select ${signedColumns}, ${mustEnrol} as "mustEnrol" from person where person.id = ${id} and person.disabled_at is null`;

/** Whose key this is, while it is good. */
export const signedByKeySql = (hash: string): Sql => sql`
	select ${signedColumns}, token.read_only as "readOnly", token.last_used_on is distinct from current_date as "freshDay"
	from token join person on person.id = token.person_id
	where token.hash = ${hash} and token.kind = 'api-key' and token.used_at is null and (token.expires_at is null or token.expires_at > now()) and person.disabled_at is null`;

/**
 * Takes one try from an account before its password is looked at, so that guesses made at the same time are all counted.
 * The tenth in a row locks it, first for a quarter of an hour and each time for twice as long, four hours at most; no row when it is locked or there is none.
 */
export const takeTrySql = (email: string): Sql => sql`
	update person
	set failed_signins = case when person.locked_until is null then person.failed_signins + 1 else 1 end,
	    locked_until = case when person.locked_until is null and person.failed_signins >= 9 then now() + interval '15 minutes' * power(2, least(person.lockouts, 4)) end,
	    lockouts = person.lockouts + (person.locked_until is null and person.failed_signins >= 9)::int
	where person.email = ${email} and person.password_hash is not null and person.disabled_at is null
	      and (person.locked_until is null or person.locked_until <= now())
	returning person.id, person.password_hash as "passwordHash", person.locked_until is not null as "lockedNow"`;

export const giveTriesBackSql = (id: number): Sql => sql`update person set failed_signins = 0, locked_until = null, lockouts = 0 where person.id = ${id}`;

/** Gives one try back: where it was the tenth, with the lock that it brought. */
export const giveTryBackSql = (id: number): Sql => sql`
	update person
	set failed_signins = greatest(person.failed_signins - 1, 0), locked_until = null, lockouts = greatest(person.lockouts - (person.locked_until is not null)::int, 0)
	where person.id = ${id}`;

export const lockedSql = (email: string): Sql => sql`select true as locked from person where person.email = ${email} and person.locked_until > now()`;

/** Ends all sessions of a person. */
export const endSessionsSql = (personId: number): Sql => sql`delete from session where (session.sess #>> '{passport,user}') = ${String(personId)}`;

/** Ends all sessions of a person but one. */
export const endOtherSessionsSql = (personId: number, mine: string | undefined): Sql => sql`
	delete from session
	where (session.sess #>> '{passport,user}') = ${String(personId)} and session.sess #>> '{opened,id}' is distinct from ${mine ?? null}::text
	returning true as ended`;

/** Puts a link or key on a person; links that it replaces are void. */
export const addTokenSql = (it: { hash: string; kind: string; personId: number; label: string; hours: number | null }): Sql => sql`
	with replaced as (
		update token set used_at = now()
		where token.person_id = ${it.personId} and token.kind = ${it.kind} and token.kind <> 'api-key' and token.used_at is null)
	insert into token (hash, kind, person_id, label, expires_at)
	values (${it.hash}, ${it.kind}, ${it.personId}, ${it.label}, now() + ${it.hours}::double precision * interval '1 hour')`;

const goodLink = (hash: string): Sql => sql`
	token.hash = ${hash} and token.kind in ('invitation', 'reset') and token.used_at is null and token.expires_at > now()`;

/** Whether a link still opens something. */
export const linkSql = (hash: string): Sql => sql`
	select token.kind from token join person on person.id = token.person_id where ${goodLink(hash)} and person.disabled_at is null`;

/** In one statement: uses the link up, sets the password, lifts a lock, voids other links, ends all sessions, says that it happened. */
export const useLinkSql = (hash: string, passwordHash: string): Sql => sql`
	with used as (
		update token set used_at = now() from person
		where ${goodLink(hash)} and person.id = token.person_id and person.disabled_at is null
		returning token.person_id),
	changed as (
		update person set password_hash = ${passwordHash}, failed_signins = 0, locked_until = null, lockouts = 0 from used where person.id = used.person_id
		returning person.id),
	voided as (
		update token set used_at = now() from used
		where token.person_id = used.person_id and token.hash <> ${hash} and token.kind <> 'api-key' and token.used_at is null),
	ended as (
		delete from session using used where (session.sess #>> '{passport,user}') = used.person_id::text),
	said as (
		insert into event (kind, person_id) select 'person.password-set', changed.id from changed)
	select changed.id from changed`;

const heldRoles = sql`
	coalesce((select jsonb_agg(jsonb_build_object('role', person_role.role, 'department', department.code, 'ward', ward.code) order by person_role.role)
	          from person_role
	          left join department on department.id = person_role.department_id
	          left join ward on ward.id = person_role.ward_id
	          where person_role.person_id = person.id), '[]')`;

const personColumns = sql`
	person.public_id as id, person.name, person.email, ${heldRoles} as roles, person.disabled_at is not null as disabled, person.password_hash is null as invited,
	coalesce(person.locked_until > now(), false) as locked,
	exists (select from second_factor where second_factor.person_id = person.id) as "secondFactor"`;

export const peopleSql = sql`select ${personColumns} from person order by person.disabled_at is not null, lower(person.name), person.id`;

export const personSql = (publicId: string): Sql => sql`select ${personColumns} from person where person.public_id = ${publicId}`;

/** A person's row, held until the transaction ends. */
export const holdPersonSql = (publicId: string): Sql => sql`select person.id from person where person.public_id = ${publicId} for update`;

/** Those who hold one of these roles. */
export const staffSql = (roles: readonly Role[]): Sql => sql`
	select person.public_id as id, person.name,
	       case when absence.id is not null then jsonb_build_object('until', absence.until_day, 'standIn', other.name) end as away
	from person
	left join absence on absence.person_id = person.id and absence.cancelled_at is null and town_day() between absence.from_day and absence.until_day
	left join person as other on other.id = nullif(present_for(person.id), person.id) and absence.id is not null
	where person.disabled_at is null
	      and exists (select from person_role where person_role.person_id = person.id and person_role.role = any (${roles}))
	order by lower(person.name), person.id`;

/** Administrators who can sign in, and whether people of the demo can. */
export const guardsSql = sql`
	select exists (select from person join person_role on person_role.person_id = person.id
	               where person_role.role = 'administrator' and person.disabled_at is null) as administered,
	       exists (select from person join person_role on person_role.person_id = person.id
	               where person_role.role = 'administrator' and person.disabled_at is null and not person.demo) as "administeredForReal",
	       exists (select from person where person.demo and person.disabled_at is null) as demo`;

/** The ids of a department and a ward by their codes, as far as there are such. */
export const placeIdsSql = (department: string | null, ward: string | null): Sql => sql`
	select (select department.id from department where department.code = ${department}::text) as "departmentId",
	       (select ward.id from ward where ward.code = ${ward}::text and ward.valid @> current_date) as "wardId"`;

/** The name of the municipality, its languages and the person a mail goes to. */
export const addresseeSql = (personId: number): Sql => sql`
	select person.name, person.language, coalesce(municipality.name, 'Faultline') as municipality, coalesce(municipality.languages, '{}') as languages
	from person left join municipality on true where person.id = ${personId}`;

/** Somebody with this address who may choose a new password. */
export const byEmailSql = (email: string): Sql => sql`
	select person.id, person.public_id as "publicId", person.password_hash is null as invited, person.disabled_at is not null as disabled
	from person where person.email = ${email}`;

export const accountMailSql = sql`
	select person.email as "to", account_mail.kind, account_mail.subject, account_mail.body, account_mail.state,
	       account_mail.created_at as at, account_mail.sent_at as "sentAt"
	from account_mail join person on person.id = account_mail.person_id
	order by account_mail.id desc limit 200`;

/** The next mail to send, marked as being sent before anything is said to a mail server. */
export const claimMailSql = sql`
	update account_mail set state = 'sending', attempts = account_mail.attempts + 1, claimed_at = now()
	from person
	where person.id = account_mail.person_id and account_mail.id = (
		select waiting.id from account_mail as waiting
		where (waiting.state = 'due' and waiting.retry_at <= now()) or (waiting.state = 'sending' and waiting.claimed_at < now() - interval '10 minutes')
		order by waiting.id for update skip locked limit 1)
	returning account_mail.id, account_mail.attempts, account_mail.subject, account_mail.body, account_mail.language, person.email, person.public_id as "publicId"`;

export const mailSentSql = (id: number): Sql =>
	sql`update account_mail set state = 'sent', sent_at = now(), body = null, error = null where account_mail.id = ${id}`;

export const mailFailedSql = (id: number, { error, again }: { error: string; again: boolean }): Sql => sql`
	update account_mail
	set state = ${again ? 'due' : 'failed'}, error = ${error}, retry_at = now() + interval '30 seconds' * power(2, account_mail.attempts)
	where account_mail.id = ${id}`;

export const keepMailSql = sql`update account_mail set state = 'kept' where account_mail.state = 'due'`;

/** Closes an account, keeping since when; or opens it again. */
export const disableSql = (id: number, disabled: boolean): Sql => sql`
	update person set disabled_at = case when ${disabled}::boolean then coalesce(person.disabled_at, now()) end where person.id = ${id}`;

export const keyUsedSql = (hash: string): Sql => sql`update token set last_used_on = current_date where token.hash = ${hash}`;
