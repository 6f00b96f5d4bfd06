import { join, type Sql, sql } from '../platform/sql.ts';
import { type Address, cell, exactFrom, finest, margin, pixel } from './address.ts';
import type { View } from './layers.ts';

/** A tile's box, widened by a part of its side. */
export const boxSql = ({ west, south, side }: Address, part = margin): Sql => {
	const more = side * part;
	return sql`st_makeenvelope(${west - more}::float8, ${south - more}::float8, ${west + side + more}::float8, ${south + side + more}::float8, 3857)`;
};

/** Which cell of a tile a point lies in. Cells lie as the tiles do, so that neighbours see the same ones. */
export const cellSql = ({ west, south }: Address, size: number, [x, y]: readonly [Sql, Sql]): [Sql, Sql] => [
	sql`floor((${x} - ${west}::float8) / ${size}::float8)`,
	sql`floor((${y} - ${south}::float8) / ${size}::float8)`,
];

/** The middle of a cell's points, to the centimetre: sums in another order must give the same. */
export const middleSql = ([x, y]: readonly [Sql, Sql]): Sql =>
	sql`st_asbinary(st_setsrid(st_makepoint(round(avg(${x}) * 100) / 100, round(avg(${y}) * 100) / 100), 3857))`;

/** What is asked of the register for one tile. */
export interface AssetTile {
	number: number;
	geometry: 'Point' | 'LineString' | 'Polygon';
	view: View;
	address: Address;
	attributes: readonly string[];
	/** At most so many features; the largest first when there are more. */
	limit: number;
	largest: boolean;
}

/** Features of an asset class in a tile: id, wkb and what may be told of them. Below exactFrom points are gathered by cell, lines and areas simplified. */
export const assetsSql = (tile: AssetTile): Sql => {
	const coarse = tile.address.z < exactFrom;
	return coarse && tile.geometry === 'Point' ? gatheredSql(tile) : coarse ? simplifiedSql(tile) : exactSql(tile);
};

const attributesSql = (names: readonly string[]): Sql =>
	names.length === 0
		? sql`null::jsonb`
		: sql`jsonb_build_object(${join(
				names.map((it) => sql`${it}::text, asset.attributes -> ${it}::text`),
				', ',
			)})`;

// For the public the view decides what may be seen; of classes whose place alone is public nothing but the geometry is read.
const sources: Record<View, Sql> = { staff: sql`asset`, public: sql`public_asset as asset`, shape: sql`asset` };

const columnsSql = ({ view, address, attributes }: AssetTile): Sql => {
	if (view === 'shape') return sql`null::bigint as id`;
	const staff = sql`nullif(asset.status, 'in-service') as status, nullif(asset.position_sd_m >= 10, false) as doubtful`;
	const ref = address.z >= exactFrom ? sql`asset.reference as ref, ` : sql``;
	return sql`asset.id, ${ref}${view === 'staff' ? sql`${staff}, ` : sql``}${attributesSql(attributes)} as attributes`;
};

const whereSql = ({ number, view, address }: AssetTile, box = boxSql(address)): Sql => {
	const status = view === 'staff' && address.z >= finest ? sql`true` : sql`asset.status = 'in-service'`;
	return sql`asset.class = ${number}::smallint and asset.geom_3857 && ${box} and ${status}`;
};

const sizeSql = sql`greatest(st_xmax(asset.geom_3857) - st_xmin(asset.geom_3857), st_ymax(asset.geom_3857) - st_ymin(asset.geom_3857))`;
const orderSql = ({ largest, limit }: AssetTile): Sql => (largest ? sql`order by ${sizeSql} desc, asset.id limit ${limit}` : sql`limit ${limit}`);

const exactSql = (tile: AssetTile): Sql => sql`
	select ${columnsSql(tile)}, st_asbinary(asset.geom_3857) as wkb
	from ${sources[tile.view]}
	where ${whereSql(tile)} ${orderSql(tile)}`;

/** A geometry without what is smaller than half a pixel; one that would vanish stays as it is. */
const simplerSql = (geom: Sql, address: Address): Sql =>
	sql`case when st_npoints(${geom}) > 2 then coalesce(st_simplify(${geom}, ${pixel(address) / 2}::float8, true), ${geom}) else ${geom} end`;

const simplifiedSql = (tile: AssetTile): Sql => sql`
	select ${columnsSql(tile)},
	       st_asbinary(${simplerSql(sql`asset.geom_3857`, tile.address)}) as wkb
	from ${sources[tile.view]}
	where ${whereSql(tile)} and ${sizeSql} >= ${pixel(tile.address)}::float8 ${orderSql(tile)}`;

/** 32 cells along a tile. One ring of cells around it is read as well, whole, so that both neighbours count alike. */
const gatheredSql = (tile: AssetTile): Sql => {
	const at = [sql`found.x`, sql`found.y`] as const;
	const [attributes, ref] = tile.view === 'shape' ? [sql`null::jsonb`, sql`null`] : [attributesSql(tile.attributes), sql`asset.reference`];
	return sql`
		with found as (
			select asset.id, ${ref} as ref, ${attributes} as attributes, (st_xmin(asset.geom_3857) + st_xmax(asset.geom_3857)) / 2 as x,
			       (st_ymin(asset.geom_3857) + st_ymax(asset.geom_3857)) / 2 as y
			from ${sources[tile.view]}
			where ${whereSql(tile, boxSql(tile.address, cell))}
		)
		select ${tile.view === 'shape' ? sql`null::bigint` : sql`case when count(*) = 1 then min(found.id) end`} as id, count(*)::int as count,
		       case when count(*) = 1 then min(found.ref) end as ref, (array_agg(found.attributes order by found.id))[1] as attributes, ${middleSql(at)} as wkb
		from found
		group by ${join(cellSql(tile.address, tile.address.side * cell, at), ', ')}`;
};

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
