/** Days from the first to the last, both of them counted, as 2026-07-01. */
export interface Days {
	readonly from: string;
	readonly to: string;
}

/** A financial year, called by the calendar years it lies in, and its four quarters. */
export interface FinancialYear extends Days {
	/** "2026/27"; where it begins in January, "2026". */
	readonly name: string;
	/** The calendar year in which it begins. */
	readonly begins: number;
	readonly quarters: readonly [Days, Days, Days, Days];
}

/** The day a month begins on, or the day before; months count on past December. */
const dayOf = (year: number, month: number, day: 0 | 1): string => new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);

/** The financial year that begins in a calendar year. `firstMonth`: 1 to 12. */
export function financialYearFrom(begins: number, firstMonth: number): FinancialYear {
	const days = (month: number, months: number): Days => ({ from: dayOf(begins, month, 1), to: dayOf(begins, month + months, 0) });
	const quarter = (at: number): Days => days(firstMonth + 3 * at, 3);
	return {
		...days(firstMonth, 12),
		name: firstMonth === 1 ? String(begins) : `${begins}/${String((begins + 1) % 100).padStart(2, '0')}`,
		begins,
		quarters: [quarter(0), quarter(1), quarter(2), quarter(3)],
	};
}

/** The financial year that a day, as 2026-11-29, lies in. */
export function financialYearOf(day: string, firstMonth: number): FinancialYear {
	const [year = 0, month = 1] = day.split('-').map(Number);
	return financialYearFrom(month < firstMonth ? year - 1 : year, firstMonth);
}

/** Which quarter of its financial year a day lies in: 1 to 4. */
export function quarterOf(day: string, firstMonth: number): number {
	const { quarters } = financialYearOf(day, firstMonth);
	return quarters.findIndex(({ to }) => day <= to) + 1;
}
