import { join, type Sql, sql } from '../../platform/sql.ts';
import type { Rule } from './rule-queries.ts';

const inService = (number: number): Sql => sql`asset.class = ${number}::smallint and asset.status = 'in-service'`;

/** Counts a class by all its rules in one pass over its assets, and keeps the counts as those of today. */
export const measureSql = (number: number, rules: readonly Rule[]): Sql => sql`
	with counted as (
		select array[${join(
			rules.map(({ bad, among = sql`true` }) => sql`count(*) filter (where (${among}) and (${bad}))`),
			', ',
		)}]::int[] as bad,
		array[${join(
			rules.map(({ among = sql`true` }) => sql`count(*) filter (where ${among})`),
			', ',
		)}]::int[] as among
		from asset where ${inService(number)}
	)
	insert into register_quality (class, day, rule, weight, bad, "of")
	select ${number}::smallint, (now() at time zone municipality.zone)::date, rule.id, rule.weight, counted.bad[rule.place], counted.among[rule.place]
	from counted cross join municipality
	cross join unnest(${rules.map((it) => it.id)}::text[], ${rules.map((it) => it.weight)}::real[]) with ordinality as rule (id, weight, place)
	on conflict (class, day, rule) do update set weight = excluded.weight, bad = excluded.bad, "of" = excluded."of"`;

/** What was counted today by rules that are no more. */
export const forgetRulesSql = (number: number, rules: readonly Rule[]): Sql => sql`
	delete from register_quality using municipality
	where register_quality.class = ${number}::smallint and register_quality.day = (now() at time zone municipality.zone)::date
	  and register_quality.rule <> all (${rules.map((it) => it.id)}::text[])`;

/** Remembers when a class was measured; whoever measures the same class meanwhile waits here. */
export const measuredSql = (number: number): Sql => sql`
	insert into layer_watch (class, measured_at) values (${number}::smallint, clock_timestamp())
	on conflict (class) do update set measured_at = excluded.measured_at`;

export const expectSql = (number: number, days: number | null): Sql => sql`
	insert into layer_watch (class, expected_days) values (${number}::smallint, ${days}::int)
	on conflict (class) do update set expected_days = excluded.expected_days`;

/**
 * A class whose measurement is older than today, or than what last changed it. One that changes all the time is measured every few minutes, not all the time.
 */
export const dueSql = sql`
	select asset_class.number
	from asset_class cross join municipality
	left join layer_watch on layer_watch.class = asset_class.number
	left join lateral (
		select register_change.at from register_change where register_change.class = asset_class.number order by register_change.id desc limit 1
	) as latest on true
	where layer_watch.measured_at is null
	   or (layer_watch.measured_at at time zone municipality.zone)::date < (now() at time zone municipality.zone)::date
	   or (latest.at > layer_watch.measured_at and layer_watch.measured_at < now() - interval '3 minutes')
	order by layer_watch.measured_at nulls first, asset_class.number
	limit 1`;

export interface LayerRow {
	number: number;
	inService: number;
	retired: number;
	lengthM: number;
	areaM2: number;
	lastChange: { id: number; kind: string; at: string; source: string; by: string | null } | null;
	editionAt: string | null;
	expectedDays: number | null;
	measuredAt: Date | null;
	rules: { rule: string; weight: number; bad: number; of: number }[];
	trend: { day: string; score: number }[];
}

/** How far back the trend of a class is shown, days. */
const trendDays = 180;

const scoreSql = sql`sum(quality.weight * (1 - quality.bad::float8 / quality."of")) / nullif(sum(quality.weight), 0)`;

/** What is known of the classes of the register: counts, last change, last edition, the last measurement, and the score of each day before. */
export const layersSql = (numbers: readonly number[]): Sql => sql`
	select asset_class.number, asset_class.assets as "inService", asset_class.length_m as "lengthM", asset_class.area_m2 as "areaM2",
	       (select count(*)::int from asset where asset.class = asset_class.number and asset.status = 'retired') as retired,
	       latest.it as "lastChange", edition.at as "editionAt", layer_watch.expected_days as "expectedDays", layer_watch.measured_at as "measuredAt",
	       coalesce(measured.rules, '[]') as rules, coalesce(trend.days, '[]') as trend
	from asset_class
	left join layer_watch on layer_watch.class = asset_class.number
	left join lateral (
		select jsonb_build_object('id', change.id, 'kind', change.kind, 'at', change.at, 'source', change.source, 'by', person.name) as it
		from register_change as change left join person on person.id = change.person_id
		where change.class = asset_class.number order by change.id desc limit 1
	) as latest on true
	left join lateral (
		select to_jsonb(change.at) #>> '{}' as at from register_change as change
		where change.class = asset_class.number and change.kind = 'import' order by change.id desc limit 1
	) as edition on true
	left join lateral (
		select jsonb_agg(jsonb_build_object('rule', quality.rule, 'weight', quality.weight, 'bad', quality.bad, 'of', quality."of")) as rules
		from register_quality as quality
		where quality.class = asset_class.number
		  and quality.day = (select max(last.day) from register_quality as last where last.class = asset_class.number)
	) as measured on true
	left join lateral (
		select jsonb_agg(jsonb_build_object('day', day.day, 'score', day.score) order by day.day) filter (where day.score is not null) as days
		from (
			select quality.day, ${scoreSql} as score from register_quality as quality
			where quality.class = asset_class.number and quality.day > now()::date - ${trendDays}::int and quality."of" > 0
			group by quality.day
		) as day
	) as trend on true
	where asset_class.number = any (${numbers}::smallint[])
	order by asset_class.number`;

export interface FindingRow {
	id: number;
	reference: string;
	street: string | null;
	lon: number;
	lat: number;
	value: string | null;
}

/** The assets of a class that break one of its rules, in the order of their numbers. `is true` keeps the planner from making a join of a rule that asks for a set. */
export const findingsSql = (
	number: number,
	{ bad, among = sql`true`, value = sql`null` }: Rule,
	{ after, limit }: { after: number; limit: number },
): Sql => sql`
	select asset.id, asset.reference, asset.street, st_x(middle.p) as lon, st_y(middle.p) as lat, (${value})::text as value
	from asset cross join lateral (select st_pointonsurface(asset.geom) as p) as middle
	where ${inService(number)} and (${among}) and (${bad}) is true and asset.id > ${after}
	order by asset.id
	limit ${limit}`;

export interface NeighbourRow {
	reference: string;
	class: number;
	geometry: { type: string; coordinates: unknown };
}

/** The assets of some classes that touch a box: one index scan on (class, geom_3857) for each class. */
export const neighboursSql = (numbers: readonly number[], box: readonly [number, number, number, number], limit: number): Sql => sql`
	select asset.reference, asset.class, st_asgeojson(asset.geom, 8)::jsonb as geometry
	from unnest(${numbers}::smallint[]) as wanted (class)
	join asset on asset.class = wanted.class and asset.status = 'in-service'
	  and asset.geom_3857 && st_transform(st_makeenvelope(${box[0]}::float8, ${box[1]}::float8, ${box[2]}::float8, ${box[3]}::float8, 4326), 3857)
	limit ${limit}`;
