import type { ComponentChildren, JSX } from 'preact';
import type { ReportAnswer } from '../../server/planning/contract.ts';
import { t } from '../i18n/planner.ts';
import { Patch } from './legend.tsx';
import type { Painted } from './paint.ts';

/** What the symbols of the chart mean. */
export function ChartKey({ answer, painted }: { answer: ReportAnswer; painted: Painted }): JSX.Element | null {
	const { beside, reference, interval, grid, series } = answer.chart;
	if (grid) return <Bands answer={answer} painted={painted} column={grid.band} />;
	if (series) return <WeeksKey />;
	if (interval === undefined) return null;
	return (
		<ul class="chart-key bare-list small" aria-hidden="true">
			{beside !== undefined && (
				<li>
					<Sign title={t('chart.balanced')}>
						<circle cx="9" cy="7" r="5" fill="currentColor" />
					</Sign>
					{answer.columns.find(({ id }) => id === beside)?.title}
				</li>
			)}
			<li>
				<Sign title={t('chart.interval')}>
					<path d="M1 7h16" stroke="currentColor" stroke-width="2.5" />
					<circle cx="9" cy="7" r="3.5" fill={beside === undefined ? 'currentColor' : 'var(--surface)'} stroke="currentColor" stroke-width="1.25" />
				</Sign>
				{answer.columns.find(({ id }) => id === answer.chart.value)?.title}, {t('chart.interval')}
			</li>
			{reference && (
				<li>
					<Sign title={reference.title}>
						<path d="M1 7h16" stroke="currentColor" stroke-dasharray="4 3" />
					</Sign>
					{reference.title}
				</li>
			)}
		</ul>
	);
}

/** What the colours of a grid are called, the deepest first. */
function Bands({ answer, painted, column }: { answer: ReportAnswer; painted: Painted; column: string }): JSX.Element {
	const bands = new Map(answer.rows.map((row) => [String(row.cells[column] ?? ''), painted.ofRow(row)]));
	return (
		<ul class="chart-key bare-list small" aria-hidden="true">
			{[...bands].map(([title, colour]) => (
				<li key={title}>
					<Patch colour={colour} />
					{title}
				</li>
			))}
		</ul>
	);
}

const Sign = ({ title, children }: { title: string; children: ComponentChildren }): JSX.Element => (
	<svg width="18" height="14" viewBox="0 0 18 14">
		<title>{title}</title>
		{children}
	</svg>
);

/** Weeks: what was counted, what was to be expected and its usual range, and what stands out. */
const WeeksKey = (): JSX.Element => (
	<ul class="chart-key bare-list small" aria-hidden="true">
		<li>
			<Sign title={t('chart.counted')}>
				<path d="M1 10h5V4h6v5h5" fill="none" stroke="currentColor" stroke-width="1.25" />
			</Sign>
			{t('chart.counted')}
		</li>
		<li>
			<Sign title={t('chart.expectedWeeks')}>
				<path d="M1 7h16" stroke="currentColor" stroke-width="1.25" stroke-dasharray="4 3" />
			</Sign>
			{t('chart.expectedWeeks')}
		</li>
		<li>
			<Sign title={t('chart.usualRange')}>
				<path d="M1 2h16v10H1z" fill="currentColor" fill-opacity=".18" />
			</Sign>
			{t('chart.usualRange')}
		</li>
		<li>
			<Sign title={t('chart.standsOut')}>
				<circle cx="9" cy="7" r="5" fill="currentColor" stroke="currentColor" />
			</Sign>
			{t('chart.standsOut')}
		</li>
	</ul>
);
