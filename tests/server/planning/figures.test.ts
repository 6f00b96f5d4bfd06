import type { Knex } from 'knex';
import { afterAll, describe, expect, it } from 'vitest';
import { marshall } from '../../../server/maths/empirical-bayes.ts';
import type { Row } from '../../../server/planning/contract.ts';
import { answerReport, faultsBehind } from '../../../server/planning/run.ts';
import { db, undone } from '../../support/database.ts';
import { addFault, addPipe, planning } from './register.ts';

afterAll(() => db.destroy());

const period = { from: '2024-01-01', to: '2024-12-31' };
const year = 366 / 365.25;

/**
 * The town's own 500 m of AC, and what the methods warn of: a pipe laid in the middle of the year, one recorded only since October, one
 * retired in March, one that is not ours; faults that count, and every kind that does not.
 */
async function fill(transaction: Knex): Promise<{ ac: number; retired: number }> {
	const { rows } = await transaction.raw("select id from asset where class = 2 and key = 'water-pipes-1'");
	const ac: number = rows[0].id;
	const retired = await addPipe(transaction, { key: 'OLD', metres: 2000, material: 'AC', retired: '2024-03-01' });
	const young = await addPipe(transaction, { key: 'NEW', metres: 1000, material: 'uPVC', installed: '2024-07-01' });
	await addPipe(transaction, { key: 'LATE', metres: 1000, material: 'HDPE', registered: '2024-10-01' });
	const province = await addPipe(transaction, { key: 'PROV', metres: 5000, material: 'AC', owner: 'province' });
	const first = await addFault(transaction, { asset: ac, at: '2024-02-01T08:00:00Z', reports: 17 });
	for (const month of ['04', '05', '06', '07']) await addFault(transaction, { asset: ac, at: `2024-${month}-01T08:00:00Z` });
	// Half past midnight on New Year's Day in the town's own time, at both ends.
	await addFault(transaction, { asset: ac, at: '2023-12-31T22:30:00Z' });
	await addFault(transaction, { asset: ac, at: '2024-12-31T22:30:00Z' });
	for (const state of ['rejected', 'no-fault-found', 'not-ours']) await addFault(transaction, { asset: ac, at: '2024-08-01T08:00:00Z', state });
	await addFault(transaction, { asset: ac, at: '2024-08-02T08:00:00Z', state: 'merged', into: first });
	await addFault(transaction, { asset: retired, at: '2024-02-15T08:00:00Z' });
	await addFault(transaction, { asset: retired, at: '2024-03-01T08:00:00Z', state: 'cannot-now' });
	await addFault(transaction, { asset: retired, at: '2024-04-01T08:00:00Z' });
	await addFault(transaction, { asset: young, at: '2024-03-01T08:00:00Z' });
	await addFault(transaction, { asset: young, at: '2024-09-01T08:00:00Z' });
	await addFault(transaction, { asset: province, at: '2024-09-01T08:00:00Z' });
	await addFault(transaction, { asset: null, at: '2024-09-01T08:00:00Z' });
	return { ac, retired };
}

const cells = (rows: readonly Row[], column: string, title: string): Row['cells'] => {
	const found = rows.find((it) => it.cells[column] === title);
	if (!found) throw new Error(`no row ${title}`);
	return found.cells;
};

const filled = (test: (transaction: Knex) => Promise<void>) =>
	undone(async (transaction) => {
		await fill(transaction);
		await test(transaction);
	});

