import type { Knex } from 'knex';
import { all } from '../../platform/sql.ts';
import { sweepDraftsSql } from './queries.ts';

/** Forgets rejected drafts after a month. */
export async function sweepDrafts(db: Knex): Promise<number> {
	return (await all(db, sweepDraftsSql)).length;
}
