import { type Sql, sql } from '../platform/sql.ts';
import type { State } from './contract.ts';
import type { FaultPlace } from './place.ts';
import { keepRoutingSql } from './routing/queries.ts';
import { type Routing, ruledBy } from './routing/route.ts';

/** A metric point of the municipality as WGS84. */
const wgs84 = (x: number, y: number, srid: number): Sql => sql`st_transform(st_setsrid(st_makepoint(${x}::float8, ${y}::float8), ${srid}::int), 4326)`;

export interface NewFault {
	mode: string;
	family: string;
	assetId: number | null;
	assetVersion: number | null;
	class: number;
	linear: boolean;
	linkMethod: 'none' | 'snap' | 'resident';
	pLink: number | null;
	place: FaultPlace;
	srid: number;
	street: string | null;
	wardId: number | null;
	departmentId: number;
	priority: number;
	emergency: boolean;
	at: Date;
	respondDue: Date | null;
	due: Date | null;
	repeatOf: number | null;
	suggestedMerge: number | null;
	needsLook: boolean;
	/** It is kept from the public until somebody has looked. */
	held: boolean;
}

const faultColumns = sql`fault.id, fault.code, fault.state, fault.reports, fault.due_at as "dueAt", fault.department_id as "departmentId", fault.held_at is not null as held, fault.needs_look as "needsLook"`;

/** Opens a fault. Two at once on one asset: the second violates fault_one_open_… and is tried again, then joins. */
export const openFaultSql = (it: NewFault): Sql => sql`
	insert into fault (failure_mode, family, asset_id, asset_version, class, linear, link_method, p_link, geom, public_geom, chainage_m, chainage_sd_m, chainage_range,
	                   street, ward_id, department_id, priority, emergency, first_report_at, last_report_at, respond_due_at, due_at, repeat_of, suggested_merge,
	                   needs_look, state_since, held_at)
	values (${it.mode}, ${it.family}, ${it.assetId}::bigint, ${it.assetVersion}::int, ${it.class}::smallint, ${it.linear}::boolean, ${it.linkMethod}, ${it.pLink}::real,
	        ${wgs84(it.place.x, it.place.y, it.srid)}, ${wgs84(it.place.publicX, it.place.publicY, it.srid)}, ${it.place.chainage}::float8, ${it.place.chainageSd}::float8,
	        ${it.place.range}::numrange, ${it.street}, ${it.wardId}::bigint, ${it.departmentId}::bigint, ${it.priority}::smallint, ${it.emergency}::boolean,
	        ${it.at}::timestamptz, ${it.at}::timestamptz, ${it.respondDue}::timestamptz, ${it.due}::timestamptz, ${it.repeatOf}::bigint, ${it.suggestedMerge}::bigint,
	        ${it.needsLook}::boolean, ${it.at}::timestamptz,
	        case when ${it.held}::boolean then ${it.at}::timestamptz end)
	returning ${faultColumns}`;

interface Joining {
	at: Date;
	/** It says nothing for a fault that is kept from the public. */
	held: boolean;
	/** What it is promised anew for; without dates the promise that was given holds. */
	reopened: { due: { respond: Date | null; resolve: Date | null } | null } | null;
}

/**
 * One more report of a fault that is there; a reopened one starts again with its history, with new dates to keep where it had been closed. What was kept from the public is so
 * no more when somebody else says the same.
 */
export const joinFaultSql = (id: number, { at, held, reopened }: Joining): Sql => sql`
	update fault set reports = fault.reports + 1, last_report_at = greatest(fault.last_report_at, ${at}::timestamptz), version = fault.version + 1, changed_at = now(),
	       respond_due_at = case when ${!!reopened?.due}::boolean then ${reopened?.due?.respond}::timestamptz else fault.respond_due_at end,
	       due_at = case when ${!!reopened?.due}::boolean then ${reopened?.due?.resolve}::timestamptz else fault.due_at end,
	       state = case when ${reopened !== null}::boolean then 'confirmed' else fault.state end,
	       state_since = case when ${reopened !== null}::boolean then ${at}::timestamptz else fault.state_since end,
	       reopened = fault.reopened + ${reopened !== null}::boolean::int,
	       fixed_at = case when ${reopened !== null}::boolean then null else fault.fixed_at end,
	       closed_at = case when ${reopened !== null}::boolean then null else fault.closed_at end,
	       held_at = case when ${held}::boolean then fault.held_at end
	where fault.id = ${id}
	returning ${faultColumns}`;

