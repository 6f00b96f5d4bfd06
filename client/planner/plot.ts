import { axisX, axisY, cell, dot, gridX, gridY, type Markish, type PlotOptions, plot, ruleX, ruleY, text } from '@observablehq/plot';
import type { ReportAnswer, Row } from '../../server/planning/contract.ts';
import { number } from '../i18n/format.ts';
import { figure, interval } from './figures.ts';
import { overWeeks, standoutsOf } from './weeks-plot.ts';

/** One line of the chart, ready to be drawn. */
interface Mark {
	key: string;
	label: string;
	time: string;
	value: number;
	beside: number | null;
	low: number;
	high: number;
	colour: string;
	faint: boolean;
}

interface Look {
	width: number;
	/** The colour of a row. */
	colour: (row: Row) => string;
	ink: string;
	line: string;
}

const textOf = ({ cells }: Row, id: string | undefined): string => (id === undefined ? '' : String(cells[id] ?? ''));

/** The rows that have a figure, in their order. */
export function marksOf({ rows, chart }: ReportAnswer, colour: Look['colour']): Mark[] {
	return rows.flatMap((row) => {
		const value = figure(row, chart.value);
		if (value === null) return [];
		const span = chart.interval === undefined ? ([value, value] as const) : interval(row, chart.interval);
		if (span === null) return [];
		const words = { label: textOf(row, chart.label), time: textOf(row, chart.time) };
		return [{ key: row.key, ...words, value, beside: figure(row, chart.beside), low: span[0], high: span[1], colour: colour(row), faint: row.faint !== null }];
	});
}

/** Where the axis ends: at the widest interval that says something. One of a handful of failures may run past the edge, and is marked there. */
export function reach(marks: readonly Mark[]): number {
	const sure = marks.filter(({ faint }) => !faint);
	const highest = Math.max(0, ...(sure.length > 0 ? sure.map(({ high }) => high) : marks.map(({ high }) => high)), ...marks.map(({ value }) => value));
	return highest > 0 ? highest * 1.02 : 1;
}

const strong = (it: Mark): number => (it.faint ? 0.45 : 1);
const panelHeight = 128;
/** Marks of rows are known by this class, so that they can be lit; others are not. */
const row = { className: 'mark-row' };
const dashed = { strokeDasharray: '4 3' };

const nameRows = (drawn: Element, marks: readonly { key: string }[]): void => {
	for (const it of drawn.querySelectorAll('.mark-row *')) {
		const at: unknown = '__data__' in it ? it.__data__ : undefined;
		const mark = typeof at === 'number' ? marks[at] : undefined;
		if (mark && it.localName !== 'g') it.setAttribute('data-row', mark.key);
	}
};

function optionsOf(answer: ReportAnswer, marks: Mark[], look: Look): PlotOptions {
	if (answer.chart.kind === 'grid') return grid(answer, marks, look);
	return answer.chart.kind === 'over-time' ? overTime(answer, marks, look) : ranked(answer, marks, look);
}

function pictureOf(answer: ReportAnswer, look: Look): { marks: readonly { key: string }[]; options: PlotOptions } {
	if (answer.chart.kind === 'weeks' && answer.chart.series) {
		const marks = standoutsOf(answer, look.colour);
		return { marks, options: overWeeks(answer, marks, { ...look, style: style(look.ink) }) };
	}
	const marks = marksOf(answer, look.colour);
	return { marks, options: optionsOf(answer, marks, look) };
}

/** Draws a chart as SVG. Every mark of a row carries the row's key in `data-row`. Intervals are always drawn, axes begin at zero. */
export function draw(answer: ReportAnswer, look: Look): Element {
	const { marks, options } = pictureOf(answer, look);
	const drawn = plot(options);
	nameRows(drawn, marks);
	// A style element would need a weaker content security policy; its few rules stand in plot.css.
	for (const it of drawn.querySelectorAll('style')) it.remove();
	// The picture is described as a whole; names on its parts would be read without their sense.
	for (const it of drawn.querySelectorAll('[aria-label]')) it.removeAttribute('aria-label');
	return drawn;
}

const reference = ({ chart }: ReportAnswer) => (chart.reference ? [chart.reference] : []);
const figures = (it: number): string => number(it, 2);
const style = (ink: string) => ({ color: ink, background: 'transparent', fontFamily: 'inherit', fontSize: '12px' });

/** A label as far as there is room for it; the table has it whole. */
export const shortened = (label: string, most: number): string => (label.length > most ? `${label.slice(0, Math.max(1, most - 1)).trimEnd()}…` : label);

function ranked(answer: ReportAnswer, marks: Mark[], { width, ink, line }: Look): PlotOptions {
	const widest = Math.max(0, ...marks.map(({ label }) => label.length));
	const end = reach(marks);
	const margin = Math.min(width * 0.4, 20 + widest * 7);
	return {
		width,
		height: marks.length * (marks.length > 12 ? 20 : 30) + 46,
		marginLeft: margin,
		marginTop: 34,
		marginBottom: 12,
		marginRight: 16,
		x: { domain: [0, end], label: null, clamp: true },
		y: { domain: marks.map(({ label }) => label), label: null, padding: 0.2 },
		style: style(ink),
		marks: [
			gridX({ stroke: line, strokeOpacity: 1 }),
			axisX({ anchor: 'top', tickSize: 0, tickFormat: figures, ticks: Math.max(2, Math.floor((width - margin) / 80)) }),
			axisY({ tickSize: 0, tickPadding: 8, tickFormat: (label: string) => shortened(label, Math.floor((margin - 12) / 7)) }),
			ruleX(reference(answer), { x: 'value', stroke: ink, ...dashed }),
			...rankedRows(answer, marks, { end, ink }),
		],
	};
}

