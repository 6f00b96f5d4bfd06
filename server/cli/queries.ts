import { type Sql, sql } from '../platform/sql.ts';

/** The municipality that is here, if there is one. */
export const presentSql = sql`select municipality.name, municipality.demo from municipality`;

/** Empties every table of ours; the schema stays, and the codes for cost that came with it. */
export const emptySql = sql`
	do $$
	begin
		execute (
			select 'truncate ' || string_agg(format('%I.%I', pg_tables.schemaname, pg_tables.tablename), ', ') || ' restart identity cascade'
			from pg_tables
			where pg_tables.schemaname = 'public' and pg_tables.tablename not in ('migration', 'migration_lock', 'spatial_ref_sys', 'cost_code')
		);
	end $$`;

/** One area of several pieces, in WGS84, as GeoJSON. The pieces are mended and joined with a grid, or hairline gaps between them would fail. */
export const joinedSql = (pieces: readonly string[], srid: number): Sql => sql`
	with piece as (
		select st_transform(st_collectionextract(st_makevalid(st_setsrid(st_force2d(st_geomfromgeojson(given.text)), ${srid}::int)), 3), 4326) as geom
		from unnest(${pieces}::text[]) as given (text)
	)
	select st_asgeojson(st_multi(st_union(piece.geom, 0.00000001)), 9) as geometry,
	       max(st_xmax(piece.geom)) as east, min(st_xmin(piece.geom)) as west, max(st_ymax(piece.geom)) as north, min(st_ymin(piece.geom)) as south
	from piece`;

export interface Joined {
	geometry: string | null;
	west: number;
	south: number;
	east: number;
	north: number;
}

/** What of a coordinate system matters where metres are measured. */
export const metricSystemSql = (srid: number): Sql => sql`
	select substring(spatial_ref_sys.srtext from '"([^"]+)"') as name, spatial_ref_sys.proj4text ~ '\\+units=m( |$)' as metres,
	       spatial_ref_sys.proj4text ~ '\\+axis=' and spatial_ref_sys.proj4text !~ '\\+axis=enu' as turned
	from spatial_ref_sys where spatial_ref_sys.srid = ${srid}`;

export interface MetricSystem {
	name: string;
	metres: boolean;
	turned: boolean;
}

export interface Ward {
	code: string;
	name: string;
	/** GeoJSON text. */
	geometry: string;
}

/** Writes the wards down, valid from the day on which the register begins. */
export const addWardsSql = (wards: readonly Ward[], { srid, from }: { srid: number; from: string }): Sql => sql`
	insert into ward (code, name, geom, valid)
	select given.code, given.name,
	       st_multi(st_collectionextract(st_makevalid(st_transform(st_setsrid(st_force2d(st_geomfromgeojson(given.geometry)), ${srid}::int), 4326)), 3)),
	       daterange(${from}::date, null)
	from jsonb_to_recordset(${JSON.stringify(wards)}::jsonb) as given (code text, name text, geometry text)`;

/** How the municipality measures, once it is there. */
export const settledSql = sql`
	select municipality.srid, substring(spatial_ref_sys.srtext from '"([^"]+)"') as name, (select count(*)::int from ward) as wards,
	       (st_area(metric(municipality.boundary)) / 1000000)::float8 as km2
	from municipality join spatial_ref_sys on spatial_ref_sys.srid = municipality.srid`;

export interface Settled {
	srid: number;
	name: string;
	wards: number;
	km2: number;
}
