import type { JSX } from 'preact';
import { greys, stepWords } from '../../server/maths/colour-steps.ts';
import type { ReportAnswer } from '../../server/planning/contract.ts';
import { t } from '../i18n/planner.ts';
import { dark } from '../ui/theme.ts';
import { fixed } from './figures.ts';
import type { Painted } from './paint.ts';

/** A square of colour; `few` is hatched, as it is on the map. */
export function Patch({ colour, few }: { colour: string; few?: boolean }): JSX.Element {
	return (
		<svg class="patch" width="20" height="14" viewBox="0 0 20 14" role="img" aria-hidden="true">
			{few ? <path d="M-2 14 12 0M5 14 19 0M12 14 26 0" stroke={colour} stroke-width="2.5" /> : <rect width="20" height="14" rx="2" fill={colour} />}
			<rect x=".5" y=".5" width="19" height="13" rx="2" fill="none" stroke={colour} />
		</svg>
	);
}

/** What the colours of map and chart say. */
export function AnswerLegend({ answer, painted }: { answer: ReportAnswer; painted: Painted }): JSX.Element {
	const grey = greys[dark.value ? 'dark' : 'light'];
	const lines = answer.geography?.by === 'line';
	const digits = painted.steps.every(({ from, to }) => Number.isInteger(from) && Number.isInteger(to)) ? 0 : 1;
	return (
		<div class="answer-legend small">
			<strong>{answer.geography?.title}</strong>
			{answer.geography?.graded && <p class="quiet">{t('legend.graded')}</p>}
			<ul class="bare-list">
				{painted.steps.map((step) => (
					<li key={step.colour}>
						<Patch colour={step.colour} />
						<span class="figures">{stepWords(step, (it) => fixed(it, digits))}</span>
						{lines && <span class="quiet">{namesWithin(answer, step.from, step.to)}</span>}
					</li>
				))}
				{painted.few && (
					<li>
						<Patch colour={grey.few} few />
						<span>{t('legend.few')}</span>
					</li>
				)}
				{painted.none && (
					<li>
						<Patch colour={grey.none} few />
						<span>{t('legend.none')}</span>
					</li>
				)}
			</ul>
		</div>
	);
}

const namesWithin = ({ geography }: ReportAnswer, from: number, to: number): string =>
	(geography?.places ?? [])
		.filter(({ value, faint }) => faint === null && value !== null && value >= from && value <= to)
		.map(({ title }) => title)
		.join(', ');
