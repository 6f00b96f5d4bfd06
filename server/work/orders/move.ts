import { move } from '../../faults/index.ts';
import type { Context } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import { badField, Problem } from '../../platform/problem.ts';
import { all, one } from '../../platform/sql.ts';
import type { OrderState } from './contract.ts';
import { countCost } from './cost.ts';
import type { OrderRow } from './queries.ts';
import { orderRow } from './show.ts';
import { orderMoves, orderWantsReason } from './states.ts';
import { holdOrderSql, moveOrderSql, waitingFaultsSql } from './write-queries.ts';

/** The state that faults of a work order are in while nobody has said otherwise. */
const follows: Partial<Record<OrderState, 'scheduled' | 'in-progress' | 'confirmed'>> = {
	assigned: 'scheduled',
	started: 'in-progress',
	cancelled: 'confirmed',
	open: 'confirmed',
};

/** Until work on them begins, faults are told from these states that a crew will come, has come, or comes no more. */
const followFrom: Readonly<Record<'scheduled' | 'in-progress' | 'confirmed', ReadonlySet<string>>> = {
	scheduled: new Set(['reported', 'confirmed', 'waiting']),
	'in-progress': new Set(['reported', 'confirmed', 'scheduled', 'waiting']),
	confirmed: new Set(['scheduled', 'in-progress']),
};

/** Lets the faults of a work order follow its state; `item`: only that one's. */
export async function faultsFollow(context: Context, { orderId, state, item }: { orderId: number; state: OrderState; item?: number }): Promise<void> {
	const to = follows[state];
	if (!to) return;
	for (const { code, state: from } of await all<{ code: string; state: string }>(context.db, waitingFaultsSql(orderId, item ?? null)))
		if (followFrom[to].has(from)) await move(context, { code, to });
}

interface Held {
	version: number;
	state: OrderState;
	before: Record<string, unknown>;
}

/** Holds a work order for a change; a client that read an older version is told so. */
export async function held(context: Context, row: OrderRow, version: number | undefined): Promise<Held> {
	const it = await one<Held>(context.db, holdOrderSql(row.id));
	if (version !== undefined && version !== it.version)
		throw new Problem('conflict', 'The work order has changed since you opened it.', { extra: { version: it.version } });
	return it;
}

interface Wished {
	state: OrderState;
	to: OrderState;
	reason: string | undefined;
	crew: unknown;
	ended: number;
}

function mustBeAllowed({ state, to, reason, crew, ended }: Wished): void {
	if (!orderMoves[state].includes(to))
		throw new Problem('wrong-state', `A work order that is ${state} cannot become ${to}.`, { extra: { state, moves: orderMoves[state] } });
	if (orderWantsReason.has(to) && !reason) throw badField('reason', 'Say why.');
	if (to === 'assigned' && crew === null) throw badField('crew', 'Say which crew.');
	if (to === 'cancelled' && ended > 0) throw new Problem('wrong-state', 'Work has been done on it: end what is left instead.');
}

/** Moves a work order, and its faults with it. */
export async function moveOrder(
	context: Context,
	{ code, to, reason, version }: { code: string; to: OrderState; reason?: string | undefined; version?: number | undefined },
): Promise<void> {
	const { db, actor, now } = context;
	const row = await orderRow(context, code, 'work.plan');
	const { state, before } = await held(context, row, version);
	mustBeAllowed({ state, to, reason, crew: before['crew'], ended: row.ended });
	await all(db, moveOrderSql(row.id, { to, reason: reason ?? null, at: now }));
	await happened(db, { kind: 'work-order.moved', workOrderId: row.id, personId: actor.personId, at: now, details: { from: state, to } });
	// What was spent on work that is given up lies with what it was for; begun again, it lies with the order.
	if (to === 'cancelled' || state === 'cancelled') await countCost(context, row.id);
	await faultsFollow(context, { orderId: row.id, state: to });
}
