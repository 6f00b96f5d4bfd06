import type { Knex } from 'knex';
import { all } from '../platform/sql.ts';
import { ableSql } from './queries.ts';

/** Undefined functions, and those that are there but were built without what they need. */
const lacking = new Set(['42883', '0A000', 'XX000']);

/** Finds out, once, whether a database makes vector tiles itself: the embedded one does not. */
export function ableOnce(): (db: Knex) => Promise<boolean> {
	let known: boolean | undefined;
	return async (db) => {
		// Asked apart: where it cannot, whatever else is going on here goes on.
		known ??= await db
			.transaction((apart) => all(apart, ableSql))
			.then(
				() => true,
				(error: { code?: string }) => {
					if (!lacking.has(error.code ?? '')) throw error;
					return false;
				},
			);
		return known;
	};
}
