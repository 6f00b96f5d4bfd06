import { deskRow, deskView, type Moving, move, moveFault, within } from '../faults/index.ts';
import type { Context } from '../municipality/index.ts';
import type { Serve } from '../platform/http.ts';
import { badField, Problem } from '../platform/problem.ts';
import { one } from '../platform/sql.ts';
import { mustBeAnswered } from './answers.ts';
import { callRoutes } from './calls/routes.ts';
import { answerReport, commentFault, createReport, followFault, meToo, noteFault, rateReport, readFault, readTracked, stopHearing } from './contract.ts';
import { draftRoutes } from './drafts/routes.ts';
import { inboundRoutes } from './inbound/converse.ts';
import { addComment, addFollower, addMeToo, answer, rate, stop } from './join.ts';
import { insertCommentSql } from './queries.ts';
import { take } from './take.ts';
import { faultPage, tracked } from './tracked.ts';

/** Answers residents: reports, tracking, me-too, comments. */
export function routes(serve: Serve<Context>): void {
	serve(createReport, (context, report) => {
		mustBeAnswered(report);
		return take(context, report);
	});
	serve(readTracked, (context, { tracking, language }) => tracked(context, tracking, language));
	serve(readFault, (context, { code, language }) => faultPage(context, code, language));
	serve(answerReport, answer);
	serve(rateReport, rate);
	serve(stopHearing, (context, { tracking }) => stop(context, tracking));
	serve(meToo, addMeToo);
	serve(followFault, addFollower);
	serve(commentFault, addComment);
	desk(serve);
	callRoutes(serve);
	draftRoutes(serve);
	inboundRoutes(serve);
}

/** Answers staff: moves with the words that go with them, notes, moderation. */
function desk(serve: Serve<Context>): void {
	serve(moveFault, async (context, it) => {
		await within(context, it.code, moveFault.access);
		const { id } = await moveByHand(context, it);
		if (it.note) await addNote(context, { faultId: id, words: it.note, internal: it.internal ?? false });
		return { fault: deskView(await deskRow(context, it.code), it.language) };
	});

	serve(noteFault, async (context, { code, words, internal }) =>
		addNote(context, { faultId: (await within(context, code, noteFault.access)).id, words, internal }),
	);
}

/** Without evidence only those who supervise work say that something is fixed, and why they know; the reason stays inside. */
async function moveByHand(context: Context, it: Moving): Promise<{ id: number }> {
	if (it.to !== 'fixed') return move(context, it);
	if (!context.actor.may('work.supervise')) throw new Problem('evidence-wanted', undefined, { extra: { wanted: ['photo', 'reading'] } });
	if (!it.reason) throw badField('reason', 'Say how you know that it is fixed.');
	const { id } = await move(context, { ...it, reason: undefined, proof: 'reason' });
	await addNote(context, { faultId: id, words: it.reason, internal: true });
	return { id };
}

const addNote = ({ db, actor }: Context, { faultId, words, internal }: { faultId: number; words: string; internal: boolean }): Promise<{ id: number }> =>
	one(db, insertCommentSql({ faultId, contactId: null, personId: actor.personId, words, visibility: internal ? 'internal' : 'public' }));
