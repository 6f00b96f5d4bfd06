import type { Knex } from 'knex';
import { plainTitle, worksTitle } from '../../faults/index.ts';
import { type Context, catalogue, inLanguage } from '../../municipality/index.ts';
import { notFound } from '../../platform/problem.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import type { Order, OrderBrief, OrderItem } from './contract.ts';
import {
	type BriefRow,
	type ConflictRow,
	conflictsSql,
	type HistoryRow,
	type LineRow,
	linesSql,
	type MaterialRow,
	materialsSql,
	type OrderRow,
	orderHistorySql,
	orderSql,
	type TaskRow,
	type TimeRow,
	tasksSql,
	timesSql,
	withinSql,
} from './queries.ts';
import { orderMoves } from './states.ts';

const iso = (at: Date | null): string | null => (at === null ? null : at.toISOString());

/** In which departments somebody sees work; undefined: in all. */
export const departmentsOf = ({ actor }: Pick<Context, 'actor'>, right: string): readonly number[] | undefined => actor.scope?.(right)?.departments;

/** What an order is called: its own title, or what it is about. */
export function titleOf({ title, mode, class: number }: Pick<BriefRow, 'title' | 'mode' | 'class'>, language: string): string {
	if (title !== '') return title;
	if (mode !== null) return worksTitle(mode, language);
	const home = number === null ? undefined : catalogue.byNumber.get(number);
	return home ? inLanguage(home.title, language) : '';
}

/** A work order as lists show it. */
export function briefView({ id: _id, mode, class: number, ...row }: BriefRow, language: string): OrderBrief {
	return {
		...row,
		title: titleOf({ title: row.title, mode, class: number }, language),
		openedAt: row.openedAt.toISOString(),
		plannedFrom: iso(row.plannedFrom),
		plannedUntil: iso(row.plannedUntil),
		startedAt: iso(row.startedAt),
		doneAt: iso(row.doneAt),
	};
}

function assetOf({ asset, assetClass }: LineRow, language: string): OrderItem['asset'] {
	const home = assetClass === null ? undefined : catalogue.byNumber.get(assetClass);
	return asset !== null && home ? { reference: asset, class: home.id, title: `${inLanguage(home.one, language)} ${asset}` } : null;
}

function lineView(row: LineRow, language: string): OrderItem {
	const { id, version, street, lon, lat, chainage, outcome, cause, component, condition, note, until, endedBy, proof, proofM, proofReason, cost, photos } = row;
	const asset = assetOf(row, language);
	return {
		...{ id, version, street, lon, lat, chainage, outcome, cause, component, condition, note, until, endedBy, proof, proofM, proofReason, cost, photos },
		title: row.mode === null ? (asset?.title ?? '') : plainTitle(row.mode, language),
		fault: row.fault === null ? null : { code: row.fault, state: row.faultState ?? '', reports: row.reports ?? 0 },
		asset,
		mode: row.foundMode,
		endedAt: iso(row.endedAt),
	};
}

type Its<T> = (id: number) => T[];

async function sorted<T extends { orderId: number }>(rows: Promise<T[]>): Promise<Its<T>> {
	const byOrder = new Map<number, T[]>();
	for (const row of await rows) byOrder.set(row.orderId, [...(byOrder.get(row.orderId) ?? []), row]);
	return (id) => byOrder.get(id) ?? [];
}

/** What to close as it was kept: plans from before anybody could say that a valve does not turn say nothing of it. */
const planOf = (kept: unknown): Order['isolation'] => (kept === null ? null : Object.assign({ without: [] }, kept as NonNullable<Order['isolation']>));

/** Whole work orders, however many in the same handful of statements; without their logbooks. */
export async function wholeOrders(db: Knex, rows: readonly OrderRow[], language: string): Promise<{ order: Order; lines: LineRow[] }[]> {
	const ids = rows.map(({ id }) => id);
	const lines = await sorted(all<LineRow>(db, linesSql(ids)));
	const tasks = await sorted(all<TaskRow>(db, tasksSql(ids)));
	const materials = await sorted(all<MaterialRow>(db, materialsSql(ids)));
	const times = await sorted(all<TimeRow>(db, timesSql(ids)));
	const conflicts = await sorted(all<ConflictRow>(db, conflictsSql(ids)));
	return rows.map((row) => ({
		lines: lines(row.id),
		order: {
			...briefView(row, language),
			...{ instructions: row.instructions, reason: row.reason, otherCost: row.otherCost, costCode: row.costCode, permits: row.permits, madeBy: row.madeBy },
			isolation: planOf(row.isolation),
			lines: lines(row.id).map((it) => lineView(it, language)),
			tasks: tasks(row.id).map(({ orderId: _id, ...it }) => ({ ...it, title: inLanguage(it.title, language), doneAt: iso(it.doneAt) })),
			materials: materials(row.id).map(({ orderId: _id, ...it }) => ({ ...it, title: inLanguage(it.title, language) })),
			times: times(row.id).map(({ orderId: _id, ...it }) => ({ ...it, from: it.from.toISOString(), until: iso(it.until) })),
			conflicts: conflicts(row.id).map(({ orderId: _id, ...it }) => ({ ...it, at: it.at.toISOString() })),
			moves: [...orderMoves[row.state]],
			history: [],
		},
	}));
}

/** The row of a work order, or 404 where somebody may not see it. */
export async function orderRow(context: Pick<Context, 'db' | 'actor'>, code: string, right = 'fault.read'): Promise<OrderRow> {
	const row = await maybeOne<OrderRow>(context.db, orderSql(code, withinSql(departmentsOf(context, right))));
	if (!row) throw notFound('work order');
	return row;
}

/** A whole work order with its logbook. */
export async function shownOrder(context: Pick<Context, 'db' | 'actor'>, { code, language }: { code: string; language: string }): Promise<{ order: Order }> {
	return withLogbook(context.db, await orderRow(context, code), language);
}

/** A work order as a crew that works on it sees it, whichever department it is of; that it may is asked before. */
export async function crewsOrder(db: Knex, { code, language }: { code: string; language: string }): Promise<{ order: Order }> {
	return withLogbook(db, await one<OrderRow>(db, orderSql(code, withinSql(undefined))), language);
}

async function withLogbook(db: Knex, row: OrderRow, language: string): Promise<{ order: Order }> {
	const [whole] = await wholeOrders(db, [row], language);
	if (!whole) throw notFound('work order');
	const history = await all<HistoryRow>(db, orderHistorySql(row.id));
	return { order: { ...whole.order, history: history.map((it) => ({ ...it, at: it.at.toISOString() })) } };
}
