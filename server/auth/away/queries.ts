import { type Sql, sql } from '../../platform/sql.ts';
import type { Role } from '../contract.ts';

export interface AbsenceRow {
	id: string;
	personId: number;
	person: { id: string; name: string };
	standIn: { id: string; name: string } | null;
	from: string;
	until: string;
	now: boolean;
	saidBy: string | null;
}

const columns = sql`
	absence.public_id as id, absence.person_id as "personId", jsonb_build_object('id', person.public_id, 'name', person.name) as person,
	case when other.id is not null then jsonb_build_object('id', other.public_id, 'name', other.name) end as "standIn",
	absence.from_day::text as "from", absence.until_day::text as until, town_day() between absence.from_day and absence.until_day as now, said.name as "saidBy"`;

const joins = sql`
	join person on person.id = absence.person_id
	left join person as other on other.id = absence.stand_in_id
	left join person as said on said.id = absence.said_by and said.id <> absence.person_id`;

/** All that is not over, the next first. */
export const absencesSql = sql`
	select ${columns} from absence ${joins}
	where absence.cancelled_at is null and absence.until_day >= town_day() and person.disabled_at is null
	order by absence.from_day, absence.id limit 500`;

export const absenceSql = (id: string): Sql => sql`select ${columns} from absence ${joins} where absence.public_id = ${id}::uuid`;

/** Staff who can be away or stand in, with the departments of their roles. */
export const colleaguesSql = (roles: readonly Role[]): Sql => sql`
	select person.id as "personId", person.public_id as id, person.name,
	       array(select person_role.department_id::int from person_role where person_role.person_id = person.id and person_role.department_id is not null) as departments
	from person
	where person.disabled_at is null and exists (select from person_role where person_role.person_id = person.id and person_role.role = any (${[...roles]}))
	order by lower(person.name), person.id`;

/** Whether somebody is away on one of these days already. The person's row is held before. */
export const overlapsSql = (it: { personId: number; from: string; until: string }): Sql => sql`
	select true as overlaps from absence
	where absence.person_id = ${it.personId} and absence.cancelled_at is null
	  and daterange(absence.from_day, absence.until_day, '[]') && daterange(${it.from}::date, ${it.until}::date, '[]')`;

export const soonerThanTodaySql = (day: string): Sql => sql`select ${day}::date < town_day() as over`;

export const addAbsenceSql = (it: { personId: number; standInId: number | null; from: string; until: string; by: number | null }): Sql => sql`
	insert into absence (person_id, stand_in_id, from_day, until_day, said_by)
	values (${it.personId}, ${it.standInId}, ${it.from}::date, ${it.until}::date, ${it.by}) returning absence.public_id as id`;

/** Takes it back, or brings it back; no row where it stands so already. */
export const cancelSql = (id: string, cancelled: boolean): Sql => sql`
	update absence set cancelled_at = case when ${cancelled}::boolean then now() end
	where absence.public_id = ${id}::uuid and (absence.cancelled_at is null) = ${cancelled}::boolean returning absence.person_id as "personId"`;

/** Whoever is here today in place of somebody: themselves, whoever stands in, or, where nobody does, themselves all the same. */
export const presentSql = (personId: number): Sql => sql`select coalesce(present_for(${personId}::bigint), ${personId}::bigint) as id`;
