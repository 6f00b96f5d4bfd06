import { type Sql, sql } from '../platform/sql.ts';
import type { State } from './contract.ts';

/** What a link, a move or an assignment may change: kept before each change, put back by an undo. Geometry travels as text. */
const changeable = sql`jsonb_build_object(
	'failure_mode', fault.failure_mode, 'family', fault.family, 'state', fault.state, 'state_since', fault.state_since, 'reason', fault.reason, 'asset_id', fault.asset_id, 'asset_version', fault.asset_version,
	'class', fault.class, 'linear', fault.linear, 'link_method', fault.link_method, 'p_link', fault.p_link, 'confirmed_asset_id', fault.confirmed_asset_id,
	'confirmed_at', fault.confirmed_at, 'confirmed_by', fault.confirmed_by, 'geom', fault.geom::text, 'public_geom', fault.public_geom::text,
	'chainage_m', fault.chainage_m, 'chainage_sd_m', fault.chainage_sd_m, 'chainage_range', fault.chainage_range, 'street', fault.street,
	'department_id', fault.department_id, 'person_id', fault.person_id, 'priority', fault.priority, 'alive_until', fault.alive_until,
	'fixed_at', fault.fixed_at, 'closed_at', fault.closed_at, 'cause', fault.cause, 'component', fault.component, 'needs_look', fault.needs_look,
	'suggested_merge', fault.suggested_merge, 'reopened', fault.reopened, 'override_id', fault.override_id)`;

/** The state of a fault before a change, with the row held until the transaction ends. */
export const beforeSql = (id: number): Sql => sql`
	select ${changeable} as before, fault.version, fault.state, fault.family, fault.asset_id as "assetId", fault.linear,
	       st_x(fault.geom_m) as x, st_y(fault.geom_m) as y from fault where fault.id = ${id} for update`;

/** Puts back what an undone change had found. */
export const restoreSql = (id: number, before: object): Sql => sql`
	update fault
	set failure_mode = coalesce(old.failure_mode, fault.failure_mode), family = coalesce(old.family, fault.family),
	    state = old.state, state_since = old.state_since, reason = old.reason, asset_id = old.asset_id, asset_version = old.asset_version, class = old.class,
	    linear = old.linear, link_method = old.link_method, p_link = old.p_link, confirmed_asset_id = old.confirmed_asset_id, confirmed_at = old.confirmed_at,
	    confirmed_by = old.confirmed_by, geom = old.geom, public_geom = old.public_geom, chainage_m = old.chainage_m, chainage_sd_m = old.chainage_sd_m,
	    chainage_range = old.chainage_range, street = old.street, department_id = old.department_id, person_id = old.person_id, priority = old.priority,
	    alive_until = old.alive_until, fixed_at = old.fixed_at, closed_at = old.closed_at, cause = old.cause, component = old.component,
	    needs_look = old.needs_look, suggested_merge = old.suggested_merge, reopened = old.reopened, override_id = old.override_id, version = fault.version + 1,
	    changed_at = now()
	from jsonb_populate_record(null::fault, ${JSON.stringify(before)}::jsonb) as old
	where fault.id = ${id}`;

export interface ChildRow {
	code: string;
	state: State;
}

/** What stands under a fault, in the order in which it was reported. */
export const childrenSql = (id: number): Sql =>
	sql`select child.code, child.state from fault as child where child.parent_id = ${id} order by child.first_report_at, child.id`;

/** What moved because this fault did, since an event, and would now be taken back with it. */
export const movedWithSql = (id: number, since: number): Sql => sql`
	select child.code
	from fault as child
	join fault as parent on parent.id = child.parent_id
	cross join lateral (
		select event.id, event.details from event
		where event.fault_id = child.id and event.kind in ('fault.linked', 'fault.moved', 'fault.reopened', 'fault.assigned', 'fault.merged', 'fault.recategorised')
		order by event.id desc limit 1
	) as latest
	where child.parent_id = ${id} and latest.id > ${since} and latest.details ->> 'with' = parent.code`;

