import type { Cell, Column, ReportAnswer } from '../../contract.ts';
import { mm, printable, type Sheet } from './sheet.ts';

type Write = (value: number, digits: number) => string;

function written({ kind, digits = 0 }: Column, cell: Cell | undefined, { write, day }: { write: Write; day: (iso: string) => string }): string {
	if (cell === null || cell === undefined) return '–';
	if (Array.isArray(cell)) return cell.map((it) => write(it, digits)).join(' – ');
	if (typeof cell === 'number') return write(cell, digits);
	return kind === 'date' ? day(cell) : cell;
}

const titleOf = ({ title, unit, kind }: Column): string => (unit && kind === 'number' ? `${title}, ${unit}` : title);

/** Words take more room than figures. */
function widthsOf(columns: readonly Column[], whole: number): number[] {
	const shares = columns.map(({ kind }) => (kind === 'text' ? 2 : kind === 'interval' ? 1.7 : 1.35));
	const all = shares.reduce((sum, it) => sum + it, 0);
	return shares.map((it) => (it / all) * whole);
}

interface Grid {
	columns: readonly Column[];
	widths: readonly number[];
}

const right = ({ kind }: Column): boolean => kind !== 'text';

/** One row, as high as its highest cell. */
function drawRow(sheet: Sheet, texts: readonly string[], { columns, widths, strong, grey }: Grid & { strong?: boolean; grey?: boolean }): void {
	const style = { size: 8, strong: strong ?? false, colour: grey ? '#6a6a66' : '#000000' };
	const inner = (at: number): number => (widths[at] ?? 0) - 2 * mm;
	const height = Math.max(...texts.map((it, at) => sheet.font(style).heightOfString(printable(it), { width: inner(at) })));
	let x = sheet.left;
	for (const [at, it] of texts.entries()) {
		const column = columns[at];
		sheet.font(style).text(printable(it), x + mm, sheet.y + 0.8 * mm, { width: inner(at), align: column && right(column) ? 'right' : 'left' });
		x += widths[at] ?? 0;
	}
	sheet.y += height + 1.6 * mm;
	sheet.rule('#c8c8c4', strong ? 0.9 : 0.3);
}

/** Draws the whole table; its headings stand again on every page. */
export function drawTable(sheet: Sheet, { columns, rows }: ReportAnswer, writing: { write: Write; day: (iso: string) => string }): void {
	const grid = { columns, widths: widthsOf(columns, sheet.width) };
	const head = (): void => drawRow(sheet, columns.map(titleOf), { ...grid, strong: true });
	head();
	for (const { cells, faint } of rows) {
		if (sheet.need(9 * mm)) head();
		drawRow(
			sheet,
			columns.map((it) => written(it, cells[it.id], writing)),
			{ ...grid, grey: faint !== null },
		);
	}
}
