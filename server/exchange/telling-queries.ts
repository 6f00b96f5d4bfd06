import { type Sql, sql } from '../platform/sql.ts';

/** A fault with what everybody may know of it beside what staff know. */
export interface ToldRow {
	id: number;
	code: string;
	mode: string;
	class: string;
	state: string;
	open: boolean;
	emergency: boolean;
	priority: number;
	department: string;
	ward: string | null;
	reports: number;
	meToos: number;
	mergedInto: string | null;
	/** The fault that goes on in its stead is one that everybody may know of. */
	mergedPublic: boolean;
	asset: string | null;
	/** Attributes of the asset under which other systems may know it. */
	attributes: Record<string, unknown> | null;
	chainage: number | null;
	street: string | null;
	reported: Date;
	stateSince: Date;
	due: Date | null;
	fixed: Date | null;
	/** Its own place where it is on a point or a line, else the one that everybody may know. */
	lon: number;
	lat: number;
	/** Null: nobody outside may know of it. */
	seen: {
		asset: string | null;
		street: string | null;
		lon: number;
		lat: number;
		reported: string;
		stateSince: string;
		due: string | null;
		fixed: string | null;
	} | null;
}

/** Faults as other systems are told of them. A pin never leaves: what is on no asset, or somewhere in an area, is told at its public place. */
export const toldSql = (ids: readonly number[]): Sql => sql`
	select fault.id, fault.code, fault.failure_mode as mode, asset_class.code as class, fault.state, fault.open, fault.emergency, fault.priority,
	       department.code as department, ward.code as ward, fault.reports, fault.me_toos as "meToos", target.code as "mergedInto", seen_target.id is not null as "mergedPublic",
	       asset.reference as asset, asset.attributes, round(fault.chainage_m::numeric, 1)::float8 as chainage, fault.street,
	       fault.first_report_at as reported, fault.state_since as "stateSince", fault.due_at as due, fault.fixed_at as fixed,
	       st_x(place.geom) as lon, st_y(place.geom) as lat,
	       case when public_fault.id is not null then jsonb_build_object(
	           'asset', public_asset.reference, 'street', public_fault.street, 'lon', st_x(public_fault.geom), 'lat', st_y(public_fault.geom),
	           'reported', public_fault.first_report_on, 'stateSince', public_fault.state_since_on, 'due', public_fault.due_on, 'fixed', public_fault.fixed_on) end as seen
	from fault
	join asset_class on asset_class.number = fault.class
	join department on department.id = fault.department_id
	left join ward on ward.id = fault.ward_id
	left join asset on asset.id = fault.asset_id
	cross join lateral (select case when asset.id is null or st_dimension(asset.geom) = 2 then fault.public_geom else fault.geom end as geom) as place
	left join fault as target on target.id = fault.merged_into
	left join public_fault as seen_target on seen_target.id = fault.merged_into
	left join public_fault on public_fault.id = fault.id
	left join public_asset on public_asset.id = public_fault.asset_id
	where fault.id = any (${ids}::bigint[])
	order by fault.id`;
