import { areaY, axisX, axisY, dot, gridY, lineY, type PlotOptions, ruleX, ruleY, text } from '@observablehq/plot';
import type { Chart, ReportAnswer, Row } from '../../server/planning/contract.ts';
import { number } from '../i18n/format.ts';
import { locale } from '../i18n/locale.ts';

type Series = NonNullable<Chart['series']>[number];

/** One week of one panel. */
interface Week {
	panel: string;
	day: Date;
	count: number;
	expected: number;
	low: number;
	limit: number;
}

interface Look {
	width: number;
	colour: (row: Row) => string;
	ink: string;
	line: string;
	/** What all pictures of the planner are written in. */
	style: NonNullable<PlotOptions['style']>;
}

const panelHeight = 132;
const week = 7 * 86_400_000;

const dayOf = ({ first }: Series, at: number): Date => new Date(Date.parse(first) + at * week);

const weeksOf = (it: Series): Week[] =>
	it.points.map(([count, expected, low, limit], i) => ({ panel: it.label, day: dayOf(it, i), count, expected, low, limit }));

/** A week that stands out, by its row in the table. */
export interface Standout {
	key: string;
	panel: string;
	day: Date;
	count: number;
	colour: string;
}

/** The weeks that stand out, each with the colour of its row. */
export const standoutsOf = ({ chart, rows }: ReportAnswer, colour: Look['colour']): Standout[] =>
	(chart.series ?? []).flatMap((series) =>
		series.alarms.flatMap(({ at, row: key }) => {
			const row = rows.find((it) => it.key === key);
			const count = series.points[at]?.[0];
			return row && count !== undefined ? [{ key, panel: series.label, day: dayOf(series, at), count, colour: colour(row) }] : [];
		}),
	);

const month = (day: Date): string => new Intl.DateTimeFormat(locale(), { month: 'short', year: '2-digit', timeZone: 'UTC' }).format(day);

/** Weeks along time, one panel for each series: what was counted, what was to be expected with its usual range, where watching begins, and what stands out. */
export function overWeeks({ chart }: ReportAnswer, standouts: readonly Standout[], { width, ink, line, style }: Look): PlotOptions {
	const series = chart.series ?? [];
	const weeks = series.flatMap(weeksOf);
	const panels = series.map(({ label }) => label);
	const on = { x: 'day', fy: 'panel' };
	const begins = series.map((it) => ({ panel: it.label, day: dayOf(it, it.from) }));
	const aside = { className: 'mark-row', ...on };
	return {
		width,
		height: panels.length * panelHeight + 56,
		marginTop: 26,
		marginLeft: 44,
		marginRight: 16,
		marginBottom: 30,
		x: { label: null, type: 'utc' },
		y: { label: null, domain: [0, Math.max(1, ...weeks.map(({ count, limit }) => Math.max(count, limit))) * 1.04], ticks: 4 },
		fy: { domain: panels, label: null, axis: null, padding: 0.26 },
		style,
		marks: [
			gridY({ stroke: line, strokeOpacity: 1, ticks: 4 }),
			axisY({ tickSize: 0, ticks: 4, tickFormat: (it: number) => number(it, 2) }),
			axisX({ tickSize: 0, tickFormat: month, ticks: Math.max(2, Math.floor(width / 110)) }),
			text(panels, { fy: (it: string) => it, text: (it: string) => it, frameAnchor: 'top-left', lineAnchor: 'bottom', dy: -6, fontWeight: 650, fontSize: 13 }),
			areaY(weeks, { ...on, y1: 'low', y2: 'limit', fill: ink, fillOpacity: 0.13, curve: 'step' }),
			lineY(weeks, { ...on, y: 'expected', stroke: ink, strokeWidth: 1.25, strokeDasharray: '4 3' }),
			lineY(weeks, { ...on, y: 'count', stroke: ink, strokeWidth: 1.25, curve: 'step' }),
			ruleX(begins, { ...on, stroke: ink, strokeOpacity: 0.55 }),
			ruleY([0], { stroke: line }),
			dot(standouts, { ...aside, y: 'count', fill: 'colour', stroke: ink, r: 5.5, strokeWidth: 1.5 }),
		],
	};
}
