import type { Knex } from 'knex';
import { happened } from '../../platform/events.ts';
import { all, one } from '../../platform/sql.ts';
import { personalTables, toldSql } from './personal-queries.ts';
import { noteErasureSql } from './queries.ts';
import type { Whose } from './whose-queries.ts';

export interface Erasure {
	/** At whose wish: they followed a link, or a link sent to their address; staff did it; their time was over. */
	asked: 'link' | 'email' | 'staff' | 'retention';
	/** Who of staff did it. */
	personId: number | null;
}

export type Counts = Record<string, number>;

/**
 * Takes somebody out of every table, in one transaction, and notes that it was done. Faults, their states and dates stay, and that there was a report;
 * the exact place gives way to the asset, or to what the public sees. Files follow once this is committed.
 */
export async function erase(db: Knex, whose: Whose, { asked, personId }: Erasure): Promise<{ code: string; counts: Counts }> {
	const counts: Counts = {};
	for (const table of personalTables) {
		const rows = await all(db, table.erase(whose));
		if (rows.length > 0) counts[table.table] = rows.length;
	}
	const { id, code } = await one<{ id: number; code: string }>(db, noteErasureSql({ asked, personId, counts }));
	await happened(db, { kind: 'person.erased', personId, details: { erasure: id } });
	return { code, counts };
}

/** All that is held of somebody, by table. */
export async function told(db: Knex, whose: Whose): Promise<Record<string, Record<string, unknown>[]>> {
	const found: Record<string, Record<string, unknown>[]> = {};
	for (const table of personalTables) {
		const rows = await all<{ row: Record<string, unknown> }>(db, toldSql(table, whose));
		if (rows.length > 0) found[table.table] = rows.map(({ row }) => row);
	}
	return found;
}

/** How many rows of each table are somebody's. */
export async function counted(db: Knex, whose: Whose): Promise<Counts> {
	return Object.fromEntries(Object.entries(await told(db, whose)).map(([table, rows]) => [table, rows.length]));
}
