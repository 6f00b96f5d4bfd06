import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { t } from '../../i18n/resident-asset.ts';
import { FindPlace } from '../report/find-place.tsx';
import '../report/where.css';
import type { AssetMapProps } from './asset-map.tsx';
import { LazyAssetMap } from './lazy-asset-map.tsx';
import type { Spot } from './spot.ts';

interface PlacePickerProps {
	place: Signal<Spot | null>;
	map: Pick<AssetMapProps, 'class' | 'geometry' | 'start'>;
}

/** Asks for a place: by search, by the device's position, or on the map. */
export function PlacePicker({ place, map }: PlacePickerProps): JSX.Element {
	const looked = useSignal(0);
	const found = ({ lon, lat, name }: { lon: number; lat: number; name?: string | undefined }): void => {
		place.value = { lon, lat, name: name ?? t('place.marked') };
		looked.value += 1;
	};
	return (
		<fieldset class="stack close">
			<legend class="field-label">{t('place.title')}</legend>
			<p class="field-hint">{t('place.help')}</p>
			<FindPlace onPick={found} onLook={found} />
			<LazyAssetMap {...map} place={place} onPick={(spot) => (place.value = spot)} />
			<p role="status">{place.value && t('place.chosen', { place: place.value.name })}</p>
		</fieldset>
	);
}
