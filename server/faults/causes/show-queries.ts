import { type Sql, sql } from '../../platform/sql.ts';
import type { CauseBrief, DeviceKind } from './contract.ts';

/** The code of a fault, and whether there is still something to do. */
export const codeOfSql = (id: number): Sql => sql`select fault.code, fault.open from fault where fault.id = ${id}`;

export interface DeviceRef {
	asset: number;
	kind: DeviceKind;
	phase: string | null;
}

export interface CauseRow extends Pick<CauseBrief, 'id' | 'state' | 'posterior' | 'expected' | 'customers' | 'reason' | 'fault' | 'version' | 'ward'> {
	utility: CauseBrief['utility'];
	deviceId: number;
	kind: DeviceRef['kind'];
	phase: string | null;
	affected: number;
	faults: number[];
	class: number;
	firstSeenAt: Date;
	changedAt: Date;
	decidedAt: Date | null;
	evidence: {
		common: number;
		same: DeviceRef[];
		others: { devices: DeviceRef[]; posterior: number; affected: number }[];
		well: number[];
		test: number | null;
		between?: { full: number | null; clear: number | null };
		unlevelled?: number;
	};
}

const columns = sql`
	cause.id, cause.utility, cause.state, cause.device_id as "deviceId", cause.kind, cause.phase, cause.posterior, cause.expected, cause.customers,
	cardinality(cause.affected) as affected, to_jsonb(cause.faults) as faults, cause.evidence, cause.first_seen_at as "firstSeenAt", cause.changed_at as "changedAt",
	cause.decided_at as "decidedAt", cause.reason, cause.version, (select fault.code from fault where fault.id = cause.fault_id) as fault,
	(select asset.class from asset where asset.id = cause.affected[1]) as class,
	(select ward.name from asset join ward on ward.id = asset.ward_id where asset.id = cause.device_id) as ward`;

/** Suggestions of a state that concern faults somebody may see; those decided about, of the last days. */
export const causesSql = (state: string, scope: Sql): Sql => sql`
	select ${columns}
	from cause_suggestion as cause
	where cause.state = ${state} and (cause.state = 'suggested' or cause.decided_at > now() - interval '30 days')
	  and exists (select from fault where fault.id = any (cause.faults) and ${scope})
	order by cardinality(cause.affected) * cause.posterior desc, cause.id
	limit 100`;

/** One of them. */
export const causeSql = (id: number, scope: Sql): Sql => sql`
	select ${columns} from cause_suggestion as cause where cause.id = ${id} and exists (select from fault where fault.id = any (cause.faults) and ${scope})`;

export interface AssetRow {
	id: number;
	reference: string;
	class: number;
	street: string | null;
	lon: number;
	lat: number;
}

/** Assets as they are named. */
export const assetsSql = (ids: readonly number[]): Sql => sql`
	select asset.id, asset.reference, asset.class, asset.street, st_x(st_pointonsurface(asset.geom)) as lon, st_y(st_pointonsurface(asset.geom)) as lat
	from asset where asset.id = any (${ids}::bigint[])`;

export interface ChildRow {
	code: string;
	mode: string;
	street: string | null;
	asset: string | null;
	reports: number;
	firstReportAt: Date;
}

/** The faults a cause explains. */
export const explainedFaultsSql = (ids: readonly number[]): Sql => sql`
	select fault.code, fault.failure_mode as mode, fault.street, asset.reference as asset, fault.reports + fault.me_toos as reports, fault.first_report_at as "firstReportAt"
	from fault left join asset on asset.id = fault.asset_id
	where fault.id = any (${ids}::bigint[])
	order by fault.first_report_at, fault.id`;

/** What is drawn of a cause. */
export const shapesSql = (id: number): Sql => sql`
	select (select st_asgeojson(st_collect(asset.geom), 7)::jsonb from asset where asset.id = any (cause.affected)) as affected,
	       (select st_asgeojson(st_collect(fault.geom), 7)::jsonb from fault where fault.id = any (cause.faults)) as reported,
	       (select st_asgeojson(asset.geom, 7)::jsonb from asset where asset.id = cause.device_id) as device
	from cause_suggestion as cause where cause.id = ${id}`;

/** How many people follow some faults. */
export const followersSql = (ids: readonly number[]): Sql => sql`
	select coalesce(sum(fault.reports + fault.me_toos), 0)::int as count from fault where fault.id = any (${ids}::bigint[])`;

/** A house so near a sewer or drain lies along it: across half a street and a front garden. */
const alongM = 40;

/** The streets along which a sewer or drain stands full, what is reported most first, with the house numbers along it. */
export const streetsSql = (id: number): Sql => sql`
	with full_there as (
		select asset.street, st_collect(asset.geom_m) as geom_m, count(*) as many
		from cause_suggestion as cause join asset on asset.id = any (cause.affected)
		where cause.id = ${id} and cause.utility in ('sewer', 'stormwater') and asset.street is not null
		group by asset.street)
	select full_there.street,
	       coalesce((select sum(fault.reports + fault.me_toos)::int from cause_suggestion as cause join fault on fault.id = any (cause.faults)
	                 where cause.id = ${id} and fault.street = full_there.street), 0) as reports,
	       (select case when count(*) > 0 then jsonb_build_object('count', count(*), 'from', min(place.number), 'to', max(place.number)) end
	        from place where place.kind = 'address' and place.street_plain = plain(full_there.street) and place.number is not null
	          and st_dwithin(metric(place.geom), full_there.geom_m, ${alongM})) as houses
	from full_there
	order by reports desc, full_there.many desc, full_there.street
	limit 30`;

/** What must not go without, of what is affected. */
export const criticalSql = (id: number): Sql => sql`
	select asset.id, asset.reference, asset.class, asset.street, st_x(st_pointonsurface(asset.geom)) as lon, st_y(st_pointonsurface(asset.geom)) as lat, tap.critical as what
	from cause_suggestion as cause
	join network_tap as tap on tap.asset_id = any (cause.affected) and tap.utility = cause.utility and tap.critical is not null
	join asset on asset.id = tap.asset_id
	where cause.id = ${id}
	order by tap.critical, asset.reference
	limit 50`;
