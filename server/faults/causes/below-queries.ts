import { type Sql, sql } from '../../platform/sql.ts';
import type { DeviceKind } from './contract.ts';

/** What a fault was before it came under another. */
export interface BeforeRow {
	id: number;
	code: string;
	due_at: string | null;
	respond_due_at: string | null;
	crew_due_at: string | null;
}

/** Puts open faults under another: from now on its clocks are theirs. Answers what they were. */
export const putUnderSql = (parent: number, ids: readonly number[]): Sql => sql`
	with child as (
		select fault.id, fault.code, fault.due_at, fault.respond_due_at, fault.crew_due_at from fault
		where fault.id = any (${ids}::bigint[]) and fault.open and fault.parent_id is null and fault.id <> ${parent}
		order by fault.id for update
	),
	placed as (
		update fault
		set parent_id = ${parent}::bigint, due_at = parent.due_at, respond_due_at = parent.respond_due_at,
		    crew_due_at = parent.crew_due_at, version = fault.version + 1, changed_at = now()
		from child, fault as parent
		where fault.id = child.id and parent.id = ${parent}
		returning fault.id
	)
	select child.id, child.code, child.due_at::text, child.respond_due_at::text, child.crew_due_at::text from child join placed on placed.id = child.id order by child.id`;

/** Writes down with a cause what faults were that came under it. */
export const rememberSql = (cause: number, before: readonly BeforeRow[]): Sql => sql`
	update cause_suggestion as cause
	set before = coalesce(cause.before, '[]') || ${JSON.stringify(before)}::jsonb,
	    faults = (select array_agg(distinct it.id order by it.id) from unnest(cause.faults || ${before.map(({ id }) => id)}::bigint[]) as it (id))
	where cause.id = ${cause}`;

/** Lets what stands under a fault stand alone again; dates that nobody has changed since are what they were. */
export const letGoSql = (cause: number, parent: number): Sql => sql`
	with old as (
		select it.* from cause_suggestion as cause, jsonb_to_recordset(cause.before) as it (id bigint, due_at timestamptz, respond_due_at timestamptz, crew_due_at timestamptz)
		where cause.id = ${cause}
	)
	update fault
	set parent_id = null,
	    due_at = case when fault.due_at is not distinct from parent.due_at then old.due_at else fault.due_at end,
	    respond_due_at = case when fault.respond_due_at is not distinct from parent.respond_due_at then old.respond_due_at else fault.respond_due_at end,
	    crew_due_at = case when fault.crew_due_at is not distinct from parent.crew_due_at then old.crew_due_at else fault.crew_due_at end,
	    version = fault.version + 1, changed_at = now()
	from old, fault as parent
	where fault.id = old.id and fault.parent_id = ${parent} and parent.id = ${parent}
	returning fault.id`;

/** What has moved because the fault over it did. */
export const movedUnderSql = (parent: number): Sql => sql`
	select child.id
	from fault as child join fault as parent on parent.id = child.parent_id
	where child.parent_id = ${parent}
	  and exists (select from event where event.fault_id = child.id and event.kind in ('fault.moved', 'fault.reopened') and event.details ->> 'with' = parent.code
	              and not exists (select from event as undone where undone.fault_id = child.id and undone.kind = 'fault.undone' and (undone.details ->> 'event')::bigint = event.id))
	limit 1`;

/** The fault that a cause has become already: one that is open on its device. */
export const openOnDeviceSql = (device: number, { modes, family }: { modes: readonly string[]; family: string }): Sql => sql`
	select fault.id, fault.code from fault
	where fault.asset_id = ${device} and fault.open and fault.parent_id is null and (fault.failure_mode = any (${modes}::text[]) or fault.family = ${family} and not fault.linear)
	order by fault.failure_mode = any (${modes}::text[]) desc, fault.first_report_at limit 1`;

/** Where a device is, in metres, and when the first of the faults was reported. */
export const deviceSpotSql = (device: number, faults: readonly number[]): Sql => sql`
	select st_x(spot.p) as x, st_y(spot.p) as y, (select min(fault.first_report_at) from fault where fault.id = any (${faults}::bigint[])) as since,
	       (select max(fault.priority) from fault where fault.id = any (${faults}::bigint[])) as priority
	from (select st_pointonsurface(asset.geom_m) as p from asset where asset.id = ${device}) as spot`;

export interface Master {
	device: number;
	mode: string;
	family: string;
	departmentId: number;
	priority: number;
	since: Date;
	respondDue: Date | null;
	due: Date | null;
	publicX: number;
	publicY: number;
	customers: number;
	at: Date;
}

/** Opens the fault that a common cause is: on its device, somewhere along it where that is a line, with no report of its own. */
export const openMasterSql = (it: Master): Sql => sql`
	insert into fault (failure_mode, family, asset_id, asset_version, class, linear, link_method, p_link, geom, public_geom, street, ward_id, department_id, priority, emergency,
	                   first_report_at, last_report_at, respond_due_at, due_at, state, state_since, reports, customers_affected)
	select ${it.mode}, ${it.family}, asset.id, asset.version, asset.class, geometrytype(asset.geom_m) = 'LINESTRING', 'inspection', 1, st_pointonsurface(asset.geom),
	       st_transform(st_setsrid(st_makepoint(${it.publicX}::float8, ${it.publicY}::float8), st_srid(asset.geom_m)), 4326), asset.street, asset.ward_id, ${it.departmentId}::bigint,
	       ${it.priority}::smallint, false, ${it.since}::timestamptz, ${it.at}::timestamptz, ${it.respondDue}::timestamptz, ${it.due}::timestamptz, 'confirmed', ${it.at}::timestamptz, 0,
	       ${it.customers}::int
	from asset where asset.id = ${it.device}
	returning fault.id, fault.code, fault.ward_id as "wardId", fault.class`;

export interface HeldRow {
	id: number;
	utility: string;
	kind: DeviceKind;
	state: 'suggested' | 'accepted' | 'rejected' | 'passed';
	version: number;
	deviceId: number;
	faults: number[];
	customers: number;
	faultId: number | null;
	/** The fault was opened when it was accepted. */
	opened: boolean;
	reason: string | null;
}

/** A suggestion, held until the transaction ends. */
export const heldSql = (id: number): Sql => sql`
	select cause.id, cause.utility, cause.kind, cause.state, cause.version, cause.device_id as "deviceId", to_jsonb(cause.faults) as faults, cause.customers, cause.fault_id as "faultId",
	       coalesce((cause.evidence ->> 'opened')::boolean, false) as opened, cause.reason
	from cause_suggestion as cause where cause.id = ${id} for update`;

/** The accepted cause that a fault is. */
export const causeOfSql = (faultId: number): Sql =>
	sql`select cause.id from cause_suggestion as cause where cause.fault_id = ${faultId} and cause.state = 'accepted'`;

interface Decision {
	state: 'suggested' | 'accepted' | 'rejected';
	faultId?: number | null;
	opened?: boolean;
	reason?: string | null;
	personId: number | null;
	at: Date | null;
}

/** Writes down what was decided. */
export const decideSql = (id: number, { state, faultId = null, opened = false, reason = null, personId, at }: Decision): Sql => sql`
	update cause_suggestion as cause
	set state = ${state}, fault_id = ${faultId}::bigint, reason = ${reason}, decided_by = ${personId}::bigint, decided_at = ${at}::timestamptz, changed_at = now(),
	    evidence = cause.evidence || jsonb_build_object('opened', ${opened}::boolean), before = case when ${state} = 'accepted' then cause.before end, version = cause.version + 1
	where cause.id = ${id}`;
