import { type Sql, sql } from '../../platform/sql.ts';

/** Part of the world in EPSG:3857. */
export interface Frame {
	west: number;
	south: number;
	east: number;
	north: number;
}

const box = ({ west, south, east, north }: Frame): Sql => sql`st_makeenvelope(${west}, ${south}, ${east}, ${north}, 3857)`;

/** Roads that anybody may know of in a frame, as lines in EPSG:3857, coarser than a pixel of so many metres. */
export const roadsSql = (frame: Frame, roads: number, pixel: number): Sql => sql`
	select st_asgeojson(st_simplify(road.geom_3857, ${pixel}), 0)::jsonb -> 'coordinates' as line
	from public_asset as road
	where road.class = ${roads}::smallint and road.geom_3857 && ${box(frame)} and geometrytype(road.geom_3857) = 'LINESTRING'
	limit 4000`;

/** Open faults in a frame, as points in EPSG:3857. */
export const faultsSql = (frame: Frame): Sql => sql`
	select st_x(fault.geom_3857) as x, st_y(fault.geom_3857) as y, fault.state from public_fault as fault
	where fault.open and fault.geom_3857 && ${box(frame)}
	limit 600`;

const outline = (geom: Sql): Sql => sql`
	select st_asgeojson(st_simplify(${geom}, (st_xmax(${geom}) - st_xmin(${geom})) / 800), 0)::jsonb -> 'coordinates' as rings,
	       st_xmin(${geom}) as west, st_ymin(${geom}) as south, st_xmax(${geom}) as east, st_ymax(${geom}) as north`;

export interface OutlineRow extends Frame {
	rings: [number, number][][][];
}

/** The outline of a ward of today, and its bounds. */
export const wardOutlineSql = (code: string): Sql => sql`${outline(sql`ward.geom_3857`)} from ward where ward.code = ${code} and ward.valid @> current_date`;

/** The outline of the municipality. */
export const townOutlineSql = sql`
	with town as (select st_transform(municipality.boundary, 3857) as geom from municipality) ${outline(sql`town.geom`)} from town`;

/** Where a public fault is, in EPSG:3857. */
export const faultAtSql = (code: string): Sql => sql`
	select st_x(fault.geom_3857) as x, st_y(fault.geom_3857) as y, fault.state, fault.open and fault.due_on < (now() at time zone municipality.zone)::date as overdue
	from public_fault as fault cross join municipality where fault.code = upper(${code})`;

/** A ward of today and how many faults are open in it. */
export const wardSql = (code: string): Sql => sql`
	select ward.name, (select count(*)::int from public_fault as fault where fault.open and fault.ward_id = ward.id) as open
	from ward where ward.code = ${code} and ward.valid @> current_date`;
