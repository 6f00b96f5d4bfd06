import type { Knex } from 'knex';
import { all, one } from '../../platform/sql.ts';
import { forgetBlocksSql } from '../abuse/queries.ts';
import { freedSql } from '../holds/queries.ts';
import { letOriginalsGoSql } from '../moderation/queries.ts';
import { erase } from './erase.ts';
import { expireRequestsSql, overdueContactsSql, usualDays } from './queries.ts';
import type { Whose } from './whose-queries.ts';

const atOnce = 200;

/** Forgets those whose faults have long been over: the municipality says after how many months. Says how many people that was. */
export async function retain(db: Knex): Promise<number> {
	await all(db, expireRequestsSql);
	await all(db, forgetBlocksSql);
	while ((await one<{ count: number }>(db, letOriginalsGoSql(usualDays))).count > 0);
	const freed = await forgetFreed(db);
	const contacts = (await all<{ id: number }>(db, overdueContactsSql(atOnce))).map(({ id }) => id);
	if (contacts.length === 0) return freed;
	const whose: Whose = { contacts, persons: [] };
	await db.transaction((transaction) => erase(transaction, whose, { asked: 'retention', personId: null }));
	return freed + contacts.length;
}

/** Forgets those who asked for it while something held them, once nothing does. */
const forgetFreed = (db: Knex): Promise<number> =>
	db.transaction(async (transaction) => {
		const contacts = (await all<{ id: number }>(transaction, freedSql(atOnce))).map(({ id }) => id);
		if (contacts.length > 0) await erase(transaction, { contacts, persons: [] }, { asked: 'retention', personId: null });
		return contacts.length;
	});
