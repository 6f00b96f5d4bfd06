import type { JSX } from 'preact';
import type { Asset } from '../../../server/assets/contract.ts';
import { t } from '../../i18n/console.ts';
import { date, distance, number } from '../../i18n/format.ts';
import { Card } from '../../ui/card.tsx';
import '../desk/asset-section.css';

/** The status of an asset in words. */
export const statusWords = (status: string): string => {
	if (status === 'in-service' || status === 'retired') return t(`status.${status}`);
	return status === 'withdrawn' ? t('page.status.withdrawn') : status;
};

/** What stands in the register, besides what only this class of assets has. */
const common = (asset: Asset): [string, string | null][] => [
	[t('asset.installed'), asset.installedOn && date(asset.installedOn)],
	[
		t('asset.condition'),
		asset.conditionGrade === null ? null : t('asset.grade', { grade: asset.conditionGrade, on: asset.conditionOn ? date(asset.conditionOn) : '–' }),
	],
	[t('asset.criticality'), asset.criticality === null ? null : number(asset.criticality)],
	[t('asset.length'), asset.lengthM === null ? null : distance(asset.lengthM)],
	[t('asset.zone'), asset.zone],
	[t('asset.owner'), asset.owner],
	[t('asset.key'), asset.key],
];

/** All that the register knows of an asset. */
export function Facts({ asset }: { asset: Asset }): JSX.Element {
	const shown = [...asset.attributes.map(({ title, value }): [string, string] => [title, value]), ...common(asset)];
	return (
		<Card title={t('page.attributes')}>
			<dl class="asset-facts">
				{shown.map(([title, value]) =>
					value ? (
						<div key={title}>
							<dt>{title}</dt>
							<dd>{value}</dd>
						</div>
					) : null,
				)}
			</dl>
		</Card>
	);
}
