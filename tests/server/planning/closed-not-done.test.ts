import type { Knex } from 'knex';
import { afterAll, describe, expect, it } from 'vitest';
import { answerReport, faultsBehind } from '../../../server/planning/run.ts';
import { db, undone } from '../../support/database.ts';
import { addFault, planning } from './register.ts';

afterAll(() => db.destroy());

const period = { from: '2026-06-01', to: '2026-06-30' };

/** Thirty faults in ward 2 that ended in June, six of them not done; one in ward 1, not done; what counts in neither; one that ended in July. */
async function fill(transaction: Knex): Promise<{ first: string; second: string }> {
	const wards = await transaction('ward').orderBy('code').pluck('id');
	const end = async (state: string, ward: number, more: { fixed?: string; since?: string } = {}): Promise<void> => {
		const id = await addFault(transaction, { asset: null, at: '2026-05-05T10:00:00Z', state });
		const since = more.since ?? '2026-06-10T10:00:00Z';
		await transaction('fault')
			.where({ id })
			.update({ ward_id: ward, state_since: since, fixed_at: more.fixed ?? null });
	};
	const [one, two] = wards;
	for (let i = 0; i < 24; i += 1) await end('closed', two, { fixed: '2026-06-20T10:00:00Z' });
	for (const state of ['no-fault-found', 'no-fault-found', 'no-fault-found', 'not-ours', 'not-ours', 'cannot-now']) await end(state, two);
	await end('not-ours', one);
	for (const state of ['rejected', 'confirmed']) await end(state, two);
	await end('not-ours', two, { since: '2026-07-01T10:00:00Z' });
	// Repaired in May, and only closed in June: it ended in May.
	await end('closed', two, { fixed: '2026-05-28T10:00:00Z' });
	return { first: String(one), second: String(two) };
}

describe('what was closed and not done', () => {
	it(
		'is a share of what ended, by ward, with its interval, the faults behind it, and grey where little ended',
		undone(async (transaction) => {
			const { first, second } = await fill(transaction);
			const context = await planning(transaction);
			const asked = { id: 'closed-not-done', language: 'en', raw: { by: 'ward', ...period } };
			const { rows, chart, geography } = await answerReport(context, asked);
			const by = new Map(rows.map((it) => [it.key, it]));
			expect(by.get(second)).toMatchObject({ cells: { ended: 30, undone: 6, share: 20 }, faint: null, faults: 6 });
			const [low, high] = (by.get(second)?.cells['interval'] ?? []) as number[];
			expect([low?.toFixed(2), high?.toFixed(2)]).toEqual(['9.51', '37.31']);
			expect(by.get(first)).toMatchObject({ cells: { ended: 1, undone: 1, share: 100 }, faint: expect.stringContaining('20') });
			expect(chart.reference?.value).toBeCloseTo((7 / 31) * 100, 10);
			expect(geography?.places.map(({ key }) => key).sort()).toEqual([first, second].sort());
			const behind = await faultsBehind(context, asked, { row: second, limit: 10, offset: 0 });
			expect(behind.total).toBe(6);
		}),
	);

	it(
		'is told by its reasons, each as a share of all that ended',
		undone(async (transaction) => {
			await fill(transaction);
			const { rows } = await answerReport(await planning(transaction), { id: 'closed-not-done', language: 'en', raw: { by: 'reason', ...period } });
			expect(rows.map(({ cells }) => [cells['part'], cells['undone'], cells['ended']])).toEqual([
				['No fault found', 3, 31],
				['Not ours', 3, 31],
				['Cannot be done now', 1, 31],
			]);
		}),
	);
});
