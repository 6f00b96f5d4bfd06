import type { Context } from '../municipality/index.ts';
import { happened } from '../platform/events.ts';
import { badField, Problem } from '../platform/problem.ts';
import { all, maybeOne } from '../platform/sql.ts';
import { beforeSql, lastMergeSql, mergeBeforeSql, mergeSql, unmergeSql } from './change-queries.ts';
import { countFaultsSql } from './cost-queries.ts';
import { deskRow } from './show.ts';

type Merger = Pick<Context, 'db' | 'now'> & { actor: Pick<Context['actor'], 'personId'> };

/** Merges an open fault into another. Both rows are held in the order of their ids, so that two merges crossing each other do not wait forever. */
export async function merge({ db, actor, now }: Merger, code: string, into: string): Promise<void> {
	const gone = await deskRow({ db }, code);
	const kept = await deskRow({ db }, into);
	if (gone.id === kept.id) throw badField('into', 'A fault cannot be merged into itself.');
	for (const id of [gone.id, kept.id].sort((a, b) => a - b)) await all(db, beforeSql(id));
	if (!gone.open || kept.state === 'merged') throw new Problem('wrong-state', 'Only an open fault can be merged, and not into one that is merged itself.');
	await all(db, mergeBeforeSql(gone.id, kept.id));
	await all(db, mergeSql(gone.id, kept.id));
	await all(db, countFaultsSql([kept.id]));
	for (const [faultId, details] of [
		[gone.id, { into: kept.code }],
		[kept.id, { from: gone.code }],
	] as const) {
		const kind = faultId === gone.id ? 'fault.merged' : 'fault.received-merge';
		await happened(db, { kind, faultId, assetId: faultId === gone.id ? gone.assetId : kept.assetId, personId: actor.personId, at: now, details });
	}
}

/** Undoes a merge exactly: both faults are again what they were, and keep what has come since. */
export async function unmerge({ db, actor, now }: Merger, code: string): Promise<void> {
	const row = await deskRow({ db }, code);
	const last = await maybeOne<{ id: number; intoId: number; before: object; gone: boolean }>(db, lastMergeSql(row.id));
	if (!last || row.state !== 'merged') throw new Problem('wrong-state', 'This fault is not merged.');
	if (last.gone) throw new Problem('wrong-state', 'What it was merged into is merged itself by now: part that first.');
	await all(db, unmergeSql({ id: row.id, intoId: last.intoId, mergeId: last.id, before: last.before }));
	await all(db, countFaultsSql([row.id, last.intoId]));
	await happened(db, { kind: 'fault.unmerged', faultId: row.id, assetId: row.assetId, personId: actor.personId, at: now });
	await happened(db, { kind: 'fault.lost-merge', faultId: last.intoId, personId: actor.personId, at: now, details: { from: row.code } });
}
