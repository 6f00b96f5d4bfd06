import type { Utility } from '../../gis-layers/index.ts';
import { join, type Sql, sql } from '../platform/sql.ts';
import { missM, type Network, rulesVersion } from './rules.ts';

/** A table of the network whose rows are compared with what was built: its columns with their types, its key first. */
export interface Kept {
	readonly table: Sql;
	readonly fresh: Sql;
	readonly columns: readonly (readonly [name: Sql, type: Sql])[];
	/** How many of the columns are its key. */
	readonly key: number;
}

const columns = (...pairs: [Sql, Sql][]): Kept['columns'] => pairs;
const [bigint, text, int, boolean, metres] = [sql`bigint`, sql`text`, sql`int`, sql`boolean`, sql`double precision`];

export const segmentTable: Kept = {
	table: sql`network_segment`,
	fresh: sql`fresh_network_segment`,
	columns: columns([sql`id`, bigint], [sql`utility`, text], [sql`part`, bigint], [sql`fed`, boolean], [sql`hangs_on`, bigint], [sql`hops`, int]),
	key: 1,
};
export const pieceTable: Kept = {
	table: sql`network_piece`,
	fresh: sql`fresh_network_piece`,
	columns: columns(
		[sql`line_id`, bigint],
		[sql`ordinal`, int],
		[sql`utility`, text],
		[sql`segment_id`, bigint],
		[sql`from_node`, bigint],
		[sql`to_node`, bigint],
		[sql`from_m`, metres],
		[sql`to_m`, metres],
		[sql`turned`, boolean],
	),
	key: 2,
};
export const valveTable: Kept = {
	table: sql`network_valve`,
	fresh: sql`fresh_network_valve`,
	columns: columns(
		[sql`asset_id`, bigint],
		[sql`utility`, text],
		[sql`line_id`, bigint],
		[sql`at_m`, metres],
		[sql`near_segment`, bigint],
		[sql`far_segment`, bigint],
		[sql`closed`, boolean],
		[sql`turns`, boolean],
	),
	key: 1,
};
export const tapTable: Kept = {
	table: sql`network_tap`,
	fresh: sql`fresh_network_tap`,
	columns: columns(
		[sql`asset_id`, bigint],
		[sql`utility`, text],
		[sql`line_id`, bigint],
		[sql`ordinal`, int],
		[sql`at_m`, metres],
		[sql`segment_id`, bigint],
		[sql`customers`, int],
		[sql`critical`, text],
	),
	key: 2,
};
export const sourceTable: Kept = {
	table: sql`network_source`,
	fresh: sql`fresh_network_source`,
	columns: columns([sql`asset_id`, bigint], [sql`utility`, text], [sql`node`, bigint], [sql`segment_id`, bigint]),
	key: 1,
};

const names = ({ columns: its }: Kept, of: Sql | null = null): Sql =>
	join(
		its.map(([name]) => (of ? sql`${of}.${name}` : name)),
		', ',
	);
const keyOf = ({ columns: its, key }: Kept): Sql =>
	join(
		its.slice(0, key).map(([name]) => name),
		', ',
	);

/** An empty table beside the kept one, until the end of the transaction. */
export const freshSql = ({ table, fresh }: Kept): Sql => sql`create temporary table if not exists ${fresh} (like ${table}) on commit drop`;
export const emptySql = ({ fresh }: Kept): Sql => sql`truncate ${fresh}`;

/** Writes rows, column by column, into the table beside the kept one. */
export const fillSql = (kept: Kept, values: readonly (readonly unknown[])[]): Sql => sql`
	insert into ${kept.fresh} (${names(kept)})
	select * from unnest(${join(
		kept.columns.map(([, type], i) => sql`${values[i]}::${type}[]`),
		', ',
	)})`;

export const countFreshSql = ({ fresh }: Kept): Sql => sql`analyze ${fresh}`;

/** Takes over the rows that are new or not what they were; what stays as it was is not touched. */
export const takeOverSql = (kept: Kept, utility: Utility): Sql => sql`
	insert into ${kept.table} (${names(kept)})
	select ${names(kept)} from ${kept.fresh}
	except
	select ${names(kept)} from ${kept.table} where ${kept.table}.utility = ${utility}
	on conflict (${keyOf(kept)}) do update set ${join(
		kept.columns.slice(kept.key).map(([name]) => sql`${name} = excluded.${name}`),
		', ',
	)}`;

