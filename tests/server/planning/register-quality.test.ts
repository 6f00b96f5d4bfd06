import { afterAll, describe, expect, it } from 'vitest';
import { faultsBehind } from '../../../server/planning/run.ts';
import { db, undone } from '../../support/database.ts';
import { addFault, addPipe, planning, worked } from './register.ts';

afterAll(() => db.destroy());

const asked = { id: 'register-quality', language: 'en', raw: { class: 'water-pipes', from: '2026-01-01', to: '2026-11-01' } } as const;

describe('the quality of the register', () => {
	it(
		'counts what is known of assets in service, by number and by length, and the failures that cannot be explained',
		undone(async (transaction) => {
			const context = await planning(transaction);
			await transaction('asset').where({ class: 2 }).update({ owner: 'private' });
			const bare = await addPipe(transaction, { key: 'Q1', metres: 300 });
			const told = await addPipe(transaction, { key: 'Q2', metres: 100, material: 'PVC' });
			await addPipe(transaction, { key: 'Q3', metres: 900, retired: '2020-01-01' });
			await addPipe(transaction, { key: 'Q4', metres: 900, owner: 'private' });
			await transaction('asset').where({ id: told }).update({ condition_grade: 2, condition_on: '2010-05-05', street: 'Kerkstraat' });
			for (const asset of [bare, bare, told]) await addFault(transaction, { asset, at: '2026-05-05T10:00:00Z' });
			await addFault(transaction, { asset: null, class: 2, at: '2026-05-05T10:00:00Z' });

			const { rows, notes } = await worked(context, asked);
			const cells = Object.fromEntries(rows.map((row) => [row.key, row.cells]));
			expect(cells['its-material']).toMatchObject({ assets: 2, known: 1, share: 50, length: expect.closeTo(25, 1), held: 2 });
			expect(cells['condition']).toMatchObject({ known: 1, held: 2 });
			expect(cells['looked-at']).toMatchObject({ known: 0, share: 0, held: 3 });
			expect(cells['installed']).toMatchObject({ known: 2, share: 100, held: 0 });
			// No pipe here has one: the register does not keep it.
			expect(cells['replacement']).toBeUndefined();
			expect(rows[0]?.key).toBe('looked-at');
			expect(notes).toHaveLength(1);
			const behind = await faultsBehind(context, asked, { row: 'its-material', limit: 10, offset: 0 });
			expect(behind.total).toBe(2);
			await expect(faultsBehind(context, asked, { row: "its-' or true", limit: 10, offset: 0 })).rejects.toMatchObject({ code: 'not-found' });
		}),
	);
});
