import { afterAll, describe, expect, it } from 'vitest';
import { reports, settingOf } from '../../../server/planning/catalogue.ts';
import type { Cell, Column, ReportAnswer } from '../../../server/planning/contract.ts';
import type { Report, Setting } from '../../../server/planning/reports/index.ts';
import { faultsBehind } from '../../../server/planning/run.ts';
import { db, undone } from '../../support/database.ts';
import { addFault, addPipe, planning, worked } from './register.ts';

afterAll(() => db.destroy());

const fits: Record<Column['kind'], (cell: Cell) => boolean> = {
	text: (cell) => typeof cell === 'string',
	date: (cell) => typeof cell === 'string',
	number: (cell) => typeof cell === 'number',
	rate: (cell) => cell === null || typeof cell === 'number',
	interval: (cell) => cell === null || (Array.isArray(cell) && cell[0] <= cell[1]),
};

const languages = ['en', 'af', 'xh'];

/** Every way to choose a parameter, with what else must then be chosen. */
const waysToAsk = (report: Report, setting: Setting): Record<string, string>[] =>
	report.parameters.flatMap(({ id, within, choices }) =>
		(choices?.(setting) ?? []).map((choice) => ({ ...(within && choice.of?.[0] && { [within]: choice.of[0] }), [id]: choice.id })),
	);

function keepsItsPromise({ columns, rows, chart, geography }: ReportAnswer): void {
	const ids = columns.map((it) => it.id);
	expect(ids).toEqual(expect.arrayContaining([chart.label, chart.value, ...(chart.interval === undefined ? [] : [chart.interval])]));
	for (const row of rows) {
		expect(Object.keys(row.cells).sort()).toEqual([...ids].sort());
		for (const column of columns) expect(fits[column.kind](row.cells[column.id] ?? null), column.id).toBe(true);
	}
	for (const place of geography?.places ?? []) expect(rows.some((row) => row.place === place.key)).toBe(true);
}

describe.each(reports.map((report) => [report.id, report] as const))('the report %s', (id, report) => {
	it('is named after its file and speaks every language', () => {
		expect((report as { file?: string }).file).toBe(`${id}.ts`);
		const { theme, title, question, definition, source } = report;
		for (const text of [theme, title, question, definition, source, ...report.parameters.map((it) => it.title)])
			for (const language of languages) expect(text[language], `${id} in ${language}`).toBeTruthy();
	});

	it(
		'runs over every choice, with the columns it promises and the faults it counts',
		undone(async (transaction) => {
			const context = await planning(transaction);
			const pipe = await addPipe(transaction, { key: 'T1', metres: 700, material: 'AC' });
			await addFault(transaction, { asset: pipe, at: '2026-05-05T10:00:00Z' });
			for (const raw of waysToAsk(report, settingOf(context.town, context.now))) {
				const answer = await worked(context, { id, language: 'en', raw });
				expect(answer.params).toMatchObject(raw);
				keepsItsPromise(answer);
				for (const row of answer.rows) {
					const behind = await faultsBehind(context, { id, language: 'en', raw }, { row: row.key, limit: 10, offset: 0 });
					expect(behind.total).toBe(row.faults);
				}
			}
		}),
	);

	it(
		'answers in every language, with the same figures',
		undone(async (transaction) => {
			const context = await planning(transaction);
			const en = await worked(context, { id, language: 'en', raw: {} });
			for (const language of ['af', 'xh']) {
				const other = await worked(context, { id, language, raw: {} });
				expect(other.title).not.toBe(en.title);
				expect(other.rows.map((it) => it.cells['rate'])).toEqual(en.rows.map((it) => it.cells['rate']));
				expect(other.columns.every((it) => it.title !== '')).toBe(true);
			}
		}),
	);
});
