import { type Sql, sql } from '../../platform/sql.ts';
import type { ChecklistWish, CostCodeWish, CrewWish, MaterialWish } from './contract.ts';

const members = sql`array(
	select person.public_id::text from crew_member join person on person.id = crew_member.person_id where crew_member.crew_id = crew.id order by person.public_id)`;

const crewVersion = sql`md5(to_jsonb(crew)::text || ${members}::text)`;
const materialVersion = sql`md5(to_jsonb(material)::text)`;
const costVersion = sql`md5(to_jsonb(cost_code)::text)`;
const listVersion = sql`md5(to_jsonb(checklist)::text)`;

/** All crews, or one by its name. */
export const crewSettingsSql = (code: string | null = null): Sql => sql`
	select crew.code, department.code as department, crew.people, crew.hourly_cost as "hourlyCost", crew.shift_from as "shiftFrom", crew.shift_until as "shiftUntil",
	       case when crew.depot is not null then jsonb_build_object('lon', st_x(crew.depot), 'lat', st_y(crew.depot)) end as depot,
	       crew.contractor, crew.active, ${members} as members, ${crewVersion} as version
	from crew join department on department.id = crew.department_id
	where ${code}::text is null or crew.code = ${code}
	order by crew.active desc, department.id, crew.code`;

/** All that the stores hold, or one thing by its code. */
export const materialSettingsSql = (code: string | null = null): Sql => sql`
	select material.code, material.title, material.unit, material.price, material.plant, material.active, ${materialVersion} as version
	from material where ${code}::text is null or material.code = ${code} order by material.active desc, material.plant, material.code`;

/** All codes for cost, or one. */
export const costCodeSettingsSql = (code: string | null = null): Sql => sql`
	select cost_code.code, cost_code.title, cost_code.kind, cost_code.verify, cost_code.active, ${costVersion} as version
	from cost_code where ${code}::text is null or cost_code.code = ${code} order by cost_code.active desc, cost_code.code`;

/** What a task leaves unsaid is said here: only a reading has a unit. */
const wholeTasks = sql`coalesce((
	select jsonb_agg(jsonb_build_object('kind', 'check', 'unit', null, 'wanted', false) || task.value order by task.ordinality)
	from jsonb_array_elements(checklist.tasks) with ordinality as task (value, ordinality)), '[]')`;

/** All checklists, or one by its number. */
export const checklistSettingsSql = (id: number | null = null): Sql => sql`
	select checklist.id, asset_class.code as class, checklist.kind, ${wholeTasks} as tasks, checklist.active, ${listVersion} as version
	from checklist left join asset_class on asset_class.number = checklist.class
	where ${id}::bigint is null or checklist.id = ${id} order by checklist.active desc, checklist.class nulls first, checklist.id`;

/** Those who may be in a crew: whoever has an account and a role; and whoever is in one already. */
export const crewStaffSql = sql`
	select person.public_id::text as id, person.name from person
	where exists (select from crew_member where crew_member.person_id = person.id)
	   or (person.disabled_at is null and exists (select from person_role where person_role.person_id = person.id and person_role.role <> 'resident'))
	order by person.name`;

const depotOf = ({ depot }: CrewWish): Sql => (depot ? sql`st_setsrid(st_makepoint(${depot.lon}, ${depot.lat}), 4326)` : sql`null`);

/** Writes a new crew, if there is none of that name. */
export const insertCrewSql = (it: CrewWish): Sql => sql`
	insert into crew (code, department_id, people, hourly_cost, shift_from, shift_until, depot, contractor, active)
	select ${it.code}, department.id, ${it.people}, ${it.hourlyCost}, ${it.shiftFrom}, ${it.shiftUntil}, ${depotOf(it)}, ${it.contractor}, ${it.active}
	from department where department.code = ${it.department}
	on conflict on constraint crew_code do nothing
	returning crew.id`;

/** Writes a crew anew, unless somebody has written it since. */
export const updateCrewSql = (it: CrewWish): Sql => sql`
	update crew
	set code = ${it.code}, department_id = department.id, people = ${it.people}, hourly_cost = ${it.hourlyCost}, shift_from = ${it.shiftFrom}, shift_until = ${it.shiftUntil},
	    depot = ${depotOf(it)}, contractor = ${it.contractor}, contractor_id = case when ${it.contractor}::boolean then crew.contractor_id end, active = ${it.active}
	from department
	where department.code = ${it.department} and crew.code = ${it.was} and ${crewVersion} = ${it.version}
	returning crew.id`;

/** Whether another crew has that name. */
export const crewNamedSql = (code: string): Sql => sql`select crew.id from crew where crew.code = ${code}`;

/** Says who is in a crew. */
export const setMembersSql = (crewId: number, people: readonly string[]): Sql => sql`
	with wanted as (select person.id from person where person.public_id::text = any (${[...people]}::text[])),
	gone as (delete from crew_member where crew_member.crew_id = ${crewId} and crew_member.person_id not in (select wanted.id from wanted))
	insert into crew_member (crew_id, person_id) select ${crewId}::bigint, wanted.id from wanted on conflict do nothing`;

/** Writes what the stores hold: new (`version` null), or anew unless somebody has written it since. */
export const writeMaterialSql = (it: MaterialWish): Sql =>
	it.version === null
		? sql`
	insert into material (code, title, unit, price, plant, active)
	values (${it.code}, ${JSON.stringify(it.title)}::jsonb, ${it.unit}, ${it.price}, ${it.plant}, ${it.active})
	on conflict on constraint material_code do nothing returning true as written`
		: sql`
	update material set title = ${JSON.stringify(it.title)}::jsonb, unit = ${it.unit}, price = ${it.price}, plant = ${it.plant}, active = ${it.active}
	where material.code = ${it.code} and ${materialVersion} = ${it.version} returning true as written`;

/** Writes a code for cost likewise. */
export const writeCostCodeSql = (it: CostCodeWish): Sql =>
	it.version === null
		? sql`
	insert into cost_code (code, title, kind, verify, active)
	values (${it.code}, ${JSON.stringify(it.title)}::jsonb, ${it.kind}, ${it.verify}, ${it.active})
	on conflict (code) do nothing returning true as written`
		: sql`
	update cost_code set title = ${JSON.stringify(it.title)}::jsonb, kind = ${it.kind}, verify = ${it.verify}, active = ${it.active}
	where cost_code.code = ${it.code} and ${costVersion} = ${it.version} returning true as written`;

/** Writes a checklist likewise; answers its number. */
export const writeChecklistSql = (it: ChecklistWish, classNumber: number | null): Sql =>
	it.id === null
		? sql`
	insert into checklist (class, kind, tasks, active)
	values (${classNumber}::smallint, ${it.kind}, ${JSON.stringify(it.tasks)}::jsonb, ${it.active}) returning checklist.id`
		: sql`
	update checklist set class = ${classNumber}::smallint, kind = ${it.kind}, tasks = ${JSON.stringify(it.tasks)}::jsonb, active = ${it.active}
	where checklist.id = ${it.id} and ${listVersion} = ${it.version} returning checklist.id`;
