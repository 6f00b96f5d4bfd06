import type { Knex } from 'knex';
import { afterAll, describe, expect, it } from 'vitest';
import { withoutFew } from '../../../server/planning/export/few.ts';
import { faultsBehind } from '../../../server/planning/run.ts';
import { db, undone } from '../../support/database.ts';
import { addFault, addPipe, planning, worked } from './register.ts';

afterAll(() => db.destroy());

const day = 86_400_000;

/** Two faults in every week of the three years before 23 November 2026, and seven in that of 8 June. */
async function fill(transaction: Knex): Promise<void> {
	const pipe = await addPipe(transaction, { key: 'WATCHED', metres: 500 });
	const first = Date.parse('2023-11-27T09:00:00Z');
	for (let week = 0; week < 156; week += 1) {
		const monday = first + week * 7 * day;
		const stormy = new Date(monday).toISOString().startsWith('2026-06-08');
		for (let n = 0; n < (stormy ? 7 : 2); n += 1) await addFault(transaction, { asset: pipe, at: new Date(monday + n * 0.9 * day).toISOString() });
	}
	await addFault(transaction, { asset: pipe, at: '2026-06-09T10:00:00Z', state: 'rejected' });
}

const question = { id: 'out-of-the-ordinary', language: 'en', raw: { class: 'water-pipes', from: '2023-11-27', watch: '52' } };

describe('weeks out of the ordinary', () => {
	it(
		'are named with what was to be expected and lead to their faults, beside the season',
		undone(async (transaction) => {
			await fill(transaction);
			const context = await planning(transaction);
			const answer = await worked(context, question);
			const [week, whole] = answer.rows;
			expect(answer.rows.map((row) => row.key)).toEqual(['2026-06-08 2', 'all 2']);
			expect(week?.cells).toMatchObject({ when: 'Week of 08 Jun 2026', faults: 7, verdict: 'Yes', alarms: 'Trend and season, STL, EARS C1 + C2 + C3' });
			expect(Number(week?.cells['expected'])).toBeCloseTo(2, 1);
			expect(whole?.cells).toMatchObject({ when: 'All 52 weeks', faults: 109 });
			expect(whole?.cells['verdict']).toMatch(/Weeks that stand out: 1$/);
			expect(answer.notes[0]).toMatch(/^52 weeks were watched\. Chance alone makes about 1 of them stand out; 1 do\./);
			expect(answer.chart.series?.[0]).toMatchObject({
				label: 'Water pipes',
				first: '2023-11-27',
				from: 104,
				points: { length: 156 },
				alarms: [{ row: '2026-06-08 2' }],
			});
			expect(await faultsBehind(context, question, { row: '2026-06-08 2', limit: 1, offset: 0 })).toMatchObject({ total: 7, faults: [{ day: '2026-06-13' }] });
			expect(await faultsBehind(context, question, { row: 'all 2', limit: 1, offset: 0 })).toMatchObject({ total: 109 });
			expect(
				withoutFew({ ...answer, rows: [{ key: 'x', cells: {}, place: null, faint: null, faults: 2 }] }, (it) => it['en'] ?? '').chart.series,
			).toBeUndefined();

			// held only against the weeks just before where less than two years lie before them; the season counts every week
			const short = await worked(context, { ...question, raw: { ...question.raw, watch: '60.7' } });
			expect(short.rows.map((row) => row.cells)).toMatchObject([
				{ when: 'Week of 08 Jun 2026', expected: 2, verdict: 'Yes, against the seven weeks just before', alarms: 'EARS C1 + C2 + C3' },
				{ expected: null, interval: null, verdict: expect.stringMatching(/^Less than two years.* Weeks that stand out: 1$/) },
			]);
			expect(short.rows[1]?.faint, 'the reason alone, which the notes say once for all').toMatch(/not known yet\.$/);
			expect(short.notes.join(' ')).toMatch(/know nothing of seasons/);
			const season = await worked(context, { ...question, raw: { ...question.raw, show: 'season' } });
			expect(season.rows).toHaveLength(12);
			expect(season.rows.reduce((sum, it) => sum + it.faults, 0)).toBe(317);
			expect(season.rows.map((it) => it.cells['when']).slice(4, 6)).toEqual(['May', 'Jun']);
			const june = await faultsBehind(context, { ...question, raw: { ...question.raw, show: 'season' } }, { row: 'm6 2', limit: 1, offset: 0 });
			expect(june.total).toBe(season.rows[5]?.faults);
		}),
	);
});
