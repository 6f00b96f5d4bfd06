import { type Sql, sql } from '../platform/sql.ts';
import { type Address, finest, margin, pixel } from './address.ts';

/** A tile's box, widened by a part of its side. */
export const boxSql = ({ west, south, side }: Address, part = margin): Sql => {
	const more = side * part;
	return sql`st_makeenvelope(${west - more}::float8, ${south - more}::float8, ${west + side + more}::float8, ${south + side + more}::float8, 3857)`;
};

/** Which cell of a tile a point lies in. Cells lie as the tiles do, so that neighbours see the same ones. */
export const cellSql = ({ west, south }: Pick<Address, 'west' | 'south'>, size: number, [x, y]: readonly [Sql, Sql]): [Sql, Sql] => [
	sql`floor((${x} - ${west}::float8) / ${size}::float8)`,
	sql`floor((${y} - ${south}::float8) / ${size}::float8)`,
];

/** The middle of a cell's points, to the centimetre: sums in another order must give the same. */
export const middleSql = ([x, y]: readonly [Sql, Sql]): Sql => sql`st_setsrid(st_makepoint(round(avg(${x}) * 100) / 100, round(avg(${y}) * 100) / 100), 3857)`;

/** A geometry without what is smaller than half a pixel; one that would vanish stays as it is. */
export const simplerSql = (geom: Sql, address: Address): Sql =>
	sql`case when st_npoints(${geom}) > 2 then coalesce(st_simplify(${geom}, ${pixel(address) / 2}::float8, true), ${geom}) else ${geom} end`;

/** Wards as they are today. */
export const wardsSql = (address: Address): Sql => sql`
	select ward.id, ward.code, ward.name, st_asbinary(${address.z < finest ? simplerSql(sql`ward.geom_3857`, address) : sql`ward.geom_3857`}) as wkb
	from ward
	where ward.geom_3857 && ${boxSql(address)} and ward.valid @> current_date`;

/** Names to write on the map: those that fit, the most important first; at the finest zoom all. */
export const placesSql = (address: Address, kinds: readonly string[]): Sql => {
	const at = [sql`st_x(place.geom_3857)`, sql`st_y(place.geom_3857)`] as const;
	const cells = address.z < finest ? cellSql(address, address.side / 8, at) : [sql`place.id`, sql`0`];
	return sql`
		with seen as (
			select place.*, ${cells[0]} as cell_x, ${cells[1]} as cell_y
			from public_place as place
			where place.geom_3857 && ${boxSql(address, 1 / 8)} and place.kind = any (${kinds}::text[])
		)
		select distinct on (seen.kind, seen.cell_x, seen.cell_y) seen.id, seen.kind, seen.name, nullif(seen.importance, 0) as importance, st_asbinary(seen.geom_3857) as wkb
		from seen
		order by seen.kind, seen.cell_x, seen.cell_y, seen.importance desc, seen.id`;
};

/** Fails where the database cannot make vector tiles. */
export const ableSql = sql`select st_asmvt(probe) is not null as able from (select st_makepoint(0, 0) as geom) as probe`;

/** The last event up to a number: by its moment it is known again, in whatever database. */
export const latestSql = (id: number): Sql => sql`
	select event.id, event.at::text as at from event where event.id <= ${id} order by event.id desc limit 1`;

export const knownSql = ({ id, at }: { id: number; at: string }): Sql => sql`
	select exists (select from event where event.id = ${id} and event.at = ${at}::timestamptz) as known`;

export const changesSinceSql = (id: number, limit: number): Sql => sql`
	select event.details ->> 'layer' as layer, event.details -> 'boxes' as boxes, (event.details ->> 'shown')::boolean as shown
	from event
	where event.id > ${id} and event.kind = 'layer.changed'
	order by event.id
	limit ${limit}`;

export const migrationsSql = sql`select count(*)::int as count from migration`;
