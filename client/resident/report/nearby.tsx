import type { JSX } from 'preact';
import { nearAssets } from '../../../server/assets/contract.ts';
import type { Service } from '../../../server/municipality/contract.ts';
import { useCall } from '../../api/use-call.ts';
import { language } from '../../i18n/language.ts';
import { t } from '../../i18n/resident-known.ts';
import { Icon } from '../../ui/icon.tsx';
import { chevronRight } from '../../ui/icons.ts';
import { draft } from './draft.ts';
import { nearbyTroubles } from './nearby-troubles.ts';
import { troubleIcon } from './trouble-icons.ts';

/** Metres about a place within which things are what its photo may show. */
const within = 40;

/** The place is known before the trouble: what can be wrong with what stands there comes first. */
export function Nearby({ services, onChoose }: { services: readonly Service[]; onChoose: (mode: string) => void }): JSX.Element | null {
	const near = useCall(nearAssets, () => {
		const { place } = draft.value;
		return place ? { lon: place.lon, lat: place.lat, within, limit: 12, language: language.value } : null;
	});
	const found = nearbyTroubles(services, near.data.value?.assets ?? [], draft.value.place?.asset);
	if (found.length === 0) return null;
	return (
		<section class="stack close" aria-labelledby="nearby">
			<h2 id="nearby">{t('nearby.title')}</h2>
			<div class="panel">
				<ul class="rows">
					{found.map((service) => (
						<li key={service.mode}>
							<button type="button" class="row-button" onClick={() => onChoose(service.mode)}>
								<Icon path={troubleIcon(service)} size={24} />
								<span class="grow">{service.title}</span>
								<Icon path={chevronRight} />
							</button>
						</li>
					))}
				</ul>
			</div>
		</section>
	);
}
