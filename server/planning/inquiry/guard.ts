import type { Knex } from 'knex';
import { Problem } from '../../platform/problem.ts';
import { all, one, type Sql } from '../../platform/sql.ts';
import { asReaderSql, costSql, limitsSql, readerSql, stopSql } from './queries.ts';

/** How long a question may take, ms, and what it may cost by the database's own guess: some half a minute of reading. */
const longest = 10_000;
const dearest = 20_000_000;

/** Under which name a question runs, so that it can be stopped by whoever asks it and by nobody else. */
const nameOf = (personId: number | null, run: string | undefined): string => (run ? `ask-${personId ?? 0}-${run}` : 'ask');

interface Plan {
	'QUERY PLAN': { Plan: { 'Total Cost': number } }[];
}

const codeOf = (error: unknown): string | undefined => (error as { code?: string }).code;
const stopped = '57014';
/** What a question of numbers can do wrong while it runs: divide by zero, run out of range. */
const ofNumbers = new Set(['22012', '22003', '22P02', '22007', '22008', '2201E', '2201F']);

interface Asking {
	personId: number | null;
	run: string | undefined;
	/** How long it may take, ms. */
	within?: number;
}

/**
 * Reads something in a transaction that can do nothing else: read only, in the name of a role that sees the published views alone, with an end to
 * its time. The embedded database stops nothing that runs, so that what would take long is refused before.
 */
export async function readOnly<Row>(db: Knex, query: Sql, { personId, run, within = longest }: Asking): Promise<Row[]> {
	try {
		return await db.transaction(async (transaction) => {
			const { usable } = await one<{ usable: boolean }>(transaction, readerSql);
			await all(transaction, limitsSql(within, nameOf(personId, run)));
			if (usable) await all(transaction, asReaderSql);
			const plan = await one<Plan>(transaction, costSql(query));
			if ((plan['QUERY PLAN'][0]?.Plan['Total Cost'] ?? 0) > dearest) throw new Problem('too-slow');
			return all<Row>(transaction, query);
		});
	} catch (error) {
		const code = codeOf(error);
		if (code === stopped) throw new Problem('too-slow');
		if (code !== undefined && ofNumbers.has(code)) throw new Problem('bad-input', 'These numbers cannot be reckoned with in that way.');
		throw error;
	}
}

/** Stops a question of somebody's. */
export async function stop(db: Knex, { personId, run }: Asking): Promise<boolean> {
	const rows = await all<{ stopped: boolean }>(db, stopSql(nameOf(personId, run)));
	return rows.some((it) => it.stopped);
}
