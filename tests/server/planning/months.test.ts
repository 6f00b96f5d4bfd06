import type { Knex } from 'knex';
import { afterAll, describe, expect, it } from 'vitest';
import { random } from '../../../server/maths/random.ts';
import { foldMonths, recountMonths } from '../../../server/planning/months/fold.ts';
import { answerReport } from '../../../server/planning/run.ts';
import { db, undone } from '../../support/database.ts';
import { chosenFaults, happenings, own } from '../../support/fault-happenings.ts';
import { addFault, addPipe, planning } from './register.ts';

afterAll(() => db.destroy());

const differences = `
	select count(*)::int as count
	from (select * from fault_by_month where opened <> 0 or ended <> 0) as kept
	full join fault_month_anew as anew using (month, ward_id, department_id, class, failure_mode)
	where (kept.opened, kept.ended) is distinct from (anew.opened, anew.ended)`;

const differing = async (on: Knex): Promise<number> => (await on.raw(differences)).rows[0].count;
const contents = async (on: Knex): Promise<string> =>
	(
		await on.raw(
			'select md5(string_agg(months::text, chr(10) order by months::text)) as told from (select * from fault_by_month where opened <> 0 or ended <> 0) as months',
		)
	).rows[0].told;

/** So many times something happens to some twenty faults, and now and then the months are folded. */
async function happen(on: Knex, times: number): Promise<void> {
	await on.raw('select setseed(0.42)');
	const { next } = random('months');
	const statements = Object.values(happenings({ reported: 20, pipe: "pipe.key = 'MONTHS'" }));
	const chosen = chosenFaults(20);
	for (let round = 0; round < times; round += 1) {
		const statement = statements[round % 6 === 0 ? 0 : Math.floor(next() * statements.length)] ?? '';
		await on.raw(statement.startsWith('insert') ? statement : chosen + statement);
		if (next() < 0.1) await foldMonths(on);
		if (round % 12 === 0) expect(await differing(on)).toBe(0);
	}
}

describe('the months of faults', () => {
	it(
		'are what counting every fault again gives, after many reports, repairs, relinks and merges, folded in or not',
		undone(async (transaction) => {
			await addPipe(transaction, { key: 'MONTHS', metres: 100 });
			await happen(transaction, 48);
			const { rows } = await transaction.raw(`select count(*)::int as faults, count(distinct fault.state)::int as states from fault where ${own}`);
			expect(rows[0].faults).toBeGreaterThan(100);
			expect(rows[0].states).toBeGreaterThan(5);
			expect(await differing(transaction)).toBe(0);
			// The whole town is read from what is kept, a drawn area around all of it is counted.
			const context = await planning(transaction);
			const ask = async (area: string): Promise<unknown> =>
				(await answerReport(context, { id: 'backlog', language: 'en', raw: { from: '2023-01-01', to: '2026-11-23', area } })).rows;
			expect(await ask('')).toEqual(await ask('polygon:10 -40,30 -40,30 -30,10 -30'));
			const before = await contents(transaction);
			await foldMonths(transaction);
			expect(await contents(transaction)).toBe(before);
			await recountMonths(transaction);
			expect(await contents(transaction)).toBe(before);
			expect((await transaction.raw('select from fault_month_change')).rows).toHaveLength(0);
		}),
		180_000,
	);

	it(
		'begin when the town’s own month begins, and follow its time zone',
		undone(async (transaction) => {
			const months = async (): Promise<unknown[]> =>
				(await transaction.raw("select month::text, opened, ended from fault_by_month where failure_mode = 'test.month' and (opened <> 0 or ended <> 0)")).rows;
			// Half past midnight on the first of April in the town.
			const id = await addFault(transaction, { asset: null, at: '2024-03-31T22:30:00Z', mode: 'test.month', state: 'reported' });
			expect(await months()).toEqual([{ month: '2024-04-01', opened: 1, ended: 0 }]);
			await transaction.raw("update municipality set zone = 'UTC'");
			expect(await months()).toEqual([{ month: '2024-03-01', opened: 1, ended: 0 }]);
			await transaction.raw('delete from fault where id = ?', [id]);
			expect(await months()).toEqual([]);
		}),
	);
});
