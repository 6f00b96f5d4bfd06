import type { Decision } from '../../maths/routing.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import type { About, KeptFacts, Routing } from './route.ts';

/** Keeps what the rules were told of a fault and what they decided. */
export const keepRoutingSql = (
	{ version, facts, assetId, decision }: Routing,
	it: { fault: number | Sql; occasion: 'opened' | 'linked' | 'recategorised'; at: Date },
): Sql => sql`
	insert into fault_routing (fault_id, occasion, at, version, facts, asset_id, decided, fell_back)
	select ${it.fault}::bigint, ${it.occasion}, ${it.at}::timestamptz, ${version}::int, ${JSON.stringify(facts)}::jsonb, ${assetId}::bigint,
	       ${JSON.stringify(decision)}::jsonb, ${decision.broken.length > 0}::boolean
	returning id`;

/** A fault as the rules are told of it now, and whether somebody has assigned it by hand. */
export interface Reroutable extends About {
	departmentId: number;
	priority: number;
	byHand: boolean;
}

export const reroutableSql = (faultId: number): Sql => sql`
	select fault.failure_mode as mode, fault.class, fault.ward_id as "wardId", fault.emergency, fault.first_report_at as at,
	       st_x(fault.public_geom) as lon, st_y(fault.public_geom) as lat, fault.department_id as "departmentId", fault.priority,
	       coalesce((select routing.facts ->> 'channel' from fault_routing as routing where routing.fault_id = fault.id order by routing.id limit 1),
	                (select report.channel from report where report.fault_id = fault.id order by report.id limit 1), 'web') as channel,
	       (select jsonb_build_object('id', asset.id, 'version', asset.version, 'owner', asset.owner, 'criticality', asset.criticality, 'attributes', asset.attributes)
	        from asset where asset.id = fault.asset_id) as asset,
	       exists (select from event
	               where event.fault_id = fault.id and event.kind = 'fault.assigned'
	                 and not exists (select from event as undone where undone.fault_id = fault.id and undone.kind = 'fault.undone'
	                                                              and (undone.details ->> 'event')::bigint = event.id)) as "byHand"
	from fault where fault.id = ${faultId}`;

/** Gives a fault to where the rules say it belongs. */
export const rerouteSql = (it: { id: number; departmentId: number; priority: number }): Sql => sql`
	update fault set department_id = ${it.departmentId}::bigint, priority = ${it.priority}::smallint where fault.id = ${it.id}`;

/** A fault as it was opened: what the rules were told then, or, where nobody asked any, what they would be told now. */
export interface Opened extends Omit<About, 'asset'> {
	id: number;
	code: string;
	street: string | null;
	facts: KeptFacts | null;
	version: number | null;
	decided: Decision | null;
	owner: string | null;
	criticality: number | null;
	attributes: Record<string, unknown> | null;
}

export interface Opening {
	/** The id of the last one that was read. */
	after: number;
	from: Date;
	limit: number;
	/** Whether anybody asks for what is dear to read. */
	wants: { attributes: boolean; channel: boolean };
}

/** Faults in the order in which they were opened, with what the rules were told of each. */
export const openedSql = ({ after, from, limit, wants }: Opening): Sql => sql`
	select fault.id, fault.code, fault.street, fault.failure_mode as mode, fault.class, fault.ward_id as "wardId", fault.emergency, fault.first_report_at as at,
	       st_x(fault.public_geom) as lon, st_y(fault.public_geom) as lat, routing.facts, routing.version, routing.decided,
	       asset.owner, asset.criticality,
	       case when ${wants.channel}::boolean and routing.facts is null
	            then (select report.channel from report where report.fault_id = fault.id order by report.id limit 1) else 'web' end as channel,
	       case when not ${wants.attributes}::boolean then null
	            when routing.facts is null or asset.version = (routing.facts ->> 'version')::int then asset.attributes
	            else (select past.attributes from asset_version as past where past.asset_id = asset.id and past.version = (routing.facts ->> 'version')::int limit 1)
	       end as attributes
	from fault
	left join lateral (
		select told.facts, told.version, told.decided, told.asset_id from fault_routing as told
		where told.fault_id = fault.id and told.occasion = 'opened' order by told.id limit 1) as routing on true
	left join asset on asset.id = case when routing.facts is null then fault.asset_id else routing.asset_id end
	where fault.id > ${after}::bigint and fault.first_report_at > ${from}::timestamptz
	order by fault.id
	limit ${limit}::int`;

/** By which rules a fault is where it is, and what they suggest. */
export interface RoutedBy {
	/** Names of the rules that decided. */
	rules: string[];
	crew: string | null;
	/** Code of the authority to which it could be handed on. */
	authority: string | null;
}

export const routedBySql = (faultId: number): Sql => sql`
	select array(select told.rule ->> 'name' from routed_by(routing) as told) as rules, routing.decided ->> 'crew' as crew, routing.decided ->> 'authority' as authority
	from fault_routing as routing
	where routing.fault_id = ${faultId} and routing.undone_at is null and routing.version is not null
	order by routing.id desc limit 1`;

/** What the rules said once its asset was known holds no more. */
export const undoRoutingSql = (id: unknown): Sql => sql`update fault_routing set undone_at = now() where fault_routing.id = ${id}::bigint`;
