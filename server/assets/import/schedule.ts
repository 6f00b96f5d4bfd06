import type { Knex } from 'knex';
import { happened } from '../../platform/events.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import type { Difference } from './contract.ts';
import { clear } from './prepare.ts';
import type { Tally } from './queries.ts';
import { addRequestSql, forgetReadSql, moveSql, type RequestRow } from './request-queries.ts';
import { dueSql, failedSql, inServiceSql, type SourceRowKept, sourceSql, succeededSql, supersededSql } from './source-queries.ts';
import { tablesOf } from './tables.ts';

/** Begins to read a source; earlier editions of it that nobody has judged make way. */
export async function beginReading(db: Knex, source: SourceRowKept, { personId, scheduled }: { personId: number | null; scheduled: boolean }): Promise<string> {
	for (const old of await all<{ id: number; staged: string | null }>(db, supersededSql(source.id))) {
		if (old.staged) await clear(db, tablesOf(old.staged));
		await all(db, moveSql(old.id, { state: 'discarded', problem: 'A newer edition took its place.' }));
		await all(db, forgetReadSql(old.id));
	}
	const nothing = { fileName: null, fileSize: null, sha256: null };
	const request = { ...nothing, class: source.class, sourceId: source.id, address: source.address, options: source.options };
	const { code } = await one<{ code: string }>(db, addRequestSql({ ...request, state: 'reading', scheduled, personId }));
	return code;
}

/** Has the source read that has been due longest. Says whether there was one. */
export async function readDue(knex: Knex): Promise<boolean> {
	return knex.transaction(async (db) => {
		const due = await maybeOne<{ code: string }>(db, dueSql);
		if (!due) return false;
		const source = await one<SourceRowKept>(db, sourceSql(due.code));
		await beginReading(db, source, { personId: null, scheduled: true });
		return true;
	});
}

interface Verdict {
	applies: boolean;
	/** Why somebody must look first; null where nobody expected otherwise. */
	why: string | null;
}

const share = (part: number, of: number): number => (part === 0 ? 0 : part / Math.max(of, 1));
const percent = (it: number): string => `${Math.round(it * 1000) / 10} %`;

/** Whether an edition of a source may be applied without anybody looking: only when the source says so, and within its limits. */
export async function mayApply(db: Knex, row: RequestRow, { tally, difference }: { tally: Tally; difference: Difference }): Promise<Verdict> {
	const source = row.scheduled && row.sourceCode !== null ? await maybeOne<SourceRowKept>(db, sourceSql(row.sourceCode)) : undefined;
	if (!source?.applies) return { applies: false, why: null };
	const { count } = await one<{ count: number }>(db, inServiceSql(source.class));
	const { gone, changed, rejected } = source.limits;
	const found = [
		{ what: 'are gone', is: share(difference.missing, count), limit: gone },
		{ what: 'have changed', is: share(difference.geometry + difference.attributes + difference.both, count), limit: changed },
		{ what: 'rows were rejected', is: share(tally.rejected, tally.rows), limit: rejected },
	].filter(({ is, limit }) => is > limit);
	if (found.length === 0) return { applies: true, why: null };
	return {
		applies: false,
		why: `Waits for somebody to look: ${found.map(({ what, is, limit }) => `${percent(is)} ${what} (limit ${percent(limit)})`).join('; ')}.`,
	};
}

/** Remembers how an edition of a source went: failures are tried again, ever more seldom, and are said. */
export async function noteOutcome(db: Knex, row: RequestRow, well: boolean): Promise<void> {
	if (row.sourceId === null || row.state !== 'reading') return;
	await all(db, well ? succeededSql(row.sourceId) : failedSql(row.sourceId));
	if (!well) await happened(db, { kind: 'import.failed', details: { import: row.code, source: row.sourceCode } });
}
