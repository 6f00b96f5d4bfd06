import type { JSX } from 'preact';
import type { AssetTimeline } from '../../../server/work/contract.ts';
import { t } from '../../i18n/console.ts';
import { number } from '../../i18n/format.ts';

type Failures = AssetTimeline['failures'];

/** Every year from the first with a failure to this one: a year without is an answer too. */
export function everyYear(failures: Failures, thisYear: number): Failures[number][] {
	const known = new Map(failures.map(({ year, failures: count }) => [year, count]));
	const first = Math.min(thisYear, ...known.keys());
	return Array.from({ length: thisYear - first + 1 }, (_, at) => ({ year: first + at, failures: known.get(first + at) ?? 0 }));
}

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
