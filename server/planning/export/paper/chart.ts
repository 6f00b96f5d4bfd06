import type { Cell, ReportAnswer, Row } from '../../contract.ts';
import { mm, type Sheet } from './sheet.ts';

/** More lines than these are no picture any more. */
export const mostLines = 40;

interface Line {
	title: string;
	value: number;
	span: readonly [number, number] | null;
	faint: boolean;
}

const figure = (cell: Cell | undefined): number | null => (typeof cell === 'number' ? cell : null);

const titleOf = ({ cells }: Row, { label, time }: ReportAnswer['chart']): string =>
	[cells[label], time === undefined ? null : cells[time]].filter((it) => it !== null && it !== undefined && it !== '').join(', ');

/** The rows that have a figure. */
export const linesOf = ({ rows, chart }: ReportAnswer): Line[] =>
	rows.flatMap((row) => {
		const value = figure(row.cells[chart.value]);
		const span = chart.interval === undefined ? null : row.cells[chart.interval];
		return value === null ? [] : [{ title: titleOf(row, chart), value, span: Array.isArray(span) ? span : null, faint: row.faint !== null }];
	});

/** Where the axis ends: at the widest interval that says something. */
function reach(lines: readonly Line[]): number {
	const sure = lines.filter(({ faint }) => !faint);
	return Math.max(...(sure.length > 0 ? sure : lines).map(({ span, value }) => span?.[1] ?? value), ...lines.map(({ value }) => value), 1e-9);
}

interface Axis {
	x: number;
	width: number;
	end: number;
	write: (it: number) => string;
}

function step(end: number): number {
	const power = 10 ** Math.floor(Math.log10(end));
	return [0.2, 0.5, 1, 2].map((it) => it * power).find((it) => end / it <= 6) ?? power;
}

function drawAxis(sheet: Sheet, { x, width, end, write }: Axis, height: number): void {
	const by = step(end);
	for (let at = 0; at <= end * 1.0001; at += by) {
		const on = x + (at / end) * width;
		sheet.document
			.moveTo(on, sheet.y + 5 * mm)
			.lineTo(on, sheet.y + 5 * mm + height)
			.lineWidth(0.4)
			.stroke('#d0d0cc');
		const title = write(Number(at.toPrecision(6)));
		const wide = sheet.font({ size: 7.5 }).widthOfString(title);
		sheet.line(title, { x: on - wide / 2, y: sheet.y + 4, width: wide + 1 }, { size: 7.5, colour: '#444444' });
	}
	sheet.y += 5 * mm;
}

function drawLine(sheet: Sheet, { title, value, span, faint }: Line, { x, width, end }: Axis): void {
	const middle = sheet.y + 2.4 * mm;
	const on = (it: number): number => x + (Math.min(Math.max(it, 0), end) / end) * width;
	const colour = faint ? '#a0a09a' : '#7a1d3a';
	sheet.line(title, { x: sheet.left, y: middle - 4, width: x - sheet.left - 3 * mm }, { size: 8, colour: faint ? '#666666' : '#000000' });
	if (span) sheet.document.moveTo(on(span[0]), middle).lineTo(on(span[1]), middle).lineWidth(1.6).stroke(colour);
	sheet.document.circle(on(value), middle, 2.4).fill(colour);
	sheet.y += 4.8 * mm;
}

/** Draws an answer's figures with their intervals, one line for each row, from nought. */
export function drawChart(sheet: Sheet, answer: ReportAnswer, write: (it: number) => string): void {
	const lines = linesOf(answer).slice(0, mostLines);
	const room = Math.floor((sheet.bottom - 40 * mm) / (4.8 * mm));
	const axis = { x: sheet.left + 48 * mm, width: sheet.width - 54 * mm, end: reach(lines) * 1.02, write };
	for (let from = 0; from < lines.length; from += room) {
		const part = lines.slice(from, from + room);
		const height = part.length * 4.8 * mm;
		sheet.need(height + 8 * mm);
		const top = sheet.y + 5 * mm;
		drawAxis(sheet, axis, height);
		const { reference } = answer.chart;
		if (reference && reference.value <= axis.end) {
			const on = axis.x + (reference.value / axis.end) * axis.width;
			sheet.document
				.moveTo(on, top)
				.lineTo(on, top + height)
				.dash(3, { space: 2 })
				.lineWidth(0.8)
				.stroke('#000000')
				.undash();
		}
		for (const it of part) drawLine(sheet, it, axis);
	}
}
