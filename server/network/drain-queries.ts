import { type Sql, sql } from '../platform/sql.ts';
import { assumed, type Network, sourceReachM } from './rules.ts';

/** A figure that an attribute holds; null where it holds none. */
const figure = (attribute: string | undefined): Sql => sql`
	case when asset.attributes ->> ${attribute ?? null}::text ~ '^[0-9]{1,6}([.][0-9]+)?$' then (asset.attributes ->> ${attribute ?? null}::text)::float8 end`;

export interface DrainingRow {
	line: number;
	ordinal: number;
	fromNode: number;
	toNode: number;
	fromM: number;
	toM: number;
	/** Percent. */
	slope: number | null;
	/** Where all of them drain to. */
	root: number;
	/** It is on the way down. */
	onWay: boolean;
}

/** How far about a node is looked: so many stretches down, so high above where it may be blocked (metres), and so many stretches at most. */
export interface About {
	node: number;
	steps: number;
	head: number;
	stretches: number;
}

/** How much a stretch rises, metres. */
const rise = (slope: string | undefined): Sql => sql`(piece.to_m - piece.from_m) * coalesce(${figure(slope)}, ${assumed.slope}::float8) / 100`;

/**
 * The stretches about a node in which it may stand when one below it is blocked, nearest first; the last node of the way down (at a fork the one that was
 * entered first) is their root. Water stands no higher above a blockage than the next manholes are deep: from each node of the way down it is looked up that far.
 */
export const drainingSql = ({ utility, line }: Pick<Network, 'utility' | 'line'>, { node, steps, head, stretches }: About): Sql =>
	sql`
	with recursive path (node, step, fallen) as (
		select ${node}::bigint, 0, 0::float8
		union all
		select next.to_node, path.step + 1, path.fallen + next.rise
		from path
		cross join lateral (
			select piece.to_node, ${rise(line.role.slope)} as rise
			from network_piece as piece join asset on asset.id = piece.line_id
			where piece.from_node = path.node and piece.utility = ${utility}
			order by piece.line_id, piece.ordinal limit 1
		) as next
		where path.step < ${steps}::int and (path.fallen < ${head}::float8 or path.step < 3)
	),
	way as materialized (select path.node, max(path.step) as step from path group by path.node),
	met (node, head, step) as (
		select way.node, 0::float8, 0 from way
		union
		select piece.from_node, met.head + ${rise(line.role.slope)}, met.step + 1
		from met
		join network_piece as piece on piece.to_node = met.node and piece.utility = ${utility}
		join asset on asset.id = piece.line_id
		where met.head + ${rise(line.role.slope)} < ${head}::float8 and met.step < 40 and not exists (select from way where way.node = piece.from_node)
	),
	near as materialized (select met.node, min(met.step) as step from met group by met.node)
	select piece.line_id as line, piece.ordinal, piece.from_node as "fromNode", piece.to_node as "toNode", piece.from_m as "fromM", piece.to_m as "toM",
	       ${figure(line.role.slope)} as slope, (select way.node from way order by way.step desc limit 1) as root,
	       exists (select from way where way.node = piece.from_node) as "onWay"
	from near
	join network_piece as piece on piece.to_node = near.node and piece.utility = ${utility}
	join asset on asset.id = piece.line_id
	order by near.step, piece.line_id, piece.ordinal
	limit ${stretches}::int`.prepared('network-draining');

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
