import { type Sql, sql } from '../../platform/sql.ts';

/** For so long a run belongs to who took it, unless that is said again. */
const held = sql`now() + interval '30 seconds'`;

/** How often a run is taken up again when its server went away. */
export const mostAttempts = 3;

const columns = sql`
	planning_run.code, planning_run.report, planning_run.asked, planning_run.state, planning_run.progress, planning_run.trouble,
	planning_run.asked_at as "askedAt", planning_run.as_of as "asOf", planning_run.ended_at as "endedAt", planning_run.fingerprint`;

export interface NewRun {
	report: string;
	edition: number;
	asked: Readonly<Record<string, string>>;
	question: string;
	personId: number | null;
}

/** A new run, unless the same question is being worked out already: then that one, also when somebody else was faster by a moment. */
export const startSql = ({ report, edition, asked, question, personId }: NewRun): Sql => sql`
	insert into planning_run (report, edition, asked, question, asked_by)
	values (${report}, ${edition}::smallint, ${JSON.stringify(asked)}::jsonb, ${question}, ${personId}::bigint)
	on conflict (question) where state in ('waiting', 'running') do update set question = excluded.question
	returning ${columns}`;

export const runSql = (code: string): Sql => sql`select ${columns} from planning_run where planning_run.code = upper(${code})`;

/** The latest run of a question, whatever became of it. */
export const latestSql = (question: string): Sql => sql`
	select ${columns} from planning_run where planning_run.question = ${question} order by planning_run.id desc limit 1`;

/** Of when the latest figures for a question are. */
export const keptSql = (question: string): Sql => sql`
	select planning_run.as_of as "asOf" from planning_run
	where planning_run.question = ${question} and planning_run.state = 'done'
	order by planning_run.id desc limit 1`;

/** The latest figures for a question. */
export const figuresSql = (question: string): Sql => sql`
	select coalesce(planning_run.figures, same.figures) as figures, planning_run.as_of as "asOf"
	from planning_run
	left join planning_run as same on same.id = planning_run.same_as
	where planning_run.question = ${question} and planning_run.state = 'done'
	order by planning_run.id desc
	limit 1`;

export const cancelSql = (code: string): Sql => sql`
	update planning_run set state = 'cancelled', ended_at = now(), held_until = null
	where planning_run.code = upper(${code}) and planning_run.state in ('waiting', 'running')`;

export interface Taken {
	id: number;
	report: string;
	edition: number;
	asked: Record<string, string>;
	attempts: number;
}

/** Takes the next run: one that waits, or one whose server has gone away. */
export const takeSql = sql`
	update planning_run set state = 'running', attempts = planning_run.attempts + 1, held_until = ${held}, progress = 0
	where planning_run.id = (
		select due.id from planning_run as due
		where (due.state = 'waiting' or (due.state = 'running' and due.held_until < now())) and due.attempts < ${mostAttempts}
		order by due.id
		for update skip locked
		limit 1)
	returning planning_run.id, planning_run.report, planning_run.edition, planning_run.asked, planning_run.attempts`;

/** Gives up what has been taken up as often as may be. */
export const giveUpSql = sql`
	update planning_run set state = 'failed', trouble = 'interrupted', ended_at = now(), held_until = null
	where planning_run.state in ('waiting', 'running') and planning_run.attempts >= ${mostAttempts} and coalesce(planning_run.held_until, now()) <= now()`;

/** Only who holds a run may say anything of it: after a cancellation, or when another server has taken it, nothing is changed. */
const mine = ({ id, attempts }: Taken): Sql =>
	sql`planning_run.id = ${id} and planning_run.attempts = ${attempts}::smallint and planning_run.state = 'running'`;

/** Says how far it is, and that somebody is still at it; no row: it is ours no more. */
export const beatSql = (taken: Taken, progress: number): Sql => sql`
	update planning_run set progress = ${progress}::real, held_until = ${held} where ${mine(taken)} returning planning_run.id`;

/** The run that had the very same inputs. */
export const alikeSql = (fingerprint: string): Sql => sql`
	select planning_run.id from planning_run
	where planning_run.fingerprint = ${fingerprint} and planning_run.state = 'done' and planning_run.same_as is null
	limit 1`;

export interface Outcome {
	fingerprint: string;
	asOf: Date;
	/** JSON. */
	figures: string | null;
	sameAs: number | null;
}

export const finishSql = (taken: Taken, { fingerprint, asOf, figures, sameAs }: Outcome): Sql => sql`
	update planning_run
	set state = 'done', progress = 1, ended_at = now(), held_until = null, fingerprint = ${fingerprint}, as_of = ${asOf}::timestamptz,
	    figures = ${figures}::jsonb, same_as = ${sameAs}::bigint
	where ${mine(taken)}`;

export const failSql = (taken: Taken, trouble: string): Sql => sql`
	update planning_run set state = 'failed', trouble = ${trouble}, ended_at = now(), held_until = null where ${mine(taken)}`;

/** Lets a run go, to be taken up again: this server is stopping. */
export const releaseSql = (taken: Taken): Sql => sql`
	update planning_run set state = 'waiting', held_until = null, attempts = planning_run.attempts - 1, progress = 0 where ${mine(taken)}`;

/**
 * Takes away runs that ended so many days ago and that nobody needs: of no question whose answer somebody keeps (boards ask these anew), and not the source of
 * figures that another run stands on.
 */
export const sweepSql = (days: number, now: Date): Sql => sql`
	with kept as materialized (
		select distinct kept_answer.report, kept_answer.answer -> 'params' as asked from kept_answer where kept_answer.removed_at is null
	),
	old as (
		select planning_run.id from planning_run
		where planning_run.ended_at < ${now}::timestamptz - make_interval(days => ${days}::int)
		  and not exists (select from kept where kept.report = planning_run.report and kept.asked = planning_run.asked)
	)
	delete from planning_run
	where planning_run.id in (select old.id from old)
	  and not exists (select from planning_run as other where other.same_as = planning_run.id and other.id not in (select old.id from old))
	returning planning_run.id`;
