import { type Sql, sql } from '../platform/sql.ts';

/** An authority as staff write it. */
export interface AuthorityWish {
	code: string;
	/** The one that was read; 0: a new one. */
	version: number;
	name: Record<string, string>;
	words: Record<string, string>;
	phone: string | null;
	email: string | null;
	url: string | null;
	owners: readonly string[];
	modes: readonly string[];
	wards: readonly string[];
}

const values = (it: AuthorityWish): Sql => sql`
	${JSON.stringify(it.name)}::jsonb, ${JSON.stringify(it.words)}::jsonb, ${it.phone}, ${it.email}, ${it.url}, ${[...it.owners]}::text[], ${[...it.modes]}::text[],
	${[...it.wards]}::text[]`;

/** Keeps a new authority; no row where there is one of that code. */
export const insertAuthoritySql = (it: AuthorityWish): Sql => sql`
	insert into authority (code, name, words, phone, email, url, owners, modes, ward_codes) values (${it.code}, ${values(it)})
	on conflict (code) do nothing returning authority.id`;

/** Writes an authority anew where nobody else has since. */
export const updateAuthoritySql = (it: AuthorityWish): Sql => sql`
	update authority
	set (name, words, phone, email, url, owners, modes, ward_codes) = (${values(it)}), version = authority.version + 1
	where authority.code = ${it.code} and authority.version = ${it.version}
	returning authority.id`;

/** Puts an authority away, or takes it out again. */
export const putAwaySql = (code: string, away: boolean): Sql => sql`
	update authority set put_away_at = case when ${away}::boolean then coalesce(authority.put_away_at, now()) end, version = authority.version + 1
	where authority.code = ${code} returning authority.id`;
