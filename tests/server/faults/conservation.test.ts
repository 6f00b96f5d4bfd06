import fc from 'fast-check';
import type { Knex } from 'knex';
import { afterAll, expect, it } from 'vitest';
import { link, move, undo } from '../../../server/faults/change.ts';
import { windStale } from '../../../server/faults/clocks/sweep.ts';
import { windClocks } from '../../../server/faults/clocks/wind.ts';
import { merge, unmerge } from '../../../server/faults/merge.ts';
import { recategorise } from '../../../server/faults/recategorise.ts';
import { type Context, loadTown } from '../../../server/municipality/index.ts';
import { Problem } from '../../../server/platform/problem.ts';
import { all, sql } from '../../../server/platform/sql.ts';
import { db, undone } from '../../support/database.ts';
import { serving } from '../../support/server.ts';
import { lonLat } from '../../support/town.ts';

afterAll(() => db.destroy());

const modes = ['street-light.out', 'street-light.flickering', 'water-pipe.leak', 'sewer-pipe.blocked', 'road.pothole'] as const;
const assets = ['SL-100', 'SL-103', 'SL-106', 'X2-1', null] as const;
const faults = 4;

const which = fc.nat({ max: faults - 1 });
const deed = fc.oneof(
	fc.record({ does: fc.constant('link' as const), fault: which, asset: fc.constantFrom(...assets) }),
	fc.record({ does: fc.constant('merge' as const), fault: which, into: which }),
	fc.record({ does: fc.constant('unmerge' as const), fault: which }),
	fc.record({ does: fc.constant('recategorise' as const), fault: which, mode: fc.constantFrom(...modes) }),
	fc.record({ does: fc.constant('move' as const), fault: which, to: fc.constantFrom('confirmed' as const, 'scheduled' as const, 'rejected' as const) }),
	fc.record({ does: fc.constant('undo' as const), fault: which }),
);
type Deed = typeof deed extends fc.Arbitrary<infer It> ? It : never;

interface Stage {
	context: Context;
	codes: string[];
}

/** Does what the workflow allows; what it refuses leaves everything as it was. */
async function attempt({ context, codes }: Stage, it: Deed): Promise<boolean> {
	const code = codes[it.fault] as string;
	const within = (transaction: Knex): Promise<unknown> => {
		const here = { ...context, db: transaction };
		if (it.does === 'link') return link(here, { code, asset: it.asset });
		if (it.does === 'merge') return merge(here, code, codes[it.into] as string);
		if (it.does === 'unmerge') return unmerge(here, code);
		if (it.does === 'recategorise') return recategorise(here, { code, mode: it.mode });
		if (it.does === 'move') return move(here, { code, to: it.to, reason: 'Seen' });
		return undo(here, code);
	};
	try {
		await context.db.transaction(within);
		return true;
	} catch (error) {
		if (error instanceof Problem || ['23505', '23P01'].includes((error as { code?: string }).code ?? '')) return false;
		throw error;
	}
}

/** All that a fault is, without what only counts its changes, and its clocks wound afresh. */
const whole = (transaction: Knex): Promise<object[]> =>
	all(
		transaction,
		sql`select to_jsonb(fault) - array['version', 'changed_at', 'state_since', 'confirmed_at', 'queue_rank', 'delay_per_day', 'late_share', 'ladder_at', 'clock_from', 'crew_from'] as it
		    from fault order by fault.id`,
	);

const rootsSql = sql`
	with recursive up as (
		select fault.id as start, fault.id, fault.merged_into from fault
		union all select up.start, fault.id, fault.merged_into from up join fault on fault.id = up.merged_into)
	select up.id as root, root.reports, count(report.id)::int as counted
	from up join fault as root on root.id = up.id left join report on report.fault_id = up.start and report.withdrawn_at is null
	where up.merged_into is null
	group by up.id, root.reports`;

