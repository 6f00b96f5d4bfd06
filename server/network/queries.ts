import type { Utility } from '../../gis-layers/index.ts';
import { type Sql, sql } from '../platform/sql.ts';
import type { IssueKind } from './contract.ts';

/** A stretch of a line and what it belongs to. */
export interface Stretch {
	line: number;
	segment: number;
	part: number;
	fed: boolean | null;
	fromNode: number;
	toNode: number;
	fromM: number;
	toM: number;
	/** Where on it that hangs which was asked for, metres along the line. */
	at: number | null;
	builtAt: Date;
}

const stretchSql = (at: Sql): Sql => sql`
	select ${at} as at, piece.line_id as line, piece.segment_id as segment, segment.part, segment.fed, piece.from_node as "fromNode", piece.to_node as "toNode",
	       piece.from_m as "fromM", piece.to_m as "toM", network_build.built_at as "builtAt"
	from network_piece as piece
	join network_segment as segment on segment.id = piece.segment_id
	join network_build on network_build.utility = piece.utility`;

/** The stretches of a line, in its order. */
export const stretchesSql = (lineId: number): Sql => sql`${stretchSql(sql`null`)} where piece.line_id = ${lineId} order by piece.ordinal`;

/** The stretch of a line on which something hangs, in the networks of some kinds. */
export const tappedSql = (assetId: number, utilities: readonly Utility[]): Sql => sql`
	${stretchSql(sql`tap.at_m`)}
	join network_tap as tap on tap.line_id = piece.line_id and tap.ordinal = piece.ordinal
	where tap.asset_id = ${assetId} and tap.utility = any (${utilities}::text[])`;

export interface GateRow {
	id: number;
	near: number;
	far: number;
	closed: boolean;
	turns: boolean | null;
}

/** A valve at a segment, and the segment beyond it. */
export interface EdgeRow {
	id: number;
	closed: boolean;
	turns: boolean | null;
	/** Both sides of it are the segment itself. */
	inside: boolean;
	/** Whether a source still reaches what lies beyond it when the segment is shut off. */
	fed: boolean;
}

/** All that falls dry with a segment. */
export const hangingSql = (segment: number): Sql => sql`
	with recursive hanging (id) as (
		select segment.id from network_segment as segment where segment.hangs_on = ${segment}
		union all
		select segment.id from hanging join network_segment as segment on segment.hangs_on = hanging.id
	)
	select hanging.id from hanging order by hanging.id`;

/** The valves at a segment, those nearest to a source first. */
export const edgesSql = (segment: number, dry: readonly number[]): Sql => sql`
	select valve.id, valve.closed, valve.turns, valve.beyond = ${segment} as inside,
	       coalesce(beyond.fed and beyond.id <> all (${dry}::bigint[]), false) as fed
	from (
		select valve.asset_id as id, valve.closed, valve.turns, valve.far_segment as beyond from network_valve as valve where valve.near_segment = ${segment}
		union
		select valve.asset_id, valve.closed, valve.turns, valve.near_segment from network_valve as valve where valve.far_segment = ${segment}
	) as valve
	join network_segment as beyond on beyond.id = valve.beyond
	order by beyond.hops nulls last, valve.id`;

/** The valves of all that hangs together with a segment. */
export const gatesSql = (part: number): Sql => sql`
	select valve.asset_id as id, valve.near_segment as near, valve.far_segment as far, valve.closed, valve.turns
	from network_segment as segment join network_valve as valve on valve.near_segment = segment.id
	where segment.part = ${part}
	order by valve.asset_id`;

/** The segments of all that hangs together, and which of them a source feeds. */
export const segmentsSql = (part: number): Sql => sql`
	select segment.id, exists (select from network_source as source where source.segment_id = segment.id) as source
	from network_segment as segment where segment.part = ${part}
	order by segment.id`;

export interface ValveRow {
	id: number;
	reference: string;
	class: number;
	street: string | null;
	lon: number;
	lat: number;
	owner: string;
	attributes: Record<string, unknown>;
	turns: boolean | null;
}

/** Valves as they are shown, in the order they are asked for. */
export const valvesSql = (ids: readonly number[]): Sql => sql`
	select asset.id, asset.reference, asset.class, asset.street, asset.owner, asset.attributes, valve.turns,
	       st_x(st_pointonsurface(asset.geom)) as lon, st_y(st_pointonsurface(asset.geom)) as lat
	from unnest(${ids}::bigint[]) with ordinality as wanted (id, place)
	join network_valve as valve on valve.asset_id = wanted.id
	join asset on asset.id = valve.asset_id
	order by wanted.place`;

