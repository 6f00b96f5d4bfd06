import type { Context } from '../municipality/index.ts';
import { all, one } from '../platform/sql.ts';
import type { DeskFault, PublicFault } from './contract.ts';
import { type DeskRow, laneCountsSql, type PublicRow, publicByIdSql, queueSql } from './desk-queries.ts';
import { conditionsOf, type DeskFilter, decodeCursor, scopeOf } from './filter-queries.ts';
import { type PublicFilter, publicPage } from './public-queries.ts';
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
	const page = await publicPage(db, filter);
	const shown = page.slice(0, filter.limit);
	const rows = await all<PublicRow>(db, publicByIdSql(shown.map((it) => it.id)));
	return { faults: rows.map((row) => publicView(row, filter.language)), next: page.length > filter.limit ? (shown.at(-1)?.code ?? null) : null };
}
