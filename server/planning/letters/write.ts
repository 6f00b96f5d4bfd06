import type { Knex } from 'knex';
import { rightsOf, rolesWith } from '../../auth/index.ts';
import { type Context, inLanguage, type Town } from '../../municipality/index.ts';
import { log } from '../../platform/log.ts';
import { Problem } from '../../platform/problem.ts';
import { all, maybeOne } from '../../platform/sql.ts';
import { reportOf } from '../catalogue.ts';
import type { ReportAnswer } from '../contract.ts';
import { withoutFew } from '../export/few.ts';
import { linkOf, paper } from '../export/file.ts';
import { answerInquiry } from '../inquiry/answer.ts';
import { type QuestionRow, questionsSql } from '../inquiry/queries.ts';
import { keptAnswers } from '../kept/kept.ts';
import { answerReport, type Question } from '../run.ts';
import { latest, start } from '../runs/run.ts';
import { againTurnSql, claimTurnSql, failTurnSql, type Turn, type TurnReader, turnReadersSql, waitTurnSql, writtenSql } from './sending-queries.ts';

const minutes = 60_000;
/** What has to be worked out before is looked for again after so long, and given up after so long. */
const patience = { look: 0.5 * minutes, whole: 6 * 60 * minutes };
const mostAttempts = 4;

/** An answer with the address at which it is asked again. */
interface Answered {
	title: string;
	answer: ReportAnswer;
	link: string;
}

/** What was asked is no longer there. */
class Gone extends Error {}
/** It is being worked out. */
class NotYet extends Error {}

/** Whoever made the letter, as if they asked now: figures are what they may see. */
function contextOf(db: Knex, town: Town, { turn, now }: { turn: Turn; now: Date }): Context {
	const rights: ReadonlySet<string> = new Set(rightsOf(turn.roles.map((role) => ({ role }))));
	const actor = { personId: turn.personId, name: turn.owner, may: (right: string) => rights.has(right) };
	return { db, town, now, actor, sender: 'letters', language: turn.language, photos: [] };
}

interface Asking {
	id: string;
	raw: Readonly<Record<string, string>>;
	title: string;
}

/** Figures that take a while are worked out for this turn: older ones would be sent as if they were of today. */
async function mustBeWorkedOut(context: Context, question: Question, dueAt: Date): Promise<void> {
	const { run, kept } = await latest(context, question);
	if (kept !== null && new Date(kept) >= dueAt) return;
	if (run?.state === 'failed' && new Date(run.askedAt) >= dueAt) throw new Gone('not-worked-out');
	if (run === null || run.endedAt !== null) await start(context, question);
	throw new NotYet();
}

async function answerOf(context: Context, { id, raw, title }: Asking, { turn, publicUrl }: Writing): Promise<Answered> {
	const question = { id, language: turn.language, raw };
	if (reportOf(id).heavy) await mustBeWorkedOut(context, question, turn.dueAt);
	const answer = await answerReport(context, question);
	return { title, answer, link: linkOf({ answer, publicUrl }) };
}

async function answersOf(context: Context, writing: Writing): Promise<Answered[]> {
	const { turn, publicUrl } = writing;
	if (turn.what === 'report') return [await answerOf(context, { id: turn.report ?? '', raw: turn.params, title: turn.title }, writing)];
	if (turn.what === 'board') {
		const board = (await keptAnswers(context)).kept.filter(({ place }) => place !== null).sort((one, other) => (one.place ?? 0) - (other.place ?? 0));
		if (board.length === 0) throw new Gone('gone');
		const answers: Answered[] = [];
		for (const { report: id, params: raw, title } of board) answers.push(await answerOf(context, { id, raw, title }, writing));
		return answers;
	}
	const questions = await all<QuestionRow>(context.db, questionsSql(turn.personId));
	const question = questions.find(({ id }) => id === turn.question);
	if (!question) throw new Gone('gone');
	const { answer } = await answerInquiry(context, { inquiry: question.inquiry, language: turn.language, run: undefined });
	const link = `${publicUrl}/planner/?${new URLSearchParams({ ask: JSON.stringify(question.inquiry) })}`;
	return [{ title: question.title, answer: { ...answer, question: question.title }, link }];
}

