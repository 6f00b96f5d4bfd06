import type { Context } from '../../municipality/index.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import { mustBeAskable } from './answer.ts';
import type { Inquiry, OwnQuestion } from './contract.ts';
import { changeQuestionSql, countQuestionsSql, keepQuestionSql, type QuestionRow, questionsSql } from './queries.ts';

/** More than this nobody finds anything in. */
const most = 100;

/** The questions that somebody sees. */
export async function questions({ db, actor }: Context): Promise<{ questions: OwnQuestion[] }> {
	const rows = await all<QuestionRow>(db, questionsSql(actor.personId));
	return { questions: rows.map(({ personId, ...row }) => ({ ...row, mine: personId === actor.personId })) };
}

/** Keeps a question that can be asked. */
export async function keep(context: Context, wish: { title: string; inquiry: Inquiry; shared: boolean }): Promise<{ questions: OwnQuestion[] }> {
	const { db, actor } = context;
	mustBeAskable(wish.inquiry);
	const { count } = await one<{ count: number }>(db, countQuestionsSql(actor.personId));
	if (count >= most) throw new Problem('conflict', `Nobody keeps more than ${most} questions.`);
	await one(db, keepQuestionSql({ personId: actor.personId, ...wish }));
	return questions(context);
}

interface Change {
	id: string;
	title?: string | undefined;
	inquiry?: Inquiry | undefined;
	shared?: boolean | undefined;
	gone?: boolean | undefined;
}

/** Changes a question of one's own. */
export async function change(context: Context, { id, title, inquiry, shared, gone }: Change): Promise<{ questions: OwnQuestion[] }> {
	const { db, actor, now } = context;
	if (inquiry) mustBeAskable(inquiry);
	if (!(await maybeOne(db, changeQuestionSql({ id, personId: actor.personId, title, inquiry, shared, gone, now })))) throw notFound('question');
	return questions(context);
}
