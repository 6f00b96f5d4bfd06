import { type Sql, sql } from '../../platform/sql.ts';

/** The websites that may frame us. */
export const sitesSql = sql`select municipality.embed_sites as sites from municipality`;

/** Writes them anew. */
export const writeSitesSql = (sites: readonly string[]): Sql => sql`
	update municipality set embed_sites = ${sites}::text[], changed_at = now() returning municipality.embed_sites as sites`;