/** Each report is in exactly one fault, which counts it; what maps draw and the clocks say is what follows from the faults themselves. */
async function mustHold({ db: transaction, town }: Context, reports: number): Promise<void> {
	const roots = await all<{ root: number; reports: number; counted: number }>(transaction, rootsSql);
	expect(roots.map(({ reports: said }) => said)).toEqual(roots.map(({ counted }) => counted));
	expect(roots.reduce((sum, { counted }) => sum + counted, 0)).toBe(reports);
	expect(await all(transaction, sql`select fault_id from (table map_fault except table fault_on_map) as more`)).toEqual([]);
	expect(await all(transaction, sql`select fault_id from (table fault_on_map except table map_fault) as missing`)).toEqual([]);
	const due = (): Promise<object[]> =>
		all(transaction, sql`select fault.id, fault.due_at, fault.respond_due_at from fault where fault.merged_into is null order by fault.id`);
	await windStale(transaction);
	const before = await due();
	await windClocks(
		transaction,
		town,
		roots.map(({ root }) => root),
	);
	expect(await due()).toEqual(before);
}

/** Takes everything back, the last first. */
async function takeAllBack(stage: Stage, done: readonly Deed[]): Promise<void> {
	for (const it of [...done].reverse()) {
		const back: Deed = it.does === 'merge' ? { does: 'unmerge', fault: it.fault } : { does: 'undo', fault: it.fault };
		expect(await attempt(stage, back), JSON.stringify({ it, done })).toBe(true);
	}
}

/** Whether a deed takes something back, and the last that was done. `undefined`: out of turn. */
function afterwards(it: Deed, done: readonly Deed[]): Deed[] | undefined {
	if (it.does !== 'undo' && it.does !== 'unmerge') return [...done, it];
	const last = done.at(-1);
	const inTurn = last?.fault === it.fault && (it.does === 'undo' || last.does === 'merge');
	return inTurn ? done.slice(0, -1) : undefined;
}

async function tried(context: Context, { codes, reports, deeds }: { codes: string[]; reports: number; deeds: readonly Deed[] }): Promise<void> {
	const stage: Stage = { context, codes };
	const before = await whole(context.db);
	let done: Deed[] = [];
	for (const it of deeds) {
		if (!(await attempt(stage, it))) continue;
		await mustHold(context, reports);
		const left = afterwards(it, done);
		// What is taken back out of turn may leave no place for what came after: then only the keeping of reports is asked.
		if (!left) return;
		done = left;
	}
	await takeAllBack(stage, done);
	await windStale(context.db);
	expect(await whole(context.db)).toEqual(before);
}

it(
	'any sequence of links, merges, partings, recategorisings, moves and undoings keeps each report in one fault, and taking all of it back returns exactly',
	undone(async (outer) => {
		const asked = await serving(outer);
		const codes: string[] = [];
		for (const [at, along] of [0, 105, 210, 330].entries()) {
			const body = { mode: 'street-light.out', ...(await lonLat(outer, 311000 + along, 6265005)), method: 'map-click', zoom: 19 };
			const { body: answer } = await asked.ask<{ fault: string }>('POST', '/api/reports', body);
			codes.push(answer.fault);
			if (at % 2) await asked.ask('POST', '/api/reports', { ...body, sameAs: answer.fault });
		}
		await asked.close();
		const town = await loadTown(outer);
		const reports = (await outer('report')).length;
		await windClocks(
			outer,
			town,
			(await outer('fault').select('id')).map(({ id }) => id),
		);
		await fc.assert(
			fc.asyncProperty(fc.array(deed, { minLength: 5, maxLength: 16 }), async (deeds) => {
				const trial = await outer.transaction();
				try {
					await tried({ db: trial, town, now: new Date(), actor: { personId: null } } as unknown as Context, { codes, reports, deeds });
				} finally {
					await trial.rollback();
				}
			}),
			{ numRuns: 10, seed: 5, endOnFailure: true },
		);
	}),
	240_000,
);
