import type { Knex } from 'knex';
import { one, type Sql } from '../../platform/sql.ts';
import type { Source } from './model.ts';
import { countSql, momentSql } from './queries.ts';

const most = 500;

/** Counts features exactly, and not twice while nothing at all has been written. */
export interface Counter {
	count(db: Knex, source: Source, conditions: readonly Sql[]): Promise<number>;
}

/** A memory of counts: each is kept with the moment it was true at. */
export function createCounter(): Counter {
	const kept = new Map<string, { moment: string; count: number }>();
	return {
		count: async (db, source, conditions) => {
			const query = countSql(source, conditions);
			const key = JSON.stringify([query.text, query.values]);
			// The moment is taken first: what is written between the two is then counted, and the count asked for again.
			const { moment } = await one<{ moment: string }>(db, momentSql);
			const before = kept.get(key);
			if (before?.moment === moment) return before.count;
			const { count } = await one<{ count: number }>(db, query);
			kept.delete(key);
			kept.set(key, { moment, count });
			for (const oldest of kept.keys()) {
				if (kept.size <= most) break;
				kept.delete(oldest);
			}
			return count;
		},
	};
}
