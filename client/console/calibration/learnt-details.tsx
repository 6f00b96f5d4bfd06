import type { JSX } from 'preact';
import type { CalibrationVersion } from '../../../server/faults/calibration/contract.ts';
import { t } from '../../i18n/console.ts';
import { distance, number, percent } from '../../i18n/format.ts';
import { Table } from '../../ui/table.tsx';

/** The numbers of a version: what it takes pins to be, and which classes troubles are about. */
export function LearntDetails({ it: { version, methods, weights, hash } }: { it: CalibrationVersion }): JSX.Element {
	const named = (caption: string): string => `${t('calibration.version', { n: version })}: ${caption}`;
	return (
		<details>
			<summary>{t('calibration.details')}</summary>
			<div class="stack">
				<Table
					unlinked
					captionSeen
					caption={named(t('calibration.learntMethods'))}
					rows={methods}
					keyOf={({ method }) => method}
					columns={[
						{ key: 'method', title: t('calibration.method'), heading: true, cell: ({ method }) => t(`calibration.method.${method}`) },
						{ key: 'n', title: t('calibration.n'), figures: true, cell: ({ n }) => number(n) },
						{ key: 'metres', title: t('calibration.typical'), figures: true, cell: ({ metres }) => (metres === null ? '–' : distance(metres)) },
						{ key: 'spread', title: t('calibration.spread'), figures: true, cell: ({ spread }) => number(spread, 2) },
						{ key: 'power', title: t('calibration.power'), figures: true, cell: ({ power }) => number(power, 2) },
						{
							key: 'quantile',
							title: t('calibration.quantile'),
							figures: true,
							cell: ({ quantile }) => (quantile === null ? t('calibration.asShipped') : number(quantile, 3)),
						},
					]}
				/>
				<Table
					unlinked
					captionSeen
					caption={named(t('calibration.learntWeights'))}
					rows={weights}
					keyOf={(weight) => `${weight.mode} ${weight.class}`}
					columns={[
						{ key: 'trouble', title: t('calibration.trouble'), heading: true, cell: ({ title }) => title },
						{ key: 'class', title: t('calibration.class'), cell: (weight) => weight.class },
						{ key: 'was', title: t('calibration.was'), figures: true, cell: ({ shipped }) => percent(shipped) },
						{ key: 'is', title: t('calibration.is'), figures: true, cell: ({ learnt }) => percent(learnt) },
					]}
				/>
				<p class="quiet small calibration-hash">{t('calibration.fingerprint', { hash: hash.slice(0, 16) })}</p>
			</div>
		</details>
	);
}
