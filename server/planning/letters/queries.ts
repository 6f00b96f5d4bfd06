import { type Sql, sql } from '../../platform/sql.ts';
import type { Letter, LetterReader } from './contract.ts';

/** Somebody who works here: has an account that is open, and is more than a resident. */
const worksHere = sql`
	person.disabled_at is null and person.email is not null
	and exists (select from person_role where person_role.person_id = person.id and person_role.role <> 'resident')`;

export interface LetterRow extends Omit<Letter, 'nextAt' | 'readers' | 'last'> {
	nextAt: Date | null;
	lastAt: Date | null;
	sent: number;
	waiting: number;
	failed: number;
	trouble: NonNullable<Letter['last']>['trouble'];
	readers: LetterReader[];
}

/** What somebody has sent out, or what everybody has; the newest first. */
export const lettersSql = (personId: number, everybody: boolean): Sql => sql`
	select letter.public_id as id, letter.title, letter.what, letter.report, letter.params, question.public_id as question, letter.every, letter.day, letter.hour,
	       letter.language, owner.name as by, letter.person_id = ${personId}::bigint as mine, letter.paused_for as paused,
	       case when letter.paused_at is null then letter.next_at end as "nextAt", turn.due_at as "lastAt",
	       coalesce(copy.sent, 0) as sent, coalesce(copy.waiting, 0) + (turn.state = 'waiting')::int as waiting, coalesce(copy.failed, 0) as failed,
	       coalesce(turn.trouble, copy.trouble) as trouble,
	       coalesce((
	           select jsonb_agg(jsonb_build_object('person', person.public_id, 'email', reader.email, 'name', coalesce(person.name, reader.email),
	                                               'stopped', reader.stopped_at is not null, 'left', person.id is not null and not (${worksHere}))
	                            order by reader.person_id is null, lower(coalesce(person.name, reader.email)))
	           from planning_letter_reader as reader left join person on person.id = reader.person_id
	           where reader.letter_id = letter.id and reader.removed_at is null), '[]') as readers
	from planning_letter as letter
	join person as owner on owner.id = letter.person_id
	left join planning_question as question on question.id = letter.question_id
	left join lateral (
		select planning_letter_turn.* from planning_letter_turn where planning_letter_turn.letter_id = letter.id
		order by planning_letter_turn.due_at desc limit 1) as turn on true
	left join lateral (
		select count(*) filter (where it.state = 'sent')::int as sent, count(*) filter (where it.state in ('due', 'sending'))::int as waiting,
		       count(*) filter (where it.state in ('failed', 'kept') and it.trouble is distinct from 'stopped')::int as failed,
		       min(case when it.state = 'kept' then 'no-mail' else it.trouble end) filter (where it.trouble is distinct from 'stopped') as trouble
		from planning_letter_copy as it where it.turn_id = turn.id) as copy on true
	where letter.removed_at is null and (${everybody}::boolean or letter.person_id = ${personId}::bigint)
	order by letter.person_id <> ${personId}::bigint, letter.id desc
	limit 300`;

/** To whom it can be sent in the house. */
export const staffSql = sql`select person.public_id as id, person.name from person where ${worksHere} order by lower(person.name), person.id limit 2000`;

/** Those of these who work here. */
export const knownStaffSql = (ids: readonly string[]): Sql =>
	sql`select person.id from person where person.public_id = any (${[...ids]}::uuid[]) and ${worksHere}`;

export const ownLettersSql = (personId: number): Sql =>
	sql`select count(*)::int as count from planning_letter where planning_letter.person_id = ${personId}::bigint and planning_letter.removed_at is null`;

/** A kept question that somebody sees. */
export const seenQuestionSql = (personId: number, id: string): Sql => sql`
	select planning_question.id from planning_question
	where planning_question.public_id = ${id}::uuid and planning_question.gone_at is null
	      and (planning_question.person_id = ${personId}::bigint or planning_question.shared)`;

export interface HeldLetter {
	id: number;
	personId: number;
	every: Letter['every'];
	day: number;
	hour: number;
	paused: boolean;
	removed: boolean;
}

/** A letter as it is before a change, held until that is done. */
export const holdLetterSql = (id: string): Sql => sql`
	select letter.id, letter.person_id as "personId", letter.every, letter.day, letter.hour, letter.paused_at is not null as paused,
	       letter.removed_at is not null as removed
	from planning_letter as letter where letter.public_id = ${id}::uuid for update`;

/** Who is to get it from now on: whoever wanted no more of it is not made to. */
export const keepReadersSql = (letterId: number, { people, outside }: { people: readonly number[]; outside: readonly string[] }): Sql => sql`
	update planning_letter_reader as reader
	set removed_at = case when reader.person_id = any (${[...people]}::bigint[]) or lower(reader.email) = any (${[...outside]}::text[]) then null
	                      else coalesce(reader.removed_at, now()) end
	where reader.letter_id = ${letterId}`;

export const addReadersSql = (letterId: number, { people, outside }: { people: readonly number[]; outside: readonly string[] }): Sql => sql`
	insert into planning_letter_reader (letter_id, person_id, email)
	select ${letterId}::bigint, it.person_id, null::text from unnest(${[...people]}::bigint[]) as it (person_id)
	union all
	select ${letterId}::bigint, null::bigint, it.email from unnest(${[...outside]}::text[]) as it (email)
	on conflict do nothing`;

export interface Stopping {
	title: string;
	language: string;
	stopped: boolean;
}

/** What a link about a letter is about. */
export const readerSql = (readerId: number): Sql => sql`
	select letter.title, letter.language, reader.stopped_at is not null as stopped
	from planning_letter_reader as reader join planning_letter as letter on letter.id = reader.letter_id
	where reader.id = ${readerId}::bigint`;

export const stopReaderSql = (readerId: number, stopped: boolean): Sql => sql`
	update planning_letter_reader as reader set stopped_at = case when ${stopped}::boolean then coalesce(reader.stopped_at, now()) end
	where reader.id = ${readerId}::bigint`;
