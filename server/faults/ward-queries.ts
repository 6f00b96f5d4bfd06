import { type Sql, sql } from '../platform/sql.ts';

/** Puts open faults into the wards of a day; what is over stays in the ward of its day. */
export const followWardsSql = (today: string): Sql => sql`
	with stranded as (
		select fault.id, fault.geom from fault join ward on ward.id = fault.ward_id where fault.open and not ward.valid @> ${today}::date
	),
	moved as (
		update fault set ward_id = fresh.ward_id
		from (
			select stranded.id, (select ward.id from ward where ward.valid @> ${today}::date and st_covers(ward.geom, stranded.geom) order by ward.id limit 1) as ward_id
			from stranded
		) as fresh
		where fault.id = fresh.id
		returning fault.id
	)
	select count(*)::int as moved from moved`;
