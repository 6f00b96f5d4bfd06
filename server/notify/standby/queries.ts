import { type Sql, sql } from '../../platform/sql.ts';

export const standbysSql = sql`
	select standby.public_id as id, department.code as department, jsonb_build_object('id', person.public_id, 'name', person.name) as person,
	       standby.from_day::text as "from", standby.until_day::text as until, standby.turn, standby.phone, town_day() between standby.from_day and standby.until_day as now
	from standby join department on department.id = standby.department_id join person on person.id = standby.person_id
	where standby.removed_at is null and standby.until_day >= town_day() and person.disabled_at is null
	order by standby.from_day, department.code, standby.turn, standby.id limit 1000`;

export const minutesSql = sql`select department.id, department.code, department.standby_minutes as minutes from department order by department.id`;

/** Who can stand by: staff who move faults. */
export const standbyPeopleSql = (roles: readonly string[]): Sql => sql`
	select person.public_id as id, person.name from person
	where person.disabled_at is null and exists (select from person_role where person_role.person_id = person.id and person_role.role = any (${[...roles]}))
	order by lower(person.name), person.id`;

interface StandbyWish {
	departmentId: number;
	person: string;
	from: string;
	until: string;
	turn: number;
	phone: string | null;
}

export const addStandbySql = (it: StandbyWish): Sql => sql`
	insert into standby (department_id, person_id, from_day, until_day, turn, phone)
	select ${it.departmentId}::bigint, person.id, ${it.from}::date, ${it.until}::date, ${it.turn}::smallint, ${it.phone}::text
	from person where person.public_id = ${it.person}::uuid and person.disabled_at is null
	returning standby.public_id as id`;

export const rosterOfSql = (id: string): Sql => sql`select standby.department_id as "departmentId" from standby where standby.public_id = ${id}::uuid`;

export const removeStandbySql = (id: string, removed: boolean): Sql => sql`
	update standby set removed_at = case when ${removed}::boolean then now() end
	where standby.public_id = ${id}::uuid and (standby.removed_at is null) = ${removed}::boolean returning true as done`;

export const writeMinutesSql = (departmentId: number, minutes: number): Sql =>
	sql`update department set standby_minutes = ${minutes} where department.id = ${departmentId}`;

/** Who stands by for the department of a call-out today, in their turns; whoever is away is passed over. */
const onDuty = sql`
	select standby.id, standby.person_id, row_number() over (order by standby.turn, standby.id) - 1 as place, count(*) over () as people
	from standby join person on person.id = standby.person_id and person.disabled_at is null
	where standby.department_id = call_out.department_id and standby.removed_at is null and town_day() between standby.from_day and standby.until_day
	  and not exists (select from absence where absence.person_id = standby.person_id and absence.cancelled_at is null and town_day() between absence.from_day and absence.until_day)`;

/** Begins to call for an emergency that nobody works on yet and whose department has somebody standing by; once in twelve hours for each fault. */
export const beginSql = (faultId: number): Sql => sql`
	insert into call_out (fault_id, department_id, next_at)
	select fault.id, fault.department_id, now() from fault
	where fault.id = ${faultId} and fault.state in ('reported', 'confirmed') and fault.emergency
	  and not exists (select from call_out as lately where lately.fault_id = fault.id and lately.started_at > now() - interval '12 hours')
	  and exists (select from standby where standby.department_id = fault.department_id and standby.removed_at is null and town_day() between standby.from_day and standby.until_day)
	on conflict do nothing returning call_out.id`;

/** What has waited long enough for an answer. */
export const waitedSql = sql`
	select call_out.id, call_out.fault_id as "faultId", fault.state in ('reported', 'confirmed', 'scheduled') as wanted
	from call_out join fault on fault.id = call_out.fault_id
	where call_out.state = 'calling' and call_out.next_at <= now() order by call_out.next_at limit 50 for update of call_out skip locked`;

/** Calls the next: after the last the first again, three times round. No row: nobody is left. */
export const callNextSql = (id: number): Sql => sql`
	with next as (
		insert into call_out_try (call_out_id, standby_id)
		select call_out.id, duty.id
		from call_out
		cross join lateral (${onDuty}) as duty
		cross join lateral (select count(*) as calls from call_out_try where call_out_try.call_out_id = call_out.id) as made
		where call_out.id = ${id} and duty.place = made.calls % duty.people and made.calls < 3 * duty.people
		returning call_out_try.call_out_id
	)
	update call_out set next_at = now() + department.standby_minutes * interval '1 minute'
	from next, department where call_out.id = next.call_out_id and department.id = call_out.department_id
	returning call_out.id`;

