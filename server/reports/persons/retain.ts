import type { Knex } from 'knex';
import { all } from '../../platform/sql.ts';
import { erase } from './erase.ts';
import type { Whose } from './personal-queries.ts';
import { expireRequestsSql, overdueContactsSql } from './queries.ts';

const atOnce = 200;

/** Forgets those whose faults have long been over: the municipality says after how many months. Says how many people that was. */
export async function retain(db: Knex): Promise<number> {
	await all(db, expireRequestsSql);
	const contacts = (await all<{ id: number }>(db, overdueContactsSql(atOnce))).map(({ id }) => id);
	if (contacts.length === 0) return 0;
	const whose: Whose = { contacts, persons: [] };
	await db.transaction((transaction) => erase(transaction, whose, { asked: 'retention', personId: null }));
	return contacts.length;
}