describe('the pipe failure rate', () => {
	it(
		'divides the failures that count by the time at risk, with Garwood’s exact interval',
		filled(async (transaction) => {
			const answer = await answerReport(await planning(transaction), { id: 'pipe-failure-rate', language: 'en', raw: period });
			const ac = cells(answer.rows, 'part', 'Asbestos cement');
			// 500 m all year, 2,000 m for the sixty days from New Year to 1 March.
			const exposure = 0.5 * year + (2 * 60) / 365.25;
			expect(ac['exposure']).toBeCloseTo(exposure, 8);
			expect(ac['km']).toBeCloseTo(2.5, 8);
			expect(ac['failures']).toBe(8);
			expect(ac['rate']).toBeCloseTo((100 * 8) / exposure, 6);
			// The exact Poisson limits of a count of 8 are 3.45383 and 15.76319 (Garwood 1936).
			const [low, high] = ac['interval'] as [number, number];
			expect((low * exposure) / 100).toBeCloseTo(3.45383, 4);
			expect((high * exposure) / 100).toBeCloseTo(15.76319, 4);
		}),
	);

	it(
		'counts a young pipe from when it was laid, and a late one from when its failures were recorded',
		filled(async (transaction) => {
			const answer = await answerReport(await planning(transaction), { id: 'pipe-failure-rate', language: 'en', raw: period });
			expect(cells(answer.rows, 'part', 'uPVC')).toMatchObject({ failures: 1, exposure: expect.closeTo(184 / 365.25, 8) });
			expect(cells(answer.rows, 'part', 'HDPE')).toMatchObject({ failures: 0, exposure: expect.closeTo(92 / 365.25, 8), rate: 0 });
			expect(answer.rows.filter((it) => it.faint !== null).map((it) => it.cells['part'])).toEqual(['uPVC', 'HDPE']);
			expect(answer.notes[0]).toMatch(/nobody knows yet which asset they are on: 1\.$/);
		}),
	);

	it(
		'shows each year with the part of it that lies in the period, and the years add up',
		filled(async (transaction) => {
			const context = await planning(transaction);
			const raw = { from: '2023-07-01', to: '2025-06-30', by: 'year' };
			const answer = await answerReport(context, { id: 'pipe-failure-rate', language: 'en', raw });
			const years = answer.rows.filter((it) => it.cells['part'] === 'Asbestos cement');
			expect(years.map((it) => [it.cells['year'], it.cells['failures']])).toEqual([
				['2023', 0],
				['2024', 8],
				['2025', 1],
			]);
			const sum = years.reduce((total, it) => total + Number(it.cells['exposure']), 0);
			const whole = await answerReport(context, { id: 'pipe-failure-rate', language: 'en', raw: { ...raw, by: 'period' } });
			expect(sum).toBeCloseTo(Number(cells(whole.rows, 'part', 'Asbestos cement')['exposure']), 8);
			expect(years[0]?.cells['exposure']).toBeCloseTo((2.5 * 184) / 365.25, 8);
		}),
	);

	it(
		'lists the very faults behind a figure, newest first, page by page',
		filled(async (transaction) => {
			const context = await planning(transaction);
			const question = { id: 'pipe-failure-rate', language: 'en', raw: period };
			const behind = await faultsBehind(context, question, { row: ':AC', limit: 5, offset: 0 });
			expect(behind).toMatchObject({ total: 8, faults: { length: 5 } });
			expect(behind.faults[0]).toMatchObject({ day: '2024-07-01', title: 'Burst water main', asset: expect.stringMatching(/^X2-1$/), state: 'closed' });
			const rest = await faultsBehind(context, question, { row: ':AC', limit: 5, offset: 5 });
			expect(rest.faults.at(-1)?.day).toBe('2024-01-01');
			expect(new Set([...behind.faults, ...rest.faults].map((it) => it.code)).size).toBe(8);
			const past = await faultsBehind(context, question, { row: ':AC', limit: 5, offset: 50 });
			expect(past).toEqual({ total: 8, faults: [] });
			const all = await faultsBehind(context, question, { row: ':AC', also: [':AC', ':HDPE'], limit: 500, offset: 0 });
			const other = await faultsBehind(context, question, { row: ':HDPE', limit: 500, offset: 0 });
			expect(all.total).toBe(8 + other.total);
			await expect(faultsBehind(context, question, { row: ':AC', also: ['no such row'], limit: 5, offset: 0 })).rejects.toMatchObject({ code: 'not-found' });
		}),
	);

	it(
		'can be asked of one failure mode',
		filled(async (transaction) => {
			const raw = { ...period, mode: 'water-pipe.leak' };
			const answer = await answerReport(await planning(transaction), { id: 'pipe-failure-rate', language: 'en', raw });
			expect(answer.rows.every((it) => it.cells['failures'] === 0)).toBe(true);
			expect(answer.about).toBe('Water pipes · Water main leak · 01 Jan 2024 – 31 Dec 2024');
		}),
	);
});

describe('failures by ward', () => {
	it(
		'gives each ward its rate, its interval, and the rate pulled towards the whole town’s',
		undone(async (transaction) => {
			const { rows } = await transaction.raw('select id, reference from asset where class = 1 order by id');
			const lamps: number[] = rows.map((it: { id: number }) => it.id);
			await transaction.raw("update asset set ward_id = (select id from ward where code = '1') where id = any (?)", [lamps.slice(0, 3)]);
			for (const [i, count] of [[0, 6] as const, [5, 2] as const])
				for (let n = 0; n < count; n += 1)
					await addFault(transaction, { asset: lamps[i] ?? 0, class: 1, mode: 'street-light.out', at: `2024-0${n + 1}-01T08:00:00Z` });
			const answer = await answerReport(await planning(transaction), { id: 'failures-by-class-and-ward', language: 'en', raw: period });
			const [n1, n2] = [3 * year, 9 * year];
			const [r1, r2] = [6 / n1, 2 / n2];
			const mean = 8 / (n1 + n2);
			const spread = (n1 * (r1 - mean) ** 2 + n2 * (r2 - mean) ** 2) / (n1 + n2);
			const between = spread - mean / ((n1 + n2) / 2);
			const pulled = (rate: number, exposed: number): number => 1000 * (mean + ((rate - mean) * between) / (between + mean / exposed));
			expect(answer.rows.map((it) => it.cells['ward'])).toEqual(['Ward 1', 'Ward 2']);
			const [one, two] = answer.rows;
			expect(one?.cells).toMatchObject({ assets: 3, failures: 6, exposure: expect.closeTo(n1, 8), rate: expect.closeTo(1000 * r1, 6) });
			expect(one?.cells['shrunk']).toBeCloseTo(pulled(r1, n1), 6);
			expect(two?.cells['shrunk']).toBeCloseTo(pulled(r2, n2), 6);
			expect(Number(one?.cells['shrunk'])).toBeLessThan(Number(one?.cells['rate']));
			expect([one?.faint, two?.faint !== null]).toEqual([null, true]);
			expect(answer.chart.reference?.value).toBeCloseTo(1000 * mean, 6);
			expect(answer.geography?.places.map((it) => it.value)).toEqual([one?.cells['shrunk'], two?.cells['shrunk']]);
		}),
	);

	it(
		'says of a ward without such assets that there is nothing to say',
		undone(async (transaction) => {
			const answer = await answerReport(await planning(transaction), { id: 'failures-by-class-and-ward', language: 'en', raw: { class: 'water-pipes' } });
			const empty = answer.rows.find((it) => it.cells['ward'] === 'Ward 1');
			expect(empty).toMatchObject({ faint: 'No assets of this class here.', cells: { rate: null, interval: null, shrunk: null, assets: 0 } });
		}),
	);
});

