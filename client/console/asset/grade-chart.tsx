import type { JSX } from 'preact';
import { t } from '../../i18n/console.ts';
import { date } from '../../i18n/format.ts';

interface Graded {
	on: string;
	grade: number;
}

const [width, height, left, top, bottom] = [360, 132, 24, 10, 22];
const grades = [1, 2, 3, 4, 5] as const;

/** Very good at the top, very poor at the bottom. */
const y = (grade: number): number => top + ((grade - 1) / 4) * (height - top - bottom);

/** Grades over time as a line of steps: a grade holds until somebody looks again. The same stands as a list under it. */
export function GradeChart({ inspections }: { inspections: readonly Graded[] }): JSX.Element {
	const points = [...inspections].sort((one, other) => (one.on < other.on ? -1 : 1));
	const days = points.map(({ on }) => Date.parse(on));
	const [first, end] = [Math.min(...days), Math.max(Date.now(), ...days)];
	const x = (day: number): number => left + ((day - first) / Math.max(1, end - first)) * (width - left - 10);
	const steps = points.map(({ grade }, at) => `${at === 0 ? 'M' : 'H'}${x(days[at] ?? first)}${at === 0 ? ` ${y(grade)}` : `V${y(grade)}`}`).join('');
	return (
		<svg class="grade-chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('inspect.chart')}>
			{grades.map((grade) => (
				<g key={grade}>
					<line class="grade-line" x1={left} x2={width - 6} y1={y(grade)} y2={y(grade)} />
					<text class="grade-name" x={left - 10} y={y(grade) + 4} text-anchor="middle">
						{grade}
					</text>
				</g>
			))}
			<path class="grade-steps" d={`${steps}H${x(end)}`} />
			{points.map(({ on, grade }, at) => (
				<circle key={`${on} ${at}`} class="grade-point" cx={x(days[at] ?? first)} cy={y(grade)} r="4">
					<title>{`${date(on)}: ${grade}`}</title>
				</circle>
			))}
			<text class="grade-name" x={left} y={height - 5}>
				{points[0] ? date(points[0].on) : ''}
			</text>
			<text class="grade-name" x={width - 6} y={height - 5} text-anchor="end">
				{date(end)}
			</text>
		</svg>
	);
}
