import type { JSX } from 'preact';
import { greys } from '../../../server/maths/colour-steps.ts';
import { t } from '../../i18n/planner-workspace.ts';
import { dark } from '../../ui/theme.ts';
import { Patch } from '../legend.tsx';
import type { Painted } from '../paint.ts';
import { signed } from './signed.ts';

/** What the colours of a map of differences say. */
export function DifferenceLegend({ painted, title, digits }: { painted: Painted; title: string; digits: number }): JSX.Element {
	const grey = greys[dark.value ? 'dark' : 'light'];
	return (
		<div class="answer-legend small">
			<strong>{title}</strong>
			<ul class="bare-list">
				{painted.steps.map(({ from, to, colour }) => (
					<li key={from}>
						<Patch colour={colour} />
						<span class="figures">
							{signed(from, digits)} … {signed(to, digits)}
						</span>
						<span class="quiet">{from < 0 ? t('compare.firstLess') : t('compare.firstMore')}</span>
					</li>
				))}
				{painted.few && (
					<li>
						<Patch colour={grey.few} few />
						<span>{t('compare.mayBeChance')}</span>
					</li>
				)}
				{painted.none && (
					<li>
						<Patch colour={grey.none} few />
						<span>{t('compare.oneOnly')}</span>
					</li>
				)}
			</ul>
		</div>
	);
}