interface Writing {
	turn: Turn;
	publicUrl: string;
}

interface Paper {
	audience: TurnReader['audience'];
	place: number;
	file: string;
	title: string;
	link: string | null;
	content: Buffer;
}

async function papersFor(context: Context, answers: readonly Answered[], { audience, writing }: { audience: TurnReader['audience']; writing: Writing }) {
	const { publicUrl, turn } = writing;
	const papers: Paper[] = [];
	for (const [place, { title, answer: whole, link }] of answers.entries()) {
		const answer = audience === 'public' ? withoutFew(whole, (text) => inLanguage(text, turn.language)) : whole;
		const content = await paper({ context, answer, language: turn.language, publicUrl, title, link });
		const file = [...(answers.length > 1 ? [place + 1] : []), answer.id, answer.params['from'], answer.params['to']].filter(Boolean).join('-');
		papers.push({ audience, place, file: `${file}.pdf`, title, link: audience === 'house' ? link : null, content });
	}
	return papers;
}

/** Writes one turn: everything is counted first, then all of it is noted at once, so that a turn is written whole or not at all. */
async function write(db: Knex, context: Context, writing: Writing): Promise<void> {
	const { turn } = writing;
	if (!context.actor.may('planning.read')) throw new Gone('gone');
	const roles = { plan: rolesWith('planning.read'), read: rolesWith('fault.read') };
	const answers = await answersOf(context, writing);
	const readers = await all<TurnReader>(db, turnReadersSql(turn.letterId, { ...roles, outside: context.actor.may('planning.publish') }));
	const audiences = [...new Set(readers.map(({ audience }) => audience))];
	const papers = (await Promise.all(audiences.map((audience) => papersFor(context, answers, { audience, writing })))).flat();
	await db.transaction(async (transaction) => {
		if (!(await maybeOne(transaction, writtenSql(turn)))) return;
		if (papers.length > 0) await transaction('planning_letter_paper').insert(papers.map((it) => ({ turn_id: turn.id, ...it })));
		if (readers.length > 0)
			await transaction('planning_letter_copy').insert(
				readers.map(({ id, audience }) => ({ turn_id: turn.id, reader_id: id, audience, retry_at: context.now })),
			);
	});
}

/** What is to be noted of a turn that could not be written. */
function afterTrouble(error: unknown, { turn, now }: { turn: Turn; now: Date }) {
	const later = new Date(now.getTime() + patience.look);
	if (error instanceof NotYet) {
		return now.getTime() - turn.dueAt.getTime() > patience.whole ? failTurnSql(turn.id, 'not-worked-out') : waitTurnSql(turn.id, later);
	}
	if (error instanceof Gone) return failTurnSql(turn.id, error.message);
	log.error({ err: error, turn: turn.id }, 'letter');
	// What is wrong with the question stays wrong: a report or a parameter that there is no more.
	if (error instanceof Problem) return failTurnSql(turn.id, 'gone');
	return turn.attempts >= mostAttempts ? failTurnSql(turn.id, 'error') : againTurnSql(turn.id, later);
}

/** Writes one turn that waits; says whether there was one that could be dealt with now. */
export async function writeOne(db: Knex, { town, now, publicUrl }: { town: () => Promise<Town>; now: Date; publicUrl: string }): Promise<boolean> {
	const turn = await maybeOne<Turn>(db, claimTurnSql(now));
	if (!turn) return false;
	try {
		await write(db, contextOf(db, await town(), { turn, now }), { turn, publicUrl });
	} catch (error) {
		await all(db, afterTrouble(error, { turn, now }));
	}
	return true;
}
