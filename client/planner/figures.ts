import type { Cell, Column, Row } from '../../server/planning/contract.ts';
import { date } from '../i18n/format.ts';
import { locale } from '../i18n/locale.ts';

/** A figure with so many decimals, also where they are noughts: figures stand digit under digit. */
export const fixed = (value: number, digits: number): string =>
	new Intl.NumberFormat(locale(), { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);

const written = (kind: Column['kind'], value: string | number, digits: number): string => {
	if (typeof value === 'number') return fixed(value, digits);
	return kind === 'date' ? date(value) : value;
};

/** A cell in words: figures as the language writes them, an interval as "2.1 – 4.7", nothing as a dash. */
export function cellText({ kind, digits = 0 }: Column, cell: Cell | undefined): string {
	if (cell === null || cell === undefined) return '–';
	return Array.isArray(cell) ? cell.map((it) => fixed(it, digits)).join(' – ') : written(kind, cell, digits);
}

/** A cell as a figure; null where it is none. */
export const figure = ({ cells }: Row, id: string | undefined): number | null => {
	const cell = id === undefined ? null : cells[id];
	return typeof cell === 'number' ? cell : null;
};

/** A cell as an interval. */
export const interval = ({ cells }: Row, id: string): [number, number] | null => {
	const cell = cells[id];
	return Array.isArray(cell) ? cell : null;
};

/** The columns by which a row is called: the texts it begins with, or all of them where figures come first; a text after the figures is said of them. */
function naming(columns: readonly Column[]): readonly Column[] {
	const first = columns.findIndex(({ kind }) => kind !== 'text');
	return first > 0 ? columns.slice(0, first) : columns.filter(({ kind }) => kind === 'text');
}

/** What a row is called. */
export const rowTitle = ({ cells }: Row, columns: readonly Column[]): string =>
	naming(columns)
		.map(({ id }) => String(cells[id] ?? ''))
		.filter(Boolean)
		.join(', ');
