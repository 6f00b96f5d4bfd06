import type { JSX } from 'preact';
import { type Found, search } from '../../../server/assets/contract.ts';
import { call } from '../../api/call.ts';
import { t } from '../../i18n/console.ts';
import { language } from '../../i18n/language.ts';
import { Combobox, type Match } from '../../ui/combobox.tsx';
import { draft, type Place, write } from './draft.ts';
import { toPart } from './parts.ts';
import { Snapped } from './snapped.tsx';

const find = async (typed: string, signal: AbortSignal): Promise<Match<Found>[]> => {
	const { found } = await call(search, { q: typed, limit: 10, language: language.peek() }, { signal });
	return found.map((it) => ({ key: `${it.kind} ${it.title} ${it.lon} ${it.lat}`, value: it, title: it.title, detail: it.detail }));
};

/** A position that is read out was mostly read off a satellite receiver. */
const methodOf = ({ kind, reference }: Found): Pick<Place, 'method' | 'accuracy'> =>
	kind === 'position' ? { method: 'gnss', accuracy: 5 } : { method: reference ? 'asset-click' : 'address' };

const choose = (it: Found): void => {
	write({ place: { lon: it.lon, lat: it.lat, title: it.title, ...methodOf(it) }, asset: it.reference });
	toPart('words');
};

/** Where it is: a street, a house, a landmark, an asset's number, or a press on the map; then which asset is meant. */
export function Where(): JSX.Element {
	const { place, mode, key } = draft.value;
	return (
		<div class="stack close" data-part="where">
			<Combobox<Found>
				key={place?.method === 'map-click' ? `map ${key}` : key}
				label={t('intake.where')}
				hint={t('intake.whereHint')}
				placeholder={t('intake.wherePlaceholder')}
				start={place?.title ?? ''}
				find={find}
				onChoose={choose}
			/>
			{place && mode && <Snapped />}
			{place && !mode && <p class="quiet small">{t('intake.needsWhat')}</p>}
		</div>
	);
}
