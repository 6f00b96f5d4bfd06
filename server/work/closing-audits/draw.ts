import { createHmac } from 'node:crypto';
import { auditShare, isDrawn } from '../../maths/audit-draw.ts';
import type { Context } from '../../municipality/index.ts';
import { all, one } from '../../platform/sql.ts';
import type { Outcome } from '../orders/contract.ts';
import { drawSql, insertAuditSql } from './queries.ts';

interface Draw {
	seed: string;
	crew: string | null;
	usual: number;
	failed: number;
}

/** Draws whether an item that has just been closed is looked at again. Closing it anew draws the same: nobody gets rid of an audit by trying. */
export async function drawClosing({ db, actor }: Context, { itemId, outcome }: { itemId: number; outcome: Outcome }): Promise<void> {
	const { seed, crew, usual, failed } = await one<Draw>(db, drawSql({ itemId, outcome, personId: actor.personId }));
	const share = auditShare(usual, failed);
	const digest = createHmac('sha256', seed).update(`closing ${itemId}`).digest('hex');
	if (isDrawn(digest, share)) await all(db, insertAuditSql({ itemId, personId: actor.personId, crew, outcome, share }));
}