/** The node that a source feeds. */
export const sourceSql = (assetId: number): Sql => sql`
	select source.node, network_build.built_at as "builtAt", source.utility
	from network_source as source join network_build on network_build.utility = source.utility
	where source.asset_id = ${assetId}`;

/** Which assets bear these numbers. */
export const idsOfSql = (references: readonly string[]): Sql =>
	sql`select asset.id, asset.reference from asset where asset.reference = any (${references}::text[])`;

export interface LinesRow {
	count: number;
	lengthM: number;
	some: { reference: string; class: number; street: string | null; lengthM: number }[];
	shape: { type: string; coordinates: unknown } | null;
}

/** Lines named one by one, and stretches drawn, at most. */
const [mostNamed, mostDrawn] = [100, 3000];

const linesOf = (pieces: Sql): Sql => sql`
	with piece as (${pieces}),
	line as (select piece.line_id, sum(piece.to_m - piece.from_m) as metres from piece group by piece.line_id),
	named as (
		select asset.reference, asset.class, asset.street, line.metres from line join asset on asset.id = line.line_id order by line.metres desc, asset.id limit ${mostNamed}
	),
	drawn as (
		select st_linesubstring(asset.geom, least(1, piece.from_m / nullif(asset.length_m, 0)), least(1, piece.to_m / nullif(asset.length_m, 0))) as geom
		from (select * from piece where piece.to_m > piece.from_m order by piece.to_m - piece.from_m desc limit ${mostDrawn}) as piece
		join asset on asset.id = piece.line_id
	)
	select (select count(*)::int from line) as count, (select coalesce(sum(line.metres), 0) from line) as "lengthM",
	       (select coalesce(jsonb_agg(jsonb_build_object('reference', named.reference, 'class', named.class, 'street', named.street, 'lengthM', named.metres) order by named.metres desc), '[]') from named) as some,
	       (select st_asgeojson(st_multi(st_collect(drawn.geom)), 7)::jsonb from drawn) as shape`;

/** The lines of some segments. */
export const segmentLinesSql = (segments: readonly number[]): Sql =>
	linesOf(
		sql`select network_piece.line_id, network_piece.from_m, network_piece.to_m from network_piece where network_piece.segment_id = any (${segments}::bigint[])`,
	);

export interface TapsRow {
	classes: { class: number; count: number }[];
	customers: number;
	critical: { reference: string; class: number; street: string | null; lon: number; lat: number; kind: string }[];
}

const tapsOf = (taps: Sql): Sql => sql`
	with tap as (${taps}),
	counted as (select asset.class, count(*)::int as count from tap join asset on asset.id = tap.asset_id group by asset.class),
	critical as (
		select asset.reference, asset.class, asset.street, tap.critical as kind, st_x(st_pointonsurface(asset.geom)) as lon, st_y(st_pointonsurface(asset.geom)) as lat
		from tap join asset on asset.id = tap.asset_id where tap.critical is not null order by tap.critical, asset.reference limit 500
	)
	select (select coalesce(jsonb_agg(counted order by counted.class), '[]') from counted) as classes,
	       (select coalesce(sum(tap.customers), 0)::int from tap) as customers,
	       (select coalesce(jsonb_agg(critical), '[]') from critical) as critical`;

/** What hangs on some segments. */
export const segmentTapsSql = (segments: readonly number[]): Sql =>
	tapsOf(
		sql`select network_tap.asset_id, network_tap.customers, network_tap.critical from network_tap where network_tap.segment_id = any (${segments}::bigint[])`,
	);

export interface Traced {
	/** The stretch it begins with, if it is not only a node. */
	own: { line: number; fromM: number } | null;
	/** The node it goes on from. */
	node: number;
	downstream: boolean;
	utility: Utility;
}

const [onward, back] = [sql`piece.from_node`, sql`piece.to_node`];

/** The nodes that are met, and the stretches that lead to them. */
const tracedSql = ({ own, node, downstream }: Traced): Sql => sql`
	recursive met (node) as (
		select ${node}::bigint
		union
		select ${downstream ? back : onward} from met join network_piece as piece on ${downstream ? onward : back} = met.node
	),
	stretch as (
		select piece.line_id, piece.ordinal, piece.from_m, piece.to_m from met join network_piece as piece on ${downstream ? onward : back} = met.node
		union
		select piece.line_id, piece.ordinal, piece.from_m, piece.to_m from network_piece as piece where piece.line_id = ${own?.line ?? null}::bigint and piece.from_m = ${own?.fromM ?? null}::float8
	)`;

