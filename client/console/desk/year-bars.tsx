import type { JSX } from 'preact';
import { t } from '../../i18n/console.ts';
import { number } from '../../i18n/format.ts';
import { everyYear, type Failures } from './every-year.ts';

/** Failures of an asset by year; a duplicate report is no second failure. */
export function YearBars({ failures }: { failures: Failures }): JSX.Element {
	const years = everyYear(failures, new Date().getFullYear());
	const most = Math.max(1, ...years.map((it) => it.failures));
	const all = years.reduce((sum, it) => sum + it.failures, 0);
	return (
		<section class="stack tight" aria-labelledby="failures-title">
			<h3 id="failures-title">{t('asset.failures', { count: all })}</h3>
			<ol class="bare-list year-bars" aria-label={t('asset.failuresByYear')}>
				{years.map(({ year, failures: count }) => (
					<li key={year}>
						<span class="year-bar-track" aria-hidden="true">
							<span class="year-bar" style={{ height: `${(count / most) * 100}%` }} />
						</span>
						<span class="figures">{number(count)}</span>
						<span class="quiet small figures">{year}</span>
					</li>
				))}
			</ol>
		</section>
	);
}
