import { afterAll, expect, it } from 'vitest';
import { faultsBehind } from '../../../server/planning/run.ts';
import { db, undone } from '../../support/database.ts';
import { addFault, addPipe, planning, worked } from './register.ts';

afterAll(() => db.destroy());

it(
	'ranks assets by chance times cost with every part of it, and puts each in a cell of the matrix with its faults behind',
	undone(async (transaction) => {
		const context = await planning(transaction);
		await transaction('asset').where({ class: 2 }).update({ owner: 'province' });
		const bad = await addPipe(transaction, { key: 'K1', metres: 400, material: 'CI', installed: '1955-01-01' });
		const vital = await addPipe(transaction, { key: 'K2', metres: 400, material: 'CI', installed: '1955-01-01' });
		await addPipe(transaction, { key: 'K3', metres: 400, material: 'HDPE', installed: '2012-01-01' });
		await transaction('asset').where({ id: vital }).update({ criticality: 5 });
		// two days open each, a day of it overdue
		for (const [asset, days] of [[bad, [1, 8, 15, 22]] as const, [vital, [4, 11]] as const])
			for (const day of days) {
				const id = await addFault(transaction, { asset, at: `2026-0${(day % 6) + 1}-05T10:00:00Z` });
				await transaction.raw(
					`update fault set fixed_at = first_report_at + interval '2 days', due_at = first_report_at + interval '1 day', cost = 9000 where id = ?`,
					[id],
				);
			}
		await transaction('fault').where({ asset_id: vital }).update({ customers_affected: 200 });

		const question = { id: 'risk', language: 'en', raw: { from: '2024-01-01' } };
		const answer = await worked(context, question);
		expect(answer.rows.map((it) => it.cells['asset'])).toEqual(['K2', 'K1', 'K3']);
		const [first, second] = answer.rows.map((it) => it.cells);
		// as the queue has a burst: R 500 of danger, 1,200 kl at R 28, 60 people at R 6 an hour, R 4,000 of damage; R 1,000 for each day overdue
		expect(second).toMatchObject({ repair: 9000, safety: 1000, water: 67_200, people: 2 * 24 * 60 * 6, damage: 8000, late: 1000, failures: 4 });
		expect(first).toMatchObject({ safety: 2000, water: 67_200, people: 2 * (2 * 24 * 200 * 6), failures: 2 });
		const cost = (cells: typeof second) => ['repair', 'safety', 'water', 'people', 'damage', 'late'].reduce((sum, part) => sum + Number(cells?.[part]), 0);
		expect(second?.['consequence']).toBeCloseTo(cost(second), 6);
		expect(second?.['risk']).toBeCloseTo((Number(second?.['chance']) / 100) * cost(second), 6);
		expect(answer.notes.join(' ')).toMatch(/open for 2 days on average.*To be confirmed/s);

		const matrix = { ...question, raw: { ...question.raw, show: 'matrix' } };
		const { rows } = await worked(context, matrix);
		expect(rows).toHaveLength(25);
		expect(rows.reduce((sum, it) => sum + Number(it.cells['assets']), 0)).toBe(3);
		const cell = rows.find((it) => it.cells['failures'] === 4);
		expect(cell?.cells).toMatchObject({ grade: 4, score: 4 * Number(cell?.cells['likelihood']) });
		const behind = await faultsBehind(context, matrix, { row: cell?.key ?? '', limit: 10, offset: 0 });
		expect(behind.faults.map((it) => it.asset)).toEqual(['K1', 'K1', 'K1', 'K1']);
	}),
);
