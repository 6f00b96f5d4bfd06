import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { t } from '../../i18n/resident-pages.ts';
import { lazy } from '../../ui/lazy.tsx';
import { AnnouncedFold } from '../announced.tsx';
import { PageTitle } from '../page.tsx';
import { startServices } from '../report/services.ts';
import { FaultList } from './fault-list.tsx';
import { useFaults } from './faults-state.ts';
import './faults-page.css';
import { Filters } from './filters.tsx';
import { MapSearch } from './map-search.tsx';

const FaultsMap = lazy(async () => (await import('./faults-map.tsx')).FaultsMap);

/** The public map of faults, and beside it the same as a list. */
export function FaultsPage(): JSX.Element {
	const state = useFaults();
	useEffect(startServices, []);
	return (
		<div class="faults">
			<div class="faults-head stack close">
				<PageTitle>{t('faults.title')}</PageTitle>
				<MapSearch onFound={(it) => (state.there.value = it)} />
				<Filters filter={state.filter.value} />
				<AnnouncedFold />
			</div>
			<div class="faults-map">
				<FaultsMap state={state} />
			</div>
			<FaultList state={state} />
		</div>
	);
}
