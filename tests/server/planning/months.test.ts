import type { Knex } from 'knex';
import { afterAll, describe, expect, it } from 'vitest';
import { foldMonths, recountMonths } from '../../../server/planning/months/fold.ts';
import { answerReport } from '../../../server/planning/run.ts';
import { db, undone } from '../../support/database.ts';
import { addFault, addPipe, planning } from './register.ts';

afterAll(() => db.destroy());

/** The same numbers every time, so that what fails fails again (mulberry32). */
function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

const own = "fault.family like 'months-%'";

/** What happens to faults, each to some twenty at once, as the product writes it. */
const happenings: Readonly<Record<string, string>> = {
	reported: `insert into fault (failure_mode, family, class, geom, public_geom, department_id, ward_id, first_report_at, last_report_at)
		select (array['water-pipe.burst', 'water-pipe.leak'])[1 + (random() * 1.98)::int % 2], 'months-' || gen_random_uuid(), 2, spot.p, spot.p,
		       (select min(department.id) from department), (select ward.id from ward order by random() limit 1), reported.at, reported.at
		from generate_series(1, 20), lateral (select st_setsrid(st_makepoint(18.96, -33.73), 4326) as p) as spot,
		     lateral (select timestamptz '2026-01-01' - random() * interval '900 days' as at) as reported`,
	ended: `update fault set state = (array['fixed', 'closed', 'rejected', 'not-ours', 'cannot-now'])[1 + chosen.n % 5], state_since = fault.first_report_at + interval '40 days',
		fixed_at = case when chosen.n % 5 < 2 then fault.first_report_at + interval '9 days' end, closed_at = case when chosen.n % 5 > 1 then fault.first_report_at + interval '70 days' end
		from chosen where fault.id = chosen.id and fault.state <> 'merged'`,
	reopened: `update fault set state = 'confirmed', fixed_at = null, closed_at = null, reopened = fault.reopened + 1 from chosen where fault.id = chosen.id and not fault.open and fault.state <> 'merged'`,
	relinked: `update fault set asset_id = pipe.id, class = pipe.class, ward_id = pipe.ward_id, link_method = 'confirmed' from chosen, asset as pipe where fault.id = chosen.id and pipe.key = 'MONTHS'`,
	unlinked: `update fault set asset_id = null, ward_id = null, failure_mode = 'water-pipe.leak' from chosen where fault.id = chosen.id`,
	merged: `update fault set state = 'merged', merged_into = (select min(hit.id) from fault as hit where hit.family like 'months-%')
		from chosen where fault.id = chosen.id and fault.state <> 'merged' and chosen.id > (select min(hit.id) from fault as hit where hit.family like 'months-%')`,
	parted: `update fault set state = 'reported', merged_into = null from chosen where fault.id = chosen.id and fault.state = 'merged'`,
	handed: `update fault set department_id = (select max(department.id) from department) from chosen where fault.id = chosen.id`,
	counted: `update fault set reports = fault.reports + 1, priority = 2 from chosen where fault.id = chosen.id`,
	'reported earlier': `update fault set first_report_at = fault.first_report_at - interval '17 days' from chosen where fault.id = chosen.id`,
};

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
	const random = seeded(42);
	const statements = Object.values(happenings);
	const chosen = `with chosen as materialized (select fault.id, row_number() over ()::int as n from fault where ${own} order by random() limit 20) `;
	for (let round = 0; round < times; round += 1) {
		const statement = statements[round % 6 === 0 ? 0 : Math.floor(random() * statements.length)] ?? '';
		await on.raw(statement.startsWith('insert') ? statement : chosen + statement);
		if (random() < 0.1) await foldMonths(on);
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
