import { type Sql, sql } from '../platform/sql.ts';

/** Whether nothing is taken from one of these at present. */
export const blockedSql = (hashes: readonly string[]): Sql => sql`
	select block.until from block
	where block.value_hash = any (${[...hashes]}::text[]) and block.lifted_at is null and block.until > now()
	order by block.until desc limit 1`;
