import type { Knex } from 'knex';
import type { AssetClass } from '../../../gis-layers/index.ts';
import { happened } from '../../platform/events.ts';
import { all, one } from '../../platform/sql.ts';
import { shareClassSql } from '../edit/queries.ts';
import { addChangeSql, countChangeSql, dropChangeSql, gradeSql, type Kept, keepSql, type NewInspection } from './queries.ts';

/** Under what a round of inspections is recorded. */
export interface Round {
	home: AssetClass;
	/** `console`, or the name of the file. */
	source: string;
	personId: number | null;
}

export interface Outcome extends Kept {
	/** Assets whose condition is now another. */
	graded: number;
	/** The register change it is recorded under; null where nothing was new. */
	change: number | null;
}

export type Batches = AsyncIterable<readonly NewInspection[]> | Iterable<readonly NewInspection[]>;

/**
 * Keeps inspections of one class in the caller's transaction, batch by batch, and then brings each asset's condition up to its latest one: as one change of the
 * register. No two inspections of a batch may be of one asset, day and inspector. A round that says nothing new leaves no trace.
 */
export async function keepInspections(db: Knex, round: Round, batches: Batches): Promise<Outcome> {
	const { home, source, personId } = round;
	await all(db, shareClassSql(home.number));
	const { id } = await one<{ id: number }>(db, addChangeSql({ class: home.number, source, personId }));
	const kept: Kept = { fresh: 0, corrected: 0, same: 0 };
	for await (const batch of batches) {
		if (batch.length === 0) continue;
		const its = await one<Kept>(db, keepSql(batch, { source, personId, changeId: id }));
		for (const name of ['fresh', 'corrected', 'same'] as const) kept[name] += its[name];
	}
	if (kept.fresh + kept.corrected === 0) {
		await all(db, dropChangeSql(id));
		return { ...kept, graded: 0, change: null };
	}
	const graded = await all<{ id: number }>(db, gradeSql(id));
	const counts = { inspected: kept.fresh, corrected: kept.corrected, graded: graded.length };
	await all(db, countChangeSql(id, counts));
	const single = graded.length === 1 ? { assetId: graded[0]?.id } : {};
	if (graded.length > 0) await happened(db, { kind: 'register.changed', personId, ...single, details: { layer: home.id, change: id, counts } });
	return { ...kept, graded: graded.length, change: id };
}
