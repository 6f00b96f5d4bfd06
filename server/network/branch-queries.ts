import type { Utility } from '../../gis-layers/index.ts';
import { type Sql, sql } from '../platform/sql.ts';

export interface SpotRow {
	utility: Utility;
	line: number;
	segment: number;
	fromNode: number;
	toNode: number;
}

/** Where an asset is in the networks of some kinds: the stretch on which it hangs, or the longest that is its own. */
export const spotSql = (assetId: number, utilities: readonly Utility[]): Sql =>
	sql`
	select spot.*
	from (
		select piece.utility, piece.line_id as line, piece.segment_id as segment, piece.from_node as "fromNode", piece.to_node as "toNode", 0::float8 as rank
		from network_tap as tap join network_piece as piece on piece.line_id = tap.line_id and piece.ordinal = tap.ordinal
		where tap.asset_id = ${assetId}
		union all
		select piece.utility, piece.line_id, piece.segment_id, piece.from_node, piece.to_node, 1 / (1 + piece.to_m - piece.from_m)
		from network_piece as piece where piece.line_id = ${assetId}
		union all
		select source.utility, source.asset_id, source.segment_id, source.node, source.node, 0 from network_source as source where source.asset_id = ${assetId}
	) as spot
	where spot.utility = any (${utilities}::text[])
	order by spot.rank
	limit 1`.prepared('network-spot');

export interface LinkRow {
	fromNode: number;
	toNode: number;
	/** The source at its first node. */
	source: number | null;
}

/** All stretches through which what reaches a node may come. */
export const aboveSql = (node: number, utility: Utility): Sql =>
	sql`
	with recursive met (node) as (
		select ${node}::bigint
		union
		select piece.from_node from met join network_piece as piece on piece.to_node = met.node and piece.utility = ${utility}
	)
	select piece.from_node as "fromNode", piece.to_node as "toNode", (select min(source.asset_id) from network_source as source where source.node = piece.from_node) as source
	from met join network_piece as piece on piece.to_node = met.node and piece.utility = ${utility}
	limit 5000`.prepared('network-above');

/** The source at a node. */
export const sourceAtSql = (node: number): Sql => sql`select min(source.asset_id) as source from network_source as source where source.node = ${node}`;

export interface BelowRow {
	line: number;
	ordinal: number;
	fromNode: number;
	toNode: number;
	fromM: number;
	toM: number;
	turned: boolean;
}

/** The stretches beyond a node, as far as the next source, and at most so many. */
export const belowSql = (node: number, utility: Utility, limit: number): Sql =>
	sql`
	with recursive met (node) as (
		select ${node}::bigint
		union
		select piece.to_node
		from met join network_piece as piece on piece.from_node = met.node and piece.utility = ${utility}
		where not exists (select from network_source as source where source.node = piece.to_node)
	)
	select piece.line_id as line, piece.ordinal, piece.from_node as "fromNode", piece.to_node as "toNode", piece.from_m as "fromM", piece.to_m as "toM", piece.turned
	from met join network_piece as piece on piece.from_node = met.node and piece.utility = ${utility}
	limit ${limit}`.prepared('network-below');

export interface HungRow {
	asset: number;
	line: number;
	ordinal: number;
	at: number;
	customers: number;
}

/** What hangs on some lines. */
export const hungSql = (lines: readonly number[], utility: Utility): Sql =>
	sql`
	select tap.asset_id as asset, tap.line_id as line, tap.ordinal, tap.at_m as at, tap.customers
	from network_tap as tap where tap.line_id = any (${lines}::bigint[]) and tap.utility = ${utility}
	order by tap.line_id, tap.ordinal, tap.at_m, tap.asset_id`.prepared('network-hung');

/** The segments through which all that reaches one must come, the nearest first. */
export const throughSql = (segment: number): Sql =>
	sql`
	with recursive through (id, step) as (
		select ${segment}::bigint, 0
		union all
		select segment.hangs_on, through.step + 1
		from through join network_segment as segment on segment.id = through.id
		where segment.hangs_on is not null and through.step < 500
	)
	select through.id from through order by through.step`.prepared('network-through');

/** A segment and those that hang on it, at most so many. */
export const hangingSql = (segment: number, limit: number): Sql =>
	sql`
	with recursive hanging (id, before) as (
		select ${segment}::bigint, null::bigint
		union all
		select segment.id, hanging.id from hanging join network_segment as segment on segment.hangs_on = hanging.id
	)
	select hanging.id, hanging.before from hanging limit ${limit}`.prepared('network-hanging');

/** How long each segment is, and its stretches of lines, the longest first. */
export const segmentSizesSql = (ids: readonly number[]): Sql =>
	sql`
	select piece.segment_id as id, sum(piece.to_m - piece.from_m) as "lengthM", jsonb_agg(jsonb_build_array(piece.line_id, piece.to_m - piece.from_m) order by piece.to_m - piece.from_m desc, piece.line_id) as lines
	from network_piece as piece where piece.segment_id = any (${ids}::bigint[]) group by piece.segment_id`.prepared('network-segment-sizes');

export interface OnSegmentRow {
	asset: number;
	segment: number;
	customers: number;
}

/** What hangs on some segments and serves somebody. */
export const onSegmentsSql = (ids: readonly number[]): Sql =>
	sql`
	select tap.asset_id as asset, tap.segment_id as segment, tap.customers
	from network_tap as tap where tap.segment_id = any (${ids}::bigint[]) and tap.customers > 0
	order by tap.asset_id`.prepared('network-on-segments');