export const endSql = (id: number, state: 'unanswered' | 'over'): Sql => sql`update call_out set state = ${state}, next_at = null where call_out.id = ${id}`;

export interface Call {
	id: number;
	email: string;
	phone: string | null;
	language: string;
	code: string;
	mode: string;
	street: string | null;
	department: Record<string, string>;
	municipality: string;
	slug: string;
}

/** Claims a call that is due, with the hash of its link; committed before a word is said to anybody outside. */
export const claimSql = (hash: string): Sql => sql`
	with mine as (
		select due.id from call_out_try as due where due.state = 'due' order by due.id limit 1 for update skip locked
	),
	claimed as (update call_out_try set state = 'sending', token_hash = ${hash}, at = now() from mine where call_out_try.id = mine.id returning call_out_try.*)
	select claimed.id, person.email, coalesce(standby.phone, person.phone) as phone, person.language, fault.code, fault.failure_mode as mode, fault.street,
	       department.title as department, municipality.name as municipality, municipality.slug
	from claimed
	join call_out on call_out.id = claimed.call_out_id
	join fault on fault.id = call_out.fault_id
	join department on department.id = call_out.department_id
	join standby on standby.id = claimed.standby_id
	join person on person.id = standby.person_id
	cross join municipality`;

export const calledSql = (id: number, it: { state: 'sent' | 'failed' | 'kept'; channels: readonly string[] }): Sql => sql`
	update call_out_try set state = ${it.state}, channels = ${[...it.channels]}::text[] where call_out_try.id = ${id}`;

/** Calls of which nobody knows whether they went out. */
export const giveUpSql = sql`update call_out_try set state = 'failed' where call_out_try.state = 'sending' and call_out_try.at < now() - interval '5 minutes'`;

export interface Called {
	id: string;
	personId: number;
	language: string;
	state: string;
	code: string;
	mode: string;
	street: string | null;
	by: string | null;
}

/** What the link of a call opens, for three days. */
export const calledBySql = (hash: string): Sql => sql`
	select call_out.public_id as id, person.id as "personId", person.language, call_out.state, fault.code, fault.failure_mode as mode, fault.street, by.name as by
	from call_out_try
	join standby on standby.id = call_out_try.standby_id
	join person on person.id = standby.person_id
	join call_out on call_out.id = call_out_try.call_out_id
	join fault on fault.id = call_out.fault_id
	left join person as by on by.id = call_out.acknowledged_by
	where call_out_try.token_hash = ${hash} and call_out_try.at > now() - interval '3 days'`;

/** Somebody goes. No row where somebody else said so before, or it is over. */
export const acknowledgeSql = (id: string, personId: number): Sql => sql`
	update call_out set state = 'acknowledged', acknowledged_at = now(), acknowledged_by = ${personId}, next_at = null
	where call_out.public_id = ${id}::uuid and call_out.state in ('calling', 'unanswered') returning call_out.fault_id as "faultId"`;

/** A call-out, and whether somebody was called for it. */
export const callOutSql = (id: string, personId: number | null): Sql => sql`
	select call_out.department_id as "departmentId",
	       exists (select from call_out_try join standby on standby.id = call_out_try.standby_id where call_out_try.call_out_id = call_out.id and standby.person_id = ${personId}::bigint) as called
	from call_out where call_out.public_id = ${id}::uuid`;

/** The latest call-outs of faults within a scope, with whoever was called. */
export const callOutsSql = (scope: Sql): Sql => sql`
	select call_out.public_id as id, fault.code as fault, fault.failure_mode as mode, fault.street, department.code as department, call_out.state,
	       call_out.started_at as at, call_out.acknowledged_at as "acknowledgedAt", by.name as "acknowledgedBy",
	       (select coalesce(jsonb_agg(jsonb_build_object('name', person.name, 'at', to_char(call_out_try.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'state', call_out_try.state, 'channels', call_out_try.channels)
	                                  order by call_out_try.id), '[]')
	        from call_out_try join standby on standby.id = call_out_try.standby_id join person on person.id = standby.person_id
	        where call_out_try.call_out_id = call_out.id) as tries
	from call_out
	join fault on fault.id = call_out.fault_id
	join department on department.id = call_out.department_id
	left join person as by on by.id = call_out.acknowledged_by
	where ${scope}
	order by call_out.started_at desc limit 50`;
