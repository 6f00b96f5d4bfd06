import { join, type Sql, sql } from '../platform/sql.ts';
import type { Address } from './address.ts';
import { boxSql, cellSql, middleSql } from './queries.ts';

/** From this zoom of the tiles on every fault is drawn by itself. */
export const singleFrom = 13;
const cellsAlong = 16;

// What is over is shown for 30 days. `due`: when the open one will be overdue, and the tile with it be out of date.
const staffSql = (box: Sql, scope: Sql, filter: Sql): Sql => sql`
	select fault.id, fault.geom_3857 as point, fault.code, fault.state, fault.failure_mode as mode, asset_class.code as class, fault.asset_id as asset,
	       fault.reports, nullif(fault.emergency, false) as emergency, nullif(fault.open and fault.due_at < now(), false) as overdue,
	       fault.priority, nullif(fault.needs_look, false) as look, department.code as department, case when fault.open and fault.due_at >= now() then fault.due_at end as due
	from fault
	join asset_class on asset_class.number = fault.class
	join department on department.id = fault.department_id
	where fault.geom_3857 && ${box} and fault.state not in ('merged', 'rejected') and (fault.open or fault.fixed_at > now() - interval '30 days') and ${scope} and (${filter})`;

// The days of the view cannot be found by an index: far out, where a tile holds most of the municipality, those worth looking at are found first.
const latelySql = sql`fault.id = any (array(select recent.id from fault as recent where recent.open or recent.fixed_at > now() - interval '32 days'))`;

const publicSql = (box: Sql, found: Sql, filter: Sql): Sql => sql`
	select fault.id, fault.geom_3857 as point, fault.code, fault.state, fault.failure_mode as mode, asset_class.code as class, fault.asset_id as asset,
	       fault.reports, nullif(fault.emergency, false) as emergency, nullif(fault.open and fault.due_on < local.today, false) as overdue, null::timestamptz as due
	from public_fault as fault
	join asset_class on asset_class.number = fault.class
	cross join (select (now() at time zone municipality.zone)::date as today from municipality) as local
	where fault.geom_3857 && ${box} and (fault.open or fault.fixed_on > local.today - 30) and ${found} and (${filter})`;

/** The state that asks most of us, first. */
const worstFirst = ['reported', 'confirmed', 'waiting', 'scheduled', 'in-progress', 'made-safe', 'fixed', 'closed'];

/** For those who may see all faults, or wish to. */
export const everywhere: Sql = sql`true`;

export interface FaultTile {
	view: 'staff' | 'public';
	/** Those that staff may see. */
	scope: Sql;
	/** Those that are wished for. */
	filter: Sql;
	limit: number;
}

/** Faults in a tile: open ones and those fixed lately; for staff those of their scope, for everybody what is public. Far out gathered by cell. */
export function faultsSql(address: Address, { view, scope, filter, limit }: FaultTile): Sql {
	const single = address.z >= singleFrom;
	const seen = (box: Sql): Sql => (view === 'staff' ? staffSql(box, scope, filter) : publicSql(box, address.z > 10 ? sql`true` : latelySql, filter));
	if (single)
		return sql`
			with seen as (${seen(boxSql(address))})
			select seen.*, null as point, st_asbinary(seen.point) as wkb from seen order by seen.id desc limit ${limit}`;
	const at = [sql`st_x(seen.point)`, sql`st_y(seen.point)`] as const;
	const only = (column: Sql): Sql => sql`case when count(*) = 1 then min(${column}) end`;
	return sql`
		with seen as (${seen(boxSql(address, 1 / cellsAlong))})
		select ${only(sql`seen.id`)} as id, count(*)::int as count, ${only(sql`seen.code`)} as code, ${only(sql`seen.mode`)} as mode, ${only(sql`seen.class`)} as class,
		       (array_agg(seen.state order by array_position(${worstFirst}::text[], seen.state), seen.id))[1] as state, sum(seen.reports)::int as reports,
		       nullif(bool_or(seen.emergency), false) as emergency, nullif(bool_or(seen.overdue), false) as overdue, min(seen.due) as due, st_asbinary(${middleSql(at)}) as wkb
		from seen
		group by ${join(cellSql(address, address.side / cellsAlong, at), ', ')}`;
}
