import { type Context, inLanguage } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import type { Serve } from '../../platform/http.ts';
import { badField, notFound, Problem } from '../../platform/problem.ts';
import { all, maybeOne } from '../../platform/sql.ts';
import { changeOrder as changeOrderEndpoint, listOrders, moveOrder as moveOrderEndpoint, openOrder as openOrderEndpoint, readOrder } from './contract.ts';
import { addToOrder, removeFromOrder } from './items.ts';
import { addOrderItems, listWorkMeans, planMaterials, removeOrderItem, settleConflict } from './means/contract.ts';
import { moveOrder } from './move.ts';
import { changeOrder, openOrder } from './plan.ts';
import { type BriefRow, costCodesSql, crewsSql, orderCountsSql, ordersSql, storesSql, withinSql } from './queries.ts';
import { briefView, departmentsOf, orderRow, shownOrder } from './show.ts';
import { isLive } from './states.ts';
import { planMaterialsSql, settleSql, touchOrderSql } from './write-queries.ts';

type Filter = Parameters<typeof ordersSql>[0] & { department?: string | undefined; after?: string | undefined; limit: number; language: string };

/** A cursor of ours is the last row's moment and number. */
function decode(cursor: string | undefined): readonly [string, number] | undefined {
	if (cursor === undefined) return undefined;
	const [at = '', id] = cursor.split('_');
	if (Number.isNaN(Date.parse(at)) || !Number.isSafeInteger(Number(id))) throw badField('after', 'Not a cursor of ours.');
	return [at, Number(id)];
}

async function list(context: Context, { department, after, limit, language, ...filter }: Filter) {
	const { db, town } = context;
	const departmentId = department === undefined ? undefined : town.departments.find((it) => it.code === department)?.id;
	if (department !== undefined && departmentId === undefined) throw badField('department', 'There is no such department.');
	const within = withinSql(departmentsOf(context, 'fault.read'));
	const rows = await all<BriefRow & { cursor: string }>(db, ordersSql({ ...filter, departmentId }, { within, after: decode(after), limit: limit + 1 }));
	const counts = await all<{ state: string; count: number }>(db, orderCountsSql(within));
	const last = rows.length > limit ? rows[limit - 1] : undefined;
	return {
		orders: rows.slice(0, limit).map((row) => briefView(row, language)),
		next: last ? `${last.openedAt.toISOString()}_${last.id}` : null,
		counts: Object.fromEntries(counts.map(({ state, count }) => [state, count])),
	};
}

async function means({ db }: Context, { language }: { language: string }) {
	const titled = async <T extends { title: Record<string, string> }>(rows: Promise<T[]>) =>
		(await rows).map((it) => ({ ...it, title: inLanguage(it.title, language) }));
	interface Crew {
		code: string;
		department: string;
		people: number;
		hourlyCost: number;
		shiftFrom: number;
		shiftUntil: number;
		lon: number | null;
		lat: number | null;
		contractor: boolean;
	}
	return {
		crews: await all<Crew>(db, crewsSql),
		materials: await titled(all<{ code: string; title: Record<string, string>; unit: string; price: number; plant: boolean }>(db, storesSql)),
		costCodes: await titled(all<{ code: string; title: Record<string, string>; kind: string | null; verify: boolean }>(db, costCodesSql)),
	};
}

async function planStores(context: Context, { code, materials }: { code: string; materials: { code: string; planned: number }[] }): Promise<void> {
	const { db, actor } = context;
	const row = await orderRow(context, code, 'work.plan');
	if (!isLive(row.state)) throw new Problem('wrong-state', 'This work order is over.');
	const twice = materials.findIndex((it, at) => materials.findIndex((other) => other.code === it.code) !== at);
	if (twice >= 0) throw badField(`materials.${twice}.code`, 'It is named twice.');
	const [unknown] = await all<{ code: string }>(db, planMaterialsSql(row.id, materials));
	if (unknown) throw badField(`materials.${materials.findIndex((it) => it.code === unknown.code)}.code`, 'The stores do not have it.');
	await all(db, touchOrderSql(row.id));
	await happened(db, { kind: 'work-order.changed', workOrderId: row.id, personId: actor.personId, details: { fields: ['materials'], materials } });
}

async function settle(context: Context, { code, conflict, take }: { code: string; conflict: number; take: 'kept' | 'other' }): Promise<void> {
	const { db, actor } = context;
	const row = await orderRow(context, code, 'work.plan');
	const field = await maybeOne<{ field: string }>(db, settleSql({ orderId: row.id, conflict, other: take === 'other', personId: actor.personId }));
	if (!field) throw notFound('conflict');
	await all(db, touchOrderSql(row.id));
	await happened(db, { kind: 'work-order.settled', workOrderId: row.id, personId: actor.personId, details: { conflict, ...field, take } });
}

/** Answers those who plan work. */
export function routes(serve: Serve<Context>): void {
	serve(listOrders, list);
	serve(readOrder, shownOrder);
	serve(listWorkMeans, means);
	serve(openOrderEndpoint, async (context, it) => {
		const { code } = await openOrder(context, it);
		return shownOrder(context, { code, language: it.language });
	});
	const change =
		<T>(act: (context: Context, it: T) => Promise<void>) =>
		async (context: Context, it: T & { code: string; language: string }) => {
			await act(context, it);
			return shownOrder(context, it);
		};
	serve(
		changeOrderEndpoint,
		change((context, { language: _language, ...it }) => changeOrder(context, it)),
	);
	serve(moveOrderEndpoint, change(moveOrder));
	serve(addOrderItems, change(addToOrder));
	serve(removeOrderItem, change(removeFromOrder));
	serve(planMaterials, change(planStores));
	serve(settleConflict, change(settle));
}
