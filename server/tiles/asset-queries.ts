import type { Attribute } from '../../gis-layers/index.ts';
import { publicRegisterAt, registerAt } from '../assets/index.ts';
import { join, Sql, sql } from '../platform/sql.ts';
import { type Address, cell, exactFrom, finest, pixel } from './address.ts';
import type { View } from './layers.ts';
import { boxSql, cellSql, middleSql, simplerSql } from './queries.ts';

/** What is asked of the register for one tile. */
export interface AssetTile {
	layer: string;
	number: number;
	geometry: 'Point' | 'LineString' | 'Polygon';
	view: View;
	address: Address;
	attributes: readonly Attribute[];
	/** Only those for which this holds. */
	filter?: Sql | undefined;
	/** As of a day or an instant; else now. */
	at?: string | undefined;
	/** At most so many features; the largest first when there are more. */
	limit: number;
	largest: boolean;
}

/** How much is seen of a class, and when. */
type Seen = Pick<AssetTile, 'number' | 'view' | 'at'>;

interface Column {
	name: string;
	value: Sql;
}

const named = (name: string): Sql => new Sql(`"${name.replaceAll('"', '""').replaceAll('?', '\\?')}"`, []);
const list = (columns: readonly Column[], of: (it: Column) => Sql): Sql => join(columns.map(of), '');

/** A fact about the class, found once for the whole tile. */
const classSql = (number: number, fact: Sql): Sql => sql`(select ${fact} from asset_class where asset_class.number = ${number}::smallint)`;

/**
 * From the public's view attributes come slowly, for they are put together anew for each asset (12.6 ms a tile of 500, against 2.4): a tile asks for
 * single ones, each guarded by the same list that the view goes by.
 */
const guarded = ({ view, at }: Seen): boolean => view === 'public' && at === undefined;

const fromSql = ({ view, at }: AssetTile): Sql => (at === undefined ? sql`asset` : sql`${(view === 'public' ? publicRegisterAt : registerAt)(at)} as asset`);

const typedSql = ({ id, kind }: Attribute): Sql => {
	const value = sql`asset.attributes -> ${id}::text`;
	if (kind === 'number') return sql`case when jsonb_typeof(${value}) = 'number' then (${value})::float8 end`;
	if (kind === 'boolean') return sql`case when jsonb_typeof(${value}) = 'boolean' then (${value})::boolean end`;
	return sql`asset.attributes ->> ${id}::text`;
};

/** An attribute as somebody may see it. */
export const attributeSql = (tile: Seen, attribute: Attribute): Sql => {
	const value = typedSql(attribute);
	if (!guarded(tile)) return value;
	return sql`case when ${classSql(tile.number, sql`${attribute.id}::text = any (asset_class.public_attributes)`)} then ${value} end`;
};

function columnsOf(tile: AssetTile): Column[] {
	const { view, address, attributes } = tile;
	if (view === 'shape') return [];
	return [
		...(address.z >= exactFrom ? [{ name: 'ref', value: sql`asset.reference` }] : []),
		...(view === 'staff'
			? [
					{ name: 'status', value: sql`nullif(asset.status, 'in-service')` },
					{ name: 'doubtful', value: sql`nullif(asset.position_sd_m >= 10, false)` },
				]
			: []),
		...attributes.map((it) => ({ name: it.id, value: attributeSql(tile, it) })),
	];
}

function whereSql(tile: AssetTile, box = boxSql(tile.address)): Sql {
	const { number, view, address, filter } = tile;
	const status = view === 'staff' && address.z >= finest ? sql`asset.status <> 'withdrawn'` : sql`asset.status = 'in-service'`;
	const secrecy = guarded(tile) ? sql` and ${classSql(number, sql`asset_class.secrecy = 'public'`)}` : sql``;
	return sql`asset.class = ${number}::smallint and asset.geom_3857 && (select ${box}) and ${status}${secrecy}${filter ? sql` and (${filter})` : sql``}`;
}

const sizeSql = sql`greatest(st_xmax(asset.geom_3857) - st_xmin(asset.geom_3857), st_ymax(asset.geom_3857) - st_ymin(asset.geom_3857))`;

