import type { Utility } from '../../gis-layers/index.ts';
import { type Sql, sql } from '../platform/sql.ts';
import { type Network, sourceReachM } from './rules.ts';

/** A figure that an attribute holds; null where it holds none. */
const figure = (attribute: string | undefined): Sql => sql`
	case when asset.attributes ->> ${attribute ?? null}::text ~ '^[0-9]{1,6}([.][0-9]+)?$' then (asset.attributes ->> ${attribute ?? null}::text)::float8 end`;

/** The nodes through which a node drains, nearest first, at most so many; at a fork the way that was entered first. */
export const drainPathSql = (node: number, utility: Utility, steps: number): Sql =>
	sql`
	with recursive path (node, step) as (
		select ${node}::bigint, 0
		union all
		select next.to_node, path.step + 1
		from path
		cross join lateral (
			select piece.to_node from network_piece as piece where piece.from_node = path.node and piece.utility = ${utility} order by piece.line_id, piece.ordinal limit 1
		) as next
		where path.step < ${steps}::int
	)
	select path.node from path order by path.step`.prepared('drain-path');

export interface DrainingRow {
	line: number;
	ordinal: number;
	fromNode: number;
	toNode: number;
	fromM: number;
	toM: number;
	/** Percent. */
	slope: number | null;
}

/** The stretches that drain to a node, nearest first, at most so many. */
export const drainingSql = (node: number, { utility, line }: Pick<Network, 'utility' | 'line'>, limit: number): Sql =>
	sql`
	with recursive met (node) as (
		select ${node}::bigint
		union
		select piece.from_node from met join network_piece as piece on piece.to_node = met.node and piece.utility = ${utility}
	),
	draining as (
		select piece.* from met join network_piece as piece on piece.to_node = met.node and piece.utility = ${utility} limit ${limit}::int
	)
	select draining.line_id as line, draining.ordinal, draining.from_node as "fromNode", draining.to_node as "toNode", draining.from_m as "fromM", draining.to_m as "toM",
	       ${figure(line.role.slope)} as slope
	from draining join asset on asset.id = draining.line_id`.prepared('network-draining');

export interface StandingRow {
	asset: number;
	line: number;
	ordinal: number;
	at: number;
	/** Metres from its lid to the floor. */
	depth: number | null;
}

/** Manholes and inlets on some lines. */
export const standingSql = (lines: readonly number[], { utility, taps }: Pick<Network, 'utility' | 'taps'>): Sql =>
	sql`
	select tap.asset_id as asset, tap.line_id as line, tap.ordinal, tap.at_m as at, ${figure(taps.find(({ role }) => role.depth)?.role.depth)} as depth
	from network_tap as tap join asset on asset.id = tap.asset_id
	where tap.line_id = any (${lines}::bigint[]) and tap.utility = ${utility}
	order by tap.line_id, tap.ordinal, tap.at_m, tap.asset_id`.prepared('network-standing');

/** Pump stations of a network. */
const stations = ({ stations: parts }: Pick<Network, 'stations'>): Sql => sql`
	asset.class = any (${parts.map(({ home }) => home.number)}::smallint[]) and asset.status = 'in-service'
	and asset.attributes ->> ${parts[0]?.role.only.attribute ?? ''} = any (${parts[0]?.role.only.kinds ?? []}::text[])`;

/** The pump stations at the end of some lines, each at the one that ends nearest. */
export const stationsAtSql = (lines: readonly number[], network: Network): Sql =>
	sql`
	with about as materialized (
		select st_expand(st_extent(line.geom_m)::geometry, ${sourceReachM}::float8) as box, min(st_srid(line.geom_m)) as srid from asset as line where line.id = any (${lines}::bigint[])
	)
	select asset.id as asset, near.id as line
	from about
	join asset on asset.geom_m && st_setsrid(about.box, about.srid) and ${stations(network)}
	cross join lateral (
		select line.id
		from asset as line
		where line.id = any (${lines}::bigint[]) and st_dwithin(st_endpoint(line.geom_m), asset.geom_m, ${sourceReachM}::float8)
		order by st_distance(st_endpoint(line.geom_m), asset.geom_m), line.id
		limit 1
	) as near
	order by asset.id`;

/** The stretch that ends at a pump station. */
export const stationSpotSql = (assetId: number, network: Network): Sql => sql`
	select piece.utility, piece.line_id as line, piece.segment_id as segment, piece.from_node as "fromNode", piece.to_node as "toNode"
	from asset
	join asset as line on line.class = ${network.line.home.number}::smallint and line.status = 'in-service' and st_dwithin(line.geom_m, asset.geom_m, ${sourceReachM}::float8)
	join network_piece as piece on piece.line_id = line.id
	where asset.id = ${assetId} and ${stations(network)} and st_dwithin(st_endpoint(line.geom_m), asset.geom_m, ${sourceReachM}::float8)
	order by st_distance(st_endpoint(line.geom_m), asset.geom_m), piece.line_id, piece.ordinal desc
	limit 1`;
