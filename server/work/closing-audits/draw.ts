import { createHmac } from 'node:crypto';
import { auditShare, isDrawn } from '../../maths/audit-draw.ts';
import type { Context } from '../../municipality/index.ts';
import type { Subscriptions } from '../../platform/jobs.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import type { Outcome } from '../orders/contract.ts';
import { outcomes } from '../orders/contract.ts';
import { type ByHand, drawFaultSql, drawSql, dropFaultAuditSql, insertAuditSql, insertFaultAuditSql } from './queries.ts';

interface Draw {
	seed: string;
	crew: string | null;
	usual: number;
	failed: number;
}

/** The share under which something was drawn that has just been closed; undefined where it was not. Closing it anew draws the same: nobody gets rid of an audit by trying. */
function drawn(what: string, { seed, usual, failed }: Omit<Draw, 'crew'>): number | undefined {
	const share = auditShare(usual, failed);
	return isDrawn(createHmac('sha256', seed).update(`closing ${what}`).digest('hex'), share) ? share : undefined;
}

/** Draws whether an item that has just been closed is looked at again. */
export async function drawClosing({ db, actor }: Context, { itemId, outcome }: { itemId: number; outcome: Outcome }): Promise<void> {
	const { crew, ...draw } = await one<Draw>(db, drawSql({ itemId, outcome, personId: actor.personId }));
	const share = drawn(String(itemId), draw);
	if (share !== undefined) await all(db, insertAuditSql({ itemId, personId: actor.personId, crew, outcome, share }));
}

const ends = (to: unknown): boolean => outcomes.some((it) => it === to);

/** Faults that people close without a work order are drawn like the rest; what is taken back is not to be looked at. */
export const closingSubscriptions: Subscriptions = {
	'fault.moved': {
		'work.closing-audit': async (db, { eventId, details }) => {
			// What a work order ended is drawn there; what only went with another was nobody's closing.
			if (!ends(details['to']) || details['order'] || details['with']) return;
			const it = await maybeOne<ByHand>(db, drawFaultSql(eventId));
			if (!it) return;
			const share = drawn(`fault ${it.faultId}`, it);
			if (share !== undefined) await all(db, insertFaultAuditSql(it, share));
		},
	},
	'fault.undone': {
		'work.closing-audit': async (db, { faultId }) => {
			if (faultId !== null) await all(db, dropFaultAuditSql(faultId));
		},
	},
};
