import type { JSX } from 'preact';
import { type Found, search } from '../../../server/assets/contract.ts';
import { call } from '../../api/call.ts';
import { language } from '../../i18n/language.ts';
import { t } from '../../i18n/resident-public.ts';
import { Combobox, type Match } from '../../ui/combobox.tsx';

/** Somewhere to look. */
export interface There {
	lon: number;
	lat: number;
	zoom: number;
}

const zooms: Partial<Record<Found['kind'], number>> = { suburb: 15, street: 17 };

const asMatch = (it: Found): Match<Found> => ({
	key: `${it.kind} ${it.title} ${it.detail} ${it.lon} ${it.lat}`,
	value: it,
	title: it.title,
	detail: it.detail,
});

/** Finds a street, a place or a pole, so that the map goes there. */
export function MapSearch({ onFound }: { onFound: (there: There) => void }): JSX.Element {
	return (
		<Combobox
			label={t('map.find')}
			bare
			placeholder={t('map.find')}
			find={async (q, signal) => (await call(search, { q, language: language.peek() }, { signal })).found.map(asMatch)}
			onChoose={({ kind, lon, lat }) => onFound({ lon, lat, zoom: zooms[kind] ?? 18 })}
		/>
	);
}