interface NewSighting {
	mode: string;
	lon: number;
	lat: number;
	method: string;
	accuracy: number | undefined;
	zoom: number | undefined;
	pointer: string | undefined;
	system: string | undefined;
	bearing: number | undefined;
	sigma: number;
	claimedId: number | null;
	noneOfThese: boolean;
	photo: { lon: number; lat: number } | undefined;
	candidates: object[];
	none: number;
	model: string;
	/** The version of the calibration that weighed it; null: the numbers that are shipped. */
	calibration: number | null;
	at: Date;
}

export interface Sighting {
	/** What opens or joins the fault. */
	fault: Sql;
	kind: 'fault.opened' | 'fault.reopened' | 'fault.joined';
	assetId: number | undefined;
	personId: number | null;
	pin: NewSighting;
	/** Where the fault it opens goes, and why. */
	routing: Routing | undefined;
	/** What the fault it opens is counted under. */
	counted: object | undefined;
}

/** Opens or joins a fault, keeps the pin whole with every candidate, and says so: one statement, as all of it happens at every report. */
export const sightSql = ({ fault, kind, assetId, personId, pin, routing, counted }: Sighting): Sql =>
	sql`
	with written as (${fault}),
	${routing ? sql`routing as (${keepRoutingSql(routing, { fault: sql`(select written.id from written)`, occasion: 'opened', at: pin.at })}),` : sql``}
	sighting as (
		insert into sighting (fault_id, failure_mode, geom, method, accuracy_m, map_zoom, pointer, system, bearing, sigma_m, claimed_asset_id, none_of_these, photo_geom,
		                      candidates, p_none, model, calibration, seen_at)
		select written.id, ${pin.mode}, st_setsrid(st_makepoint(${pin.lon}::float8, ${pin.lat}::float8), 4326), ${pin.method}, ${pin.accuracy}::real, ${pin.zoom}::real,
		       ${pin.pointer}, ${pin.system}, ${pin.bearing}::real, ${pin.sigma}::real, ${pin.claimedId}::bigint, ${pin.noneOfThese}::boolean,
		       st_setsrid(st_makepoint(${pin.photo?.lon}::float8, ${pin.photo?.lat}::float8), 4326), ${JSON.stringify(pin.candidates)}::jsonb, greatest(${pin.none}::float8, 1e-30)::real, ${pin.model},
		       ${pin.calibration}::int, ${pin.at}::timestamptz
		from written
		returning sighting.id
	),
	happening as (
		insert into event (kind, person_id, fault_id, asset_id, details, at)
		select ${kind}, ${personId}::bigint, written.id, ${assetId}::bigint, jsonb_build_object('mode', ${pin.mode}::text) || ${JSON.stringify({ ...(routing && ruledBy(routing)), ...counted })}::jsonb, ${pin.at}::timestamptz
		from written
	)
	select written.*, sighting.id as "sightingId" from written cross join sighting`.prepared(kind === 'fault.opened' ? 'sight-opening' : 'sight-joining');

/** The last fault of a family on an asset that was mended: what a new report may say was not mended after all. */
export const lastMendedSql = (assetId: number, family: string, chainage: number | null): Sql =>
	sql`
	select fault.id, fault.code, fault.state, fault.fixed_at as "fixedAt", fault.chainage_m as chainage
	from fault
	where fault.asset_id = ${assetId} and fault.family = ${family} and fault.state in ('fixed', 'closed') and fault.fixed_at is not null
	  and fault.fixed_at > now() - interval '180 days'
	  and (${chainage}::float8 is null or fault.chainage_range is null or fault.chainage_range @> ${chainage}::numeric)
	order by fault.fixed_at desc
	limit 1`.prepared('last-mended');

/** An open fault that a resident named as the same as hers, if it lies close enough to believe. */
export const sameAsSql = (code: string, family: string, { lon, lat }: { lon: number; lat: number }): Sql => sql`
	select fault.id, fault.asset_id as "assetId" from fault
	where fault.code = upper(${code}) and fault.open and fault.family = ${family}
	  and st_dwithin(fault.geom_m, metric(st_setsrid(st_makepoint(${lon}::float8, ${lat}::float8), 4326)), 400)`;

export interface FaultRow {
	/** Which asset it is on is not clear yet. */
	needsLook: boolean;
	/** Kept from the public until somebody has looked. */
	held: boolean;
	id: number;
	code: string;
	state: State;
	reports: number;
	dueAt: Date | null;
	departmentId: number;
}