/** The last change of a fault that can be taken back: not older than a day, not undone yet. That it came on a work order is taken back there. */
export const lastChangeSql = (id: number): Sql => sql`
	select event.id, event.kind, event.details
	from event
	where event.fault_id = ${id} and event.kind in ('fault.linked', 'fault.moved', 'fault.assigned', 'fault.merged', 'fault.ordered', 'fault.recategorised') and event.at > now() - interval '1 day'
	  and event.work_order_id is null
	  and not exists (select from event as undone where undone.fault_id = ${id} and undone.kind = 'fault.undone' and (undone.details ->> 'event')::bigint = event.id)
	  and not (event.kind = 'fault.merged' and exists (select from event as parted where parted.fault_id = ${id} and parted.kind = 'fault.unmerged' and parted.id > event.id))
	order by event.id desc
	limit 1`;

/** Another open fault of the family on an asset that a link would collide with. */
export const inTheWaySql = (it: { id: number; assetId: number; family: string }): Sql => sql`
	select other.code from fault as other, asset
	where asset.id = ${it.assetId} and other.asset_id = asset.id and other.family = ${it.family} and other.open and other.id <> ${it.id}
	  and (not other.linear or other.chainage_range && (
		select numrange((st_linelocatepoint(asset.geom_m, fault.geom_m) * asset.length_m - 10)::numeric, (st_linelocatepoint(asset.geom_m, fault.geom_m) * asset.length_m + 10)::numeric)
		from fault where fault.id = ${it.id} and geometrytype(asset.geom_m) = 'LINESTRING'))
	limit 1`;

export interface LinkTo {
	id: number;
	assetId: number;
	personId: number | null;
	/** Whether the public may see the very asset. */
	shown: boolean;
}

/** Links a fault to the asset somebody confirmed: its point is the point of the asset closest to the first pin; chainage follows from it. */
export const linkSql = ({ id, assetId, personId, shown }: LinkTo): Sql => sql`
	with pin as (select metric(sighting.geom) as p from sighting where sighting.fault_id = ${id} order by sighting.id limit 1),
	spot as (
		select asset.id, asset.class, asset.version, asset.street, asset.length_m, geometrytype(asset.geom_m) = 'LINESTRING' as linear,
		       st_closestpoint(asset.geom_m, coalesce((select pin.p from pin), st_centroid(asset.geom_m))) as p,
		       case when geometrytype(asset.geom_m) = 'LINESTRING' then st_linelocatepoint(asset.geom_m, coalesce((select pin.p from pin), st_centroid(asset.geom_m))) * asset.length_m end as chainage
		from asset where asset.id = ${assetId}
	)
	update fault
	set asset_id = spot.id, asset_version = spot.version, class = spot.class, linear = spot.linear, link_method = 'confirmed', p_link = 1,
	    confirmed_asset_id = spot.id, confirmed_at = now(), confirmed_by = ${personId}::bigint,
	    geom = st_transform(spot.p, 4326), public_geom = case when ${shown}::boolean then st_transform(spot.p, 4326) else fault.public_geom end,
	    chainage_m = spot.chainage, chainage_sd_m = case when spot.linear then 3 end,
	    chainage_range = case when spot.linear then numrange((spot.chainage - 10)::numeric, (spot.chainage + 10)::numeric, '[]') end,
	    street = coalesce(spot.street, fault.street), needs_look = false, suggested_merge = null, version = fault.version + 1, changed_at = now()
	from spot
	where fault.id = ${id}`;

/** Says that a fault is on nothing the register has. */
export const unlinkSql = (id: number, personId: number | null): Sql => sql`
	update fault
	set asset_id = null, asset_version = null, linear = false, link_method = 'confirmed', p_link = null, confirmed_asset_id = null, confirmed_at = now(),
	    confirmed_by = ${personId}::bigint, chainage_m = null, chainage_sd_m = null, chainage_range = null,
	    geom = coalesce((select sighting.geom from sighting where sighting.fault_id = fault.id order by sighting.id limit 1), fault.geom),
	    needs_look = false, version = fault.version + 1, changed_at = now()
	where fault.id = ${id}`;

