import { type Sql, sql } from '../platform/sql.ts';

/** A ward of a new division: its area as well-known binary in hexadecimal, in the system of its file. */
export interface NewWard {
	code: string;
	name: string;
	geom: string;
}

/** The day where the municipality is, and since when the newest division of it holds. */
export const divisionSql = sql`
	select ((now() at time zone municipality.zone)::date)::text as today, (select max(lower(ward.valid))::text from ward) as newest,
	       (select count(*)::int from ward where upper_inf(ward.valid)) as wards
	from municipality`;

export interface Division {
	today: string;
	newest: string | null;
	wards: number;
}

/** The wards of the old division end on the day on which those of the new one begin. */
export const endWardsSql = (from: string): Sql => sql`
	update ward set valid = daterange(lower(ward.valid), ${from}::date) where upper_inf(ward.valid) and lower(ward.valid) < ${from}::date`;

/** A division that was read before for the same day is brought to what the file says now: wards keep their ids by their codes. */
export const addWardsSql = (wards: readonly NewWard[], { srid, from }: { srid: number; from: string }): Sql => sql`
	with given as (
		select wanted.code, wanted.name,
		       st_multi(st_collectionextract(st_makevalid(st_transform(st_setsrid(wanted.geom::geometry, ${srid}::int), 4326)), 3)) as geom
		from unnest(${wards.map((it) => it.code)}::text[], ${wards.map((it) => it.name)}::text[], ${wards.map((it) => it.geom)}::text[]) as wanted (code, name, geom)
	),
	kept as (
		update ward set name = given.name, geom = given.geom from given
		where ward.code = given.code and lower(ward.valid) = ${from}::date and upper_inf(ward.valid) returning ward.code
	)
	insert into ward (code, name, geom, valid)
	select given.code, given.name, given.geom, daterange(${from}::date, null) from given where not exists (select from kept where kept.code = given.code)`;

/** Wards of the same day that the file no longer names: nothing can be in them yet, or it is looked up anew. */
export const strayWardsSql = (codes: readonly string[], from: string): Sql => sql`
	select ward.code from ward where lower(ward.valid) = ${from}::date and upper_inf(ward.valid) and not (ward.code = any (${codes}::text[])) order by ward.code`;

/** How much of the municipality lies in wards of the division that begins on a day; more than one where they overlap. */
export const coverageSql = (from: string): Sql => sql`
	select (sum(st_area(st_intersection(ward.geom_m, metric(municipality.boundary), 0.01))) / st_area(metric(municipality.boundary)))::float8 as share
	from ward cross join municipality where lower(ward.valid) = ${from}::date and upper_inf(ward.valid) group by municipality.boundary`;

/** Roles that are held for a ward go on for the ward of the same number. */
export const followRolesSql = (today: string): Sql => sql`
	with moved as (
		update person_role set ward_id = present.id
		from ward as former join ward as present on present.code = former.code and present.valid @> ${today}::date
		where person_role.ward_id = former.id and not former.valid @> ${today}::date
		  and not exists (select from person_role as held where held.person_id = person_role.person_id and held.role = person_role.role
		                  and held.department_id is not distinct from person_role.department_id and held.ward_id = present.id)
		returning person_role.person_id
	)
	select count(*)::int as moved from moved`;
