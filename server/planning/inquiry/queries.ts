import { type Sql, sql } from '../../platform/sql.ts';
import type { Inquiry } from './contract.ts';

/** Whether questions can be asked in the reader's name: the role is there, and we may act in it. */
export const readerSql = sql`
	select coalesce((select pg_has_role(current_user, pg_roles.oid, 'member') from pg_roles where pg_roles.rolname = 'faultline_reader'), false) as usable`;

/** From here on nothing can be written, and what takes longer than this ends. */
export const limitsSql = (milliseconds: number, name: string): Sql => sql`
	select set_config('transaction_read_only', 'on', true), set_config('statement_timeout', ${String(milliseconds)}, true), set_config('application_name', ${name}, true)`;

/** From here on only the published views can be read. */
export const asReaderSql = sql`set local role faultline_reader`;

/** What the database thinks a query costs, before it is run. */
export const costSql = (query: Sql): Sql => sql`explain (format json) ${query}`;

/** Ends what runs under a name of ours. */
export const stopSql = (name: string): Sql => sql`
	select pg_cancel_backend(pg_stat_activity.pid) as stopped
	from pg_stat_activity
	where pg_stat_activity.application_name = ${name} and pg_stat_activity.pid <> pg_backend_pid()`;

export interface QuestionRow {
	id: string;
	title: string;
	inquiry: Inquiry;
	shared: boolean;
	personId: number;
	by: string;
}

/** The questions that somebody keeps, then those that colleagues share. */
export const questionsSql = (personId: number | null): Sql => sql`
	select planning_question.public_id as id, planning_question.title, planning_question.spec as inquiry, planning_question.shared,
	       planning_question.person_id as "personId", person.name as by
	from planning_question
	join person on person.id = planning_question.person_id
	where planning_question.gone_at is null and (planning_question.person_id = ${personId}::bigint or planning_question.shared)
	order by planning_question.person_id <> ${personId}::bigint, lower(planning_question.title), planning_question.id
	limit 200`;

/** How many questions somebody keeps. */
export const countQuestionsSql = (personId: number | null): Sql =>
	sql`select count(*)::int as count from planning_question where planning_question.person_id = ${personId}::bigint and planning_question.gone_at is null`;

interface Keeping {
	personId: number | null;
	title: string;
	inquiry: Inquiry;
	shared: boolean;
}

/** Keeps a question. */
export const keepQuestionSql = ({ personId, title, inquiry, shared }: Keeping): Sql => sql`
	insert into planning_question (title, spec, shared, person_id)
	values (${title}, ${JSON.stringify(inquiry)}::jsonb, ${shared}, ${personId}::bigint)
	returning planning_question.public_id as id`;

interface Changing {
	id: string;
	personId: number | null;
	title: string | undefined;
	inquiry: Inquiry | undefined;
	shared: boolean | undefined;
	gone: boolean | undefined;
	now: Date;
}

/** Changes a question of one's own; what is not given stays. */
export const changeQuestionSql = ({ id, personId, title, inquiry, shared, gone, now }: Changing): Sql => sql`
	update planning_question
	set title = coalesce(${title ?? null}::text, planning_question.title), spec = coalesce(${inquiry ? JSON.stringify(inquiry) : null}::jsonb, planning_question.spec),
	    shared = coalesce(${shared ?? null}::boolean, planning_question.shared), changed_at = ${now}::timestamptz,
	    gone_at = case when ${gone ?? null}::boolean is null then planning_question.gone_at when ${gone ?? null}::boolean then ${now}::timestamptz end
	where planning_question.public_id = ${id}::uuid and planning_question.person_id = ${personId}::bigint
	returning planning_question.public_id as id`;