describe('failures by street', () => {
	it(
		'gives streets with enough failures their rate, pulled towards that of all streets, and their lines',
		undone(async (transaction) => {
			const streets = { 'Long Street': [1000, 4], 'Short Street': [100, 2], 'Quiet Street': [3000, 1], 'New Street': [500, 0] } as const;
			for (const [street, [metres, failures]] of Object.entries(streets)) {
				const pipe = await addPipe(transaction, { key: street, metres });
				await transaction.raw('update asset set street = ? where id = ?', [street, pipe]);
				for (let n = 0; n < failures; n += 1) await addFault(transaction, { asset: pipe, at: `2024-0${n + 1}-01T08:00:00Z` });
			}
			const nameless = await addPipe(transaction, { key: 'NAMELESS', metres: 100 });
			await addFault(transaction, { asset: nameless, at: '2024-05-01T08:00:00Z' });
			await transaction.raw("update asset set street = null where class = 2 and key like 'water-pipes-%'");
			const question = { id: 'failures-by-street', language: 'en', raw: { ...period, least: '2' } };
			const context = await planning(transaction);
			const answer = await answerReport(context, question);
			const kmYears = Object.values(streets).map(([metres]) => (metres / 1000) * year);
			const counts = Object.values(streets).map(([, failures]) => failures);
			const balanced = marshall(counts, kmYears);
			expect(answer.rows.map((it) => it.cells['street'])).toEqual(['Short Street', 'Long Street']);
			expect(answer.rows.map((it) => it.cells['shrunk'])).toEqual([1, 0].map((i) => expect.closeTo(100 * (balanced[i] ?? 0), 6)));
			expect(answer.rows[1]?.cells).toMatchObject({ failures: 4, exposure: expect.closeTo(year, 8), rate: expect.closeTo(400 / year, 6) });
			expect(Number(answer.rows[0]?.cells['shrunk'])).toBeLessThan(Number(answer.rows[0]?.cells['rate']));
			expect(answer.chart.reference?.value).toBeCloseTo(700 / (4.6 * year), 6);
			expect(answer.geography?.shapes?.features.map((it) => [it.id, it.geometry.type])).toEqual([
				['Short Street', 'LineString'],
				['Long Street', 'LineString'],
			]);
			expect(answer.notes.join(' ')).toMatch(/no street for their asset: 1 failures/);
			const behind = await faultsBehind(context, question, { row: 'Long Street', limit: 10, offset: 0 });
			expect(behind).toMatchObject({ total: 4, faults: [{ day: '2024-04-01' }, {}, {}, {}] });
		}),
	);
});

describe('the cost of faults', () => {
	it(
		'is told by the financial years and quarters of the municipality, by its own midnight, and the faults behind each are those',
		undone(async (transaction) => {
			// The last minute of June and the first of July as the town's clocks have it, two hours before Greenwich.
			for (const [at, cost] of [
				['2024-06-30T21:59:00Z', 100],
				['2024-06-30T22:00:00Z', 20],
				['2025-06-30T21:59:00Z', 3],
			] as const) {
				const id = await addFault(transaction, { asset: null, at });
				await transaction('fault').where({ id }).update({ fixed_at: at, cost });
			}
			const context = await planning(transaction);
			const raw = { from: '2024-01-01', to: '2025-12-31', by: 'year' };
			const { rows } = await answerReport(context, { id: 'cost', language: 'en', raw });
			expect(rows.map(({ cells }) => [cells['part'], cells['cost']])).toEqual([
				['2023/24', 100],
				['2024/25', 23],
			]);
			const quarters = await answerReport(context, { id: 'cost', language: 'af', raw: { ...raw, by: 'quarter' } });
			expect(quarters.rows.map(({ cells }) => cells['part'])).toEqual(['2023/24, kwartaal 4', '2024/25, kwartaal 1', '2024/25, kwartaal 4']);
			expect((await faultsBehind(context, { id: 'cost', language: 'en', raw }, { row: '2024', limit: 9, offset: 0 })).total).toBe(2);
		}),
	);
});
