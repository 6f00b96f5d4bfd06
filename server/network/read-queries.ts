import { type Sql, sql } from '../platform/sql.ts';
import { joinM, type Network, type Part } from './rules.ts';

/** A line of the register with its ends, in metres. */
export interface LineRow {
	id: number;
	key: string;
	length: number;
	x1: number;
	y1: number;
	x2: number;
	y2: number;
	from: string | null;
	to: string | null;
	upstream: string | null;
}

const inService = (number: number): Sql => sql`asset.class = ${number}::smallint and asset.status = 'in-service'`;
/** What an attribute holds, if the role names one. */
const held = (attribute: string | undefined): Sql => sql`nullif(asset.attributes ->> ${attribute ?? null}::text, '')`;

/** The lines of a network, lowest number first. */
export const linesSql = ({ line: { home, role } }: Network): Sql => sql`
	select asset.id, asset.key, asset.length_m as length,
	       st_x(st_startpoint(asset.geom_m)) as x1, st_y(st_startpoint(asset.geom_m)) as y1, st_x(st_endpoint(asset.geom_m)) as x2, st_y(st_endpoint(asset.geom_m)) as y2,
	       ${held(role.ends?.[0])} as "from", ${held(role.ends?.[1])} as "to", ${held(role.upstream)} as upstream
	from asset
	where ${inService(home.number)} and geometrytype(asset.geom_m) = 'LINESTRING'
	order by asset.id`;

/** Ends of lines whose node nobody named that stand on the middle of another line, and where. */
export interface TeeRow {
	id: number;
	/** 0: its beginning, 1: its end. */
	side: number;
	lineId: number;
	at: number;
}

export const teesSql = ({ line: { home, role } }: Network): Sql => sql`
	select asset.id, tip.side, line.id as "lineId", spot.share * line.length_m as at
	from asset
	cross join lateral (values (0, st_startpoint(asset.geom_m), ${held(role.ends?.[0])}), (1, st_endpoint(asset.geom_m), ${held(role.ends?.[1])})) as tip (side, p, name)
	join asset as line on line.class = ${home.number}::smallint and line.status = 'in-service' and line.id <> asset.id and st_dwithin(line.geom_m, tip.p, ${joinM}::float8)
	  and geometrytype(line.geom_m) = 'LINESTRING'
	cross join lateral (select st_linelocatepoint(line.geom_m, tip.p) as share) as spot
	where ${inService(home.number)} and geometrytype(asset.geom_m) = 'LINESTRING' and tip.name is null and ${held(role.upstream)} is null
	  and spot.share * line.length_m > ${joinM}::float8 and (1 - spot.share) * line.length_m > ${joinM}::float8
	order by asset.id, tip.side, line.id`;

/** Something that sits on a line, and how far along; without a line when none is within reach. */
interface Sitting {
	id: number;
	key: string;
	lineId: number | null;
	at: number | null;
}

interface Sits {
	part: Pick<Part<'tap'>, 'home'>;
	/** The attribute that holds the key of its line. */
	line: string | undefined;
	reach: number;
	more?: Sql;
	among?: Sql;
}

/** The assets of a class on the lines of a network: on the line the register says, else on the nearest within reach. */
const sittingSql = ({ line }: Network, { part, line: attribute, reach, more = sql`null as more`, among = sql`true` }: Sits): Sql => sql`
	select asset.id, asset.key, coalesce(said.id, near.id) as "lineId", coalesce(said.at, near.at) as at, ${more}
	from asset
	left join lateral (
		select line.id, st_linelocatepoint(line.geom_m, st_pointonsurface(asset.geom_m)) * line.length_m as at
		from asset as line
		where line.class = ${line.home.number}::smallint and line.key = ${held(attribute)} and line.status = 'in-service' and geometrytype(line.geom_m) = 'LINESTRING'
	) as said on true
	left join lateral (
		select line.id, st_linelocatepoint(line.geom_m, st_pointonsurface(asset.geom_m)) * line.length_m as at
		from asset as line
		where said.id is null and line.class = ${line.home.number}::smallint and line.status = 'in-service' and geometrytype(line.geom_m) = 'LINESTRING'
		  and st_dwithin(line.geom_m, asset.geom_m, ${reach}::float8)
		order by st_distance(line.geom_m, asset.geom_m), line.id
		limit 1
	) as near on true
	where ${inService(part.home.number)} and ${among}
	order by asset.id`;

export interface ValveRow extends Sitting {
	closed: boolean;
	turns: boolean | null;
}

/** The valves that shut a line. */
export const valvesSql = (network: Network, part: Part<'valve'>, reach: number): Sql =>
	sittingSql(network, {
		part,
		line: part.role.line,
		reach,
		more: sql`coalesce(${held(part.role.closed)} = 'true', false) as closed,
		          case ${held(part.role.turns)} when 'true' then true when 'false' then false end as turns`,
		...(part.role.shuts && {
			among: sql`coalesce(${held(part.role.shuts.attribute)} = any (${part.role.shuts.kinds}::text[]), true)`,
		}),
	});

export interface TapRow extends Sitting {
	customers: number;
	critical: string | null;
}

/** What hangs on the lines. Where the register does not say how many a connection serves, it is one at least. */
export const tapsSql = (network: Network, part: Part<'tap'>, reach: number): Sql =>
	sittingSql(network, {
		part,
		line: part.role.line,
		reach,
		more: sql`case when ${part.role.customers ?? null}::text is null then 0
		               when ${held(part.role.customers)} ~ '^[0-9]{1,7}([.][0-9]+)?$' then round((${held(part.role.customers)})::numeric)::int
		               else 1 end as customers,
		          ${held(part.role.critical)} as critical`,
	});

export interface SourceRow extends Sitting {
	node: string | null;
}

/** What feeds the network. */
export const sourcesSql = (network: Network, part: Part<'source'>, reach: number): Sql =>
	sittingSql(network, { part, line: undefined, reach, more: sql`${held(part.role.node)} as node` });