/** Drops the rows of what is no more. */
export const dropSql = (kept: Kept, utility: Utility): Sql => sql`
	delete from ${kept.table} as old
	where old.utility = ${utility}
	  and not exists (select from ${kept.fresh} as fresh where ${join(
			kept.columns.slice(0, kept.key).map(([name]) => sql`fresh.${name} = old.${name}`),
			' and ',
		)})`;

export const forgetIssuesSql = (utility: Utility): Sql => sql`delete from network_issue where network_issue.utility = ${utility}`;

/** Keeps what was found while the network was put together, at the middle of its asset. */
export const keepIssuesSql = (utility: Utility, rows: readonly { kind: string; asset: number; lines: number }[]): Sql => sql`
	insert into network_issue (utility, kind, asset_id, ordinal, geom, lines)
	select ${utility}, found.kind, asset.id, 0, st_pointonsurface(asset.geom), found.lines
	from unnest(${rows.map((it) => it.kind)}::text[], ${rows.map((it) => it.asset)}::bigint[], ${rows.map((it) => it.lines)}::int[]) as found (kind, asset_id, lines)
	join asset on asset.id = found.asset_id`;

/** Finds lines that cross without a node: each pair once, at the first place where they do. */
export const keepCrossingsSql = ({ utility, line: { home } }: Network): Sql => sql`
	insert into network_issue (utility, kind, asset_id, other_id, ordinal, geom)
	select ${utility}, 'crossing', asset.id, other.id, row_number() over (partition by asset.id order by other.id),
	       st_transform(st_geometryn(st_collectionextract(st_intersection(asset.geom_m, other.geom_m), 1), 1), 4326)
	from asset
	join asset as other on other.class = ${home.number}::smallint and other.status = 'in-service' and other.id > asset.id
	  and other.geom_m && asset.geom_m and st_crosses(asset.geom_m, other.geom_m)
	where asset.class = ${home.number}::smallint and asset.status = 'in-service'
	  and not exists (
		select from network_piece as one
		join network_piece as two on two.line_id = other.id and (two.from_node in (one.from_node, one.to_node) or two.to_node in (one.from_node, one.to_node))
		where one.line_id = asset.id)
	  and not st_isempty(st_collectionextract(st_intersection(asset.geom_m, other.geom_m), 1))`;

/** Finds ends that lead nowhere but lie close to a line they do not join. */
export const keepMissesSql = ({ utility, line: { home } }: Network, ends: readonly { id: number; side: number; node: number }[]): Sql => sql`
	insert into network_issue (utility, kind, asset_id, other_id, ordinal, geom)
	select ${utility}, 'near-miss', asset.id, near.id, tip.side, st_transform(place.p, 4326)
	from unnest(${ends.map((it) => it.id)}::bigint[], ${ends.map((it) => it.side)}::int[], ${ends.map((it) => it.node)}::bigint[]) as tip (line_id, side, node)
	join asset on asset.id = tip.line_id
	cross join lateral (select case tip.side when 0 then st_startpoint(asset.geom_m) else st_endpoint(asset.geom_m) end as p) as place
	cross join lateral (
		select other.id
		from asset as other
		where other.class = ${home.number}::smallint and other.status = 'in-service' and other.id <> asset.id and st_dwithin(other.geom_m, place.p, ${missM}::float8)
		  and not exists (select from network_piece as piece where piece.line_id = other.id and tip.node in (piece.from_node, piece.to_node))
		order by st_distance(other.geom_m, place.p), other.id
		limit 1
	) as near
	on conflict do nothing`;

/** Says that a network is built. */
export const builtSql = (utility: Utility, { tookMs, lines, metres: length }: { tookMs: number; lines: number; metres: number }): Sql => sql`
	insert into network_build (utility, built_at, took_ms, rules, lines, metres)
	values (${utility}, clock_timestamp(), ${Math.round(tookMs)}::int, ${rulesVersion}::int, ${lines}::int, ${length}::float8)
	on conflict (utility) do update set built_at = excluded.built_at, took_ms = excluded.took_ms, rules = excluded.rules, lines = excluded.lines, metres = excluded.metres`;

/** Nobody builds a network while another does. */
export const aloneSql = (utility: Utility): Sql => sql`select pg_advisory_xact_lock(hashtext('network ' || ${utility}))`;

/** The networks that were built by the rules of today. */
export const currentSql = sql`select network_build.utility from network_build where network_build.rules = ${rulesVersion}::int`;

/** Whether a later job of the same name waits that will see all that this one would. */
export const laterSql = (id: number, name: string): Sql => sql`
	select exists (select from job where job.name = ${name} and job.id > ${id} and job.done_at is null and job.attempts = 0) as later`;
