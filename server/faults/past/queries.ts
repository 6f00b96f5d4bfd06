import { nearSql } from '../../assets/index.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import type { Surroundings } from '../queries.ts';

/** A pin of the past, and the time in which its trouble lasted; without an end it still does. */
export interface PastPin {
	i: number;
	lon: number;
	lat: number;
	at: string;
	until: string | null;
	/** How far around it assets are looked for, m. */
	reach: number;
}

/** A fault as it stands beside a pin of the past: since when and until when it lasted, and whether somebody works with it by now. */
export interface PastFault {
	id: number;
	assetId: number | null;
	/** Metric position. */
	x: number;
	y: number;
	sd: number;
	chainage: number | null;
	/** From where to where on its line a report means the same fault. */
	low: number | null;
	high: number | null;
	from: string;
	/** Null while it is open. */
	until: string | null;
	fixed: boolean;
}

export interface PastSurroundings extends Omit<Surroundings, 'loose' | 'near' | 'ward'> {
	i: number;
	near: (Omit<Surroundings['near'][number], 'open' | 'attributes' | 'owner'> & { faults: PastFault[] | null })[];
	loose: PastFault[];
}

const columns = sql`
	fault.id, fault.asset_id as "assetId", st_x(fault.geom_m) as x, st_y(fault.geom_m) as y, coalesce(fault.chainage_sd_m, 3) as sd, fault.chainage_m as chainage,
	lower(fault.chainage_range)::float8 as low, upper(fault.chainage_range)::float8 as high, fault.first_report_at as "from",
	case when not fault.open then coalesce(fault.fixed_at, fault.closed_at, fault.state_since) end as "until", fault.fixed_at is not null as fixed`;

/** Faults that lasted while the trouble of a pin did, or were mended in the half year before it. What was rejected or merged is none. */
const then = sql`
	fault.state not in ('rejected', 'merged') and fault.first_report_at <= coalesce(given.until, 'infinity')
	and (fault.open or coalesce(fault.fixed_at, fault.closed_at, fault.state_since) >= given.at - interval '180 days')`;

interface LookBack {
	pins: readonly PastPin[];
	classes: readonly number[];
	family: string;
	limit: number;
	roads: number;
}

/** What snapping must know about many pins of one failure mode: as for one pin, but with the faults of their time instead of those that are open now. */
export const lookBackSql = ({ pins, classes, family, limit, roads }: LookBack): Sql => sql`
	select given.i, st_covers(municipality.boundary, given.g) as inside, st_x(given.p) as x, st_y(given.p) as y,
	       home.id as "wardId", road.street, st_x(road.spot) as "roadX", st_y(road.spot) as "roadY", coalesce(near.list, '[]') as near, coalesce(loose.list, '[]') as loose
	from (
		select pin.i, pin.at, pin.until, pin.reach, pin.g, metric(pin.g) as p
		from (
			select it.i, it.at, it.until, it.reach, st_setsrid(st_makepoint(it.lon, it.lat), 4326) as g
			from jsonb_to_recordset(${JSON.stringify(pins)}::jsonb) as it (i int, lon float8, lat float8, at timestamptz, until timestamptz, reach float8)
			offset 0
		) as pin
		offset 0
	) as given
	cross join municipality
	left join lateral (select ward.id from ward where st_covers(ward.geom, given.g) and ward.valid @> current_date limit 1) as home on true
	left join lateral (
		select asset.street, st_closestpoint(asset.geom_m, given.p) as spot
		from asset
		where asset.class = ${roads}::smallint and asset.status = 'in-service' and st_dwithin(asset.geom_m, given.p, 120)
		order by asset.geom_m <-> given.p
		limit 1
	) as road on true
	left join lateral (
		select json_agg(row_to_json(candidate)) as list
		from (
			select near.id, near.reference, near.class, near.version, near.street, near.factor, near.metres, st_x(spot.s) as lon, st_y(spot.s) as lat,
			       st_asgeojson(st_translate(near.geom_m, -st_x(given.p), -st_y(given.p)), 3)::json as shape, there.faults
			from (${nearSql({ pin: sql`given.p`, classes, reach: sql`given.reach`, limit })}) as near
			cross join lateral (select st_closestpoint(near.geom, given.g) as s) as spot
			left join lateral (
				select json_agg(row_to_json(fault)) as faults
				from (
					select ${columns} from fault
					where fault.asset_id = near.id and fault.family = ${family} and ${then}
					order by fault.first_report_at desc limit 6
				) as fault
			) as there on true
		) as candidate
	) as near on true
	left join lateral (
		select json_agg(row_to_json(fault)) as list
		from (
			select ${columns} from fault
			where fault.asset_id is null and fault.family = ${family} and st_dwithin(fault.geom_m, given.p, given.reach) and ${then}
			order by fault.first_report_at desc limit 5
		) as fault
	) as loose on true`;
