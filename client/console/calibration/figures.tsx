import type { JSX } from 'preact';
import type { Calibration } from '../../../server/faults/calibration/contract.ts';
import { t } from '../../i18n/console.ts';
import { distance, number, percent } from '../../i18n/format.ts';
import { Table } from '../../ui/table.tsx';

/** A share difference as points of a hundred. */
export const points = (share: number): string => t('calibration.points', { n: number(share * 100, 1) });

/** The four figures that say how good it is. */
export function Overall({ it: { overall, promise } }: { it: Calibration }): JSX.Element {
	const figures = [
		{ name: t('calibration.right'), value: percent(overall.top1, 1), hint: '' },
		{ name: t('calibration.error'), value: points(overall.error), hint: t('calibration.errorHint') },
		{ name: t('calibration.covered'), value: percent(overall.coverage, 1), hint: t('calibration.promised', { share: percent(promise) }) },
		{ name: t('calibration.size'), value: number(overall.size, 1), hint: t('calibration.sizeHint') },
	];
	return (
		<dl class="calibration-figures">
			{figures.map(({ name, value, hint }) => (
				<div key={name} class="card">
					<dt>{name}</dt>
					<dd>
						<strong>{value}</strong>
						{hint && <span class="quiet small">{hint}</span>}
					</dd>
				</div>
			))}
		</dl>
	);
}

/** What the plot shows, in figures. */
export function BinTable({ bins }: { bins: Calibration['bins'] }): JSX.Element {
	return (
		<Table
			unlinked
			caption={t('calibration.binTable')}
			rows={bins}
			keyOf={({ from }) => from}
			columns={[
				{
					key: 'step',
					title: t('calibration.step'),
					heading: true,
					cell: ({ from, to }) => t('calibration.between', { low: percent(from), high: percent(to) }),
				},
				{ key: 'said', title: t('calibration.said'), figures: true, cell: ({ said }) => percent(said) },
				{ key: 'right', title: t('calibration.true'), figures: true, cell: ({ right }) => percent(right) },
				{ key: 'n', title: t('calibration.n'), figures: true, cell: ({ n }) => number(n) },
			]}
		/>
	);
}

interface Share {
	share: number;
	low: number;
	high: number;
}

/** A share, and between what it truly lies in 95 of 100 cases. */
function WithInterval({ share, low, high }: Share): JSX.Element {
	return (
		<>
			{percent(share)} <span class="quiet small nowrap">{t('calibration.between', { low: percent(low), high: percent(high) })}</span>
		</>
	);
}

/** How often each way of placing pins was right, how often the promise was kept, and how far pins lay from what they meant. */
export function MethodTable({ it: { methods } }: { it: Calibration }): JSX.Element {
	return (
		<Table
			unlinked
			caption={t('calibration.byMethod')}
			rows={methods}
			keyOf={({ method }) => method}
			columns={[
				{ key: 'method', title: t('calibration.method'), heading: true, cell: ({ method }) => t(`calibration.method.${method}`) },
				{ key: 'right', title: t('calibration.right'), cell: ({ right }) => <WithInterval {...right} /> },
				{ key: 'covered', title: t('calibration.covered'), cell: ({ covered }) => <WithInterval {...covered} /> },
				{ key: 'size', title: t('calibration.size'), figures: true, cell: ({ size }) => number(size, 1) },
				{ key: 'metres', title: t('calibration.typical'), figures: true, cell: ({ metres }) => (metres === null ? '–' : distance(metres)) },
				{ key: 'n', title: t('calibration.n'), figures: true, cell: ({ right }) => number(right.n) },
			]}
		/>
	);
}

/** How often the first answer was right, by class of asset. */
export function ClassTable({ it: { classes } }: { it: Calibration }): JSX.Element {
	return (
		<Table
			unlinked
			caption={t('calibration.byClass')}
			rows={classes}
			keyOf={(it) => it.class}
			columns={[
				{ key: 'class', title: t('calibration.class'), heading: true, cell: ({ title }) => title },
				{ key: 'right', title: t('calibration.right'), cell: ({ right }) => <WithInterval {...right} /> },
				{ key: 'n', title: t('calibration.n'), figures: true, cell: ({ right }) => number(right.n) },
			]}
		/>
	);
}
