import type { AssetClass } from '../../../gis-layers/index.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import { missingSql } from './change-queries.ts';
import { type Tables, table } from './tables.ts';

/** Whether something is gone and something new, so that it may be the same. */
export const sidesSql = (tables: Tables, layer: AssetClass): Sql => sql`
	select exists (select from asset where ${missingSql(tables, layer)}) and exists (select from ${table(tables.change)} as change where change.kind = 'added') as both`;

/** So many rows tell whether the values of an attribute are unique. */
const looked = 20_000;

/** Attributes of which nearly no two assets share a value, in the file and in the register: numbers that people paint on things. */
export const uniqueAttributesSql = (tables: Tables, layer: AssetClass, names: readonly string[]): Sql => sql`
	with file as (select staged.attributes from ${table(tables.rows)} as staged where staged.row <= ${looked}::int),
	register as (select asset.attributes from asset where asset.class = ${layer.number}::smallint limit ${looked}::int),
	named as (select unnest(${names}::text[]) as name)
	select named.name from named
	where (select count(*) > 2 and count(distinct file.attributes ->> named.name) >= 0.95 * count(*) from file where file.attributes ->> named.name is not null)
	  and (select count(*) > 2 and count(distinct register.attributes ->> named.name) >= 0.95 * count(*) from register where register.attributes ->> named.name is not null)`;

/** How alike two sets of attributes are: the share of what both speak of that both say alike; a half where they have nothing in common. */
const alikeSql = (left: Sql, right: Sql): Sql => sql`
	coalesce((select avg((said.value = ${right} -> said.name)::int) from jsonb_each(${left}) as said (name, value) where ${right} ? said.name), 0.5)::float8`;

/** Gone and new assets that alone share a value of a unique attribute. Far apart, the number may have been painted on another pole. */
export const pairByAttributeSql = (tables: Tables, layer: AssetClass, names: readonly string[]): Sql => sql`
	insert into ${table(tables.pairs)} (row, asset_id, former_key, score, by, metres, verdict)
	with gone as materialized (select asset.id, asset.key, asset.attributes, asset.geom_m from asset where ${missingSql(tables, layer)}),
	fresh as materialized (
		select change.row, staged.attributes, metric(change.geom) as geom_m
		from ${table(tables.change)} as change join ${table(tables.rows)} as staged on staged.row = change.row where change.kind = 'added'
	),
	names as (select unnest(${names}::text[]) as name),
	before as (select min(gone.id) as id, names.name, gone.attributes ->> names.name as value from gone, names where gone.attributes ->> names.name <> '' group by 2, 3 having count(*) = 1),
	after as (select min(fresh.row) as row, names.name, fresh.attributes ->> names.name as value from fresh, names where fresh.attributes ->> names.name <> '' group by 2, 3 having count(*) = 1),
	met as (
		select after.row, before.id, min(before.name) as name, count(*) as votes
		from before join after on after.name = before.name and after.value = before.value group by after.row, before.id
	),
	judged as (
		select met.*, gone.key, spread.metres,
		       least(0.99, 0.85 + 0.02 * met.votes + 0.12 * ${alikeSql(sql`gone.attributes`, sql`fresh.attributes`)} - 0.3 * least(1, greatest(0, spread.metres - 100) / 1000)) as score
		from met join gone on gone.id = met.id join fresh on fresh.row = met.row
		cross join lateral (select st_distance(gone.geom_m, fresh.geom_m) as metres) as spread
	),
	best as (
		select judged.*, row_number() over (partition by judged.row order by judged.score desc, judged.id) as of_row,
		       row_number() over (partition by judged.id order by judged.score desc, judged.row) as of_asset
		from judged
	)
	select best.row, best.id, best.key, best.score, best.name, best.metres, 'open' from best where best.of_row = 1 and best.of_asset = 1`;

/** Of what is left, those that stand nearest to each other. */
export const pairByPlaceSql = (tables: Tables, layer: AssetClass, metres: number): Sql => sql`
	insert into ${table(tables.pairs)} (row, asset_id, former_key, score, by, metres, verdict)
	with gone as materialized (
		select asset.id, asset.key, asset.attributes, asset.geom_m from asset
		where ${missingSql(tables, layer)} and not exists (select from ${table(tables.pairs)} as pair where pair.asset_id = asset.id)
	),
	fresh as materialized (
		select change.row, staged.attributes, metric(change.geom) as geom_m
		from ${table(tables.change)} as change join ${table(tables.rows)} as staged on staged.row = change.row
		where change.kind = 'added' and not exists (select from ${table(tables.pairs)} as pair where pair.row = change.row)
	),
	near as (
		select fresh.row, asset.id, st_distance(asset.geom_m, fresh.geom_m) as metres
		from fresh join asset on asset.class = ${layer.number}::smallint and asset.status = 'in-service' and st_dwithin(asset.geom_m, fresh.geom_m, ${metres}::float8)
		where exists (select from gone where gone.id = asset.id)
	),
	ranked as (
		select near.*, row_number() over (partition by near.row order by near.metres, near.id) as of_row,
		       row_number() over (partition by near.id order by near.metres, near.row) as of_asset
		from near
	)
	select ranked.row, ranked.id, gone.key,
	       0.45 * (1 - ranked.metres / ${Math.max(metres, 0.001)}::float8) + 0.45 * ${alikeSql(sql`gone.attributes`, sql`fresh.attributes`)},
	       'place', ranked.metres, 'open'
	from ranked join gone on gone.id = ranked.id join fresh on fresh.row = ranked.row
	where ranked.of_row = 1 and ranked.of_asset = 1`;

export const confirmAboveSql = ({ pairs }: Tables, score: number): Sql => sql`
	update ${table(pairs)} as pair set verdict = 'confirmed', touched = true where pair.verdict = 'open' and pair.score >= ${score}::float8`;

/** What somebody says of renumberings: of some by their ids, or of all open ones from a score on. */
export const judgePairsSql = (
	{ pairs }: Tables,
	{ verdict, ids, above }: { verdict: string; ids?: readonly number[] | undefined; above?: number | undefined },
): Sql => sql`
	update ${table(pairs)} as pair set verdict = ${verdict}, touched = pair.touched or (pair.verdict = 'confirmed') <> (${verdict}::text = 'confirmed')
	where ${ids ? sql`pair.id = any (${ids}::int[])` : sql`pair.verdict = 'open' and pair.score >= ${above ?? 1}::float8`} and pair.verdict <> ${verdict}`;

export interface Verdicts {
	open: number;
	confirmed: number;
	refused: number;
}

export const verdictsSql = ({ pairs }: Tables): Sql => sql`
	select count(*) filter (where pair.verdict = 'open')::int as open, count(*) filter (where pair.verdict = 'confirmed')::int as confirmed,
	       count(*) filter (where pair.verdict = 'refused')::int as refused
	from ${table(pairs)} as pair`;
