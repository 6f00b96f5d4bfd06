import type { Context } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import { badField, notFound, Problem } from '../../platform/problem.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import type { ReportAnswer } from '../contract.ts';
import { answerReport } from '../run.ts';
import { type KeptAnswer, mostPinned } from './contract.ts';
import { boardSql, clearBoardSql, frozenSql, holdOwnSql, type KeptRow, keepSql, keptSql, type OwnRow, oneKeptSql, ownCountSql, pinSql } from './queries.ts';

/** More than these nobody finds anything in. */
const most = 200;

/** What is kept belongs to a person: a key that stands for none has nothing to keep. */
function ownerOf({ actor }: Context): number {
	if (actor.personId === null) throw new Problem('not-allowed');
	return actor.personId;
}

const shown = ({ personId, asOf, ...row }: KeptRow, owner: number): KeptAnswer => ({ ...row, asOf: asOf.toISOString(), mine: personId === owner });

/** The kept answers that somebody sees. */
export async function keptAnswers(context: Context): Promise<{ kept: KeptAnswer[] }> {
	const owner = ownerOf(context);
	const rows = await all<KeptRow>(context.db, keptSql(owner));
	return { kept: rows.map((row) => shown(row, owner)) };
}

/** One kept answer as it was. */
export async function oneKept(context: Context, id: number): Promise<{ kept: KeptAnswer; answer: ReportAnswer }> {
	const owner = ownerOf(context);
	const row = await maybeOne<KeptRow>(context.db, oneKeptSql(owner, id));
	if (!row) throw notFound('kept answer');
	const { answer } = await one<{ answer: ReportAnswer }>(context.db, frozenSql(id));
	return { kept: shown(row, owner), answer };
}

interface Keeping {
	report: string;
	params: Readonly<Record<string, string>>;
	chosen: readonly string[];
	title: string;
	note: string;
	shared: boolean;
	pinned: boolean;
	language: string;
}

/** Answers a question and keeps the answer. */
export async function keep(context: Context, { report, params, chosen, language, pinned, ...words }: Keeping): Promise<number> {
	const personId = ownerOf(context);
	const { db } = context;
	const { count } = await one<{ count: number }>(db, ownCountSql(personId));
	if (count >= most) throw badField('title', `There is room for ${most} answers: remove one first.`);
	const answer = await answerReport(context, { id: report, language, raw: params });
	const { id } = await one<{ id: number }>(db, keepSql({ ...words, personId, report, params, chosen, answer, asOf: answer.asOf }));
	await told(context, 'answer.kept', { answer: id, report, shared: words.shared });
	if (pinned) {
		const board = await all<{ id: number }>(db, boardSql(personId));
		if (board.length >= mostPinned) throw badField('pinned', `A board has room for ${mostPinned}.`);
		await arrange(context, [...board.map((it) => it.id), id]);
	}
	return id;
}

interface Change {
	id: number;
	title?: string | undefined;
	note?: string | undefined;
	shared?: boolean | undefined;
	removed?: boolean | undefined;
}

/** Who kept an answer, whom it was shown and when it was removed is asked later; what it is called is somebody's words and stays out. */
const told = ({ db, actor }: Context, kind: `answer.${string}`, details: { answer: number; report: string; shared?: boolean }): Promise<void> =>
	happened(db, { kind, personId: actor.personId, details });

/** What has become of an answer by a change, in the order in which it is told. */
function doneBy({ shared, removed }: Change, was: OwnRow): `answer.${string}`[] {
	return [
		...(removed !== undefined && removed !== was.removed ? [removed ? ('answer.removed' as const) : ('answer.restored' as const)] : []),
		...(shared !== undefined && shared !== was.shared ? [shared ? ('answer.shared' as const) : ('answer.unshared' as const)] : []),
	];
}

/** Changes what is one's own. */
export async function changeOwn(context: Context, change: Change): Promise<void> {
	const { db, now } = context;
	const { id, title, note, shared, removed } = change;
	const was = await maybeOne<OwnRow>(db, holdOwnSql(ownerOf(context), id));
	if (!was) throw notFound('kept answer');
	const patch = {
		...(title !== undefined && { title }),
		...(note !== undefined && { note }),
		...(shared !== undefined && { shared }),
		...(removed !== undefined && { removed_at: removed ? now : null }),
	};
	await db('kept_answer')
		.where({ id })
		.update({ ...patch, changed_at: now });
	for (const kind of doneBy(change, was)) await told(context, kind, { answer: id, report: was.report });
}

/** Puts these on one's board, in this order, and nothing else. */
export async function arrange(context: Context, ids: readonly number[]): Promise<void> {
	const personId = ownerOf(context);
	await all(context.db, clearBoardSql(personId));
	await all(context.db, pinSql(personId, [...new Set(ids)]));
}
