import { type Context, catalogue } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import { badField, Problem } from '../../platform/problem.ts';
import { all, one } from '../../platform/sql.ts';
import type { OrderKind, OrderState } from './contract.ts';
import { countCost } from './cost.ts';
import { isolationFor } from './isolation.ts';
import { addItems, type Found, found } from './items.ts';
import { held, moveOrder } from './move.ts';
import { mustEndLater, type Plan, patchOf } from './patch.ts';
import { orderRow } from './show.ts';
import { isLive } from './states.ts';
import { openOrderSql, touchOrderSql } from './write-queries.ts';

export interface NewOrder extends Plan {
	faults: readonly string[];
	assets: readonly string[];
	isolate: boolean;
}

const kindOf = ({ faults }: Found): OrderKind => {
	if (faults.length === 0) return 'inspection';
	return faults.some(({ emergency }) => emergency) ? 'emergency' : 'corrective';
};

/** Whose work it is: the first fault's department, or the one that looks after such assets. */
function departmentOf({ town }: Context, { faults, assets }: Found): number {
	const modes = catalogue.byNumber.get(assets[0]?.class ?? -1)?.modes ?? [];
	const offered = modes.map(({ code }) => town.services.get(code)?.departmentId).find((id) => id !== undefined);
	const id = faults[0]?.departmentId ?? offered ?? town.departments[0]?.id;
	if (id === undefined) throw new Error('this municipality has no department');
	return id;
}

/** Opens a work order for faults and assets. Says its code. */
export async function openOrder(context: Context, it: NewOrder): Promise<{ code: string }> {
	const { db, actor, now } = context;
	const its = await found(context, it);
	if (its.faults.length + its.assets.length === 0 && it.kind !== 'project') throw badField('faults', 'Name a fault or an asset.');
	mustEndLater(it.plannedFrom, it.plannedUntil);
	const departmentId = departmentOf(context, its);
	const kind = it.kind ?? kindOf(its);
	const { id, code } = await one<{ id: number; code: string }>(db, openOrderSql({ kind, departmentId, personId: actor.personId, at: now }));
	const patch: Record<string, unknown> = await patchOf(context, {
		...it,
		priority: it.priority ?? (its.faults.length > 0 ? Math.max(...its.faults.map(({ priority }) => priority)) : undefined),
	});
	await addItems(context, id, its);
	if (it.isolate) patch['isolation'] = await isolationFor(db, id);
	await write(context, id, patch);
	await happened(db, { kind: 'work-order.opened', workOrderId: id, personId: actor.personId, details: { kind, faults: its.faults.map((one) => one.code) } });
	for (const fault of its.faults)
		await happened(db, { kind: 'fault.ordered', faultId: fault.id, workOrderId: id, personId: actor.personId, details: { order: code } });
	if (it.crew) await moveOrder(context, { code, to: 'assigned' });
	return { code };
}

const write = async ({ db }: Context, id: number, patch: Record<string, unknown>): Promise<void> => {
	if (Object.keys(patch).length) await db('work_order').where({ id }).update(patch);
};

/** What may still be said of a work order that is over. */
const afterwards: ReadonlySet<string> = new Set(['other_cost', 'cost_code', 'title']);

/** What staff wrote is no part of the record: it can be erased. What to close is told by the valves that do not turn. */
const untold: ReadonlySet<string> = new Set(['title', 'instructions', 'isolation']);

function changes(patch: Record<string, unknown>, before: Record<string, unknown>): object {
	const told = Object.keys(patch).filter((it) => !untold.has(it));
	return {
		fields: Object.keys(patch),
		to: Object.fromEntries(told.map((it) => [it, patch[it]])),
		from: Object.fromEntries(told.map((it) => [it, before[it]])),
	};
}

/** A work order that gets a crew is assigned; one whose crew is taken away is open again. */
function movedBy(crew: Plan['crew'], state: OrderState): OrderState | undefined {
	if (crew && state === 'open') return 'assigned';
	return crew === null && state === 'assigned' ? 'open' : undefined;
}

/** What to close, worked out anew without valves that do not turn; nothing where that was not asked. */
async function closing({ db }: Context, id: number, without: readonly string[] | undefined): Promise<Record<string, unknown>> {
	if (without === undefined) return {};
	const isolation = await isolationFor(db, id, without);
	if (isolation === null) throw badField('without', 'Nothing on this work order can be shut off.');
	return { isolation };
}

interface Change extends Plan {
	code: string;
	version?: number | undefined;
	without?: readonly string[] | undefined;
}

/** Changes what is planned of a work order; a crew that it gets makes it assigned. */
export async function changeOrder(context: Context, { code, version, without, ...plan }: Change): Promise<void> {
	const { db, actor } = context;
	const row = await orderRow(context, code, 'work.plan');
	const { state, before } = await held(context, row, version);
	const patch = { ...(await patchOf(context, plan)), ...(await closing(context, row.id, without)) };
	if (!isLive(state) && Object.keys(patch).some((it) => !afterwards.has(it))) throw new Problem('wrong-state', 'This work order is over.');
	const [from, until] = [before['planned_from'], before['planned_until']] as (string | null)[];
	mustEndLater(plan.plannedFrom === undefined ? from : plan.plannedFrom, plan.plannedUntil === undefined ? until : plan.plannedUntil);
	if (Object.keys(patch).length === 0) throw badField('title', 'Say what is to change.');
	await write(context, row.id, patch);
	await all(db, touchOrderSql(row.id));
	await happened(db, {
		kind: 'work-order.changed',
		workOrderId: row.id,
		personId: actor.personId,
		details: { ...changes(patch, before), ...(without && { without }) },
	});
	if (patch['other_cost'] !== undefined) await countCost(context, row.id);
	const to = movedBy(plan.crew, state);
	if (to) await moveOrder(context, { code, to });
}
