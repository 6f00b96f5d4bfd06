import type { Knex } from 'knex';
import { afterAll, describe, expect, test } from 'vitest';
import { one, sql } from '../../../server/platform/sql.ts';
import type { Expected } from '../../../server/reports/contract.ts';
import { learnExpected } from '../../../server/reports/index.ts';
import { db, undone } from '../../support/database.ts';
import { serving } from '../../support/server.ts';
import { tell } from './public-town.ts';

afterAll(() => db.destroy());

/** A ward in which so many lamps were repaired after two to eleven days each. */
async function repairs(transaction: Knex, count: number): Promise<void> {
	for (let n = 0; n < count; n += 1) await tell(transaction, { since: 60, fixed: 58 - (n % 10), by: [] });
}

/** A fault that was reported this very moment, whatever the time of day. */
async function fresh(transaction: Knex): Promise<number> {
	const id = await tell(transaction, { by: [] });
	await transaction('fault').where({ id }).update({ first_report_at: transaction.fn.now() });
	return id;
}

/** What a resident is told who looks at a fault. */
async function promised(transaction: Knex, id: number): Promise<Expected | null> {
	const { code } = await one<{ code: string }>(transaction, sql`select fault.code from fault where fault.id = ${id}`);
	const asked = await serving(transaction);
	try {
		const { status, body } = await asked.ask<{ expected: Expected | null }>('GET', `/api/faults/${code}`);
		expect(status).toBe(200);
		return body.expected;
	} finally {
		await asked.close();
	}
}

const localDay = (ahead: number): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Africa/Johannesburg' }).format(Date.now() + ahead * 86_400_000);

describe('when a repair will probably be done', () => {
	test(
		'is learnt from those in the ward, and told as a range of days',
		undone(async (transaction) => {
			await repairs(transaction, 50);
			const just = await fresh(transaction);
			expect(await learnExpected(transaction, new Date())).toBe(true);
			expect(await learnExpected(transaction, new Date())).toBe(false);
			const range = await promised(transaction, just);
			expect(range).toMatchObject({ of: 50, where: 'ward', coverage: 0.8 });
			expect(range?.from && range.from >= localDay(1) && range.from <= localDay(4)).toBe(true);
			expect(range?.to && range.to >= localDay(8) && range.to <= localDay(12)).toBe(true);
		}),
	);

	test(
		'follows the age of the fault, and says when it takes longer than nearly all did',
		undone(async (transaction) => {
			await repairs(transaction, 50);
			await learnExpected(transaction, new Date());
			const range = await promised(transaction, await tell(transaction, { since: 5, by: [] }));
			expect(range?.from && range.from >= localDay(0) && range.from <= localDay(2)).toBe(true);
			expect(range?.to && range.to >= localDay(4) && range.to <= localDay(7)).toBe(true);
			expect(await promised(transaction, await tell(transaction, { since: 40, by: [] }))).toMatchObject({ from: null, to: null });
		}),
	);

	test(
		'is not told where too few were repaired, nor of what is over',
		undone(async (transaction) => {
			await repairs(transaction, 19);
			const just = await fresh(transaction);
			await learnExpected(transaction, new Date());
			expect(await promised(transaction, just)).toBeNull();
			await repairs(transaction, 30);
			await transaction('expected_time').delete();
			await learnExpected(transaction, new Date());
			expect(await promised(transaction, just)).toMatchObject({ of: 49 });
			expect(await promised(transaction, await tell(transaction, { since: 20, fixed: 10, by: [] }))).toBeNull();
		}),
	);
});
