import type { JSX } from 'preact';
import type { RegisterLayer } from '../../../../server/assets/layers/contract.ts';
import { t } from '../../../i18n/console.ts';
import { date } from '../../../i18n/format.ts';
import { Badge } from '../../../ui/badge.tsx';

type Watched = Pick<RegisterLayer, 'editionAt' | 'expectedDays'>;

const day = 86_400_000;

/** Whole days since a moment. */
export const daysSince = (moment: string, now = Date.now()): number => Math.max(0, Math.floor((now - Date.parse(moment)) / day));

/** How many days an edition is late; none where nobody expects one, or there never was one. */
export const daysLate = ({ editionAt, expectedDays }: Watched, now = Date.now()): number =>
	expectedDays === null || editionAt === null ? 0 : Math.max(0, daysSince(editionAt, now) - expectedDays);

/** When the layer last came as a whole, and whether that is late. */
export function Freshness({ layer }: { layer: Watched }): JSX.Element {
	const late = daysLate(layer);
	if (layer.editionAt === null) return <span class="quiet">{t('layers.noEdition')}</span>;
	return (
		<span class="cluster tight">
			<span>{date(layer.editionAt)}</span>
			<span class="quiet">{t('layers.daysAgo', { count: daysSince(layer.editionAt) })}</span>
			{late > 0 && <Badge tone="warn">{t('layers.late', { count: late })}</Badge>}
			{late === 0 && layer.expectedDays !== null && <Badge tone="good">{t('layers.fresh')}</Badge>}
		</span>
	);
}
