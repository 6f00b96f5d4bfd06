import type { Role } from '../../auth/contract.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import type { Letter } from './contract.ts';

/** Whoever may look at figures and at single faults reads what the house reads. */
interface Rights {
	plan: readonly string[];
	read: readonly string[];
}

const holds = (roles: readonly string[]): Sql =>
	sql`exists (select from person_role where person_role.person_id = person.id and person_role.role = any (${[...roles]}::text[]))`;

export interface Left {
	id: string;
	title: string;
	owner: string;
}

/** Pauses what belongs to people who work here no more or may no longer plan. */
export const pauseLeftSql = ({ plan }: Pick<Rights, 'plan'>, now: Date): Sql => sql`
	update planning_letter as letter set paused_at = ${now}::timestamptz, paused_for = 'left'
	from person
	where person.id = letter.person_id and letter.removed_at is null and letter.paused_at is null and (person.disabled_at is not null or not ${holds(plan)})
	returning letter.public_id as id, letter.title, person.name as owner`;

/** Those who manage people. */
export const managersSql = (roles: readonly string[]): Sql =>
	sql`select person.id from person where person.disabled_at is null and person.email is not null and ${holds(roles)} order by person.id`;

export interface Due {
	id: number;
	every: Letter['every'];
	day: number;
	hour: number;
	dueAt: Date;
}

export const dueSql = (now: Date): Sql => sql`
	select letter.id, letter.every, letter.day, letter.hour, letter.next_at as "dueAt"
	from planning_letter as letter
	where letter.next_at <= ${now}::timestamptz and letter.removed_at is null and letter.paused_at is null
	order by letter.next_at, letter.id
	limit 50`;

/** Takes one turn and sets the next in one statement: whoever comes second finds that it has moved on. */
export const takeTurnSql = ({ id, dueAt }: Due, nextAt: Date): Sql => sql`
	with moved as (
		update planning_letter as letter set next_at = ${nextAt}::timestamptz
		where letter.id = ${id} and date_trunc('milliseconds', letter.next_at) = ${dueAt}::timestamptz and letter.removed_at is null and letter.paused_at is null
		returning letter.id)
	insert into planning_letter_turn (letter_id, due_at, held_until)
	select moved.id, ${dueAt}::timestamptz, ${dueAt}::timestamptz from moved
	on conflict do nothing`;

export interface Turn {
	id: number;
	letterId: number;
	dueAt: Date;
	attempts: number;
	title: string;
	what: Letter['what'];
	report: string | null;
	params: Record<string, string>;
	question: string | null;
	language: string;
	personId: number;
	owner: string;
	roles: Role[];
}

/** Claims a turn that is to be written; it is held for ten minutes. */
export const claimTurnSql = (now: Date): Sql => sql`
	update planning_letter_turn as turn set attempts = turn.attempts + 1, held_until = ${now}::timestamptz + interval '10 minutes'
	from planning_letter as letter
	join person on person.id = letter.person_id
	where letter.id = turn.letter_id and turn.id = (
		select waiting.id from planning_letter_turn as waiting
		where waiting.state = 'waiting' and waiting.held_until <= ${now}::timestamptz
		order by waiting.id
		for update skip locked
		limit 1)
	returning turn.id, turn.letter_id as "letterId", turn.due_at as "dueAt", turn.attempts, letter.title, letter.what, letter.report, letter.params,
	          (select planning_question.public_id from planning_question where planning_question.id = letter.question_id) as question, letter.language, letter.person_id as "personId", person.name as owner,
	          array(select person_role.role from person_role where person_role.person_id = person.id) as roles`;

/** Lets a turn wait a while for what is being worked out: that is no attempt. */
export const waitTurnSql = (id: number, until: Date): Sql => sql`
	update planning_letter_turn as turn set attempts = turn.attempts - 1, held_until = ${until}::timestamptz where turn.id = ${id} and turn.state = 'waiting'`;

export const failTurnSql = (id: number, trouble: string): Sql => sql`
	update planning_letter_turn as turn set state = 'failed', trouble = ${trouble} where turn.id = ${id} and turn.state = 'waiting'`;

export const againTurnSql = (id: number, until: Date): Sql =>
	sql`update planning_letter_turn as turn set held_until = ${until}::timestamptz where turn.id = ${id} and turn.state = 'waiting'`;

