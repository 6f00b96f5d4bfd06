import { type Sql, sql } from '../../platform/sql.ts';
import type { KeptAnswer } from './contract.ts';

export interface KeptRow extends Omit<KeptAnswer, 'mine' | 'asOf'> {
	personId: number;
	asOf: Date;
}

const columns = (personId: number): Sql => sql`
	select kept_answer.id, kept_answer.report, kept_answer.params, kept_answer.chosen, kept_answer.title, kept_answer.note, kept_answer.answer ->> 'about' as about,
	       kept_answer.as_of as "asOf", kept_answer.shared, kept_answer.person_id as "personId", person.name as by, pinned_answer.place
	from kept_answer
	join person on person.id = kept_answer.person_id
	left join pinned_answer on pinned_answer.kept_answer_id = kept_answer.id and pinned_answer.person_id = ${personId}::bigint`;

const seen = (personId: number): Sql => sql`
	kept_answer.removed_at is null and (kept_answer.person_id = ${personId}::bigint or kept_answer.shared)`;

/** What somebody sees of kept answers: her own and those that are shared, the newest first. */
export const keptSql = (personId: number): Sql => sql`
	${columns(personId)}
	where ${seen(personId)}
	order by kept_answer.as_of desc, kept_answer.id desc
	limit 300`;

/** One of them. */
export const oneKeptSql = (personId: number, id: number): Sql => sql`${columns(personId)} where kept_answer.id = ${id}::bigint and ${seen(personId)}`;

/** The whole answer as it was. */
export const frozenSql = (id: number): Sql => sql`select kept_answer.answer from kept_answer where kept_answer.id = ${id}::bigint`;

/** How many somebody keeps. */
export const ownCountSql = (personId: number): Sql =>
	sql`select count(*)::int as count from kept_answer where kept_answer.person_id = ${personId}::bigint and kept_answer.removed_at is null`;

export interface OwnRow {
	report: string;
	shared: boolean;
	removed: boolean;
}

/** One's own answer as it is before a change, held until that is done. */
export const holdOwnSql = (personId: number, id: number): Sql => sql`
	select kept_answer.report, kept_answer.shared, kept_answer.removed_at is not null as removed
	from kept_answer where kept_answer.id = ${id}::bigint and kept_answer.person_id = ${personId}::bigint for update`;

interface Keeping {
	personId: number;
	report: string;
	params: object;
	chosen: readonly string[];
	title: string;
	note: string;
	shared: boolean;
	answer: object;
	asOf: string;
}

/** Keeps an answer. */
export const keepSql = ({ personId, report, params, chosen, title, note, shared, answer, asOf }: Keeping): Sql => sql`
	insert into kept_answer (person_id, report, params, chosen, title, note, shared, answer, as_of)
	values (${personId}::bigint, ${report}, ${JSON.stringify(params)}::jsonb, ${JSON.stringify(chosen)}::jsonb, ${title}, ${note}, ${shared}, ${JSON.stringify(answer)}::jsonb, ${asOf}::timestamptz)
	returning kept_answer.id`;

/** What stands on a board, in its order. */
export const boardSql = (personId: number): Sql => sql`
	select pinned_answer.kept_answer_id as id from pinned_answer where pinned_answer.person_id = ${personId}::bigint order by pinned_answer.place`;

/** Takes everything from a board. */
export const clearBoardSql = (personId: number): Sql => sql`delete from pinned_answer where pinned_answer.person_id = ${personId}::bigint`;

/** Puts on a board, in this order, what somebody may see of it. */
export const pinSql = (personId: number, ids: readonly number[]): Sql => sql`
	insert into pinned_answer (person_id, kept_answer_id, place)
	select ${personId}::bigint, kept_answer.id, row_number() over (order by wanted.place)
	from unnest(${[...ids]}::bigint[]) with ordinality as wanted (id, place)
	join kept_answer on kept_answer.id = wanted.id
	where ${seen(personId)}`;
