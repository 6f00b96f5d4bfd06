import { join, Sql, sql } from '../platform/sql.ts';
import { type Address, margin } from './address.ts';
import { boxSql, cellSql } from './queries.ts';

/** From this zoom of the tiles on every fault is drawn by itself; before it those are gathered that would lie on one another. */
export const singleFrom = 14;
/** Cells are a little wider than the disc that is drawn for many. */
const cellsAlong = 16;

// `due`: when the open one will be overdue, and the tile with it be out of date.
const staffSql = (scope: Sql): Sql => sql`
	select fault.fault_id as id, fault.staff_x as x, fault.staff_y as y, fault.code, fault.state, fault.open, fault.failure_mode, asset_class.code as class_code,
	       fault.asset_id, fault.reports, fault.emergency, fault.street, ward.name as ward_name, department.code as department_code,
	       (fault.first_report_at at time zone (select municipality.zone from municipality))::date as first_report_on,
	       fault.open and fault.due_at < now() as overdue, fault.priority, fault.needs_look, case when fault.open and fault.due_at >= now() then fault.due_at end as due
	from map_fault as fault
	left join asset_class on asset_class.number = fault.class
	left join ward on ward.id = fault.ward_id
	left join department on department.id = fault.department_id
	where (fault.open or fault.fixed_at > now() - interval '30 days') and ${scope}`;

const publicSql = sql`select its.*, null::timestamptz as due from public_map_fault as its`;

/** The state that asks most of us, first. */
const worstFirst = ['reported', 'confirmed', 'waiting', 'scheduled', 'in-progress', 'made-safe', 'fixed', 'closed'];
const ranks = join(
	worstFirst.map((state, i) => sql`when ${state}::text then ${i + 1}::int`),
	' ',
);

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

const sourceSql = ({ view, scope }: FaultTile): Sql => (view === 'staff' ? staffSql(scope) : publicSql);

/** Whole centimetres, as far as four bytes go: the world ends before. */
const centimetres = (metres: number): number => Math.max(-2_147_483_647, Math.min(2_147_483_647, Math.round(metres * 100)));

/** Whether a fault lies in a tile, widened by a part of its side. */
const insideSql = ({ west, south, side }: Address, part: number): Sql => {
	const more = side * part;
	return sql`fault.x between ${centimetres(west - more)}::int and ${centimetres(west + side + more)}::int
	       and fault.y between ${centimetres(south - more)}::int and ${centimetres(south + side + more)}::int`;
};

const pointSql = (x: Sql, y: Sql): Sql => sql`st_setsrid(st_makepoint(${x} / 100::float8, ${y} / 100::float8), 3857)`;

/** What a fault that stands by itself says, beside its id. */
const saidSql = ({ view }: FaultTile): Sql => sql`
	fault.code, fault.state, fault.failure_mode as mode, fault.class_code as class, fault.asset_id as asset, fault.reports,
	nullif(fault.emergency, false) as emergency, nullif(fault.overdue, false) as overdue${
		view === 'staff' ? sql`, fault.priority, nullif(fault.needs_look, false) as look, fault.department_code as department` : sql``
	}`;

const singleSql = (address: Address, tile: FaultTile): Sql => sql`
	select fault.*, ${pointSql(sql`fault.x`, sql`fault.y`)} as geom
	from (${sourceSql(tile)}) as fault
	where ${insideSql(address, margin)} and (${tile.filter})
	order by fault.id desc limit ${tile.limit}`;

/** The same as a finished vector tile, where the database can make one, and when it will be out of date; equal contents are equal bytes. Only from `singleFrom` on. */
export const finishedFaultsSql = (address: Address, tile: FaultTile): Sql => sql`
	with found as materialized (${singleSql(address, tile)})
	select st_asmvt(tile, 'faults', 4096, 'geom', 'id') as tile, (select min(found.due) from found) as due
	from (
		select fault.id, st_asmvtgeom(fault.geom, (select ${boxSql(address, 0)}::box2d), 4096, 64, true) as geom, ${saidSql(tile)}
		from found as fault
		order by fault.id
	) as tile`;

/** How many cells lie in a tile and around it, written out: the planner takes them for fifty times as many. */
const mostCells = new Sql(`${(cellsAlong + 2) ** 2}`, []);

/** Only what can be added up is read of all; who stands alone in a cell is looked up afterwards, one by one (the limit: as a join all would be read once more). */
function gatheredSql(address: Address, tile: FaultTile): Sql {
	const { west, south, side } = address;
	const cell = cellSql({ west: west * 100, south: south * 100 }, (side * 100) / cellsAlong, [sql`fault.x`, sql`fault.y`]);
	return sql`
	with cell as (
		select min(fault.id) as id, count(*)::int as count, min(case fault.state ${ranks} else ${worstFirst.length}::int end) as worst, sum(fault.reports)::int as reports,
		       bool_or(fault.emergency) as emergency, bool_or(fault.overdue) as overdue, min(fault.due) as due, round(avg(fault.x)) as x, round(avg(fault.y)) as y
		from (${sourceSql(tile)}) as fault
		where ${insideSql(address, 1 / cellsAlong)} and (${tile.filter})
		group by ${join(cell, ', ')}
		limit ${mostCells})
	select alone.id, cell.count, alone.code, alone.mode, alone.class, (${worstFirst}::text[])[cell.worst] as state, cell.reports,
	       nullif(cell.emergency, false) as emergency, nullif(cell.overdue, false) as overdue, cell.due, st_asbinary(${pointSql(sql`cell.x`, sql`cell.y`)}) as wkb
	from cell
	left join lateral (
		select map_fault.fault_id as id, map_fault.code, map_fault.failure_mode as mode, asset_class.code as class
		from map_fault join asset_class on asset_class.number = map_fault.class
		where map_fault.fault_id = cell.id and cell.count = 1
		limit 1) as alone on true`;
}

/** Faults in a tile: open ones and those fixed lately; for staff those of their scope, for everybody what is public. Far out gathered by cell. */
export const faultsSql = (address: Address, tile: FaultTile): Sql =>
	address.z < singleFrom
		? gatheredSql(address, tile)
		: sql`select fault.id, ${saidSql(tile)}, fault.due, st_asbinary(fault.geom) as wkb from (${singleSql(address, tile)}) as fault`;