/** A band to point at, the interval, the figure, and beside it a second one; what runs past the edge is marked there. */
function rankedRows({ chart }: ReportAnswer, marks: Mark[], { end, ink }: { end: number; ink: string }): Markish[] {
	const on = { ...row, y: 'label' };
	const within = (it: Mark): number => Math.min(it.high, end);
	const hollow = dot(marks, { ...on, x: 'value', stroke: ink, strokeOpacity: strong, r: 3.5, strokeWidth: 1.25 });
	const full = { ...on, fill: 'colour', fillOpacity: strong, r: 5 };
	return [
		ruleY(marks, { ...on, x1: 0, x2: end, stroke: 'transparent', strokeWidth: 19 }),
		ruleY(marks, { ...on, x1: 'low', x2: within, stroke: 'colour', strokeWidth: 2.5, strokeOpacity: strong }),
		text(marks, { ...on, filter: (it: Mark) => it.high > end, x: () => end, text: () => '›', textAnchor: 'start', dx: 3, fontSize: 15 }),
		...(chart.kind === 'bars' ? [ruleY(marks, { ...on, x1: 0, x2: 'value', stroke: 'colour', strokeWidth: 12, strokeOpacity: strong })] : []),
		...(chart.kind === 'bars' ? [] : chart.beside === undefined ? [dot(marks, { ...full, x: 'value' })] : [hollow, dot(marks, { ...full, x: 'beside' })]),
	];
}

/** What is written on a colour: black on light ones, white on dark ones. */
export function inkOn(colour: string): string {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
	return 0.299 * red + 0.587 * green + 0.114 * blue > 140 ? '#16181d' : '#ffffff';
}

/** Cells with their figures; one of nothing is pale and without a figure. */
function grid({ chart, columns, rows }: ReportAnswer, marks: Mark[], { width, ink }: Look): PlotOptions {
	const byKey = new Map(rows.map((it) => [it.key, it]));
	const at = (column: string | undefined) => (it: Mark) => String(byKey.get(it.key)?.cells[column ?? ''] ?? '');
	const title = (column: string | undefined): string => columns.find(({ id }) => id === column)?.title ?? '';
	const steps = (column: string | undefined): string[] => [...new Set(marks.map(at(column)))].sort();
	const on = { ...row, x: at(chart.grid?.across), y: at(chart.grid?.up) };
	return {
		width,
		height: Math.min(420, Math.max(260, width * 0.62)),
		marginLeft: 48,
		marginTop: 30,
		marginBottom: 44,
		marginRight: 8,
		x: { domain: steps(chart.grid?.across), label: null, padding: 0.05 },
		y: { domain: steps(chart.grid?.up).reverse(), label: null, padding: 0.05 },
		style: style(ink),
		marks: [
			axisX({ tickSize: 0, label: title(chart.grid?.across), labelAnchor: 'center', labelArrow: 'right' }),
			axisY({ tickSize: 0, label: title(chart.grid?.up), labelArrow: 'up' }),
			cell(marks, { ...on, fill: 'colour', fillOpacity: (it: Mark) => (it.value > 0 ? 1 : 0.22), rx: 4 }),
			text(marks, {
				...on,
				filter: (it: Mark) => it.value > 0,
				text: (it: Mark) => number(it.value),
				fill: (it: Mark) => inkOn(it.colour),
				fontSize: 14,
				fontWeight: 650,
				pointerEvents: 'none',
			}),
		],
	};
}

function overTime(answer: ReportAnswer, marks: Mark[], { width, ink, line }: Look): PlotOptions {
	const panels = [...new Set(marks.map(({ label }) => label))];
	const end = reach(marks);
	const on = { ...row, x: 'time', fy: 'label' };
	const within = (it: Mark): number => Math.min(it.high, end);
	return {
		width,
		height: panels.length * panelHeight + 56,
		marginTop: 26,
		marginLeft: 44,
		marginRight: 16,
		marginBottom: 30,
		x: { label: null, type: 'point', padding: 0.4 },
		y: { domain: [0, end], label: null, clamp: true, ticks: 4 },
		fy: { domain: panels, label: null, axis: null, padding: 0.26 },
		style: style(ink),
		marks: [
			gridY({ stroke: line, strokeOpacity: 1, ticks: 4 }),
			axisY({ tickSize: 0, ticks: 4, tickFormat: figures }),
			axisX({ tickSize: 0 }),
			ruleY([0], { stroke: line }),
			text(panels, { fy: (it: string) => it, text: (it: string) => it, frameAnchor: 'top-left', lineAnchor: 'bottom', dy: -6, fontWeight: 650, fontSize: 13 }),
			ruleY(reference(answer), { y: 'value', stroke: ink, ...dashed }),
			ruleX(marks, { ...on, y1: 0, y2: end, stroke: 'transparent', strokeWidth: 24 }),
			ruleX(marks, { ...on, y1: 'low', y2: within, stroke: 'colour', strokeWidth: 2.5, strokeOpacity: strong }),
			dot(marks, { ...on, y: 'value', fill: 'colour', fillOpacity: strong, r: 5 }),
		],
	};
}
