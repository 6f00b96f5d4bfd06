import type { Knex } from 'knex';
import { all } from '../../platform/sql.ts';
import { lineageSql } from './queries.ts';

/** A relative of an asset: what it took the place of, or what took its place. */
export interface Kin {
	id: number;
	reference: string;
	class: number;
	status: string;
	kind: 'replaced' | 'split' | 'merged' | 'renumbered';
	side: 'before' | 'after';
	at: Date;
}

/** All that an asset took the place of, and all that took its place, through the generations. */
export const lineageOf = (db: Knex, assetId: number): Promise<Kin[]> => all<Kin>(db, lineageSql(assetId));