/** The lines that are met. */
export const tracedLinesSql = (it: Traced): Sql => linesOf(sql`with ${tracedSql(it)} select stretch.line_id, stretch.from_m, stretch.to_m from stretch`);

/** What hangs on the lines that are met. */
export const tracedTapsSql = (it: Traced): Sql =>
	tapsOf(sql`with ${tracedSql(it)}
		select tap.asset_id, tap.customers, tap.critical from stretch
		join network_tap as tap on tap.line_id = stretch.line_id and tap.ordinal = stretch.ordinal and tap.utility = ${it.utility}`);

export interface PlaceRow {
	reference: string;
	class: number;
	street: string | null;
	lon: number;
	lat: number;
}

/** The sources that are met. */
export const tracedSourcesSql = (it: Traced): Sql => sql`
	with ${tracedSql(it)}
	select asset.reference, asset.class, asset.street, st_x(st_pointonsurface(asset.geom)) as lon, st_y(st_pointonsurface(asset.geom)) as lat
	from met join network_source as source on source.node = met.node join asset on asset.id = source.asset_id
	order by asset.id`;

export interface QualityRow {
	utility: Utility;
	builtAt: Date;
	lines: number;
	metres: number;
	segments: number;
	largest: number;
	sources: number;
	valves: number;
	stuck: number;
	unknown: number;
	unfedM: number;
	issues: { kind: IssueKind; count: number }[];
}

/** Each network in figures. */
export const qualitySql = sql`
	with sized as (
		select piece.utility, piece.segment_id, count(distinct piece.line_id)::int as lines, sum(piece.to_m - piece.from_m) as metres
		from network_piece as piece group by piece.utility, piece.segment_id
	),
	segment as (
		select sized.utility, count(*)::int as segments, max(sized.lines) as largest, coalesce(sum(sized.metres) filter (where network_segment.fed is false), 0) as "unfedM"
		from sized join network_segment on network_segment.id = sized.segment_id group by sized.utility
	),
	valve as (
		select network_valve.utility, count(*)::int as valves, count(*) filter (where network_valve.turns is false)::int as stuck,
		       count(*) filter (where network_valve.turns is null)::int as unknown
		from network_valve group by network_valve.utility
	),
	source as (select network_source.utility, count(*)::int as sources from network_source group by network_source.utility),
	issue as (
		select counted.utility, jsonb_agg(jsonb_build_object('kind', counted.kind, 'count', counted.count) order by counted.kind) as issues
		from (select network_issue.utility, network_issue.kind, count(*)::int as count from network_issue group by 1, 2) as counted group by counted.utility
	)
	select network_build.utility, network_build.built_at as "builtAt", network_build.lines, network_build.metres,
	       coalesce(segment.segments, 0) as segments, coalesce(segment.largest, 0) as largest, coalesce(segment."unfedM", 0) as "unfedM",
	       coalesce(valve.valves, 0) as valves, coalesce(valve.stuck, 0) as stuck, coalesce(valve.unknown, 0) as unknown, coalesce(source.sources, 0) as sources,
	       coalesce(issue.issues, '[]') as issues
	from network_build
	left join segment on segment.utility = network_build.utility
	left join valve on valve.utility = network_build.utility
	left join source on source.utility = network_build.utility
	left join issue on issue.utility = network_build.utility
	order by array_position(array['water', 'electricity', 'sewer', 'stormwater'], network_build.utility)`;

export interface NetworkIssueRow extends PlaceRow {
	other: string | null;
	lines: number;
}

/** One kind of trouble of one network, that of most lines first. */
export const issuesSql = (utility: Utility, kind: IssueKind, { after, limit }: { after: number; limit: number }): Sql => sql`
	select asset.reference, asset.class, asset.street, other.reference as other, issue.lines, st_x(issue.geom) as lon, st_y(issue.geom) as lat
	from network_issue as issue
	join asset on asset.id = issue.asset_id
	left join asset as other on other.id = issue.other_id
	where issue.utility = ${utility} and issue.kind = ${kind}
	order by issue.lines desc, issue.asset_id, issue.ordinal
	offset ${after} limit ${limit}`;
