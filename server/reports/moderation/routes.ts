import { plainTitle } from '../../faults/index.ts';
import type { Context } from '../../municipality/index.ts';
import { blurredCopy } from '../../platform/blur.ts';
import { happened } from '../../platform/events.ts';
import type { Serve } from '../../platform/http.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { all, maybeOne } from '../../platform/sql.ts';
import type { Store } from '../../platform/store.ts';
import { type HeldFaultRow, heldFaultsSql, keepFaultSql } from '../trust/queries.ts';
import { type Box, blurPhoto, flagContent, type Held, moderateComment, moderateFault, moderatePhoto, readHeld } from './contract.ts';
import { flagged } from './flag.ts';
import { heldCommentsSql, heldPhotosSql, moderateCommentSql, moderatePhotoSql, originalSql, publicCopySql } from './queries.ts';

type Row<T> = Omit<T, 'at'> & { at: Date };

/** Everything that waits for a moderator. */
async function held({ db, language }: Context, limit: number): Promise<Held> {
	const comments = await all<Row<Held['comments'][number]>>(db, heldCommentsSql(limit));
	const photos = await all<Row<Omit<Held['photos'][number], 'title'>> & { mode: string }>(db, heldPhotosSql(limit));
	const faults = await all<HeldFaultRow>(db, heldFaultsSql(limit));
	return {
		faults: faults.map(({ mode, ...it }) => ({ ...it, title: plainTitle(mode, language), at: it.at.toISOString() })),
		comments: comments.map((it) => ({ ...it, at: it.at.toISOString() })),
		photos: photos.map(({ mode, ...it }) => ({ ...it, title: plainTitle(mode, language), at: it.at.toISOString() })),
	};
}

/** Makes the copy of a photo that the public gets. */
async function blur({ db, actor }: Context, store: Store, { id, boxes }: { id: string; boxes: Box[] }): Promise<{ blurred: Box[] }> {
	const photo = await maybeOne<{ hash: string; kind: string; faultId: number | null }>(db, originalSql(id));
	if (!photo) throw notFound('photo');
	if (!photo.kind.startsWith('image/')) throw new Problem('bad-photo', 'Only photos can be blurred: hide a video that shows faces or plates.');
	const copy = boxes.length > 0 ? { ...(await blurredCopy(store.path(photo.hash), boxes, store)), boxes } : null;
	await all(db, publicCopySql(id, copy));
	await happened(db, { kind: 'photo.blurred', faultId: photo.faultId, personId: actor.personId, details: { photo: id, parts: boxes.length } });
	return { blurred: boxes };
}

/** Answers moderators, and residents who say that something should not be seen. */
export function moderation(serve: Serve<Context>, store: Store): void {
	serve(flagContent, flagged);
	serve(readHeld, (context, { limit }) => held(context, limit));
	serve(blurPhoto, (context, it) => blur(context, store, it));

	serve(moderateFault, async ({ db, actor }, { code, held: keep }) => {
		const row = await maybeOne<{ id: number }>(db, keepFaultSql(code, keep));
		if (!row) throw notFound('fault');
		await happened(db, { kind: keep ? 'fault.held' : 'fault.released', faultId: row.id, personId: actor.personId });
		return { held: keep };
	});

	serve(moderateComment, async ({ db, actor }, { id, visibility, publicWords }) => {
		const row = await maybeOne<{ faultId: number }>(db, moderateCommentSql({ id, visibility, publicWords, personId: actor.personId }));
		if (!row) throw notFound('comment');
		await happened(db, { kind: 'comment.moderated', faultId: row.faultId, personId: actor.personId, details: { comment: id, visibility } });
		return { visibility };
	});

	serve(moderatePhoto, async ({ db, actor }, { id, shown, waits }) => {
		const row = await maybeOne<{ faultId: number }>(db, moderatePhotoSql({ id, shown, waits, personId: actor.personId }));
		if (!row) throw notFound('photo');
		await happened(db, { kind: 'photo.moderated', faultId: row.faultId, personId: actor.personId, details: { photo: id, shown } });
		return { shown };
	});
}
