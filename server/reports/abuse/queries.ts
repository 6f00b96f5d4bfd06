import { type Sql, sql } from '../../platform/sql.ts';

/** What is known of whoever made the report of a ticket. */
export const senderSql = (code: string): Sql => sql`
	select contact.email, contact.phone, contact.sender_hash as device, contact.network_hash as network
	from report join contact on contact.id = report.contact_id
	where report.code = upper(${code}) and contact.erased_at is null`;

export const insertBlockSql = (it: { kind: string; hash: string; reason: string; days: number; personId: number }): Sql => sql`
	insert into block (kind, value_hash, reason, person_id, until)
	values (${it.kind}, ${it.hash}, ${it.reason}, ${it.personId}::bigint, now() + make_interval(days => ${it.days}::int))
	returning block.id`;

export const blocksSql = sql`
	select block.id, block.kind, block.reason, person.name as by, block.made_at as "madeAt", block.until
	from block join person on person.id = block.person_id
	where block.lifted_at is null and block.until > now()
	order by block.id desc limit 500`;

export const liftBlockSql = (id: number, personId: number | null): Sql => sql`
	update block set lifted_at = now(), lifted_by = ${personId}::bigint where block.id = ${id} and block.lifted_at is null returning block.id`;

/** Blocks that ended, or were lifted, a month ago. */
export const forgetBlocksSql = sql`delete from block where least(block.until, block.lifted_at) < now() - interval '30 days'`;