export interface Recategory {
	id: number;
	mode: string;
	family: string;
	class: number;
	/** Whether its asset stays. */
	fits: boolean;
	/** What the public sees: the very place, a hexagon, or what it saw before. */
	place: 'exact' | 'coarse' | 'as-is';
	coarse: { x: number; y: number; srid: number };
	needsLook: boolean;
}

/** Makes another trouble of a fault; what does not stay on its asset is where its first pin is. */
export const recategoriseSql = ({ id, mode, family, class: number, fits, place, coarse: { x, y, srid }, needsLook }: Recategory): Sql => sql`
	update fault
	set failure_mode = ${mode}, family = ${family}, class = ${number}::smallint,
	    public_geom = case ${place} when 'exact' then fault.geom
	                                when 'coarse' then st_transform(st_setsrid(st_makepoint(${x}::float8, ${y}::float8), ${srid}::int), 4326) else fault.public_geom end,
	    ${
				fits
					? sql``
					: sql`asset_id = null, asset_version = null, linear = false, link_method = 'none', p_link = null, confirmed_asset_id = null, confirmed_at = null,
	    confirmed_by = null, chainage_m = null, chainage_sd_m = null, chainage_range = null,
	    geom = coalesce((select sighting.geom from sighting where sighting.fault_id = fault.id order by sighting.id limit 1), fault.geom),
	    needs_look = ${needsLook}::boolean,`
			}
	    suggested_merge = null, version = fault.version + 1, changed_at = now()
	where fault.id = ${id}`;

/** Keeps who confirmed what: the labels from which weights and calibration are learnt. */
export const confirmSql = (it: { id: number; assetId: number | null; previous: number | null; personId: number | null }): Sql => sql`
	insert into confirmation (fault_id, sighting_id, asset_id, previous_asset_id, person_id)
	values (${it.id}, (select min(sighting.id) from sighting where sighting.fault_id = ${it.id}), ${it.assetId}::bigint, ${it.previous}::bigint, ${it.personId}::bigint)`;

/** An undone link is no label. */
export const unconfirmSql = (id: number): Sql => sql`
	update confirmation set undone_at = now()
	where confirmation.id = (select max(mine.id) from confirmation as mine where mine.fault_id = ${id} and mine.undone_at is null)`;

export interface Move {
	id: number;
	to: State;
	reason: string | null;
	cause: string | null;
	component: string | null;
	at: Date;
	seen: boolean;
	reopens: boolean;
}

/** Moves a fault to another state, with the moments that follow from it. */
export const moveSql = (it: Move): Sql => sql`
	update fault
	set state = ${it.to}, state_since = ${it.at}::timestamptz, reason = ${it.reason}, cause = coalesce(${it.cause}, fault.cause),
	    component = coalesce(${it.component}, fault.component),
	    alive_until = case when ${it.seen}::boolean then coalesce(fault.alive_until, ${it.at}::timestamptz) else fault.alive_until end,
	    fixed_at = case when ${it.to} = 'fixed' then ${it.at}::timestamptz when ${it.reopens}::boolean then null else fault.fixed_at end,
	    closed_at = case when ${it.to} in ('closed', 'no-fault-found', 'not-ours', 'cannot-now', 'rejected') then ${it.at}::timestamptz
	                     when ${it.reopens}::boolean then null else fault.closed_at end,
	    reopened = fault.reopened + ${it.reopens}::boolean::int, version = fault.version + 1, changed_at = now()
	where fault.id = ${it.id}`;

/** Merges a fault into another: its reports stay with it and are read through; the other counts them. */
export const mergeSql = (id: number, into: number): Sql => sql`
	with merged as (
		update fault set state = 'merged', merged_into = ${into}::bigint, state_since = now(), suggested_merge = null, needs_look = false, version = fault.version + 1, changed_at = now()
		where fault.id = ${id} returning fault.id, fault.reports, fault.me_toos, fault.first_report_at, fault.last_report_at, fault.due_at),
	children as (update fault set merged_into = ${into}::bigint where fault.merged_into = ${id} returning fault.id)
	update fault
	set reports = fault.reports + merged.reports, me_toos = fault.me_toos + merged.me_toos, first_report_at = least(fault.first_report_at, merged.first_report_at),
	    last_report_at = greatest(fault.last_report_at, merged.last_report_at), due_at = least(fault.due_at, merged.due_at), held_at = null,
	    version = fault.version + 1, changed_at = now()
	from merged
	where fault.id = ${into}`;

