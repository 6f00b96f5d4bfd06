import { type Sql, sql } from '../../platform/sql.ts';

/**
 * Writes down who is told that a fault has climbed the ladder: whoever has it where the step says so, else the office of its department, else those who
 * hold a role for it.
 */
export const addressSql = (eventId: number): Sql => sql`
	with climbed as (
		select event.id as event_id, fault.id as fault_id, step.step, fault.department_id, step.tells,
		       (select person.id from person where person.id = coalesce(present_for(fault.person_id), fault.person_id) and person.disabled_at is null and person.email is not null) as person_id
		from event
		join fault on fault.id = event.fault_id and fault.open
		join escalation_step as step on step.step = (event.details ->> 'step')::int
		where event.id = ${eventId}
	),
	staff as (
		select distinct climbed.event_id, person.id
		from climbed
		join person_role on person_role.department_id = climbed.department_id and person_role.role in ('dispatcher', 'engineer')
		join person on person.id = person_role.person_id and person.disabled_at is null and person.email is not null
	),
	addressed as (
		select climbed.event_id, climbed.person_id from climbed where climbed.tells = 'assignee' and climbed.person_id is not null
		union all
		select climbed.event_id, null from climbed join department on department.id = climbed.department_id and department.email is not null
		where climbed.tells = 'department' or climbed.person_id is null
		union all
		select climbed.event_id, staff.id from climbed join staff on staff.event_id = climbed.event_id join department on department.id = climbed.department_id
		where (climbed.tells = 'department' or climbed.person_id is null) and department.email is null
	)
	insert into escalation_letter (event_id, fault_id, step, department_id, person_id)
	select climbed.event_id, climbed.fault_id, climbed.step, climbed.department_id, addressed.person_id
	from climbed join addressed on addressed.event_id = climbed.event_id
	on conflict do nothing`;

export interface Climbed {
	id: number;
	step: number;
	share: number;
	code: string;
	mode: string;
	street: string | null;
	dueAt: Date | null;
	attempts: number;
	email: string;
	/** Whose it is, where somebody is written to who stands in for them. */
	instead: string | null;
	/** Of the person; null for an office. */
	language: string | null;
}

/** Claims all that waits for one person or office who was not written to in the last quarter of an hour. */
export const claimSql = sql`
	with next as (
		select waiting.department_id, waiting.person_id
		from escalation_letter as waiting
		where waiting.state = 'due' and waiting.retry_at <= now()
		  and not exists (select from escalation_letter as last
		                  where last.department_id = waiting.department_id and last.person_id is not distinct from waiting.person_id
		                    and last.sent_at > now() - interval '15 minutes')
		order by waiting.retry_at
		limit 1
	),
	mine as (
		select letter.id from escalation_letter as letter join next on next.department_id = letter.department_id and next.person_id is not distinct from letter.person_id
		where letter.state = 'due'
		order by letter.id limit 200 for update of letter skip locked
	),
	claimed as (
		update escalation_letter as letter set state = 'sending', attempts = letter.attempts + 1, claimed_at = now(), error = null
		from mine where letter.id = mine.id returning letter.*
	)
	select claimed.id, claimed.step, coalesce(step.share::float8, 1) as share, fault.code, fault.failure_mode as mode, fault.street, fault.due_at as "dueAt", claimed.attempts,
	       coalesce(person.email, department.email) as email, person.language, case when claimed.person_id <> fault.person_id then theirs.name end as instead
	from claimed
	join fault on fault.id = claimed.fault_id
	join department on department.id = claimed.department_id
	left join escalation_step as step on step.step = claimed.step
	left join person on person.id = claimed.person_id
	left join person as theirs on theirs.id = fault.person_id and present_for(theirs.id) = claimed.person_id
	order by claimed.step desc, fault.due_at, claimed.id`;

export const sentSql = (ids: readonly number[]): Sql =>
	sql`update escalation_letter set state = 'sent', sent_at = now() where escalation_letter.id = any (${[...ids]}::bigint[])`;

export const failedSql = (ids: readonly number[], { error, again }: { error: string; again: boolean }): Sql => sql`
	update escalation_letter
	set state = ${again ? 'due' : 'failed'}, error = ${error}, retry_at = now() + interval '30 seconds' * power(2, escalation_letter.attempts)
	where escalation_letter.id = any (${[...ids]}::bigint[])`;

/** Without a mail server nobody is written to, and what is old news by then is not sent later. */
export const keepSql = sql`update escalation_letter set state = 'kept' where escalation_letter.state = 'due'`;

/** Letters of which nobody knows whether they arrived are not sent again. */
export const giveUpSql = sql`
	update escalation_letter set state = 'failed', error = 'unknown outcome'
	where escalation_letter.state = 'sending' and escalation_letter.claimed_at < now() - interval '10 minutes'`;

export const speakerSql = sql`select municipality.name, municipality.slug, municipality.languages, municipality.zone from municipality`;
