import type { Knex } from 'knex';
import { happened } from '../../platform/events.ts';
import { all, one } from '../../platform/sql.ts';
import { assetCountSql, deafSql, hearingSql, type Loose, looseSql, statement } from './bulk-queries.ts';

/** Fewer new rows than this are not worth building indexes anew. */
const worthwhile = 20_000;

/**
 * Does work that brings so many new assets that it is quicker to build the register's indexes anew, and to check its references all at once, than to do
 * so row by row. All of it is part of the transaction: whatever fails, the indexes are there. Readers wait meanwhile.
 */
export async function inBulk(db: Knex, { added, layer }: { added: number; layer: string }, work: () => Promise<unknown>): Promise<void> {
	if (added < worthwhile || added < (await one<{ count: number }>(db, assetCountSql)).count) {
		await work();
		return;
	}
	const loose = await all<Loose>(db, looseSql);
	for (const { take } of loose) await all(db, statement(take));
	// It would keep all new rows a second time to find that they are too many to be looked at one by one.
	await all(db, deafSql);
	await work();
	await all(db, hearingSql);
	await happened(db, { kind: 'layer.changed', details: { layer } });
	for (const { put } of loose) await all(db, statement(put));
}
