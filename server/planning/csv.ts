import type { Cell, Column, ReportAnswer } from './contract.ts';

/** A text that a spreadsheet would run as a formula becomes a text again by an apostrophe before it. */
const harmless = (text: string): string => (/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text);

const field = (it: string | number | null | undefined): string => {
	if (it === null || it === undefined) return '';
	if (typeof it === 'number') return String(Number(it.toPrecision(10)));
	const text = harmless(it);
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const titleOf = ({ title, unit }: Column): string => (unit ? `${title} (${unit})` : title);

/** An interval becomes two columns. */
const headings = (column: Column): string[] => (column.kind === 'interval' ? ['≥', '≤'].map((mark) => `${titleOf(column)} ${mark}`) : [titleOf(column)]);
const fields = (column: Column, cell: Cell | undefined): (string | number | null)[] => {
	if (column.kind === 'interval') return Array.isArray(cell) ? [...cell] : [null, null];
	return [Array.isArray(cell) ? null : (cell ?? null)];
};

/** The table of a report as RFC 4180 CSV with a byte order mark, so that spreadsheets read its accents; why a figure is weak stands in the last column. */
export function csvOf({ columns, rows }: Pick<ReportAnswer, 'columns' | 'rows'>): string {
	const lines = [
		[...columns.flatMap(headings), ''],
		...rows.map(({ cells, faint }) => [...columns.flatMap((column) => fields(column, cells[column.id])), faint]),
	];
	return `\uFEFF${lines.map((line) => line.map(field).join(',')).join('\r\n')}\r\n`;
}
