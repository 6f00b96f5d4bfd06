import { axisX, axisY, dot, gridX, type Markish, plot, ruleX, ruleY } from '@observablehq/plot';
import { number } from '../../i18n/format.ts';
import { type Pair, unsure } from './pairs.ts';

interface Look {
	width: number;
	ink: string;
	line: string;
	first: string;
	second: string;
}

/** One of the two marks of a row. */
interface Mark {
	title: string;
	value: number;
	low: number;
	high: number;
	weak: boolean;
}

const marksOf = (pairs: readonly Pair[], which: 'first' | 'second'): Mark[] =>
	pairs.flatMap((pair) => {
		const { value, span } = pair[which];
		return value === null ? [] : [{ title: pair.title, value, low: span?.[0] ?? value, high: span?.[1] ?? value, weak: unsure(pair) }];
	});

const strong = ({ weak }: Mark): number => (weak ? 0.45 : 1);

/** Where the one axis of both ends: at the widest interval of a figure that says something. */
function reach(pairs: readonly Pair[]): number {
	const sides = pairs.flatMap(({ first, second }) => [first, second]);
	const sure = sides.filter(({ faint }) => faint === null);
	const highest = Math.max(0, ...(sure.length > 0 ? sure : sides).map(({ span, value }) => span?.[1] ?? value ?? 0), ...sides.map(({ value }) => value ?? 0));
	return highest > 0 ? highest * 1.02 : 1;
}

const side = (marks: Mark[], { colour, dy, end }: { colour: string; dy: number; end: number }): Markish[] => [
	ruleY(marks, { y: 'title', x1: 'low', x2: (it: Mark) => Math.min(it.high, end), stroke: colour, strokeWidth: 2.5, strokeOpacity: strong, dy }),
	dot(marks, { y: 'title', x: 'value', fill: colour, fillOpacity: strong, r: 4.5, dy }),
];

/** Two marks a row on one scale that begins at nought, the first above the second, each with its interval. */
export function drawPairs(pairs: readonly Pair[], { width, ink, line, first, second }: Look): Element {
	const end = reach(pairs);
	const lowest = Math.min(0, ...pairs.flatMap((pair) => [pair.first.value ?? 0, pair.second.value ?? 0]));
	const margin = Math.min(width * 0.4, 20 + Math.max(0, ...pairs.map(({ title }) => title.length)) * 7);
	const drawn = plot({
		width,
		height: pairs.length * 32 + 46,
		marginLeft: margin,
		marginTop: 34,
		marginBottom: 12,
		marginRight: 16,
		x: { domain: [lowest, end], label: null, clamp: true },
		y: { domain: pairs.map(({ title }) => title), label: null, padding: 0.2 },
		style: { color: ink, background: 'transparent', fontFamily: 'inherit', fontSize: '12px' },
		marks: [
			gridX({ stroke: line, strokeOpacity: 1 }),
			axisX({ anchor: 'top', tickSize: 0, tickFormat: (it: number) => number(it, 2), ticks: Math.max(2, Math.floor((width - margin) / 80)) }),
			axisY({ tickSize: 0, tickPadding: 8 }),
			ruleX([0], { stroke: line }),
			...side(marksOf(pairs, 'first'), { colour: first, dy: -5, end }),
			...side(marksOf(pairs, 'second'), { colour: second, dy: 5, end }),
		],
	});
	// A style element would need a weaker content security policy; its few rules stand in plot.css.
	for (const it of drawn.querySelectorAll('style')) it.remove();
	for (const it of drawn.querySelectorAll('[aria-label]')) it.removeAttribute('aria-label');
	return drawn;
}
