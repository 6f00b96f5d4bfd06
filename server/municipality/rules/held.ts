import type { Knex } from 'knex';
import { maybeOne } from '../../platform/sql.ts';
import { type Rule, Rules } from './contract.ts';
import { rulesSql } from './queries.ts';

/** The rules that hold in a municipality. */
export interface RuleSet {
	/** 0: nobody has written any. */
	version: number;
	rules: Rule[];
	/** What is kept cannot be read as rules; none of them holds. */
	unreadable: boolean;
}

/** Reads the rules that hold; what cannot be read is no reason to leave a report unrouted. */
export async function loadRules(db: Knex): Promise<RuleSet> {
	const row = await maybeOne<{ version: number; rules: unknown }>(db, rulesSql);
	if (!row) return { version: 0, rules: [], unreadable: false };
	const { success, data } = Rules.safeParse(row.rules);
	return { version: row.version, rules: success ? data : [], unreadable: !success };
}
