import type { JSX } from 'preact';
import { percent } from '../i18n/format.ts';
import './reliability-plot.css';

const side = 240;
const edge = { left: 44, bottom: 38, top: 10, right: 22 };
const ticks = [0, 0.25, 0.5, 0.75, 1];
const x = (share: number): number => edge.left + share * side;
const y = (share: number): number => edge.top + (1 - share) * side;

/** As the area of a dot is its links, its radius is their root; none is too small to be seen. */
const radius = (n: number, most: number): number => 3 + 9 * Math.sqrt(n / Math.max(1, most));

/** How sure something was on average within a step, and how often it was right. */
export interface ReliabilityBin {
	from: number;
	to: number;
	n: number;
	said: number;
	right: number;
}

interface ReliabilityPlotProps {
	bins: readonly ReliabilityBin[];
	/** What it shows, for a screen reader; and what its axes are called. */
	label: string;
	said: string;
	right: string;
}

/** Confidence against truth: on the diagonal, what was said is what came true. The table beside it says the same in figures. */
export function ReliabilityPlot({ bins, label, said: saidName, right: rightName }: ReliabilityPlotProps): JSX.Element {
	const most = Math.max(1, ...bins.map(({ n }) => n));
	const width = edge.left + side + edge.right;
	const height = edge.top + side + edge.bottom;
	return (
		<svg class="reliability" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
			{ticks.map((tick) => (
				<g key={tick}>
					<line class="reliability-grid" x1={x(0)} x2={x(1)} y1={y(tick)} y2={y(tick)} />
					<text class="reliability-tick" x={edge.left - 6} y={y(tick) + 4} text-anchor="end">
						{percent(tick)}
					</text>
					<text class="reliability-tick" x={x(tick)} y={y(0) + 15} text-anchor="middle">
						{percent(tick)}
					</text>
				</g>
			))}
			<text class="reliability-name" x={x(0.5)} y={height - 4} text-anchor="middle">
				{saidName}
			</text>
			<text class="reliability-name" x={-y(0.5)} y={11} text-anchor="middle" transform="rotate(-90)">
				{rightName}
			</text>
			<line class="reliability-ideal" x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} />
			<polyline class="reliability-line" points={bins.map(({ said, right }) => `${x(said)},${y(right)}`).join(' ')} />
			{bins.map(({ from, said, right, n }) => (
				<circle key={from} class="reliability-dot" cx={x(said)} cy={y(right)} r={radius(n, most)} />
			))}
		</svg>
	);
}