/** What an unmerge needs to put both back. */
export const mergeBeforeSql = (id: number, into: number): Sql => sql`
	insert into fault_merge (fault_id, into_id, person_id, before)
	select ${id}::bigint, ${into}::bigint, null, jsonb_build_object(
		'state', gone.state, 'state_since', gone.state_since, 'suggested_merge', gone.suggested_merge, 'needs_look', gone.needs_look,
		'first_report_at', kept.first_report_at, 'last_report_at', kept.last_report_at, 'due_at', kept.due_at,
		'children', coalesce((select jsonb_agg(child.id) from fault as child where child.merged_into = gone.id), '[]'))
	from fault as gone, fault as kept
	where gone.id = ${id} and kept.id = ${into}`;

/** The merge that an unmerge takes back. */
export const lastMergeSql = (id: number): Sql => sql`
	select fault_merge.id, fault_merge.into_id as "intoId", fault_merge.before,
	       exists (select from fault as kept where kept.id = fault_merge.into_id and kept.state = 'merged') as gone
	from fault_merge
	where fault_merge.fault_id = ${id} and fault_merge.undone_at is null order by fault_merge.id desc limit 1`;

/**
 * When the earliest report of a fault came, of its own or of what stays merged into it when another is parted from it: merges are not always taken back in the order in which they
 * were made, so that what it was before one of them may be what another had made of it. Null: its events do not tell.
 */
const firstWithoutSql = (it: { id: number; intoId: number }): Sql => sql`
	select least(
		(select min(coalesce((event.details ->> 'since')::timestamptz, event.at)) from event where event.fault_id = ${it.intoId}::bigint and event.kind in ('fault.opened', 'fault.joined')),
		(select min(staying.first_report_at) from fault as staying cross join old
		 where staying.merged_into = ${it.intoId}::bigint and staying.id <> ${it.id}::bigint and not old.children @> to_jsonb(staying.id)))
	where exists (select from event where event.fault_id = ${it.intoId}::bigint and event.kind = 'fault.opened')`;

/** Takes a merge back: the other fault loses exactly what it was given, and has again the dates it had unless later reports moved them. */
export const unmergeSql = (it: { id: number; intoId: number; mergeId: number; before: object }): Sql => sql`
	with old as (
		select * from jsonb_to_record(${JSON.stringify(it.before)}::jsonb)
			as old (state text, state_since timestamptz, suggested_merge bigint, needs_look boolean, first_report_at timestamptz, last_report_at timestamptz, due_at timestamptz, children jsonb)),
	parted as (
		update fault set state = old.state, state_since = old.state_since, merged_into = null, suggested_merge = old.suggested_merge, needs_look = old.needs_look,
		       version = fault.version + 1, changed_at = now()
		from old where fault.id = ${it.id} returning fault.reports, fault.me_toos, fault.last_report_at),
	children as (
		update fault set merged_into = ${it.id}::bigint from old
		where fault.id in (select (child.value)::bigint from old as given, jsonb_array_elements_text(given.children) as child (value)) returning fault.id),
	done as (update fault_merge set undone_at = now() where fault_merge.id = ${it.mergeId} returning fault_merge.id)
	update fault
	set reports = fault.reports - parted.reports, me_toos = fault.me_toos - parted.me_toos, first_report_at = coalesce((${firstWithoutSql(it)}), old.first_report_at),
	    last_report_at = case when fault.last_report_at = parted.last_report_at then old.last_report_at else fault.last_report_at end,
	    due_at = old.due_at, version = fault.version + 1, changed_at = now()
	from parted, old
	where fault.id = ${it.intoId}`;

/** Faults whose reporters' window has passed. */
export const overdueToCloseSql = sql`
	select fault.code from fault, municipality
	where fault.state = 'fixed' and fault.fixed_at < now() - municipality.fixed_window
	order by fault.fixed_at
	limit 100`;
