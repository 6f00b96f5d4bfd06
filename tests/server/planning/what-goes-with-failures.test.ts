import { afterAll, expect, it } from 'vitest';
import { faultsBehind } from '../../../server/planning/run.ts';
import { db, undone } from '../../support/database.ts';
import { addFault, addPipe, planning, worked } from './register.ts';

afterAll(() => db.destroy());

const months = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10'];

it(
	'compares materials by failures for the same length and time, leaves out what never failed, and shows the faults behind each',
	undone(async (transaction) => {
		const context = await planning(transaction);
		// the town's own pipe would make it four decimals less plain
		await transaction('asset').where({ class: 2 }).update({ owner: 'province' });
		// three times as many failures of iron as of cement, on as many pipes of the same age; plastic has none
		for (const [i, month] of months.entries()) {
			const iron = await addPipe(transaction, { key: `C${i}`, metres: 500, material: 'CI', installed: `19${50 + i}-01-01` });
			const cement = await addPipe(transaction, { key: `A${i}`, metres: 1000, material: 'AC', installed: `19${50 + i}-01-01` });
			await addPipe(transaction, { key: `U${i}`, metres: 500, material: 'uPVC', installed: `19${50 + i}-01-01` });
			for (const day of ['03', '13', '23']) await addFault(transaction, { asset: iron, at: `2026-${month}-${day}T10:00:00Z` });
			for (const day of ['05', '15']) await addFault(transaction, { asset: cement, at: `2026-${month}-${day}T10:00:00Z` });
		}
		const question = { id: 'what-goes-with-failures', language: 'en', raw: { from: '2026-01-01', to: '2026-10-31' } };
		const { rows, notes } = await worked(context, question);
		expect(rows.map(({ cells }) => [cells['term'], cells['reading'], cells['failures']])).toEqual([
			['Material: Cast iron', 'the others are compared with this', 30],
			['Material: Asbestos cement', 'fewer failures', 20],
			['Age: ten years older', 'may be chance', 50],
		]);
		expect(rows[1]?.cells['ratio']).toBeCloseTo(1 / 3, 6);
		expect(notes.join(' ')).toMatch(/From 50 failures of 20 assets\..*\(Poisson\).*nothing can be said: Material: uPVC/s);
		expect((await faultsBehind(context, question, { row: '0:CI', limit: 1, offset: 0 })).total).toBe(30);
		expect((await faultsBehind(context, question, { row: 'size', limit: 1, offset: 0 })).total).toBe(0);
	}),
);
