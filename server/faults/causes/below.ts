import type { Knex } from 'knex';
import { happened } from '../../platform/events.ts';
import { all } from '../../platform/sql.ts';
import { type BeforeRow, letGoSql, putUnderSql, rememberSql } from './below-queries.ts';

interface Under {
	cause: number;
	parent: { id: number; code: string };
	personId?: number | null;
}

/** Puts faults under the one that a common cause is, and remembers what they were. */
export async function putUnder(db: Knex, faults: readonly number[], { cause, parent, personId }: Under): Promise<void> {
	const before = await all<BeforeRow>(db, putUnderSql(parent.id, faults));
	if (before.length === 0) return;
	await all(db, rememberSql(cause, before));
	for (const { id } of before) await happened(db, { kind: 'fault.grouped', faultId: id, personId, details: { into: parent.code } });
}

/** Lets faults stand alone again, as they were. */
export async function letGo(db: Knex, { cause, parent, personId }: Under): Promise<void> {
	for (const { id } of await all<{ id: number }>(db, letGoSql(cause, parent.id)))
		await happened(db, { kind: 'fault.ungrouped', faultId: id, personId, details: { from: parent.code } });
}
