import { type Context, catalogue, inLanguage } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { all, maybeOne } from '../../platform/sql.ts';
import type { TrackedProposal } from './contract.ts';
import { stopSql, type TrackedRow, trackedSql, withdrawSql, withdrawVoiceSql } from './queries.ts';

async function rowOf({ db }: Context, tracking: string): Promise<TrackedRow> {
	const row = await maybeOne<TrackedRow>(db, trackedSql(tracking));
	if (!row) throw notFound('proposal');
	return row;
}

/** What became of a proposal, for whoever holds its link: nothing that others said, nothing of staff but their reason. */
export async function trackedProposal(context: Context, { tracking, language }: { tracking: string; language: string }): Promise<TrackedProposal> {
	const { code, kind, state, asset, madeOn, decidedOn, reason, hears, withdrawn, ...row } = await rowOf(context, tracking);
	const home = catalogue.byNumber.get(row.class);
	return {
		...{ code, kind, asset, madeOn, decidedOn, reason, hears },
		state: withdrawn ? 'withdrawn' : state,
		title: [home && inLanguage(home.one, language), asset].filter(Boolean).join(' '),
	};
}

/** No more messages about this proposal. */
export async function stopMessages(context: Context, { tracking }: { tracking: string }): Promise<{ hears: boolean }> {
	await rowOf(context, tracking);
	await all(context.db, stopSql(tracking));
	return { hears: false };
}

/** Takes one's own word back; what nobody stands by any more is withdrawn. */
export async function withdraw(context: Context, { tracking }: { tracking: string }): Promise<{ state: TrackedProposal['state'] }> {
	const { db, actor } = context;
	const row = await rowOf(context, tracking);
	if (row.withdrawn) return { state: 'withdrawn' };
	if (row.state !== 'open') throw new Problem('conflict', 'It has been decided already.', { extra: { state: row.state } });
	await all(db, withdrawVoiceSql(row.voiceId));
	if (await maybeOne(db, withdrawSql(row.id)))
		await happened(db, { kind: 'proposal.withdrawn', personId: actor.personId, details: { proposal: row.id, of: row.kind } });
	return { state: 'withdrawn' };
}
