import { inspect } from '../../assets/index.ts';
import type { State } from '../../faults/contract.ts';
import { deskRow, isOpen, move, moves, undo, undoable } from '../../faults/index.ts';
import type { Context } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import { badField, Problem } from '../../platform/problem.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import { drawClosing } from '../closing-audits/draw.ts';
import { dropAuditSql } from '../closing-audits/queries.ts';
import type { Outcome } from '../orders/contract.ts';
import { countCost } from '../orders/cost.ts';
import { distanceOf, momentOf, workable } from './item.ts';
import { doneSql, type Ending, endItemSql, evidenceSql, type ItemRow, reopenItemSql, resumeSql, type Stand } from './queries.ts';

export interface End {
	item: number;
	outcome: Outcome;
	at: string;
	stand?: Stand | undefined;
	reason?: string | undefined;
	until?: string | undefined;
	language: string;
}

const wantsWhy: ReadonlySet<Outcome> = new Set(['no-fault-found', 'not-ours', 'cannot-now']);

type Proof = Pick<Ending, 'proof' | 'proofM'>;

interface Evidence {
	photoM: number | null;
	photos: number;
	reading: boolean;
	/** Tasks that must be done first. */
	undone: string[];
}

/** The better of a photo and a reading, if either was taken close enough. */
function shown({ photoM, reading, undone }: Evidence, { metres, evidenceM }: { metres: number | null; evidenceM: number }): Proof | undefined {
	if (undone.length > 0) return undefined;
	if (photoM !== null && photoM <= evidenceM) return { proof: 'photo', proofM: photoM };
	return reading && metres !== null && metres <= evidenceM ? { proof: 'reading', proofM: metres } : undefined;
}

/** What shows that an item is fixed; without anything that does, 422 says what is wanted. */
async function proofOf(context: Context, item: ItemRow, { stand, reason }: End): Promise<Proof> {
	const evidence = await one<Evidence>(context.db, evidenceSql(item.id));
	const distance = await distanceOf(context, item.id, stand);
	const proof = shown(evidence, distance);
	if (proof) return proof;
	if (reason && context.actor.may('work.supervise')) return { proof: 'reason', proofM: null };
	const { undone, photos, photoM } = evidence;
	const wanted = undone.length ? undone.map((code) => `task:${code}`) : ['photo', 'reading'];
	throw new Problem('evidence-wanted', undefined, { extra: { wanted: [...wanted, 'reason'], evidenceM: distance.evidenceM, photos, photoM } });
}

function mustBeWhole({ outcome, reason, until }: End): void {
	if (wantsWhy.has(outcome) && !reason) throw badField('reason', 'Say why.');
	if (outcome === 'cannot-now' && !until) throw badField('until', 'Say until when.');
	if (until && Number.isNaN(Date.parse(until))) throw badField('until', 'There is no such day.');
}

/** The fault of an item goes where the work has brought it, unless it is over already. */
async function moveFault(context: Context, item: ItemRow, { outcome, reason }: End): Promise<void> {
	if (item.fault === null) return;
	const { state } = await deskRow(context, item.fault);
	if (!isOpen(state as State) || !moves[state as State].includes(outcome)) return;
	const found = { ...(item.cause !== null && { cause: item.cause }), ...(item.component !== null && { component: item.component }) };
	await move(context, {
		code: item.fault,
		to: outcome,
		order: item.order,
		...found,
		...(wantsWhy.has(outcome) && { reason }),
		...(outcome === 'fixed' && { proof: 'work' }),
	});
}

/** Ends the work on an item: its fault follows, the register learns the condition, and with the last item the order is done and its cost counted. */
export async function end(context: Context, it: End): Promise<{ order: string }> {
	const { db, actor, now } = context;
	mustBeWhole(it);
	const item = await workable(context, it.item);
	if (item.endedAt !== null) throw new Problem('wrong-state', 'The work on this has ended.', { extra: { outcome: item.outcome } });
	const proof: Proof = it.outcome === 'fixed' ? await proofOf(context, item, it) : { proof: null, proofM: null };
	const at = momentOf(it.at, now);
	const reason = it.reason ?? null;
	await all(db, endItemSql({ itemId: item.id, outcome: it.outcome, at, personId: actor.personId, until: it.until ?? null, ...proof, reason }));
	await moveFault(context, item, it);
	if (item.condition !== null && item.asset !== null) await grade(context, item, { at, language: it.language });
	const details = { item: item.id, outcome: it.outcome, ...(proof.proof && { proof: proof.proof }) };
	await happened(db, { kind: 'work-item.ended', workOrderId: item.orderId, faultId: item.faultId, assetId: item.assetId, personId: actor.personId, details });
	await drawClosing(context, { itemId: item.id, outcome: it.outcome });
	const done = await maybeOne(db, doneSql(item.orderId, at));
	await countCost(context, item.orderId);
	if (done) await happened(db, { kind: 'work-order.closed', workOrderId: item.orderId, personId: actor.personId, details: { outcome: it.outcome } });
	return { order: item.order };
}

/** The condition that a crew gave an asset is an inspection of that day. */
async function grade(context: Context, item: ItemRow, { at, language }: { at: Date; language: string }): Promise<void> {
	const on = new Intl.DateTimeFormat('en-CA', { timeZone: context.town.municipality.zone, dateStyle: 'short' }).format(at);
	await inspect({ ...context, photos: [] }, { reference: item.asset ?? '', on, grade: item.condition ?? 3, note: '', defects: [], language });
}

/** Takes back that an item has ended, within a day: its fault is again what it was, its order goes on. */
export async function reopen(context: Context, { item: id }: { item: number }): Promise<{ order: string }> {
	const { db, actor, now } = context;
	const item = await workable(context, id);
	if (item.endedAt === null || item.outcome === null) throw new Problem('wrong-state', 'The work on this has not ended.');
	if (now.getTime() - item.endedAt.getTime() > 86_400_000) throw new Problem('wrong-state', 'It ended more than a day ago.');
	if (item.fault !== null && (await deskRow(context, item.fault)).state === item.outcome) {
		if ((await undoable(db, item.faultId ?? 0)) !== 'fault.moved') throw new Problem('wrong-state', 'Its fault has been changed since.');
		await undo(context, item.fault);
	}
	await all(db, reopenItemSql(item.id));
	await all(db, dropAuditSql(item.id));
	await all(db, resumeSql(item.orderId));
	await countCost(context, item.orderId);
	await happened(db, { kind: 'work-item.reopened', workOrderId: item.orderId, faultId: item.faultId, personId: actor.personId, details: { item: item.id } });
	return { order: item.order };
}
