import type { JSX } from 'preact';
import type { Town } from '../../server/municipality/contract.ts';
import { t } from '../i18n/shared.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { copy } from '../ui/icons.ts';
import { toast } from '../ui/toast.tsx';
import { written } from './coordinates.ts';

interface CoordinateListProps {
	lon: number;
	lat: number;
	town: Pick<Town, 'systems'>;
}

const copyText = async (text: string): Promise<void> => {
	await navigator.clipboard.writeText(text);
	toast({ text: `${t('action.copied')}: ${text}`, seconds: 3 });
};

/** A place in the systems people type, each to be copied. */
export function CoordinateList({ lon, lat, town }: CoordinateListProps): JSX.Element {
	return (
		<ul class="coordinates bare-list" aria-label={t('map.coordinates')}>
			{written(lon, lat, town.systems).map(({ system, text }) => (
				<li key={system} class="row">
					<span class="quiet small">{system}</span>
					<span class="figures grow">{text}</span>
					<IconButton path={copy} label={`${t('map.copyCoordinates')}: ${system}`} onClick={() => void copyText(text)} />
				</li>
			))}
		</ul>
	);
}
