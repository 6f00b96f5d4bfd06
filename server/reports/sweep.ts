import type { Knex } from 'knex';
import { all } from '../platform/sql.ts';
import type { Store } from '../platform/store.ts';
import { takeUnwantedSql } from './persons/queries.ts';
import { wantedFilesSql } from './queries.ts';

/** A file is written before its row is committed: after this long, ms, a file without a row belongs to a report that was never taken. */
const patience = 24 * 60 * 60_000;

const wantedOf = async (db: Knex, hashes: readonly string[]): Promise<ReadonlySet<string>> =>
	new Set((await all<{ hash: string }>(db, wantedFilesSql(hashes))).map((it) => it.hash));

/** Takes away photos whose reports were refused or whose transaction never came to its end. */
export const sweepPhotos = (db: Knex, store: Store, now: Date): Promise<number> =>
	store.sweep(new Date(now.getTime() - patience), (hashes) => wantedOf(db, hashes));

/**
 * Takes off the disk what was erased, blurred or kept long enough, unless somebody else sent the very same file. Says how many files that was. A file that
 * is left behind by a crash in between is swept later.
 */
export async function dropUnwanted(db: Knex, store: Store): Promise<number> {
	const hashes = (await all<{ hash: string }>(db, takeUnwantedSql)).map((it) => it.hash);
	if (hashes.length === 0) return 0;
	const wanted = await wantedOf(db, hashes);
	const gone = hashes.filter((it) => !wanted.has(it));
	for (const hash of gone) await store.drop(hash);
	return gone.length;
}
