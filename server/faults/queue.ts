import type { Context } from '../municipality/index.ts';
import { all, one } from '../platform/sql.ts';
import type { DeskFault, PublicFault } from './contract.ts';
import { type DeskRow, laneCountsSql, type PublicRow, publicListSql, queueSql } from './desk-queries.ts';
import { conditionsOf, type DeskFilter, decodeCursor, type PublicFilter, publicConditions, scopeOf } from './filter-queries.ts';
import { deskView, publicView } from './show.ts';

/** A page of the queue with the counts beside the lanes. */
export async function queue(context: Context, filter: DeskFilter): Promise<{ faults: DeskFault[]; next: string | null; counts: Record<string, number> }> {
	const { order, limit, language } = filter;
	const page = queueSql({ conditions: conditionsOf(context, filter), order, limit, after: decodeCursor(filter.cursor) });
	const rows = await all<DeskRow & { rank: number }>(context.db, page);
	const last = rows.length > limit ? rows[limit - 1] : undefined;
	const counts = await one<Record<string, number>>(context.db, laneCountsSql(scopeOf(context), context.actor.personId));
	return { faults: rows.slice(0, limit).map((row) => deskView(row, language)), next: last ? `${last.rank}_${last.id}` : null, counts };
}

/** A page of public faults, newest first. */
export async function publicFaults({ db }: Context, filter: PublicFilter): Promise<{ faults: PublicFault[]; next: string | null }> {
	const rows = await all<PublicRow>(db, publicListSql(publicConditions(filter), filter.limit));
	const last = rows.length > filter.limit ? rows[filter.limit - 1] : undefined;
	return { faults: rows.slice(0, filter.limit).map((row) => publicView(row, filter.language)), next: last?.code ?? null };
}
