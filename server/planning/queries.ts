import { type Sql, sql } from '../platform/sql.ts';

/** The faults of a list of ids, newest first, with how many there are in all. */
export const behindSql = (ids: Sql, { zone, limit, offset }: { zone: string; limit: number; offset: number }): Sql => sql`
	with chosen as materialized (${ids}),
	page as (
		select fault.id, fault.code, fault.failure_mode, fault.state, fault.first_report_at, fault.asset_id, fault.street, fault.reports, fault.geom
		from chosen
		join fault on fault.id = chosen.id
		order by fault.first_report_at desc, fault.id desc
		limit ${limit} offset ${offset}
	)
	select total.faults as total, page.code, page.failure_mode as mode, page.state, (page.first_report_at at time zone ${zone})::date as day,
	       asset.reference as asset, page.street, page.reports, st_x(page.geom) as lon, st_y(page.geom) as lat
	from (select count(*)::int as faults from chosen) as total
	left join page on true
	left join asset on asset.id = page.asset_id
	order by page.first_report_at desc, page.id desc`;

/** Today's wards, without the detail that a map of the whole municipality cannot show. */
export const wardShapesSql = sql`
	select ward.id::text as key, ward.name as title, st_asgeojson(st_simplifypreservetopology(ward.geom, 0.00005), 5)::jsonb as geometry
	from ward
	where ward.valid @> current_date
	order by length(ward.code), ward.code`;

/** The lines of a class gathered by an attribute; where there are more than `limit`, the longest. About 5 m of detail. */
export const lineShapesSql = ({ classNumber, attribute, limit }: { classNumber: number; attribute: string; limit: number }): Sql => sql`
	with line as materialized (
		select asset.id
		from asset
		where asset.class = ${classNumber}::smallint and asset.status = 'in-service'
		order by asset.length_m desc
		limit ${limit}
	),
	piece as (
		select coalesce(asset.attributes ->> ${attribute}, '') as part, (st_dump(st_simplify(asset.geom, 0.00004, true))).geom
		from line
		join asset on asset.id = line.id
	)
	select piece.part as key, (select count(*)::int from asset where asset.class = ${classNumber}::smallint and asset.status = 'in-service') as total, st_asgeojson(st_collect(piece.geom), 5)::jsonb as geometry
	from piece
	group by piece.part
	order by piece.part`;
