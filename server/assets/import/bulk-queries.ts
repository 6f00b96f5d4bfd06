import { Sql, sql } from '../../platform/sql.ts';

/** Something of the table of assets that is quicker made anew than kept up while a whole edition comes in. */
export interface Loose {
	take: string;
	put: string;
}

/** How to take away, and put back, what the table of assets can be without for a moment: rules first, then indexes that serve no rule. */
export const looseSql = sql`
	select loose.take, loose.put from (
		select 1 as place, rule.conname::text as name, format('alter table asset drop constraint %I', rule.conname) as take,
		       format('alter table asset add constraint %I %s', rule.conname, pg_get_constraintdef(rule.oid)) as put
		from pg_constraint as rule
		where rule.conrelid = 'asset'::regclass and rule.contype in ('f', 'u')
		  and not exists (select from pg_constraint as other where other.contype = 'f' and other.confrelid = 'asset'::regclass and other.conindid = rule.conindid and rule.contype = 'u')
		union all
		select 2, kind.relname::text, format('drop index %I', kind.relname), pg_get_indexdef(kind.oid)
		from pg_index join pg_class as kind on kind.oid = pg_index.indexrelid
		where pg_index.indrelid = 'asset'::regclass and not pg_index.indisunique
		  and not exists (select from pg_constraint as rule where rule.conindid = kind.oid)
	) as loose
	order by loose.place, loose.name`;

/** A statement that the database itself has written. */
export const statement = (text: string): Sql => new Sql(text.replaceAll('?', '\\?'), []);

/** What statements are heard by, and what replaces it: who watches single tiles is told of the whole layer. */
export const deafSql = sql`alter table asset disable trigger asset_touched_by_insert`;
export const hearingSql = sql`alter table asset enable trigger asset_touched_by_insert`;

export const assetCountSql = sql`select count(*)::int as count from asset`;
