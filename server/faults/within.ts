import type { Context } from '../municipality/index.ts';
import { notFound } from '../platform/problem.ts';
import { maybeOne } from '../platform/sql.ts';
import { type DeskRow, deskFaultSql } from './desk-queries.ts';
import { scopeOf } from './filter-queries.ts';

/** The row of a fault within the departments and wards where this person holds a right, or 404: what is elsewhere is not said to be there. */
export async function within(context: Pick<Context, 'db' | 'actor'>, code: string, right: string): Promise<DeskRow> {
	const row = await maybeOne<DeskRow>(context.db, deskFaultSql(code, scopeOf(context, right)));
	if (!row) throw notFound('fault');
	return row;
}
