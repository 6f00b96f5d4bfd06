import { every, type Sql, sql } from '../../platform/sql.ts';
import { publicRegisterAt, registerAt } from '../state-queries.ts';

export const systemSql = (srid: number): Sql => sql`
	select spatial_ref_sys.srid, spatial_ref_sys.auth_name as authority, spatial_ref_sys.auth_srid as code,
	       coalesce(substring(spatial_ref_sys.srtext from '"([^"]+)"'), spatial_ref_sys.auth_name || ':' || spatial_ref_sys.auth_srid) as name,
	       spatial_ref_sys.srtext as wkt
	from spatial_ref_sys where spatial_ref_sys.srid = ${srid}::int`;

/** Longitudes and latitudes: west, south, east, north. */
export type LonLatBox = readonly [number, number, number, number];

/** Which assets go out. */
export interface Selection {
	readonly number: number;
	/** The public reads what is public, through the public's view. */
	readonly staff: boolean;
	readonly box?: LonLatBox | undefined;
	readonly status?: 'in-service' | 'retired' | undefined;
	/** As the register was on a day or at an instant. */
	readonly at?: string | undefined;
}

export interface PageRow {
	id: number;
	wkb: Buffer;
	attributes: Record<string, unknown>;
	[field: string]: unknown;
}

const staffColumns = sql`
	asset.key, asset.installed_on, asset.retired_on, asset.condition_grade, asset.condition_on, asset.criticality, asset.zone, `;

/** Beyond, the map's own projection has no end. */
const farthest = 85;

/** The index that knows class and place is that of the map's projection, in which a box of longitudes and latitudes is a box too. */
const inBoxSql = ([west, south, east, north]: LonLatBox): Sql => {
	const [low, high] = [Math.max(-farthest, Math.min(farthest, south)), Math.max(-farthest, Math.min(farthest, north))];
	return sql`
		asset.geom_3857 && st_transform(st_makeenvelope(${west}::float8, ${low}::float8, ${east}::float8, ${high}::float8, 4326), 3857)
		and st_intersects(asset.geom, st_makeenvelope(${west}::float8, ${south}::float8, ${east}::float8, ${north}::float8, 4326))`;
};

// An addition that was taken back never was there.
const whereSql = ({ number, box, status }: Selection): Sql =>
	every([sql`asset.class = ${number}::smallint`, status ? sql`asset.status = ${status}` : sql`asset.status <> 'withdrawn'`, box && inBoxSql(box)]);

/**
 * The next assets of a selection in the order of their ids: pages, not a cursor, so that nobody's slow line holds a transaction open, which on the
 * embedded database would keep everybody else waiting. Rings run as RFC 7946 wants them; asked of a line, PostGIS would turn that round.
 */
export const pageSql = (selection: Selection, { after, limit, srid }: { after: number; limit: number; srid: number }): Sql => sql`
	select asset.id, asset.reference, asset.owner, asset.status, asset.street, ward.name as ward, ${selection.staff ? staffColumns : sql``}asset.attributes,
	       st_asbinary(st_transform(case when st_dimension(asset.geom) = 2 then st_forcepolygonccw(asset.geom) else asset.geom end, ${srid}::int), 'NDR') as wkb
	from ${selection.staff ? registerAt(selection.at) : publicRegisterAt(selection.at)} as asset
	left join ward on ward.id = asset.ward_id
	where ${whereSql(selection)} and asset.id > ${after}::bigint
	order by asset.id
	limit ${limit}::int`;
