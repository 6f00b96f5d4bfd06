import { Sql, sql } from '../../platform/sql.ts';
import type { PlaceKind } from '../contract.ts';
import type { Box } from '../import/queries.ts';
import type { PlaceRow } from './rows.ts';

/** A table for the rows of one file. It bears such a name as the tables of imports, so that it is cleared up with theirs where a process was killed. */
export function stagedTable(now: Date, word: string): Sql {
	if (!/^[a-z0-9]+$/.test(word)) throw new Error(`${word} cannot be part of a name`);
	return new Sql(`import_staged_${Math.floor(now.getTime() / 1000)}_${word}_rows`, []);
}

export const createStagedSql = (table: Sql): Sql => sql`
	create unlogged table ${table} (
		row bigint generated always as identity, line int not null, key text not null, name text not null, street text, suburb text, number int, geom geometry, area geometry, reason text
	)`;

/** The gazetteer's statistics: nothing gathers them by itself on the embedded database. */
export const analyzePlacesSql = sql`analyze place`;

export const dropStagedSql = (table: Sql): Sql => sql`drop table if exists ${table}`;

/** Rows in one statement, column by column. */
export const stageSql = (table: Sql, rows: readonly PlaceRow[]): Sql => sql`
	insert into ${table} (line, key, name, street, suburb, number, geom, reason)
	select given.line, given.key, given.name, given.street, given.suburb, given.number, given.geom::geometry, given.reason
	from unnest(${rows.map((it) => it.line)}::int[], ${rows.map((it) => it.key)}::text[], ${rows.map((it) => it.name)}::text[], ${rows.map((it) => it.street)}::text[],
	            ${rows.map((it) => it.suburb)}::text[], ${rows.map((it) => it.number)}::int[], ${rows.map((it) => it.geom)}::text[], ${rows.map((it) => it.reason)}::text[])
		as given (line, key, name, street, suburb, number, geom, reason)`;

/** Of what was read, its surfaces in longitude and latitude. */
const surfaceSql = (geom: Sql, srid: number): Sql =>
	sql`nullif(st_multi(st_collectionextract(st_makevalid(st_transform(st_setsrid(st_collectionextract(st_makevalid(${geom}), 3), ${srid}::int), 4326)), 3)), 'srid=4326;multipolygon empty'::geometry)`;

/**
 * Puts every row at one point in longitude and latitude, or says why it has none. A suburb that comes with its shape keeps it beside. Points are held against a box around the boundary in the file's own
 * system first, so that only what can be transformed is.
 */
export const placeRowsSql = (table: Sql, { srid, box, keyed, kind }: { srid: number; box: Box; keyed: boolean; kind: PlaceKind }): Sql => sql`
	with area as materialized (
		select st_transform(st_simplifypreservetopology(st_buffer(metric(municipality.boundary), 100), 20), 4326) as geom from municipality
	),
	judged as (
		select staged.row, point.geom, ${kind === 'suburb' ? sql`case when point.geom is not null and st_dimension(staged.geom) = 2 then ${surfaceSql(sql`staged.geom`, srid)} end` : sql`null::geometry`} as area,
		       case
			       when staged.geom is null or st_isempty(staged.geom) then 'its geometry is empty'
			       when point.geom is null and st_flipcoordinates(staged.geom) @ world.box then 'outside the municipality; inside if x and y change places'
			       when point.geom is null or not st_intersects(point.geom, (select area.geom from area)) then 'outside the municipality'
			       when ${keyed} and row_number() over (partition by staged.key order by staged.row) > 1 then 'its key occurs twice'
		       end as reason
		from ${table} as staged
		cross join (select st_makeenvelope(${box.west}::float8, ${box.south}::float8, ${box.east}::float8, ${box.north}::float8) as box) as world
		cross join lateral (
			select case when staged.geom @ world.box then st_transform(st_setsrid(st_pointonsurface(st_makevalid(staged.geom)), ${srid}::int), 4326) end as geom offset 0
		) as point
		where staged.reason is null
	)
	update ${table} as staged set geom = judged.geom, area = judged.area, reason = judged.reason from judged where judged.row = staged.row`;

/** How many rows there are, how many say a place that another row says too, how many are sent back. */
export const tallySql = (table: Sql): Sql => sql`
	select count(*)::int as rows, count(distinct staged.key) filter (where staged.reason is null)::int as taken,
	       (count(*) filter (where staged.reason is null) - count(distinct staged.key) filter (where staged.reason is null))::int as merged,
	       count(staged.reason)::int as rejected
	from ${table} as staged`;

export interface Tally {
	rows: number;
	taken: number;
	merged: number;
	rejected: number;
}

export const reasonsSql = (table: Sql): Sql => sql`
	select staged.reason as what, count(*)::int as count from ${table} as staged where staged.reason is not null group by staged.reason order by count(*) desc, staged.reason`;

