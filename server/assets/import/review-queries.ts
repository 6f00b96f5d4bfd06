import type { AssetClass } from '../../../gis-layers/index.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import { missingSql } from './change-queries.ts';
import { daySql, nextSql } from './judge-queries.ts';
import type { differenceKinds } from './review/contract.ts';
import { type Tables, table } from './tables.ts';

export type DifferenceKind = (typeof differenceKinds)[number];

/** One asset before and after, as far as either is there. */
export interface Sides {
	row: number;
	kind: string;
	line: number | null;
	key: string;
	formerKey: string | null;
	reference: string | null;
	revived: boolean;
	metres: number | null;
	before: Record<string, unknown> | null;
	after: Record<string, unknown> | null;
	from: { type: string; coordinates: unknown } | null;
	to: { type: string; coordinates: unknown } | null;
}

export interface Page {
	after: number;
	limit: number;
}

/** What an asset says, all in one: fields and attributes by their names. */
const saysSql = (it: Sql, street: Sql): Sql => sql`
	jsonb_strip_nulls(jsonb_build_object('owner', ${it}.owner, 'status', ${it}.status, 'installed_on', ${it}.installed_on, 'retired_on', ${it}.retired_on,
		'condition_grade', ${it}.condition_grade, 'condition_on', ${it}.condition_on, 'criticality', ${it}.criticality, 'zone', ${it}.zone, 'street', ${street})
		|| ${it}.attributes)`;

const shapeSql = (geom: Sql): Sql => sql`st_asgeojson(${geom}, 7)::jsonb`;

const ofKindSql = (kind: DifferenceKind | undefined, farMetres: number): Sql => {
	if (kind === undefined) return sql`change.kind <> 'unchanged'`;
	if (kind === 'far') return sql`change.metres > ${farMetres}::float8`;
	if (kind === 'revived') return sql`change.revived`;
	return kind === 'renumbered' ? sql`change.former_key is not null` : sql`change.kind = ${kind}`;
};

/** A page of the rows that would change something, in the order of the source. */
export const changedRowsSql = (tables: Tables, { kind, farMetres, after, limit }: Page & { kind: DifferenceKind | undefined; farMetres: number }): Sql => sql`
	select change.row, change.kind, staged.line, staged.key, change.former_key as "formerKey", asset.reference, change.revived,
	       case when change.kind in ('geometry', 'both') then change.metres end as metres,
	       case when asset.id is not null then ${saysSql(sql`asset`, sql`asset.street`)} end as before, ${saysSql(sql`next`, sql`change.street`)} as after,
	       ${shapeSql(sql`asset.geom`)} as "from", ${shapeSql(sql`coalesce(change.geom, asset.geom)`)} as "to"
	from (
		select change.* from ${table(tables.change)} as change
		where ${ofKindSql(kind, farMetres)} and change.reason is null and change.row > ${after} order by change.row limit ${limit}
	) as change
	join ${table(tables.rows)} as staged on staged.row = change.row
	left join asset on asset.id = change.asset_id
	cross join ${daySql}
	${nextSql}
	order by change.row`;

/** A page of the assets that the source does not hold. */
export const missingRowsSql = (tables: Tables, layer: AssetClass, { after, limit }: Page): Sql => sql`
	select asset.id as row, 'missing' as kind, null::int as line, asset.key, null::text as "formerKey", asset.reference, false as revived, null::float8 as metres,
	       ${saysSql(sql`asset`, sql`asset.street`)} as before, null::jsonb as after, ${shapeSql(sql`asset.geom`)} as "from", null::jsonb as "to"
	from asset where ${missingSql(tables, layer)} and asset.id > ${after} order by asset.id limit ${limit}`;

export interface PairSides extends Sides {
	id: number;
	verdict: 'open' | 'confirmed' | 'refused';
	score: number;
	by: string;
}

/** A page of renumberings, the surest first. */
export const pairsSql = (tables: Tables, { verdict, after, limit }: Page & { verdict: string | undefined }): Sql => sql`
	select pair.id, pair.verdict, pair.score, pair.by, pair.metres, asset.reference, pair.former_key as "formerKey", staged.key, staged.line,
	       ${saysSql(sql`asset`, sql`asset.street`)} as before, ${saysSql(sql`next`, sql`coalesce(staged.street, asset.street)`)} as after,
	       ${shapeSql(sql`asset.geom`)} as "from", ${shapeSql(sql`coalesce(change.geom, asset.geom)`)} as "to"
	from ${table(tables.pairs)} as pair
	join ${table(tables.rows)} as staged on staged.row = pair.row
	join ${table(tables.change)} as change on change.row = pair.row
	join asset on asset.id = pair.asset_id
	cross join ${daySql}
	${nextSql}
	where (${verdict ?? null}::text is null or pair.verdict = ${verdict ?? null}::text)
	order by pair.score desc, pair.id offset ${after} limit ${limit}`;
