import { type Sql, sql } from '../platform/sql.ts';

/** Classes of which assets in service stand in wards that are not those of the day. */
export const strandedSql = (today: string): Sql => sql`
	select asset_class.number from asset_class
	where exists (
		select from ward where not ward.valid @> ${today}::date
		and exists (select from asset where asset.ward_id = ward.id and asset.class = asset_class.number and asset.status = 'in-service')
	)
	order by asset_class.number`;

/**
 * Puts the assets of a class into the wards of a day, from the wards' side: each ward is prepared once and held against what the index has near it.
 * What is retired stays in the ward in which it ended.
 */
export const followWardsSql = (number: number, today: string): Sql => sql`
	with home as (
		select asset.id, min(ward.id) as ward_id
		from ward
		join asset on asset.class = ${number}::smallint and asset.status = 'in-service' and asset.geom_m && ward.geom_m
		where ward.valid @> ${today}::date and st_intersects(ward.geom, st_pointonsurface(asset.geom))
		group by asset.id
	),
	moved as (
		update asset set ward_id = fresh.ward_id
		from (select held.id, home.ward_id from asset as held left join home on home.id = held.id
		      where held.class = ${number}::smallint and held.status = 'in-service') as fresh
		where asset.id = fresh.id and asset.ward_id is distinct from fresh.ward_id
		returning asset.id
	)
	select count(*)::int as moved from moved`;
