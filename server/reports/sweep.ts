import type { Knex } from 'knex';
import { all } from '../platform/sql.ts';
import type { Store } from '../platform/store.ts';
import { wantedFilesSql } from './queries.ts';

/** A file is written before its row is committed: after this long, ms, a file without a row belongs to a report that was never taken. */
const patience = 24 * 60 * 60_000;

/** Takes away photos whose reports were refused or whose transaction never came to its end. */
export const sweepPhotos = (db: Knex, store: Store, now: Date): Promise<number> =>
	store.sweep(new Date(now.getTime() - patience), async (hashes) => new Set((await all<{ hash: string }>(db, wantedFilesSql(hashes))).map((it) => it.hash)));
