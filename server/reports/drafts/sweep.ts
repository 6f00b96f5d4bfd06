import type { Knex } from 'knex';
import { all } from '../../platform/sql.ts';
import { sweepSessionsSql } from '../inbound/queries.ts';
import { sweepDraftsSql } from './queries.ts';

/** Forgets rejected drafts after a month, and conversations nobody went on with. */
export async function sweepDrafts(db: Knex): Promise<number> {
	await all(db, sweepSessionsSql);
	return (await all(db, sweepDraftsSql)).length;
}
