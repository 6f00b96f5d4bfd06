import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import type { ReportAnswer, Row } from '../../server/planning/contract.ts';
import { number } from '../i18n/format.ts';
import { t } from '../i18n/planner.ts';
import { dark } from '../ui/theme.ts';
import { isLit, pointed } from './brush.ts';
import { press } from './choose.ts';
import { useFrameWidth } from './frame-width.ts';
import type { Painted } from './paint.ts';
import './plot.css';
import { draw } from './plot.ts';
import { change, route } from './route.ts';

interface AnswerChartProps {
	answer: ReportAnswer;
	painted: Painted;
	/** Whether several rows can be looked at together. */
	several?: boolean;
}

const rowAt = (target: EventTarget | null): string | null =>
	target instanceof Element ? (target.closest('[data-row]')?.getAttribute('data-row') ?? null) : null;

/** Tells where the mouse is: over the marks of which row. */
const point = (rows: readonly Row[], key: string | null): void => {
	if (key === (pointed.peek()?.row ?? null)) return;
	const row = rows.find((it) => it.key === key);
	pointed.value = row ? { row: row.key, place: row.place } : null;
};

const described = ({ chart: { title, series }, rows }: ReportAnswer): string =>
	series ? t('chart.weeks', { title, count: series.length }) : t('chart.described', { title, count: rows.length });

/** So many bars can be told apart; the table has them all. */
const mostBars = 60;

const drawnOf = (answer: ReportAnswer): ReportAnswer =>
	(answer.chart.kind === 'ranked' || answer.chart.kind === 'bars') && answer.chart.time === undefined && answer.rows.length > mostBars
		? { ...answer, rows: answer.rows.slice(0, mostBars) }
		: answer;

/** The answer as a chart. Its table says the same to those who cannot see it, and holds what the keyboard needs. */
export function AnswerChart({ answer, painted, several = false }: AnswerChartProps): JSX.Element {
	const { frame, width } = useFrameWidth();
	const drawn = useMemo(() => drawnOf(answer), [answer]);
	useEffect(() => {
		if (!frame.current || width.value === 0) return;
		const { color, borderTopColor } = getComputedStyle(frame.current);
		frame.current.replaceChildren(draw(drawn, { width: width.value, colour: painted.ofRow, ink: color, line: borderTopColor }));
	}, [answer, painted, width.value, dark.value]);
	useEffect(() => {
		const lit = new Set(
			answer.rows.filter((row) => isLit(row, pointed.value) || row.key === route.value.row || route.value.chosen.includes(row.key)).map(({ key }) => key),
		);
		frame.current?.classList.toggle('brushing', lit.size > 0);
		for (const it of frame.current?.querySelectorAll('[data-row]') ?? []) it.classList.toggle('lit', lit.has(it.getAttribute('data-row') ?? ''));
	}, [answer, painted, width.value, dark.value, pointed.value, route.value]);
	const chart = (
		// biome-ignore lint/a11y/useKeyWithClickEvents: a picture; the same rows stand as buttons in the table beside it.
		<div
			ref={frame}
			class="plot-frame"
			role="img"
			aria-label={described(answer)}
			onPointerOver={({ target }) => point(answer.rows, rowAt(target))}
			onPointerLeave={() => point(answer.rows, null)}
			onClick={(event) => {
				const key = rowAt(event.target);
				if (key === null) return;
				if (several) press(answer.rows, key, event);
				else change({ row: key });
			}}
		/>
	);
	if (drawn === answer) return chart;
	return (
		<>
			{chart}
			<p class="small quiet">{t('chart.first', { count: mostBars, all: number(answer.rows.length) })}</p>
		</>
	);
}
