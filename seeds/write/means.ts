import type { Client } from 'pg';
import { checklists, crews, materials } from './means-lists.ts';

/** Writes what work is done with: crews with their depots (the trades of one yard together), the stores, checklists. Before the history: its work names the crews. */
export async function writeMeans(client: Client, crewId: number): Promise<number> {
	await client.query(
		`with yard as (select st_pointonsurface(ward.geom) as geom, row_number() over (order by ward.id) as nth from ward),
		written as (
			insert into crew (code, department_id, people, hourly_cost, shift_from, shift_until, contractor, depot)
			select given.code, department.id, given.people, given.hourly, given."from", given.until, given.contractor,
			       (select yard.geom from yard where yard.nth = 1 + (department.id - 1) % least(2, (select max(other.nth) from yard as other)))
			from jsonb_to_recordset($1::jsonb) as given (code text, department text, people int, hourly numeric, "from" int, until int, contractor boolean)
			join department on department.code = given.department
			returning crew.id)
		insert into crew_member (crew_id, person_id) select written.id, $2::bigint from written`,
		[JSON.stringify(crews), crewId],
	);
	await client.query(
		`insert into material (code, title, unit, price, plant)
		 select given.code, given.title, given.unit, given.price, coalesce(given.plant, false)
		 from jsonb_to_recordset($1::jsonb) as given (code text, title jsonb, unit text, price numeric, plant boolean)`,
		[JSON.stringify(materials)],
	);
	await client.query(
		`insert into checklist (class, kind, tasks)
		 select asset_class.number, given.kind, given.tasks
		 from jsonb_to_recordset($1::jsonb) as given (class text, kind text, tasks jsonb)
		 left join asset_class on asset_class.code = given.class`,
		[JSON.stringify(checklists)],
	);
	return crews.length;
}