/** Lines of rows that were not taken, with their reasons and nothing else: what they say may be about people. */
export const rejectedSql = (table: Sql, after: number): Sql => sql`
	select staged.row::int as row, staged.line, staged.reason from ${table} as staged
	where staged.reason is not null and staged.row > ${after}::bigint order by staged.row limit 5000`;

export interface Target {
	kind: PlaceKind;
	source: string;
	secrecy: 'public' | 'staff';
}

const importance: Readonly<Record<PlaceKind, number>> = { street: 1, suburb: 2, landmark: 0.6, address: 0.1, erf: 0, meter: 0 };

/** The places of the rows: rows that are called alike are one place (a street of many pieces), at the piece nearest to the middle of all. */
const wantedSql = (table: Sql): Sql => sql`
	select staged.key, min(staged.name) as name, min(staged.suburb) as suburb, min(staged.number) as number,
	       case when count(*) = 1 then (array_agg(staged.geom))[1]
	            else st_closestpoint(st_collect(staged.geom), st_centroid(st_collect(staged.geom))) end as geom,
	       st_multi(st_union(staged.area, 1e-8)) as area
	from ${table} as staged where staged.reason is null group by staged.key`;

const upsertSql = ({ kind, source, secrecy }: Target, from: Sql): Sql => sql`
	insert into place (kind, name, suburb, number, geom, area, importance, secrecy, source, source_key)
	select ${kind}, wanted.name, wanted.suburb, wanted.number, wanted.geom, wanted.area, ${importance[kind]}::real, ${secrecy}, ${source}, wanted.key from (${from}) as wanted
	on conflict (kind, source, source_key) where source is not null do update
	set name = excluded.name, suburb = excluded.suburb, number = excluded.number, geom = excluded.geom, area = excluded.area, secrecy = excluded.secrecy
	where (place.name, place.suburb, place.number, place.secrecy) is distinct from (excluded.name, excluded.suburb, excluded.number, excluded.secrecy)
	   or not place.geom ~= excluded.geom or place.area::bytea is distinct from excluded.area::bytea
	returning (place.xmax = 0) as added`;

/** Brings the places of a source to what its file says; says how many are new and how many have changed. */
export const takePlacesSql = (table: Sql, target: Target): Sql => sql`
	with taken as (${upsertSql(target, wantedSql(table))})
	select (count(*) filter (where taken.added))::int as added, (count(*) filter (where not taken.added))::int as changed from taken`;

/** Takes away what the source no longer has. */
export const removeGoneSql = (table: Sql, { kind, source }: Target): Sql => sql`
	with gone as (
		delete from place where place.kind = ${kind} and place.source = ${source}
		and not exists (select from ${table} as staged where staged.reason is null and staged.key = place.source_key)
		returning place.id
	)
	select count(*)::int as removed from gone`;

/** Names that were written without a source, from the register's roads, give way to the source that now brings them. */
export const replaceUnsourcedSql = ({ kind, source }: Target): Sql => sql`
	delete from place as old using place as brought
	where brought.kind = ${kind} and brought.source = ${source} and old.kind = brought.kind and old.source is null
	  and plain(old.name) = plain(brought.name) and (old.suburb is null or old.suburb is not distinct from brought.suburb)`;

const streetsOfSql = (table: Sql, source: string): Sql => sql`
	select lower(staged.street || '|' || coalesce(staged.suburb, '')) as key, min(staged.street) as name, min(staged.suburb) as suburb, null::int as number,
	       st_closestpoint(st_collect(staged.geom), st_centroid(st_collect(staged.geom))) as geom, null::geometry as area
	from ${table} as staged
	where staged.reason is null and staged.street is not null
	  and not exists (
		select from (select distinct plain(place.name) as name, place.suburb from place where place.kind = 'street' and place.source is distinct from ${source}) as known
		where known.name = plain(staged.street) and (known.suburb is null or staged.suburb is null or known.suburb = staged.suburb)
	  )
	group by lower(staged.street || '|' || coalesce(staged.suburb, ''))`;

/** A house is found by its street: streets that nothing else names come with the houses. */
export const takeStreetsSql = (table: Sql, target: Target): Sql => sql`
	with taken as (${upsertSql({ ...target, kind: 'street' }, streetsOfSql(table, target.source))}),
	gone as (
		delete from place where place.kind = 'street' and place.source = ${target.source}
		and not exists (
			select from ${table} as staged
			where staged.reason is null and staged.street is not null and lower(staged.street || '|' || coalesce(staged.suburb, '')) = place.source_key
		)
		returning place.id
	)
	select (select count(*) from taken where taken.added)::int as added, (select count(*) from gone)::int as removed`;
