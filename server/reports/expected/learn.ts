import type { Knex } from 'knex';
import { curveOf, type Took } from '../../maths/expected-time.ts';
import { all, one } from '../../platform/sql.ts';
import { forgetSql, type HistoryRow, historySql, keepSql, type Learnt, staleSql } from './queries.ts';

const tookOf = ({ fixed, waiting }: Pick<HistoryRow, 'fixed' | 'waiting'>): Took[] => [
	...fixed.map((days) => ({ days, ended: true })),
	...waiting.map((days) => ({ days, ended: false })),
];

/** What history teaches: a curve for each failure mode in each ward, and one for the town. */
export function learnt(rows: readonly HistoryRow[]): Learnt[] {
	const modes = new Map<string, HistoryRow[]>();
	for (const row of rows) modes.set(row.mode, [...(modes.get(row.mode) ?? []), row]);
	const inTown = [...modes].map(([mode, all]) => ({
		mode,
		wardId: null,
		fixed: all.flatMap(({ fixed }) => fixed),
		waiting: all.flatMap(({ waiting }) => waiting),
	}));
	return [...rows.filter(({ wardId }) => wardId !== null), ...inTown]
		.filter(({ fixed }) => fixed.length > 0)
		.map((row) => ({ mode: row.mode, wardId: row.wardId, ended: row.fixed.length, curve: curveOf(tookOf(row)) }));
}

/** Learns anew once a day how long repairs take; says whether it did. */
export async function learnExpected(db: Knex, now: Date): Promise<boolean> {
	const { stale } = await one<{ stale: boolean }>(db, staleSql);
	if (!stale) return false;
	const found = learnt(await all<HistoryRow>(db, historySql(now)));
	if (found.length === 0) return false;
	await db.transaction(async (transaction) => {
		await all(transaction, forgetSql);
		await all(transaction, keepSql(found));
	});
	return true;
}
