import { nearSql } from '../assets/index.ts';
import { type Sql, sql } from '../platform/sql.ts';
import type { State } from './contract.ts';

/** An open fault on a candidate asset; metric position relative to the pin. */
export interface OpenOn {
	id: number;
	code: string;
	mode: string;
	state: State;
	since: string;
	due: string | null;
	reports: number;
	/** Kept from the public. */
	held: boolean;
	dx: number;
	dy: number;
	sd: number;
	chainage: number | null;
	photo: string | null;
}

export interface NearRow {
	id: number;
	reference: string;
	class: number;
	version: number;
	street: string | null;
	owner: string;
	criticality: number;
	attributes: Record<string, unknown>;
	factor: number;
	metres: number;
	lon: number;
	lat: number;
	shape: { type: string; coordinates: unknown };
	open: OpenOn[] | null;
}

export interface Surroundings {
	inside: boolean;
	x: number;
	y: number;
	wardId: number | null;
	ward: string | null;
	street: string | null;
	roadX: number | null;
	roadY: number | null;
	near: NearRow[];
	loose: (OpenOn & { metres: number })[];
}

export interface Look {
	lon: number;
	lat: number;
	classes: readonly number[];
	family: string;
	reach: number;
	/** How many assets are weighed, the nearest first. */
	limit: number;
	roads: number;
}

const openColumns = sql`fault.id, fault.code, fault.failure_mode as mode, fault.state, fault.first_report_at as since, fault.due_at as due, fault.reports, fault.held_at is not null as held,
	st_x(fault.geom_m) - st_x(pin.p) as dx, st_y(fault.geom_m) - st_y(pin.p) as dy, coalesce(fault.chainage_sd_m, 3) as sd, fault.chainage_m as chainage,
	(select public_media.public_id from public_media where public_media.fault_id = fault.id limit 1) as photo`;

/**
 * All that snapping must know about a pin, in one statement: is it inside, ward and street, the compatible assets within reach
 * with their open faults of the family, and open faults nearby whose asset is not known yet.
 */
export const lookSql = ({ lon, lat, classes, family, reach, limit, roads }: Look): Sql =>
	sql`
	with pin as materialized (
		select given.g, metric(given.g) as p from (select st_setsrid(st_makepoint(${lon}::float8, ${lat}::float8), 4326) as g) as given
	),
	near as materialized (${nearSql({ pin: sql`(select pin.p from pin)`, classes, reach, limit })}),
	road as (
		select asset.street, st_closestpoint(asset.geom_m, (select pin.p from pin)) as spot
		from asset
		where asset.class = ${roads}::smallint and asset.status = 'in-service' and st_dwithin(asset.geom_m, (select pin.p from pin), 120)
		order by asset.geom_m <-> (select pin.p from pin)
		limit 1
	),
	home as (select ward.id, ward.name from pin, ward where st_covers(ward.geom, pin.g) and ward.valid @> current_date limit 1)
	select
		(select st_covers(municipality.boundary, pin.g) from municipality) as inside, st_x(pin.p) as x, st_y(pin.p) as y,
		(select home.id from home) as "wardId", (select home.name from home) as ward,
		(select road.street from road) as street, (select st_x(road.spot) from road) as "roadX", (select st_y(road.spot) from road) as "roadY",
		coalesce((
			select json_agg(row_to_json(candidate))
			from (
				select near.id, near.reference, near.class, near.version, near.street, near.owner, near.criticality, near.attributes, near.factor, near.metres,
				       st_x(spot.s) as lon, st_y(spot.s) as lat, st_asgeojson(st_translate(near.geom_m, -st_x(pin.p), -st_y(pin.p)), 3)::json as shape, there.faults as open
				from near
				cross join lateral (select st_closestpoint(near.geom, pin.g) as s) as spot
				left join lateral (
					select json_agg(row_to_json(fault)) as faults
					from (select ${openColumns} from fault where fault.asset_id = near.id and fault.family = ${family} and fault.open order by fault.id desc limit 5) as fault
				) as there on true
			) as candidate), '[]') as near,
		coalesce((
			select json_agg(row_to_json(fault))
			from (
				select ${openColumns}, st_distance(fault.geom_m, pin.p) as metres from fault
				where fault.open and fault.asset_id is null and fault.family = ${family} and st_dwithin(fault.geom_m, pin.p, ${reach}::float8)
				order by fault.geom_m <-> (select pin.p from pin)
				limit 5
			) as fault), '[]') as loose
	from pin`.prepared('look');

/** Swapped coordinates are a common mistake: does the mirrored point lie inside? */
export const mirroredInsideSql = (lon: number, lat: number): Sql => sql`
	select st_covers(municipality.boundary, st_setsrid(st_makepoint(${lat}::float8, ${lon}::float8), 4326)) as inside from municipality`;

/** The pins of a fault and of those merged into it, with their candidates. */
export const sightingsSql = (faultId: number): Sql => sql`
	select (select its.failure_mode from fault as its where its.id = ${faultId}) as mode, st_x(metric(sighting.geom)) as x, st_y(metric(sighting.geom)) as y, sighting.sigma_m as sigma, sighting.candidates
	from sighting join fault on fault.id = sighting.fault_id
	where fault.id = ${faultId} or fault.merged_into = ${faultId}
	order by sighting.id
	limit 50`;
