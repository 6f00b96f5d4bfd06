import { type Sql, sql } from '../platform/sql.ts';

/** Half the stretch of line that a fault holds once its asset was drawn anew, metres. */
const narrow = 10;

/** Assets that a change of the register touched, also where another has touched them since. */
const touchedSql = (changeId: number): Sql => sql`
	select asset.id from asset where asset.change_id = ${changeId}
	union
	select asset_version.asset_id from asset_version where asset_version.change_id = ${changeId}`;

/** Along a line that was drawn anew the snapped points stay where they are, and the chainages of what is over follow from them. */
export const rechainSql = (changeId: number): Sql => sql`
	with touched as (${touchedSql(changeId)}),
	moved as (
		select fault.id, asset.version, case when geometrytype(asset.geom_m) = 'LINESTRING' then st_linelocatepoint(asset.geom_m, fault.geom_m) * asset.length_m end as chainage
		from touched
		join asset on asset.id = touched.id and asset.status = 'in-service' and geometrytype(asset.geom_m) = 'LINESTRING'
		join fault on fault.asset_id = asset.id and not fault.open and fault.linear and fault.asset_version is distinct from asset.version
	)
	update fault
	set chainage_m = moved.chainage, asset_version = moved.version,
	    chainage_range = numrange((moved.chainage + lower(fault.chainage_range)::float8 - fault.chainage_m)::numeric,
	                              (moved.chainage + upper(fault.chainage_range)::float8 - fault.chainage_m)::numeric, '[]')
	from moved
	where moved.id = fault.id`;

/** An open fault whose asset is not what it was. */
export interface Stranded {
	id: number;
	code: string;
	family: string;
	assetId: number;
	reference: string;
	inService: boolean;
}

/** Open faults on what a change touched, those first reported first. */
export const strandedSql = (changeId: number): Sql => sql`
	with touched as (${touchedSql(changeId)})
	select fault.id, fault.code, fault.family, asset.id as "assetId", asset.reference, asset.status = 'in-service' as "inService"
	from touched
	join asset on asset.id = touched.id
	join fault on fault.asset_id = asset.id and fault.open and (fault.asset_version is distinct from asset.version or asset.status <> 'in-service')
	order by fault.first_report_at, fault.id
	for update of fault`;

/** Takes away the stretches that faults hold on their lines, so that none is in the way of another while all find their new ones. */
export const loosenSql = (ids: readonly number[]): Sql => sql`update fault set chainage_range = null where fault.id = any (${ids}::bigint[])`;

/**
 * The asset that goes on where a fault's asset ended: of all that took its place (through the generations; and what it took the place of where that was
 * undone) the one in service that is nearest to the fault.
 */
export const heirSql = (faultId: number): Sql => sql`
	with recursive kin as (
		select fault.asset_id as id from fault where fault.id = ${faultId}
		union
		select case when link.undone_at is null then link.successor_id else link.asset_id end
		from kin
		join asset_lineage as link on (link.asset_id = kin.id and link.undone_at is null) or (link.successor_id = kin.id and link.undone_at is not null)
	)
	select asset.id, asset.reference
	from kin join asset on asset.id = kin.id and asset.status = 'in-service'
	cross join fault
	where fault.id = ${faultId}
	order by st_distance(asset.geom_m, fault.geom_m), asset.id
	limit 1`;

/** Another open fault of the family that already stands where this one would on an asset. */
export const occupiedSql = (it: { id: number; assetId: number }): Sql => sql`
	select other.code
	from fault
	join asset on asset.id = ${it.assetId}
	join fault as other on other.asset_id = asset.id and other.family = fault.family and other.open and other.id <> fault.id
	where fault.id = ${it.id}
	  and case when other.linear then other.chainage_range && numrange((st_linelocatepoint(asset.geom_m, fault.geom_m) * asset.length_m - ${narrow}::float8)::numeric,
	           (st_linelocatepoint(asset.geom_m, fault.geom_m) * asset.length_m + ${narrow}::float8)::numeric, '[]') else true end
	order by other.first_report_at, other.id
	limit 1`;

/**
 * Puts an open fault on an asset as it now is. On a line its snapped point is the truth and the chainage follows from it; on a point it goes where the
 * asset went, and so does its public place where that was the asset's.
 */
export const settleOnSql = (it: { id: number; assetId: number }): Sql => sql`
	update fault
	set asset_id = spot.id, asset_version = spot.version, class = spot.class, linear = spot.linear,
	    geom = case when spot.point then spot.geom else fault.geom end,
	    public_geom = case when spot.point and fault.public_geom = fault.geom then spot.geom else fault.public_geom end,
	    chainage_m = spot.chainage, chainage_sd_m = case when spot.linear then coalesce(fault.chainage_sd_m, 3) end,
	    chainage_range = case when spot.linear then numrange((spot.chainage - ${narrow}::float8)::numeric, (spot.chainage + ${narrow}::float8)::numeric, '[]') end,
	    street = coalesce(spot.street, fault.street), version = fault.version + 1, changed_at = now()
	from (
		select asset.id, asset.version, asset.class, asset.street, asset.geom, geometrytype(asset.geom_m) = 'LINESTRING' as linear, geometrytype(asset.geom_m) = 'POINT' as point,
		       case when geometrytype(asset.geom_m) = 'LINESTRING' then st_linelocatepoint(asset.geom_m, placed.geom_m) * asset.length_m end as chainage
		from asset, fault as placed
		where asset.id = ${it.assetId} and placed.id = ${it.id}
	) as spot
	where fault.id = ${it.id}`;

/** An open fault whose asset is gone without a successor: somebody must look. */
export const orphanSql = (id: number): Sql => sql`
	update fault set needs_look = true, asset_version = asset.version, version = fault.version + 1, changed_at = now()
	from asset where fault.id = ${id} and asset.id = fault.asset_id`;
