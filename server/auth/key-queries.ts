import { type Sql, sql } from '../platform/sql.ts';

export interface KeyRow {
	id: string;
	label: string;
	readOnly: boolean;
	createdAt: Date;
	expiresAt: Date | null;
	lastUsedOn: string | null;
}

const columns = sql`token.public_id as id, token.label, token.read_only as "readOnly", token.created_at as "createdAt", token.expires_at as "expiresAt",
	token.last_used_on::text as "lastUsedOn"`;

/** Keys of a person that have not been revoked, the newest first. */
export const keysSql = (personId: number): Sql => sql`
	select ${columns} from token where token.person_id = ${personId} and token.kind = 'api-key' and token.used_at is null order by token.created_at desc, token.public_id`;

export const addKeySql = (it: { hash: string; personId: number; label: string; readOnly: boolean; days: number | null }): Sql => sql`
	insert into token (hash, kind, person_id, label, read_only, expires_at)
	values (${it.hash}, 'api-key', ${it.personId}, ${it.label}, ${it.readOnly}::boolean, now() + ${it.days}::int * interval '1 day')
	returning ${columns}`;

export const revokeKeySql = (id: string, personId: number): Sql => sql`
	update token set used_at = now()
	where token.public_id = ${id}::uuid and token.person_id = ${personId} and token.kind = 'api-key' and token.used_at is null
	returning token.public_id as id`;
