import { type Days, financialYearFrom, financialYearOf } from '../../server/maths/financial-year.ts';
import type { Parameter } from '../../server/planning/contract.ts';

/** A period that has a name: a financial year, or a quarter of one. */
export interface Period extends Days {
	id: string;
	/** What its financial year is called: "2026/27". */
	year: string;
	/** 1 to 4; absent: the whole year. */
	quarter?: number;
	/** It has not ended yet: it goes until today. */
	current: boolean;
}

/** The parameters a period is asked by, where a report asks for one. */
export function periodOf(params: readonly Parameter[]): { from: Parameter; to: Parameter } | undefined {
	const of = (id: string): Parameter | undefined => params.find((it) => it.id === id && it.kind === 'date');
	const from = of('from');
	const to = of('to');
	return from && to && { from, to };
}

/** The financial years and quarters up to a day, the latest first: this year and the two before it, quarters of this year and the last. */
export function periodsUpTo(today: string, firstMonth: number): Period[] {
	const { begins } = financialYearOf(today, firstMonth);
	const until = ({ from, to }: Days) => ({ from, to: to < today ? to : today, current: to >= today });
	const years = [0, 1, 2].map((back) => financialYearFrom(begins - back, firstMonth));
	const quarters = years.slice(0, 2).flatMap(({ name, quarters: four }) =>
		[3, 2, 1, 0].flatMap((at): Period[] => {
			const days = four[at];
			return days && days.from <= today ? [{ id: `${name} ${at + 1}`, year: name, quarter: at + 1, ...until(days) }] : [];
		}),
	);
	return [...years.map((it) => ({ id: it.name, year: it.name, ...until(it) })), ...quarters];
}