export const writtenSql = ({ id, attempts }: Pick<Turn, 'id' | 'attempts'>): Sql => sql`
	update planning_letter_turn as turn set state = 'written' where turn.id = ${id} and turn.state = 'waiting' and turn.attempts = ${attempts}::smallint
	returning turn.id`;

export interface TurnReader {
	id: number;
	audience: 'house' | 'public';
}

/** Who gets it now, and whether as the house or as the public. */
export const turnReadersSql = (letterId: number, { plan, read, outside }: Rights & { outside: boolean }): Sql => sql`
	select reader.id, case when person.id is not null and ${holds(plan)} and ${holds(read)} then 'house' else 'public' end as audience
	from planning_letter_reader as reader
	left join person on person.id = reader.person_id
	where reader.letter_id = ${letterId} and reader.removed_at is null and reader.stopped_at is null
	      and case when reader.person_id is null then ${outside}::boolean else person.disabled_at is null and person.email is not null end
	order by reader.id`;

export interface Copy {
	id: number;
	attempts: number;
	audience: 'house' | 'public';
	turnId: number;
	readerId: number;
	email: string | null;
	/** Nobody wants it any more. */
	stopped: boolean;
	title: string;
	language: string;
	every: Letter['every'];
	owner: string;
}

/** Claims one mail. */
export const claimCopySql = (now: Date): Sql => sql`
	with mine as (
		select waiting.id from planning_letter_copy as waiting
		where waiting.state = 'due' and waiting.retry_at <= ${now}::timestamptz
		order by waiting.id
		for update skip locked
		limit 1)
	update planning_letter_copy as copy set state = 'sending', attempts = copy.attempts + 1, claimed_at = ${now}::timestamptz
	from mine, planning_letter_turn as turn, planning_letter as letter, person as owner, planning_letter_reader as reader
	     left join person on person.id = reader.person_id and person.disabled_at is null
	where copy.id = mine.id and turn.id = copy.turn_id and letter.id = turn.letter_id and owner.id = letter.person_id and reader.id = copy.reader_id
	returning copy.id, copy.attempts, copy.audience, copy.turn_id as "turnId", reader.id as "readerId", coalesce(reader.email, person.email) as email,
	          num_nonnulls(reader.stopped_at, reader.removed_at, letter.removed_at, letter.paused_at) > 0 as stopped, letter.title, letter.language, letter.every,
	          owner.name as owner`;

export interface PaperRow {
	file: string;
	title: string;
	link: string | null;
	content: Buffer;
}

export const papersSql = ({ turnId, audience }: Pick<Copy, 'turnId' | 'audience'>): Sql => sql`
	select paper.file, paper.title, paper.link, paper.content from planning_letter_paper as paper
	where paper.turn_id = ${turnId} and paper.audience = ${audience} order by paper.place`;

export const sentCopySql = (id: number, now: Date): Sql => sql`
	update planning_letter_copy as copy set state = 'sent', sent_at = ${now}::timestamptz, trouble = null where copy.id = ${id} and copy.state = 'sending'`;

export const failedCopySql = (id: number, trouble: string): Sql =>
	sql`update planning_letter_copy as copy set state = 'failed', trouble = ${trouble} where copy.id = ${id} and copy.state = 'sending'`;

/** To be tried again: it surely did not leave. */
export const againCopySql = (id: number, now: Date): Sql => sql`
	update planning_letter_copy as copy
	set state = 'due', trouble = 'refused', retry_at = ${now}::timestamptz + interval '30 seconds' * power(2, copy.attempts)
	where copy.id = ${id} and copy.state = 'sending'`;

/** Without a mail server nobody is written to, and what is old news by then is not sent later. */
export const keepCopiesSql = sql`update planning_letter_copy as copy set state = 'kept' where copy.state = 'due' returning copy.id`;

/** Mails of which nobody knows whether they arrived are not sent again. */
export const giveUpCopiesSql = (now: Date): Sql => sql`
	update planning_letter_copy as copy set state = 'failed', trouble = 'unknown'
	where copy.state = 'sending' and copy.claimed_at < ${now}::timestamptz - interval '10 minutes'`;

/** Lets go of papers that everybody has. */
export const dropPapersSql = sql`
	delete from planning_letter_paper as paper
	where not exists (select from planning_letter_copy as copy where copy.turn_id = paper.turn_id and copy.state in ('due', 'sending'))`;
