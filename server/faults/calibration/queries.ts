import { type Sql, sql } from '../../platform/sql.ts';

/** What snapping goes by now, with what it learnt; no row: nobody has put anything in force. */
export const liveSql = sql`
	select calibration_live.version, calibration_version.learnt
	from calibration_live left join calibration_version on calibration_version.version = calibration_live.version
	order by calibration_live.id desc limit 1`;

/** A confirmed link: its pin, every candidate it had with the probability it was given, and what it truly was. */
export interface LabelRow {
	sighting: number;
	mode: string;
	method: 'gnss' | 'map-click' | 'asset-click' | 'address' | 'photo' | 'list';
	zoom: number | null;
	sigma: number;
	none: number;
	version: number | null;
	at: Date;
	/** Null: not in the register. */
	asset: number | null;
	/** The class of the true asset, what it is drawn as, and how far the pin was from it. */
	class: number | null;
	shape: 'Point' | 'LineString' | 'Polygon' | null;
	metres: number | null;
	candidates: { asset: number; class: number; k: number; p: number }[];
}

const labels = sql`
	select distinct on (confirmation.fault_id) confirmation.fault_id, confirmation.sighting_id, confirmation.asset_id, confirmation.at
	from confirmation
	where confirmation.undone_at is null and confirmation.sighting_id is not null and not confirmation.by_resident
	order by confirmation.fault_id, confirmation.id desc`;

/**
 * The latest confirmed links, the oldest first. A pin whose person was forgotten is only told to a tenth, by which it is known (its kernels are its
 * probabilities): nothing is learnt from it.
 */
export const labelsSql = (limit: number): Sql => sql`
	with label as (select * from (${labels}) as said order by said.at desc limit ${limit}::int)
	select label.sighting_id as sighting, sighting.failure_mode as mode, sighting.method, sighting.map_zoom as zoom, sighting.sigma_m as sigma, sighting.p_none as none,
	       sighting.calibration as version, label.at, label.asset_id as asset, asset.class,
	       case geometrytype(asset.geom_m) when 'POINT' then 'Point' when 'LINESTRING' then 'LineString' when 'MULTILINESTRING' then 'LineString' when null then null else 'Polygon' end as shape,
	       st_distance(asset.geom_m, metric(sighting.geom)) as metres, given.candidates
	from label
	join sighting on sighting.id = label.sighting_id
	left join asset on asset.id = label.asset_id
	cross join lateral (
		select coalesce(jsonb_agg(jsonb_build_object('asset', it -> 'asset', 'class', it -> 'class', 'k', it -> 'k', 'p', it -> 'p') order by place), '[]') as candidates,
		       bool_or(it -> 'k' <> it -> 'p') as sharp
		from jsonb_array_elements(sighting.candidates) with ordinality as candidate (it, place)) as given
	where given.sharp is not false
	order by label.at, label.sighting_id`;

/** The shapes of assets as seen from a pin, for the pins given. */
export const shapesSql = (sightings: readonly number[]): Sql => sql`
	select sighting.id as sighting, asset.id as asset, st_asgeojson(st_translate(asset.geom_m, -st_x(metric(sighting.geom)), -st_y(metric(sighting.geom))), 2)::json as shape
	from sighting
	cross join lateral jsonb_array_elements(sighting.candidates) as candidate (it)
	join asset on asset.id = (candidate.it ->> 'asset')::bigint
	where sighting.id = any (${[...sightings]}::bigint[])`;

/** How many links people have confirmed. */
export const confirmedSql = sql`select count(*)::int as confirmed from (${labels}) as said`;

export interface VersionRow {
	version: number;
	at: Date;
	by: string | null;
	links: number;
	firstAt: Date;
	lastAt: Date;
	hash: string;
	against: number | null;
	learnt: unknown;
	compared: unknown;
	verdict: 'better' | 'equal' | 'worse';
}

const versions = sql`
	select calibration_version.version, calibration_version.made_at as at, person.name as by, calibration_version.links, calibration_version.first_at as "firstAt",
	       calibration_version.last_at as "lastAt", calibration_version.made_of as hash, calibration_version.against, calibration_version.learnt, calibration_version.compared,
	       calibration_version.verdict
	from calibration_version left join person on person.id = calibration_version.made_by`;

/** The latest versions with what they learnt, newest first. */
export const versionsSql = sql`${versions} order by calibration_version.version desc limit 24`;

/** Versions by their numbers. */
export const someVersionsSql = (numbers: readonly number[]): Sql => sql`${versions} where calibration_version.version = any (${[...numbers]}::int[])`;

export interface NewVersion {
	at: Date;
	personId: number | null;
	links: number;
	firstAt: Date;
	lastAt: Date;
	hash: string;
	against: number | null;
	learnt: object;
	compared: object;
	verdict: string;
}

/** Keeps a version under the next number. */
export const keepVersionSql = (it: NewVersion): Sql => sql`
	insert into calibration_version (version, made_at, made_by, links, first_at, last_at, made_of, against, learnt, compared, verdict)
	select coalesce(max(calibration_version.version), 0) + 1, ${it.at}::timestamptz, ${it.personId}::bigint, ${it.links}::int, ${it.firstAt}::timestamptz,
	       ${it.lastAt}::timestamptz, ${it.hash}, ${it.against}::int, ${JSON.stringify(it.learnt)}::jsonb, ${JSON.stringify(it.compared)}::jsonb, ${it.verdict}
	from calibration_version
	returning version`;

/** Puts a version in force, unless another is by now than whoever does so has seen; 0 is what is shipped. */
export const putLiveSql = (it: { version: number; was: number; at: Date; personId: number | null }): Sql => sql`
	insert into calibration_live (version, at, person_id)
	select nullif(${it.version}::int, 0), ${it.at}::timestamptz, ${it.personId}::bigint
	where ${it.was}::int = coalesce((select calibration_live.version from calibration_live order by calibration_live.id desc limit 1), 0)
	returning id`;

/** One after the other: two that learn at once would make the same version twice, two that put something in force would not see each other. */
export const holdCalibrationSql = sql`select calibration_setting.by_itself as "byItself" from calibration_setting for update`;

export const settingSql = sql`select calibration_setting.by_itself as "byItself" from calibration_setting`;
export const writeSettingSql = (byItself: boolean): Sql => sql`update calibration_setting set by_itself = ${byItself}::boolean`;

/** What was in force since when, the latest first. */
export const liveHistorySql = sql`
	select coalesce(calibration_live.version, 0) as version, calibration_live.at, person.name as by
	from calibration_live left join person on person.id = calibration_live.person_id
	order by calibration_live.id desc limit 12`;

/** Whether somebody asked for a new version that is not made yet; what was asked an hour ago will not come. */
export const runningSql = sql`
	select exists (
		select from event as asked
		where asked.kind = 'calibration.asked' and asked.at > now() - interval '1 hour'
		  and not exists (select from event as made where made.kind = 'calibration.made' and made.id > asked.id)) as running`;

/** When the last version was made, whatever came of it. */
export const lastMadeSql = sql`select max(event.at) as at from event where event.kind = 'calibration.made'`;
