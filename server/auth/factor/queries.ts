import { type Sql, sql } from '../../platform/sql.ts';
import type { Role } from '../contract.ts';

/** Whether one of a person's roles needs a second factor. The person is a column of the query around it. */
const needed = sql`exists (
	select from person_role join sign_in_rule on person_role.role = any (sign_in_rule.code_roles) where person_role.person_id = person.id)`;

/** Whether somebody has to set up a second factor before they may do anything. */
export const mustEnrol = sql`
	(${needed} and not exists (select from second_factor where second_factor.person_id = person.id))`;

export const factorSql = (personId: number): Sql => sql`
	select person.public_id as "publicId", person.email, person.password_hash as "passwordHash", second_factor.sealed, second_factor.confirmed_at as "confirmedAt",
	       (select count(*)::int from recovery_code where recovery_code.person_id = person.id and recovery_code.used_at is null) as "recoveryCodes",
	       ${needed} as needed, coalesce(municipality.name, 'Faultline') as municipality
	from person
	left join second_factor on second_factor.person_id = person.id
	left join municipality on true
	where person.id = ${personId}`;

/** The sealed secret of somebody's second factor, once it is in use. */
export const sealedSql = (personId: number): Sql => sql`
	select second_factor.sealed, person.public_id as "publicId"
	from second_factor join person on person.id = second_factor.person_id
	where second_factor.person_id = ${personId}`;

/** Takes the code of a step, in one statement: of two who send the same code at once, one is refused. */
export const takeStepSql = (personId: number, step: number): Sql => sql`
	update second_factor set last_step = ${step}
	where second_factor.person_id = ${personId} and second_factor.last_step < ${step}
	returning true as taken`;

/** Uses a recovery code up, and says so. */
export const takeRecoverySql = (personId: number, hash: string): Sql => sql`
	with used as (
		update recovery_code set used_at = now()
		where recovery_code.hash = ${hash} and recovery_code.person_id = ${personId} and recovery_code.used_at is null
		returning recovery_code.person_id),
	said as (insert into event (kind, person_id) select 'factor.recovery-used', used.person_id from used)
	select true as taken from used`;

/** Keeps a secret that is still to be confirmed; one in use stays in use until then. */
export const keepSecretSql = (it: { personId: number; sealed: string }): Sql => sql`
	insert into second_factor_wish (person_id, sealed) values (${it.personId}, ${it.sealed})
	on conflict (person_id) do update set sealed = excluded.sealed, created_at = now()`;

/** A secret that was made lately and waits to be confirmed. */
export const wishSql = (personId: number): Sql => sql`
	select wish.sealed from second_factor_wish as wish
	where wish.person_id = ${personId} and wish.created_at > now() - interval '30 minutes' for update`;

/** Takes a confirmed secret into use in place of any before. */
export const confirmSql = (it: { personId: number; sealed: string; step: number }): Sql => sql`
	with done as (delete from second_factor_wish where second_factor_wish.person_id = ${it.personId}),
	void as (delete from recovery_code where recovery_code.person_id = ${it.personId})
	insert into second_factor (person_id, sealed, last_step) values (${it.personId}, ${it.sealed}, ${it.step})
	on conflict (person_id) do update set sealed = excluded.sealed, last_step = excluded.last_step, confirmed_at = now()`;

export const addRecoverySql = (personId: number, hashes: readonly string[]): Sql => sql`
	insert into recovery_code (hash, person_id) select fresh.hash, ${personId} from unnest(${[...hashes]}::text[]) as fresh (hash)`;

/** Takes somebody's second factor off, with all that belongs to it. */
export const dropFactorSql = (personId: number): Sql => sql`
	with codes as (delete from recovery_code where recovery_code.person_id = ${personId}),
	wish as (delete from second_factor_wish where second_factor_wish.person_id = ${personId})
	delete from second_factor where second_factor.person_id = ${personId} returning true as dropped`;

export const unlockSql = (personId: number): Sql => sql`
	update person set failed_signins = 0, locked_until = null, lockouts = 0 where person.id = ${personId}`;

export const ruleSql = sql`
	select rule.roles as "codeRoles", md5(array_to_string(rule.roles, ',')) as version
	from (select coalesce((select sign_in_rule.code_roles from sign_in_rule), '{}') as roles) as rule`;

export const writeRuleSql = (roles: readonly Role[]): Sql => sql`
	insert into sign_in_rule (single, code_roles) values (true, ${[...roles]}::text[])
	on conflict (single) do update set code_roles = excluded.code_roles`;
