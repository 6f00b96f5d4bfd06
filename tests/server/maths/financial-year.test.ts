import { describe, expect, it } from 'vitest';
import { financialYearFrom, financialYearOf, quarterOf } from '../../../server/maths/financial-year.ts';

const before = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

describe('the financial year of a day', () => {
	it('runs from July to June where it begins in July, and changes at midnight', () => {
		expect(financialYearOf('2026-06-30', 7)).toMatchObject({ from: '2025-07-01', to: '2026-06-30', name: '2025/26' });
		expect(financialYearOf('2026-07-01', 7)).toMatchObject({ from: '2026-07-01', to: '2027-06-30', name: '2026/27' });
		expect(financialYearOf('1999-12-31', 7).name).toBe('1999/00');
		expect(financialYearOf('2026-11-29', 1)).toMatchObject({ from: '2026-01-01', to: '2026-12-31', name: '2026' });
		expect(financialYearOf('2024-02-29', 3)).toMatchObject({ from: '2023-03-01', to: '2024-02-29' });
	});

	it('is filled by its quarters without a gap, and the next begins on the day after, whatever the month', () => {
		for (let month = 1; month <= 12; month += 1) {
			const year = financialYearFrom(2027, month);
			const starts = [...year.quarters.map(({ from }) => from), financialYearFrom(2028, month).from];
			expect(starts[0]).toBe(year.from);
			expect(year.quarters.map(({ to }) => to)).toEqual(starts.slice(1).map(before));
			expect(year.quarters[3].to).toBe(year.to);
			for (const day of [year.from, year.to, '2027-12-31', '2028-02-29']) {
				const { from, to, quarters } = financialYearOf(day, month);
				expect(from <= day && day <= to).toBe(true);
				const quarter = quarters[quarterOf(day, month) - 1];
				expect(quarter && quarter.from <= day && day <= quarter.to).toBe(true);
			}
		}
	});
});