function singleSql(tile: AssetTile, columns: readonly Column[]): Sql {
	const { address, limit, largest } = tile;
	const coarse = address.z < exactFrom;
	const seen = coarse ? sql` and ${sizeSql} >= ${pixel(address)}::float8` : sql``;
	return sql`
		select asset.id, ${coarse ? simplerSql(sql`asset.geom_3857`, address) : sql`asset.geom_3857`} as geom${list(columns, (it) => sql`, ${it.value} as ${named(it.name)}`)}
		from ${fromSql(tile)}
		where ${whereSql(tile)}${seen} ${largest ? sql`order by ${sizeSql} desc, asset.id` : sql``} limit ${limit}`;
}

/** One ring of cells around a tile is read as well, whole, so that both neighbours count alike. */
function gatheredSql(tile: AssetTile): Sql {
	const at = [sql`asset.x`, sql`asset.y`] as const;
	const columns = tile.view === 'shape' ? [] : tile.attributes.map((it) => ({ name: it.id, value: attributeSql(tile, it) }));
	const reference = tile.view !== 'shape';
	const cells = cellSql(tile.address, tile.address.side * cell, at);
	return sql`
		select case when count(*) = 1 then min(asset.id) end as id, ${middleSql(at)} as geom, count(*)::int as count
		       ${reference ? sql`, case when count(*) = 1 then min(asset.ref) end as ref` : sql``}
		       ${list(columns, ({ name }) => sql`, (array_agg(asset.${named(name)} order by asset.id))[1] as ${named(name)}`)}
		from (
			select asset.id, (st_xmin(asset.geom_3857) + st_xmax(asset.geom_3857)) / 2 as x, (st_ymin(asset.geom_3857) + st_ymax(asset.geom_3857)) / 2 as y
			       ${reference ? sql`, asset.reference as ref` : sql``}${list(columns, (it) => sql`, ${it.value} as ${named(it.name)}`)}
			from ${fromSql(tile)}
			where ${whereSql(tile, boxSql(tile.address, cell))}
		) as asset
		group by ${join(cells, ', ')}`;
}

const gathered = ({ address, geometry }: AssetTile): boolean => address.z < exactFrom && geometry === 'Point';

/** Names of what a feature says about itself. */
function namesOf(tile: AssetTile): string[] {
	if (!gathered(tile)) return columnsOf(tile).map(({ name }) => name);
	return ['count', ...(tile.view === 'shape' ? [] : ['ref', ...tile.attributes.map(({ id }) => id)])];
}

/** Features of an asset class in a tile. Below exactFrom points are gathered by cell, lines and areas simplified. */
const featuresSql = (tile: AssetTile): Sql => (gathered(tile) ? gatheredSql(tile) : singleSql(tile, columnsOf(tile)));

/** The features as rows: id, well-known binary, and what may be told of them. Of a class whose place alone is public not even the id. */
export const assetsSql = (tile: AssetTile): Sql => sql`
	select ${tile.view === 'shape' ? sql`null::bigint as id` : sql`found.id`}, st_asbinary(found.geom) as wkb${join(
		namesOf(tile).map((name) => sql`, found.${named(name)}`),
		'',
	)}
	from (${featuresSql(tile)}) as found`;

/** The same as a finished vector tile, where the database can make one; equal contents are equal bytes. */
export const finishedSql = (tile: AssetTile): Sql => {
	const { view, address, layer } = tile;
	const id = view === 'shape' ? sql`` : sql`found.id, `;
	return sql`
		select st_asmvt(tile, ${layer}::text, 4096, 'geom'${view === 'shape' ? sql`` : sql`, 'id'`}) as tile, count(*)::int as count
		from (
			select ${id}st_asmvtgeom(found.geom, (select ${boxSql(address, 0)}::box2d), 4096, 64, true) as geom${join(
				namesOf(tile).map((name) => sql`, found.${named(name)}`),
				'',
			)}
			from (${featuresSql(tile)}) as found
			order by ${gathered(tile) ? sql`st_x(found.geom), st_y(found.geom)` : sql`found.id`}
		) as tile`;
};
