import { effect, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { theTown } from '../../api/town.ts';
import { t } from '../../i18n/console.ts';
import { Crosshair } from '../../map/crosshair.tsx';
import { onTap } from '../../map/hit.ts';
import { MapView } from '../../map/map-view.tsx';
import type { Mounted } from '../../map/mounted.ts';
import { overlay } from '../../map/overlay.ts';
import { Button } from '../../ui/button.tsx';
import { pin } from '../../ui/icons.ts';

interface Depot {
	lon: number;
	lat: number;
}

/** Where a crew sets out from: tapped on the map, or put under the crosshair. */
export function DepotMap({ depot, onDepot }: { depot: Depot | null; onDepot: (depot: Depot | null) => void }): JSX.Element {
	const at = useSignal(depot);
	const shown = useSignal<Mounted | null>(null);
	const start = useMemo(() => (depot ? { ...depot, zoom: 16 } : undefined), []);
	const put = (to: Depot | null): void => {
		at.value = to;
		onDepot(to);
	};
	const mount = (map: Mounted): (() => void) => {
		const drawn = map.add(overlay());
		const stops = [effect(() => drawn.pin(at.value)), onTap(map, (lon, lat) => put({ lon, lat }))];
		shown.value = map;
		return () => {
			for (const stop of stops) stop();
		};
	};
	return (
		<div class="stack tight">
			<span class="field-label">{t('means.depot')}</span>
			<p class="field-hint">{t('means.depotHint')}</p>
			<div class="means-map">
				<MapView town={theTown()} {...(start && { start })} onMount={mount}>
					{shown.value && <Crosshair map={shown.value} icon={pin} label={t('means.depotHere')} onPick={(lon, lat) => put({ lon, lat })} />}
				</MapView>
			</div>
			{at.value && (
				<div>
					<Button kind="quiet" onClick={() => put(null)}>
						{t('means.noDepot')}
					</Button>
				</div>
			)}
		</div>
	);
}
