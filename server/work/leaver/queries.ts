import { type Sql, sql } from '../../platform/sql.ts';

export const holderSql = (publicId: string): Sql =>
	sql`select person.id, person.disabled_at is not null as disabled from person where person.public_id = ${publicId}::uuid`;

export interface LeftFault {
	code: string;
	mode: string;
	street: string | null;
}

/** The open faults that somebody has, within a scope. */
export const leftFaultsSql = (personId: number, scope: Sql): Sql => sql`
	select fault.code, fault.failure_mode as mode, fault.street from fault where fault.person_id = ${personId} and fault.open and ${scope} order by fault.code limit 2000`;

/** The work orders that somebody made and that are not over: whoever made one sees it through. */
export const leftOrdersSql = (personId: number, within: Sql): Sql => sql`
	select work_order.id from work_order
	where work_order.made_by = ${personId} and work_order.state in ('open', 'assigned', 'started', 'waiting') and ${within}
	order by work_order.code limit 2000`;

export const leftCrewsSql = (personId: number): Sql => sql`
	select crew.code from crew_member join crew on crew.id = crew_member.crew_id where crew_member.person_id = ${personId} and crew.active order by crew.code`;

export const standsInForSql = (personId: number): Sql => sql`
	select person.name from absence join person on person.id = absence.person_id
	where absence.stand_in_id = ${personId} and absence.cancelled_at is null and absence.until_day >= town_day() order by absence.from_day, absence.id`;

/** Gives somebody's place in crews to somebody else, who may be in some of them already, and their work orders, and keeps what changed. */
export const passOnSql = (it: { personId: number; toId: number | null; orders: readonly number[] }): Sql => sql`
	with gone as (delete from crew_member where crew_member.person_id = ${it.personId} returning crew_member.crew_id),
	fresh as (
		insert into crew_member (crew_id, person_id) select gone.crew_id, ${it.toId}::bigint from gone where ${it.toId}::bigint is not null
		on conflict do nothing returning crew_member.crew_id),
	orders as (
		update work_order set made_by = ${it.toId}::bigint, version = work_order.version + 1, changed_at = now() where work_order.id = any (${[...it.orders]}::bigint[])
		returning work_order.id)
	insert into passed_on (person_id, to_id, orders, crews, joined)
	values (${it.personId}, ${it.toId}, array(select orders.id from orders order by 1), array(select gone.crew_id from gone order by 1), array(select fresh.crew_id from fresh order by 1))
	returning passed_on.id, cardinality(passed_on.crews) as crews, cardinality(passed_on.orders) as orders`;

/** Takes it back once, within a day. */
export const takeBackSql = (id: string): Sql => sql`
	with back as (
		update passed_on set undone_at = now() where passed_on.id = ${id}::uuid and passed_on.undone_at is null and passed_on.at > now() - interval '1 day' returning passed_on.*),
	left_again as (delete from crew_member using back where crew_member.person_id = back.to_id and crew_member.crew_id = any (back.joined)),
	orders as (
		update work_order set made_by = back.person_id, version = work_order.version + 1, changed_at = now() from back
		where work_order.id = any (back.orders) and work_order.made_by is not distinct from back.to_id),
	returned as (
		insert into crew_member (crew_id, person_id) select crew.id, back.person_id from back join crew on crew.id = any (back.crews) on conflict do nothing)
	select person.public_id as person from back join person on person.id = back.person_id`;

/** The faults whose assignment belongs to a batch: few, found by who had them before. */
export const passedFaultsSql = (id: string): Sql => sql`
	select distinct fault.code
	from passed_on
	join event on event.kind = 'fault.assigned' and event.at between passed_on.at - interval '10 minutes' and passed_on.at + interval '10 minutes' and event.details ->> 'batch' = passed_on.id::text
	join fault on fault.id = event.fault_id
	where passed_on.id = ${id}::uuid
	order by fault.code`;
