import type { Context } from '../municipality/index.ts';
import { all, one } from '../platform/sql.ts';
import type { DeskFault, PublicFault } from './contract.ts';
import { type DeskRow, laneCountsSql, type PublicRow, publicByIdSql, queueSql } from './desk-queries.ts';
import { conditionsOf, type DeskFilter, decodeCursor, scopeOf } from './filter-queries.ts';
import { type PublicFilter, publicPageSql } from './public-queries.ts';
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
export async function publicFaults({ db }: Pick<Context, 'db'>, filter: PublicFilter): Promise<{ faults: PublicFault[]; next: string | null }> {
	const rows = await all<PublicRow>(db, publicPageSql(db, filter));
	const shown = rows.slice(0, filter.limit);
	return { faults: shown.map((row) => publicView(row, filter.language)), next: rows.length > filter.limit ? (shown.at(-1)?.code ?? null) : null };
}

/** Some public faults by their ids, in the order of these. */
export async function publicByIds({ db }: Pick<Context, 'db'>, ids: readonly number[], language: string): Promise<PublicFault[]> {
	if (ids.length === 0) return [];
	const rows = new Map((await all<PublicRow>(db, publicByIdSql(ids))).map((row) => [row.id, row]));
	return ids.flatMap((id) => {
		const row = rows.get(id);
		return row ? [publicView(row, language)] : [];
	});
}
