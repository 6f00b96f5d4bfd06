import type { JSX } from 'preact';
import type { RegisterLayer } from '../../../../server/assets/layers/contract.ts';
import { t } from '../../../i18n/console.ts';
import { date, percent } from '../../../i18n/format.ts';
import { Badge } from '../../../ui/badge.tsx';

type Scored = Pick<RegisterLayer, 'score' | 'trend'>;

/** Not better than it is: 99.96 % is not 100. */
const floored = (score: number): number => Math.floor(score * 1000) / 1000;

const toneOf = (score: number): 'good' | 'warn' | 'bad' => (score >= 0.95 ? 'good' : score >= 0.8 ? 'warn' : 'bad');

/** The quality of a layer as a figure. */
export function Score({ score }: Pick<Scored, 'score'>): JSX.Element {
	return score === null ? <span class="quiet">{t('layers.notMeasured')}</span> : <Badge tone={toneOf(score)}>{percent(floored(score), 1)}</Badge>;
}

const size = { width: 96, height: 24 } as const;

/** The y of a score in the drawing: the range shown is never less than five points, or chance would look like a cliff. */
function heightsOf(scores: readonly number[]): number[] {
	const most = Math.max(...scores);
	const least = Math.min(...scores, most - 0.05);
	return scores.map((it) => 2 + (size.height - 4) * (1 - (it - least) / (most - least)));
}

/** How the score went from day to day; the same in words for whoever does not see it. */
export function Sparkline({ trend }: Pick<Scored, 'trend'>): JSX.Element {
	const [first, last] = [trend[0], trend.at(-1)];
	if (!first || !last || trend.length < 2) return <span class="quiet">–</span>;
	const heights = heightsOf(trend.map((it) => it.score));
	const [from, to] = [Date.parse(first.day), Date.parse(last.day)];
	const points = trend.map((it, at) => `${(2 + ((size.width - 6) * (Date.parse(it.day) - from)) / (to - from)).toFixed(1)},${heights[at]?.toFixed(1)}`);
	const words = t('layers.trendWords', { from: date(first.day), before: percent(floored(first.score), 1), now: percent(floored(last.score), 1) });
	const [x, y] = (points.at(-1) ?? '0,0').split(',');
	return (
		<svg class="sparkline" width={size.width} height={size.height} viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-label={words}>
			<title>{words}</title>
			<polyline points={points.join(' ')} />
			<circle cx={x} cy={y} r="2.5" />
		</svg>
	);
}
