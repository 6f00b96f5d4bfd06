import type { Context } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import type { OrderState } from '../orders/contract.ts';
import { faultsFollow } from '../orders/move.ts';
import { type OrderRow, orderSql, withinSql } from '../orders/queries.ts';
import { isLive } from '../orders/states.ts';
import { moveOrderSql, touchOrderSql } from '../orders/write-queries.ts';
import { momentOf, supervises } from './item.ts';
import { mineSql, startTimeSql, stopTimeSql } from './queries.ts';

interface Timing {
	code: string;
	act: 'start' | 'stop';
	kind: 'work' | 'travel';
	at: string;
}

interface Whose {
	crew: string | null;
	state: OrderState;
	hourlyCost: number | null;
	mine: boolean;
}

/** A work order whose time somebody may keep: of a crew of theirs, whichever department ordered it, or of any they supervise. 404 hides the others. */
async function timed({ db, actor }: Context, code: string): Promise<{ row: OrderRow; whose: Whose }> {
	const row = await maybeOne<OrderRow>(db, orderSql(code, withinSql(undefined)));
	const whose = row && (await one<Whose>(db, mineSql(row.id, actor.personId)));
	if (!whose || !(whose.mine || supervises(actor, row.departmentId))) throw notFound('work order');
	return { row, whose };
}

/** Starts or stops the time of a crew at a work order. When the work itself starts, residents are told that somebody is at it. */
export async function keepTheTime(context: Context, it: Timing): Promise<{ order: string }> {
	const { db, now } = context;
	const { row, whose } = await timed(context, it.code);
	const moment = momentOf(it.at, now);
	if (it.act === 'stop') {
		const stopped = await maybeOne(db, stopTimeSql({ orderId: row.id, crew: whose.crew, at: moment }));
		if (stopped) await said(context, row.id, { act: 'stop', at: moment });
	} else await start(context, row.id, { ...whose, kind: it.kind, at: moment });
	return { order: row.code };
}

async function start(context: Context, orderId: number, { crew, state, hourlyCost, kind, at }: Whose & { kind: Timing['kind']; at: Date }): Promise<void> {
	const { db, actor } = context;
	if (!isLive(state) || state === 'open') throw new Problem('wrong-state', 'This work order is not to be worked on.', { extra: { state } });
	const started = await maybeOne(db, startTimeSql({ orderId, crew, kind, at, personId: actor.personId, hourlyCost: hourlyCost ?? 0 }));
	if (started) await said(context, orderId, { act: 'start', kind, at });
	if (kind !== 'work' || state === 'started') return;
	await all(db, moveOrderSql(orderId, { to: 'started', reason: null, at }));
	await happened(db, { kind: 'work-order.moved', workOrderId: orderId, personId: actor.personId, at, details: { from: state, to: 'started' } });
	await faultsFollow(context, { orderId, state: 'started' });
}

async function said({ db, actor }: Context, workOrderId: number, { at, ...details }: { act: string; kind?: string; at: Date }): Promise<void> {
	await all(db, touchOrderSql(workOrderId));
	await happened(db, { kind: 'work-order.timed', workOrderId, personId: actor.personId, details: { ...details, at: at.toISOString() } });
}
