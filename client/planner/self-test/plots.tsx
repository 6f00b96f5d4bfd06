import type { JSX } from 'preact';
import type { Plot } from '../../../server/planning/self-test/contract.ts';
import { number, percent } from '../../i18n/format.ts';
import { t } from '../../i18n/planner-self-test.ts';
import { Card } from '../../ui/card.tsx';
import { type ReliabilityBin, ReliabilityPlot } from '../../ui/reliability-plot.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import './plots.css';

type Known = Parameters<typeof t>[0] extends infer Key ? Extract<Key, `plot.${string}`> : never;

const columns = (): Column<ReliabilityBin>[] => [
	{ key: 'step', title: t('plots.step'), heading: true, cell: ({ from, to }) => t('plots.between', { low: percent(from), high: percent(to) }) },
	{ key: 'said', title: t('plots.said'), figures: true, cell: ({ said }) => percent(said) },
	{ key: 'right', title: t('plots.right'), figures: true, cell: ({ right }) => percent(right) },
	{ key: 'n', title: t('plots.n'), figures: true, cell: ({ n }) => number(n) },
];

/** Where probabilities are given, whether they mean what they say: a plot each, with its table. */
export const Plots = ({ plots }: { plots: readonly Plot[] }): JSX.Element => (
	<section class="stack" aria-labelledby="self-test-plots">
		<div class="stack close">
			<h2 id="self-test-plots">{t('plots.title')}</h2>
			<p class="quiet">{t('plots.hint')}</p>
		</div>
		<div class="self-test-plots">
			{plots.map(({ id, n, error, bins }) => {
				const title = t(`plot.${id}` as Known);
				return (
					<Card key={id} title={title}>
						<div class="stack">
							<p class="quiet small">{t('plots.error', { n: number(n), points: number(error * 100, 1) })}</p>
							<ReliabilityPlot bins={bins} label={t('plots.label', { title })} said={t('plots.said')} right={t('plots.right')} />
							<details>
								<summary>{t('plots.table')}</summary>
								<Table unlinked caption={title} columns={columns()} rows={bins} keyOf={({ from }) => from} />
							</details>
						</div>
					</Card>
				);
			})}
		</div>
	</section>
);
