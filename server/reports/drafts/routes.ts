import type * as z from 'zod/mini';
import type { Context } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import type { Serve } from '../../platform/http.ts';
import type { Photo } from '../../platform/photos.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import type { Ticket } from '../contract.ts';
import { take } from '../take.ts';
import { acceptDraft, type Draft, listDrafts, rejectDraft, reopenDraft } from './contract.ts';
import { acceptedSql, countWaitingSql, type DraftRow, decidedDraftsSql, draftSql, rejectedSql, reopenedSql, waitingDraftsSql } from './queries.ts';

const viewOf = ({ lon, lat, placed, receivedAt, photos, ticket, ...row }: DraftRow, { town }: Context): Draft => ({
	...row,
	receivedAt: receivedAt.toISOString(),
	place: lon !== null && lat !== null && placed !== null ? { lon, lat, placed } : null,
	photos: photos.map(({ id, width, height }) => ({ id, width, height })),
	ticket: ticket && `${town.municipality.prefix}-${ticket}`,
});

async function draftOf({ db }: Context, code: string, state: DraftRow['state']): Promise<DraftRow> {
	const row = await maybeOne<DraftRow>(db, draftSql(code));
	if (!row) throw notFound('draft');
	if (row.state !== state) throw new Problem('wrong-state', 'Somebody has decided this already.');
	return row;
}

const photosOf = ({ photos }: DraftRow): Photo[] =>
	photos.map(({ hash, thumb_hash: thumbHash, bytes, width, height, lon, lat }) => ({
		original: hash,
		hash,
		thumbHash,
		kind: 'image/jpeg',
		bytes,
		width,
		height,
		position: lon === null || lat === null ? undefined : { lon, lat },
	}));

/** Makes a report of a draft: what its sender hears from now on, they hear like everybody who reports. */
async function accept(context: Context, { code, ...report }: z.infer<typeof acceptDraft.input>): Promise<Ticket> {
	const draft = await draftOf(context, code, 'waiting');
	const channel = draft.channel === 'email' ? ('email' as const) : ('sms' as const);
	const sender = draft.senderHash ?? context.sender;
	const ticket = await take({ ...context, sender, photos: photosOf(draft) }, { ...report, publicWords: false, notEmergency: false, media: [], channel });
	const { id, contactId } = draft;
	await all(context.db, acceptedSql({ id, ticket: ticket.ticket.split('-').slice(1).join('-'), personId: context.actor.personId, contactId }));
	await happened(context.db, { kind: 'draft.accepted', personId: context.actor.personId, details: { draft: id } });
	return ticket;
}

/** Answers staff who look through what came by mail and message. */
export function draftRoutes(serve: Serve<Context>): void {
	serve(listDrafts, async (context, { state, limit }) => {
		const rows = await all<DraftRow>(context.db, state === 'waiting' ? waitingDraftsSql(limit) : decidedDraftsSql(state, limit));
		return { drafts: rows.map((it) => viewOf(it, context)), ...(await one<{ waiting: number }>(context.db, countWaitingSql)) };
	});

	serve(acceptDraft, accept);

	serve(rejectDraft, async (context, { code, reason }) => {
		const { id, email } = await draftOf(context, code, 'waiting');
		const { personId } = context.actor;
		await all(context.db, rejectedSql({ id, reason, personId, tell: reason !== 'spam' && email !== null }));
		await happened(context.db, { kind: 'draft.rejected', personId, details: { draft: id, reason } });
		return { state: 'rejected' as const };
	});

	serve(reopenDraft, async (context, { code }) => {
		const { id, told } = await draftOf(context, code, 'rejected');
		if (told) throw new Problem('wrong-state', 'Its sender has been told already.');
		await all(context.db, reopenedSql(id));
		await happened(context.db, { kind: 'draft.reopened', personId: context.actor.personId, details: { draft: id } });
		return { state: 'waiting' as const };
	});
}
