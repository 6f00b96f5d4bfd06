import type { Context } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import { badField, notFound } from '../../platform/problem.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import { publicRow } from '../tracked.ts';
import { flaggedSql, hideFlaggedSql, insertFlagSql } from './queries.ts';

/** So many devices hide what they flag until a moderator has looked. */
const enough = 3;

interface Flag {
	code: string;
	comment?: number | undefined;
	photo?: string | undefined;
	reason: string;
}

/** Somebody says that what the public sees should not be seen. */
export async function flagged(context: Context, it: Flag): Promise<{ hidden: boolean }> {
	if ((it.comment === undefined) === (it.photo === undefined)) throw badField('comment', 'Say which comment or which photo.');
	const { db, sender } = context;
	const { id: faultId } = await publicRow(context, { code: it.code.toUpperCase().replace(/^F-/, '') });
	const about = await maybeOne<{ commentId: number | null; mediaId: number | null }>(
		db,
		flaggedSql({ faultId, comment: it.comment ?? null, photo: it.photo ?? null }),
	);
	if (!about) throw notFound(it.photo ? 'photo' : 'comment');
	const { count } = await one<{ count: number }>(db, insertFlagSql({ ...about, faultId, reason: it.reason, sender }));
	const hidden = count >= enough;
	if (hidden) await all(db, hideFlaggedSql(about));
	await happened(db, { kind: 'comment.flagged', faultId, details: { ...about, reason: it.reason, hidden } });
	return { hidden };
}
