import type { Context } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import { badField, Problem } from '../../platform/problem.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import { faultsFollow, held } from './move.ts';
import { departmentsOf, orderRow } from './show.ts';
import { isLive } from './states.ts';
import { addItemsSql, addTasksSql, assetsFoundSql, type FaultFound, faultsFoundSql, itemCountSql, removeItemSql, touchOrderSql } from './write-queries.ts';

export interface Found {
	faults: FaultFound[];
	assets: { id: number; reference: string; class: number }[];
}

/** The first that was named and not found is named back. */
function mustBeFound(field: 'faults' | 'assets', asked: readonly string[], known: readonly string[]): void {
	const lost = asked.findIndex((it) => !known.includes(it.toUpperCase()));
	if (lost >= 0) throw badField(`${field}.${lost}`, field === 'faults' ? 'There is no such fault.' : 'There is no such asset in service.');
}

/** The faults and assets that were named; each that cannot be worked on is named back. */
export async function found(context: Context, { faults, assets }: { faults: readonly string[]; assets: readonly string[] }): Promise<Found> {
	const { db } = context;
	const those = faults.length ? await all<FaultFound>(db, faultsFoundSql(faults, departmentsOf(context, 'work.plan'))) : [];
	mustBeFound(
		'faults',
		faults,
		those.map(({ code }) => code),
	);
	const over = those.find((it) => !it.open);
	if (over) throw new Problem('wrong-state', `The fault ${over.code} is over.`, { extra: { fault: over.code, state: over.state } });
	const busy = those.find((it) => it.on !== null);
	if (busy) throw new Problem('conflict', `The fault ${busy.code} is on a work order already.`, { extra: { fault: busy.code, order: busy.on } });
	const named = assets.length ? await all<Found['assets'][number]>(db, assetsFoundSql(assets)) : [];
	mustBeFound(
		'assets',
		assets,
		named.map(({ reference }) => reference),
	);
	return { faults: those, assets: named };
}

/** Puts them on a work order, with the tasks that checklists ask for there. Says how many were not on it yet. */
export async function addItems({ db }: Pick<Context, 'db'>, orderId: number, { faults, assets }: Found): Promise<number> {
	const items = await all<{ id: number }>(db, addItemsSql(orderId, { faults: faults.map(({ id }) => id), assets: assets.map(({ id }) => id) }));
	await all(
		db,
		addTasksSql(
			orderId,
			items.map(({ id }) => id),
		),
	);
	return items.length;
}

/** Puts more on a work order. */
export async function addToOrder(
	context: Context,
	it: { code: string; faults: readonly string[]; assets: readonly string[]; version?: number | undefined },
): Promise<void> {
	const { db, actor } = context;
	const row = await orderRow(context, it.code, 'work.plan');
	const { state } = await held(context, row, it.version);
	if (!isLive(state)) throw new Problem('wrong-state', 'This work order is over.');
	const its = await found(context, it);
	const added = await addItems(context, row.id, its);
	if (added === 0) throw badField('faults', 'Name a fault or an asset that is not on it yet.');
	await all(db, touchOrderSql(row.id));
	for (const fault of its.faults)
		await happened(db, { kind: 'fault.ordered', faultId: fault.id, workOrderId: row.id, personId: actor.personId, details: { order: row.code } });
	await happened(db, { kind: 'work-order.extended', workOrderId: row.id, personId: actor.personId, details: { items: added } });
	if (state === 'assigned' || state === 'started') await faultsFollow(context, { orderId: row.id, state: 'assigned' });
}

/** Takes an item off a work order; the last one stays. */
export async function removeFromOrder(context: Context, { code, item }: { code: string; item: number }): Promise<void> {
	const { db, actor } = context;
	const row = await orderRow(context, code, 'work.plan');
	const { state } = await held(context, row, undefined);
	if (!isLive(state)) throw new Problem('wrong-state', 'This work order is over.');
	const { count } = await one<{ count: number }>(db, itemCountSql(row.id));
	if (count === 1) throw new Problem('wrong-state', 'It is the only item: give the work order up instead.');
	await faultsFollow(context, { orderId: row.id, state: 'cancelled', item });
	const removed = await maybeOne<{ faultId: number | null }>(db, removeItemSql(row.id, item));
	if (!removed) throw new Problem('wrong-state', 'Work has been done on it, or it is not on this order.');
	await all(db, touchOrderSql(row.id));
	await happened(db, { kind: 'work-order.shortened', workOrderId: row.id, faultId: removed.faultId, personId: actor.personId, details: { item } });
}
