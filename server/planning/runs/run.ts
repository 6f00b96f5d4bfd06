import type { Context } from '../../municipality/index.ts';
import { badField, notFound, Problem } from '../../platform/problem.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import { asking } from '../ask.ts';
import { reportOf, settingOf } from '../catalogue.ts';
import type { Asked, Report } from '../reports/index.ts';
import type { Run } from './contract.ts';
import { cancelSql, figuresSql, keptSql, latestSql, runSql, startSql } from './queries.ts';
import { questionOf } from './question.ts';

interface Question {
	id: string;
	language: string;
	raw: Readonly<Record<string, string>>;
}

interface RunRow extends Omit<Run, 'askedAt' | 'asOf' | 'endedAt'> {
	askedAt: Date;
	asOf: Date | null;
	endedAt: Date | null;
}

const runOf = (row: RunRow): Run => ({
	...row,
	askedAt: row.askedAt.toISOString(),
	asOf: row.asOf?.toISOString() ?? null,
	endedAt: row.endedAt?.toISOString() ?? null,
});

function prepared({ town, now }: Context, { id, language, raw }: Question): { report: Report; asked: Asked; question: string } {
	const report = reportOf(id);
	const asked = asking(report, settingOf(town, now), { raw, language });
	return { report, asked, question: questionOf(report, asked.values) };
}

/** Has a question worked out; the same that is being worked out already is that one. */
export async function start(context: Context, it: Question): Promise<Run> {
	const { report, asked, question } = prepared(context, it);
	if (!report.heavy) throw badField('report', 'This question is answered at once.');
	const { edition } = report.heavy;
	return runOf(await one<RunRow>(context.db, startSql({ report: report.id, edition, asked: asked.values, question, personId: context.actor.personId })));
}

/** The latest run of a question, and of when the figures are that are kept for it. */
export async function latest(context: Context, it: Question): Promise<{ run: Run | null; kept: string | null }> {
	const { question } = prepared(context, it);
	const row = await maybeOne<RunRow>(context.db, latestSql(question));
	const kept = await maybeOne<{ asOf: Date }>(context.db, keptSql(question));
	return { run: row ? runOf(row) : null, kept: kept?.asOf.toISOString() ?? null };
}

/** One run. */
export async function show({ db }: Context, code: string): Promise<Run> {
	const row = await maybeOne<RunRow>(db, runSql(code));
	if (!row) throw notFound('run');
	return runOf(row);
}

/** Stops a run, and says what has become of it. */
export async function cancel(context: Context, code: string): Promise<Run> {
	await all(context.db, cancelSql(code));
	return show(context, code);
}

/** The figures that were worked out for a question last, and of when they are. */
export async function figuresFor({ db }: Context, report: Report, { values }: Asked): Promise<{ figures: unknown[]; asOf: Date }> {
	const kept = await maybeOne<{ figures: unknown[]; asOf: Date }>(db, figuresSql(questionOf(report, values)));
	if (!kept) throw new Problem('conflict', 'This question has to be worked out first.');
	return kept;
}
